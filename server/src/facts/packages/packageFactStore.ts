import * as l10n from '@vscode/l10n';
import type { AdvisoryIndex } from '../../advisories/compact';
import type { Host, PackageIndex } from '../../host';
import type { Project } from '../../index/project';
import { found, type Lookup, unavailable } from '../../lookup';
import type { NameJudgement } from '../../names/judgement';
import type { NameData } from '../../names/nameData';
import { AdvisoryAnswers } from './advisoryAnswers';
import { PackageNews } from './answers';
import { KeptFacts } from './keptFacts';
import { KeptJudgements, type Known } from './keptJudgements';
import type { Kinship } from './nameEvidence';
import { NearNames } from './nearNames';
import type { Outsider, PackageFacts } from './packageFacts';
import { ProjectAnswers } from './projectAnswers';
import { distinctNames, type FactScope, type PackageName, type Question } from './question';
import { installable, isNewMember, resemblances } from './resemblances';

const NO_NAMES: readonly string[] = [];

/**
 * Facts about packages. `facts` answers immediately from the bundled data and from earlier answers of the services. `learn` looks up
 * the names that the bundled data leaves open. So a verdict never waits for the network.
 */
export class PackageFactStore {
  /** The same object for every name, because lists of names may be long. */
  readonly #offline = unavailable(l10n.t('Lookalike is in offline mode'));
  readonly #news = new PackageNews();
  readonly #near: NearNames;
  readonly #kept: KeptFacts;
  readonly #judgements: KeptJudgements;
  readonly #projects: ProjectAnswers;
  readonly #advisories: AdvisoryAnswers;

  constructor(
    host: Host,
    readonly data: NameData,
    bundledAdvisories: AdvisoryIndex,
  ) {
    this.#near = new NearNames(data.nearest);
    this.#kept = new KeptFacts(host.clock, this.#news);
    this.#judgements = new KeptJudgements(data, host.clock);
    this.#projects = new ProjectAnswers(host, data, this.#judgements, this.#news);
    this.#advisories = new AdvisoryAnswers(host, data, bundledAdvisories, this.#news);
  }

  /** Why a service could not be contacted the last time. Undefined: all of them answered. For people. */
  get problem(): string | undefined {
    const problems = new Set([this.#projects.problem, this.#advisories.problem].filter((problem) => problem !== undefined));
    return problems.size === 0 ? undefined : [...problems].join('; ');
  }

  /** A number that changes with each news about any name. */
  get revision(): number {
    return this.#news.revision;
  }

  /** Whether there was news about a name after that revision, so the facts have changed. */
  hasNews({ normalizedName }: PackageName, since: number): boolean {
    return this.#news.since(normalizedName, since);
  }

  facts(packageName: PackageName, scope: FactScope): PackageFacts {
    const { configuration } = scope;
    // Without answers of the services, facts do not depend on the indexes of the file.
    const isSame = configuration.settings.offline && this.#projects.isEmpty && this.#advisories.isEmpty;
    const gather = (): PackageFacts => this.#factsNow(packageName, scope);
    return isSame ? this.#kept.of(packageName.normalizedName, configuration, gather) : gather();
  }

  #factsNow(packageName: PackageName, scope: FactScope): PackageFacts {
    const { configuration } = scope;
    const vouchedBy = configuration.vouchedBy(packageName.normalizedName);
    if (vouchedBy === undefined) {
      return this.#gather(packageName, scope, 'public');
    }
    const withoutPrivate = { ...this.#gather(packageName, scope, 'unless-private'), isPrivate: false, by: vouchedBy };
    return { ...this.#gather(packageName, scope, 'private'), withoutPrivate };
  }

  /** Public facts do not apply to a `private` name. `unless-private`: the facts if it were not private. */
  #gather(packageName: PackageName, scope: FactScope, as: 'public' | 'private' | 'unless-private'): PackageFacts {
    const isVouchedFor = as === 'private';
    const { data } = this;
    const { normalizedName } = packageName;
    const { configuration } = scope;
    const rank = data.popular.rankOf(normalizedName);
    const listed = this.#judgements.listing(normalizedName, rank);
    const project = this.#projectLookup(packageName, scope);
    const privateNames = as === 'unless-private' ? NO_NAMES : configuration.privateNames;
    const malicious = !isVouchedFor && data.isMalicious(normalizedName);
    // A malicious or absent name is never the intended one, so the engine may search wider.
    const exists = !malicious && (project.kind === 'found' || (project.kind === 'unavailable' && listed.kind === 'found'));
    const known = { rank, listed, project };
    const judgement = isVouchedFor ? undefined : this.#judgements.of(normalizedName, exists, privateNames, known);
    const kinship = this.#kinshipLookup(packageName, scope, judgement);
    const verdict = judgement && this.#judgements.weigh(judgement, normalizedName, { ...known, kinship });
    const isSuspect = judgement?.confidence !== undefined || verdict?.confidence !== undefined;
    const suspected = isSuspect ? (judgement?.imitations ?? []) : [];
    const imitations =
      exists || malicious ? suspected : suspected.filter((each) => !isNewMember(each, normalizedName, data, configuration));
    const near = exists || malicious || isVouchedFor ? [] : this.#near.of(normalizedName);
    // A misspelled private name is that, even if a public name is similar.
    const isMeant = near.length === 0 || imitations.some(({ target }) => target === near[0] || configuration.isPrivate(target));
    return {
      normalizedName,
      asOf: data.asOf,
      rank,
      downloads: data.popular.downloadsOf(normalizedName),
      listed,
      wasRemoved: !isVouchedFor && listed.kind === 'missing' && data.wasRemoved(normalizedName),
      malicious,
      maliciousRecords: isVouchedFor ? [] : data.maliciousRecords(normalizedName),
      confidence: isMeant && imitations.length > 0 ? verdict?.confidence : undefined,
      resemblances: isMeant ? resemblances(imitations, near[0], data, configuration) : [],
      near: isMeant ? [] : [...new Set(near.flatMap((target) => installable(target, data)))],
      evidence: verdict?.reason,
      kinship,
      outsider: isVouchedFor ? undefined : this.#outsider(packageName, scope, known),
      importName: data.importName(normalizedName),
      superseded: data.superseded(normalizedName),
      isPrivate: configuration.isPrivate(normalizedName),
      trustedBy: configuration.trustedBy(normalizedName),
      advisories: isVouchedFor ? found([]) : this.#advisories.of(packageName, scope),
      project,
      wasAsked: this.#projects.has(packageName, scope),
    };
  }

  #outsider(packageName: PackageName, scope: FactScope, known: Known): Outsider | undefined {
    const standing = known.project.kind === 'found' ? this.#projects.related.standing(packageName, scope) : undefined;
    if (standing?.kind !== 'found' || !standing.value.isOutsider) {
      return undefined;
    }
    const confidence = this.#judgements.weighOutsider(packageName.normalizedName, known);
    return confidence && { ...standing.value, confidence };
  }

  /**
   * Looks up those of `questions` that need it. True: there is a new answer. `onNews` is called for the answers of each
   * service as they come, so a slow service does not delay the other. Names that only need their status come last: whether the
   * index has quarantined a project that has no other open facts.
   */
  async learn(questions: readonly Question[], scope: FactScope, signal: AbortSignal, onNews?: () => void): Promise<boolean> {
    if (await this.lookNear(questions, scope, signal)) {
      onNews?.();
    }
    const open = questions.filter((question) => this.#isOpen(question, scope));
    const heard = async (learning: Promise<boolean>): Promise<boolean> => {
      const news = await learning;
      if (news) {
        onNews?.();
      }
      return news;
    };
    const [projects, advisories] = await Promise.all([
      heard(this.#projects.learn(distinctNames(open), scope, signal)),
      heard(this.#advisories.learn(questions, scope, signal)),
    ]);
    const problem = open.length > 0 ? this.#projects.problem : undefined;
    const statuses = await heard(this.#projects.learnStatuses(distinctNames(questions), scope, signal, problem));
    return projects || advisories || statuses;
  }

  /**
   * Searches the bundled list for the projects that the absent names in `questions` may have meant, which takes too long for a keystroke. True:
   * something new was found.
   */
  async lookNear(questions: readonly Question[], { configuration }: FactScope, signal?: AbortSignal): Promise<boolean> {
    const { data } = this;
    const isAbsent = ({ normalizedName: name, explicit }: Question): boolean =>
      !explicit &&
      data.popular.rankOf(name) === undefined &&
      !data.exists(name) &&
      !data.isMalicious(name) &&
      !configuration.isPrivate(name);
    const names = questions.filter(isAbsent).map(({ normalizedName }) => normalizedName);
    const news = await this.#near.look(names, signal);
    for (const name of news) {
      this.#news.note(name);
    }
    return news.length > 0;
  }

  /** Requests the index's facts about a project, unless they are fresh. */
  async project(packageName: PackageName, scope: FactScope, signal: AbortSignal): Promise<Lookup<Project>> {
    return (await this.#projects.ask(packageName, scope, signal)) ?? this.#projectLookup(packageName, scope);
  }

  /** The indexes that may learn a file's names. */
  index(scope: FactScope, indexName?: string): PackageIndex {
    return this.#projects.index(scope, indexName);
  }

  #projectLookup(packageName: PackageName, scope: FactScope): Lookup<Project> {
    return scope.configuration.settings.offline ? this.#offline : this.#projects.of(packageName, scope);
  }

  #kinshipLookup(packageName: PackageName, scope: FactScope, judgement: NameJudgement | undefined): Lookup<Kinship> | undefined {
    if (judgement === undefined) {
      return undefined;
    }
    const [{ target }] = judgement.imitations;
    return scope.configuration.settings.offline ? this.#offline : this.#projects.related.kinship(packageName, target, scope);
  }

  /** The bundled data suffices for a listed name that is not similar to another one and not pinned. The rest is looked up in the index. */
  #isOpen(question: Question, scope: FactScope): boolean {
    const { pinned, explicit } = question;
    if (!this.#projects.mayAsk(question, scope)) {
      return false;
    }
    const { listed, resemblances, malicious } = this.facts(question, scope);
    // Public facts do not matter for a name that the file pins to an index of its own.
    return !malicious && (pinned || resemblances.length > 0 || (!explicit && listed.kind !== 'found'));
  }
}

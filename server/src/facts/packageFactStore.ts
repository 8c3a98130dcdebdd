import * as l10n from '@vscode/l10n';
import type { Advisory } from '../advisories/advisory';
import type { AdvisoryIndex } from '../advisories/compact';
import type { Configuration } from '../configuration/configuration';
import { isPublicIndex } from '../formats/toml/packageSources';
import type { Host, PackageIndex } from '../host';
import { found, type Lookup, MISSING, notCheckedWhy, unavailable } from '../lookup';
import type { ListedProject, NameData } from '../names/data';
import type { NameJudgement } from '../names/engine';
import { MANY_EXTENSIONS, type Verdict, weighEvidence } from '../names/evidence';
import { resemblesPrivate } from '../names/privateNames';
import { DEFAULT_SETTINGS } from '../settings';
import { type IndexRoutes, routedIndex } from './indexRoute';
import { type EvidenceInput, type Kinship, kinshipOf, knownFacts } from './nameEvidence';
import type { PackageFacts, Resemblance } from './packageFacts';
import type { Project } from './project';

/** For whom facts are gathered: what one file's configuration and indexes allow. */
export interface FactScope {
  readonly configuration: Configuration;
  /** Which index may be told which name. */
  readonly routes: IndexRoutes;
}

/** Whose package a name stands for in a file. */
export interface PackageName {
  readonly normalizedName: string;
  /** The index that the file sends the name to. */
  readonly indexName?: string;
}

/** A package to learn about. */
export interface Question extends PackageName {
  /** Asked for in one version: what the index says of that version matters. */
  readonly pinned: boolean;
  /** Served by one index that the file names: whose name it is in public does not matter. */
  readonly explicit: boolean;
}

interface Answer<T> {
  readonly lookup: Lookup<T>;
  /** Milliseconds since the epoch. */
  readonly at: number;
}

type Judgements = Map<string, NameJudgement | null>;

const MAX_JUDGEMENTS = 10_000;
/** Configurations with private names of their own, for which judgements are kept. */
const MAX_LISTS = 8;
/** How long an answer is taken for true without asking again, in milliseconds; and what was no answer. */
const FRESH_FOR = 10 * 60_000;
const RETRY_AFTER = 60_000;
const AT_ONCE = 6;

/**
 * What is known of packages. `facts` answers at once from the bundled data and what the services have said so far; `learn` asks
 * them about the names that the bundled data leaves open. So no verdict ever waits for the network.
 */
export class PackageFactStore {
  private readonly projects = new Map<string, Answer<Project>>();
  private readonly kinships = new Map<string, Answer<Kinship>>();
  private readonly advisories = new Map<string, Answer<readonly Advisory[]>>();

  /** The same for every name, since lists of names may be long. */
  private readonly offlineWhy = l10n.t('Lookalike is set to work offline');
  private readonly offline = unavailable(this.offlineWhy);
  private readonly bundledAt: number;

  private indexProblem: string | undefined;
  private advisoriesProblem: string | undefined;

  private readonly listings = new Map<number, Lookup<ListedProject>>();
  /** By the private names that were looked at, too. */
  private readonly judgements = new Map<string, Judgements>();
  private readonly judgementsByList = new WeakMap<readonly string[], Judgements>();

  constructor(
    private readonly host: Host,
    private readonly data: NameData,
    private readonly bundledAdvisories: AdvisoryIndex,
  ) {
    this.bundledAt = Date.parse(bundledAdvisories.asOf);
  }

  /** Why a service could not be asked the last time; undefined when all answered. For people. */
  get problem(): string | undefined {
    const problems = new Set([this.indexProblem, this.advisoriesProblem].filter((problem) => problem !== undefined));
    return problems.size === 0 ? undefined : [...problems].join('; ');
  }

  facts(packageName: PackageName, scope: FactScope): PackageFacts {
    const { data } = this;
    const { normalizedName } = packageName;
    const { configuration } = scope;
    const rank = data.popular.rankOf(normalizedName);
    const listed = this.listing(normalizedName, rank);
    const project = this.projectLookup(packageName, scope);
    const isPrivate = configuration.isPrivate(normalizedName);
    const { privateNames } = configuration;
    const isVouchedFor = isPrivate && configuration.vouchesFor(normalizedName);
    const malicious = !isVouchedFor && data.isMalicious(normalizedName);
    // Nobody can have meant a malicious or absent name: the engine may look wider for what was meant.
    const exists = !malicious && (project.kind === 'found' || (project.kind === 'unavailable' && listed.kind === 'found'));
    const judgement = isVouchedFor ? undefined : this.judge(normalizedName, exists, privateNames);
    const kinship = this.kinshipLookup(packageName, scope, judgement);
    const verdict = judgement && this.weigh(judgement, normalizedName, { rank, listed, project, kinship });
    return {
      normalizedName,
      asOf: data.asOf,
      rank,
      downloads: rank === undefined ? undefined : data.popular.downloadsOf(normalizedName),
      listed,
      malicious,
      confidence: verdict?.confidence,
      resemblances: (judgement?.imitations ?? []).map(
        (imitation): Resemblance => ({
          ...imitation,
          rank: data.popular.rankOf(imitation.target),
          superseded: data.superseded(imitation.target),
          isPrivate: configuration.isPrivate(imitation.target),
        }),
      ),
      evidence: verdict?.reason,
      kinship,
      importName: data.importName(normalizedName),
      superseded: data.superseded(normalizedName),
      isPrivate,
      isTrusted: configuration.isTrusted(normalizedName),
      advisories: isVouchedFor ? found([]) : this.advisoriesLookup(packageName, scope),
      project,
    };
  }

  /** Of popular names, which most files are full of, that is remembered. */
  private listing(name: string, rank: number | undefined): Lookup<ListedProject> {
    const known = rank === undefined ? undefined : this.listings.get(rank);
    if (known !== undefined) {
      return known;
    }
    const listing = this.data.project(name);
    const listed = listing === undefined ? MISSING : found(listing);
    if (rank !== undefined) {
      this.listings.set(rank, listed);
    }
    return listed;
  }

  private weigh(judgement: NameJudgement, name: string, known: Omit<EvidenceInput, 'extensions' | 'asOf' | 'now'>): Verdict {
    const { data, host } = this;
    if (data.isMalicious(name)) {
      // Nothing speaks for it.
      return { confidence: judgement.confidence };
    }
    const extensions = data.extensions(name, MANY_EXTENSIONS);
    return weighEvidence(judgement, knownFacts({ ...known, extensions, asOf: data.asOf, now: host.clock.now() }));
  }

  /** What the engine says, remembered: between two keystrokes all names of a file but one are the same. */
  private judge(name: string, exists: boolean, privateNames: readonly string[]): NameJudgement | undefined {
    const judgements = this.judgementsBeside(privateNames);
    const key = exists ? name : `${name} `;
    const known = judgements.get(key);
    if (known !== undefined) {
      return known ?? undefined;
    }
    if (judgements.size >= MAX_JUDGEMENTS) {
      judgements.clear();
    }
    const judgement = this.data.engine.judge(name, { exists, privateNames });
    judgements.set(key, judgement ?? null);
    return judgement;
  }

  /** The list is told by its content, but that is looked at once a list: it may be long. */
  private judgementsBeside(privateNames: readonly string[]): Judgements {
    let judgements = this.judgementsByList.get(privateNames);
    if (judgements === undefined) {
      const content = privateNames.join(' ');
      judgements = this.judgements.get(content) ?? new Map();
      if (this.judgements.size >= MAX_LISTS) {
        this.judgements.clear();
      }
      this.judgements.set(content, judgements);
      this.judgementsByList.set(privateNames, judgements);
    }
    return judgements;
  }

  /**
   * Asks the services about those of `questions` that need it. True when an answer came that was not known before; `onNews` hears of each
   * service's answers as they come, so that a slow one does not hold up the other.
   */
  async learn(questions: readonly Question[], scope: FactScope, signal: AbortSignal, onNews?: () => void): Promise<boolean> {
    const open = questions.filter((question) => this.isOpen(question, scope));
    const told = questions.filter((question) => this.mayTellAdvisories(question, scope));
    const heard = async (learning: Promise<boolean>): Promise<boolean> => {
      const news = await learning;
      if (news) {
        onNews?.();
      }
      return news;
    };
    const [projects, advisories] = await Promise.all([
      heard(this.learnProjects(distinct(open), scope, signal)),
      heard(this.learnAdvisories([...new Set(told.map(({ normalizedName }) => normalizedName))], signal)),
    ]);
    return projects || advisories;
  }

  /** Asks now what the index says of a project. */
  async project(packageName: PackageName, scope: FactScope, signal: AbortSignal): Promise<Lookup<Project>> {
    if (!this.isFresh(this.projects.get(projectKey(packageName, scope)))) {
      const lookup = await this.index(scope, packageName.indexName).project(packageName.normalizedName, signal);
      if (!signal.aborted) {
        this.remember(this.projects, projectKey(packageName, scope), lookup);
      }
      return lookup;
    }
    return this.projectLookup(packageName, scope);
  }

  /** The indexes that may be told a file's names. */
  index(scope: FactScope, indexName?: string): PackageIndex {
    return routedIndex(scope.routes, (url) => this.host.indexAt(url, scope.routes.isPublicName), indexName);
  }

  /** Names that are not publicly known stay at home where a private index may serve them, unless the database is the user's own. */
  private mayTellAdvisories({ normalizedName, indexName }: PackageName, { configuration, routes }: FactScope): boolean {
    const { offline, advisoriesUrl } = configuration.settings;
    if (offline || configuration.isPrivate(normalizedName)) {
      return false;
    }
    const mayBePrivate =
      routes.usesPrivateIndex ||
      (indexName !== undefined && !isPublicIndex(indexName)) ||
      resemblesPrivate(normalizedName, configuration.privateNames);
    return advisoriesUrl !== DEFAULT_SETTINGS.advisoriesUrl || !mayBePrivate || this.data.project(normalizedName) !== undefined;
  }

  private async learnProjects(names: readonly PackageName[], scope: FactScope, signal: AbortSignal): Promise<boolean> {
    if (names.length === 0) {
      return false;
    }
    const open = [...names].reverse();
    let learnt = false;
    let problem: string | undefined;
    const worker = async (): Promise<void> => {
      for (let name = open.pop(); name !== undefined && !signal.aborted; name = open.pop()) {
        const lookup = await this.index(scope, name.indexName).project(name.normalizedName, signal);
        const related = lookup.kind === 'found' ? await this.askKinship(name, scope, signal) : undefined;
        if (!signal.aborted) {
          // Both at once: a verdict that moved twice would flicker.
          learnt = this.remember(this.projects, projectKey(name, scope), lookup) || learnt;
          if (related !== undefined) {
            learnt = this.remember(this.kinships, related.key, related.kinship) || learnt;
          }
          const why = notCheckedWhy(lookup);
          // What is kept from an index on purpose is no fault of a service.
          problem = why === scope.routes.of(name.normalizedName, name.indexName).withheld?.why ? problem : (why ?? problem);
        }
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, worker));
    if (!signal.aborted) {
      this.indexProblem = problem;
    }
    return learnt;
  }

  /** Asks what an existing project of a suspicious name has in common with the one that it resembles; only where one index has both. */
  private async askKinship(
    packageName: PackageName,
    scope: FactScope,
    signal: AbortSignal,
  ): Promise<{ readonly key: string; readonly kinship: Lookup<Kinship> } | undefined> {
    const { normalizedName, indexName } = packageName;
    const { configuration, routes } = scope;
    const target = this.judge(normalizedName, true, configuration.privateNames)?.imitations[0]?.target;
    if (target === undefined || configuration.isPrivate(target) || this.data.isMalicious(normalizedName)) {
      return undefined;
    }
    const [url, ...others] = routes.of(normalizedName, indexName).ask;
    const [targetUrl, ...otherTargets] = routes.of(target, indexName).ask;
    if (url === undefined || url.target !== targetUrl?.target || others.length + otherTargets.length > 0) {
      return undefined;
    }
    const index = this.index(scope, indexName);
    const [own, imitated] = await Promise.all([index.metadata(normalizedName, signal), index.metadata(target, signal)]);
    return { key: kinshipKey(packageName, target, scope), kinship: kinshipOf(own, imitated) };
  }

  private async learnAdvisories(names: readonly string[], signal: AbortSignal): Promise<boolean> {
    const open = names.filter((name) => !this.isFresh(this.advisories.get(name)));
    if (open.length === 0) {
      return false;
    }
    const lookups = await this.host.advisories.query(
      open.map((name) => ({ name })),
      signal,
    );
    let learnt = false;
    if (!signal.aborted) {
      for (const [i, name] of open.entries()) {
        learnt = this.remember(this.advisories, name, lookups[i] as Lookup<readonly Advisory[]>) || learnt;
      }
      this.advisoriesProblem = lookups.map(notCheckedWhy).find((why) => why !== undefined);
    }
    return learnt;
  }

  private remember<T>(answers: Map<string, Answer<T>>, name: string, lookup: Lookup<T>): boolean {
    const before = answers.get(name)?.lookup;
    answers.set(name, { lookup, at: this.host.clock.now() });
    return before === undefined || JSON.stringify(before) !== JSON.stringify(lookup);
  }

  /** The live answer where there is one: it holds what is bundled, and more. Else what is bundled, with its date. */
  private advisoriesLookup(packageName: PackageName, scope: FactScope): Lookup<readonly Advisory[]> {
    const live = this.advisories.get(packageName.normalizedName)?.lookup;
    if (live?.kind === 'found') {
      return live;
    }
    const bundled = this.bundledAdvisories.advisoriesFor(packageName.normalizedName);
    const { offline: isOffline } = scope.configuration.settings;
    if (!isOffline && !this.mayTellAdvisories(packageName, scope)) {
      // Not publicly known, so there is nothing to hear of it in public either.
      return found(bundled);
    }
    const why = isOffline ? this.offlineWhy : live?.kind === 'unavailable' ? live.why : l10n.t('the advisory database was not asked');
    return found(bundled, { asOf: this.bundledAt, why });
  }

  private projectLookup(packageName: PackageName, scope: FactScope): Lookup<Project> {
    if (scope.configuration.settings.offline) {
      return this.offline;
    }
    const known = this.projects.get(projectKey(packageName, scope))?.lookup;
    const { normalizedName, indexName } = packageName;
    return known ?? unavailable(scope.routes.of(normalizedName, indexName).withheld?.why ?? l10n.t('the index was not asked'));
  }

  private kinshipLookup(packageName: PackageName, scope: FactScope, judgement: NameJudgement | undefined): Lookup<Kinship> | undefined {
    if (judgement === undefined) {
      return undefined;
    }
    if (scope.configuration.settings.offline) {
      return this.offline;
    }
    const { target } = judgement.imitations[0]!;
    return this.kinships.get(kinshipKey(packageName, target, scope))?.lookup ?? unavailable(l10n.t('the index was not asked'));
  }

  /** The bundled data settles a listed name that looks like no other and is not pinned; the index is asked about the rest. */
  private isOpen(question: Question, scope: FactScope): boolean {
    const { offline } = scope.configuration.settings;
    const { normalizedName, indexName, pinned, explicit } = question;
    if (offline || scope.routes.of(normalizedName, indexName).ask.length === 0) {
      return false;
    }
    if (this.isFresh(this.projects.get(projectKey(question, scope)))) {
      return false;
    }
    const { listed, resemblances, malicious } = this.facts(question, scope);
    return explicit ? pinned : !malicious && (pinned || listed.kind !== 'found' || resemblances.length > 0);
  }

  private isFresh(answer: Answer<unknown> | undefined): boolean {
    if (answer === undefined) {
      return false;
    }
    return this.host.clock.now() - answer.at < (notCheckedWhy(answer.lookup) === undefined ? FRESH_FOR : RETRY_AFTER);
  }
}

/** The same name may be asked of different indexes. */
function projectKey({ normalizedName, indexName }: PackageName, { routes }: FactScope): string {
  return [normalizedName, routes.choice, ...routes.of(normalizedName, indexName).ask].join(' ');
}

function kinshipKey(packageName: PackageName, target: string, scope: FactScope): string {
  return `${projectKey(packageName, scope)} ${target}`;
}

function distinct(questions: readonly Question[]): PackageName[] {
  const byKey = new Map(questions.map((question) => [`${question.normalizedName} ${question.indexName ?? ''}`, question]));
  return [...byKey.values()];
}

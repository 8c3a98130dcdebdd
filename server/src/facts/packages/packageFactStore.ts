import * as l10n from '@vscode/l10n';
import type { Advisory } from '../../advisories/advisory';
import type { AdvisoryIndex } from '../../advisories/compact';
import type { Configuration } from '../../configuration/configuration';
import { isPublicIndex } from '../../formats/tables/packageSources';
import type { Host, PackageIndex } from '../../host';
import type { Project } from '../../index/project';
import { found, type Lookup, MISSING, notCheckedWhy, unavailable } from '../../lookup';
import { resemblesPrivate } from '../../names/engine/privateNames';
import { timeWeight, type WeighedEvidence, weighEvidence, weighOutsider } from '../../names/evidence';
import type { NameJudgement } from '../../names/judgement';
import type { ListedProject, NameData } from '../../names/nameData';
import { type Namesakes, namesakesOf } from '../../names/namesakes';
import { DEFAULT_SETTINGS } from '../../settings';
import { type IndexRoutes, routedIndex } from '../indexes/indexRoutes';
import { type FamilyStanding, familyLeaders, standingIn } from './familyOwners';
import { type EvidenceInput, type Kinship, kinshipOf, knownFacts } from './nameEvidence';
import { NearNames } from './nearNames';
import type { Outsider, PackageFacts } from './packageFacts';
import { installable, isNewMember, resemblances } from './resemblances';

/** The context of a request for facts: the configuration and indexes of one file. */
export interface FactScope {
  readonly configuration: Configuration;
  /** Which index may learn which name. */
  readonly routes: IndexRoutes;
  /** False: files now have other index options, so no more names may be sent along these routes. */
  isCurrent?(): boolean;
}

/** The owner of the package that a name stands for in a file. */
export interface PackageName {
  readonly normalizedName: string;
  /** The index that the file pins the name to. */
  readonly indexName?: string | undefined;
}

/** A package to look up. */
export interface Question extends PackageName {
  /** A version is required: the index's facts about that version matter. */
  readonly pinned: boolean;
  /** Served by one index that the file names: the public owner of the name does not matter. */
  readonly explicit: boolean;
}

interface Answer<T> {
  readonly lookup: Lookup<T>;
  /** Milliseconds since the epoch. */
  readonly at: number;
}

type Judgements = Map<string, NameJudgement | null>;

const NO_NAMES: readonly string[] = [];
const NO_NAMESAKES: Namesakes = { extensions: 0 };
const MAX_JUDGEMENTS = 10_000;
/** Maximum number of configurations with private names for which judgments are kept. */
const MAX_LISTS = 8;
/** Milliseconds for which an answer is used without a new request; and the same for a failure. */
const FRESH_FOR = 10 * 60_000;
const RETRY_AFTER = 60_000;
const AT_ONCE = 6;
/** Maximum number of names within `FRESH_FOR` that are requested only for their status. */
export const MAX_STATUS_ASKED = 200;
const WEIGHT_STEP = 0.25;

/**
 * Facts about packages. `facts` answers immediately from the bundled data and from earlier answers of the services. `learn` looks up
 * the names that the bundled data leaves open. So a verdict never waits for the network.
 */
export class PackageFactStore {
  readonly #host: Host;
  readonly #bundledAdvisories: AdvisoryIndex;

  readonly #projects = new Map<string, Answer<Project>>();
  readonly #kinships = new Map<string, Answer<Kinship>>();
  readonly #standings = new Map<string, Answer<FamilyStanding>>();
  readonly #advisories = new Map<string, Answer<readonly Advisory[]>>();

  /** The same object for every name, because lists of names may be long. */
  readonly #offlineWhy = l10n.t('Lookalike is in offline mode');
  readonly #offline = unavailable(this.#offlineWhy);
  readonly #bundledAt: number;

  #statusesAsked = 0;
  #statusesSince = 0;

  #indexProblem: string | undefined;
  #advisoriesProblem: string | undefined;

  readonly #listings = new Map<number, Lookup<ListedProject>>();
  /** Keyed by the private names that were compared, too. */
  readonly #judgements = new Map<string, Judgements>();
  readonly #judgementsByList = new WeakMap<readonly string[], Judgements>();

  readonly #near: NearNames;
  /** Number of news so far. */
  #learnt = 0;
  /** By normalized name: that number at the last news about it. */
  readonly #learntOf = new Map<string, number>();

  constructor(
    host: Host,
    readonly data: NameData,
    bundledAdvisories: AdvisoryIndex,
  ) {
    this.#host = host;
    this.#bundledAdvisories = bundledAdvisories;

    this.#near = new NearNames(data.nearest);
    this.#bundledAt = Date.parse(bundledAdvisories.asOf);
  }

  /** Why a service could not be contacted the last time. Undefined: all of them answered. For people. */
  get problem(): string | undefined {
    const problems = new Set([this.#indexProblem, this.#advisoriesProblem].filter((problem) => problem !== undefined));
    return problems.size === 0 ? undefined : [...problems].join('; ');
  }

  /** A number that changes with each news about any name. */
  get revision(): number {
    return this.#learnt;
  }

  /** Whether there was news about a name after that revision, so the facts have changed. */
  hasNews({ normalizedName }: PackageName, since: number): boolean {
    return (this.#learntOf.get(normalizedName) ?? 0) > since;
  }

  facts(packageName: PackageName, scope: FactScope): PackageFacts {
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
    const listed = this.#listing(normalizedName, rank);
    const project = this.#projectLookup(packageName, scope);
    const privateNames = as === 'unless-private' ? NO_NAMES : configuration.privateNames;
    const malicious = !isVouchedFor && data.isMalicious(normalizedName);
    // A malicious or absent name is never the intended one, so the engine may search wider.
    const exists = !malicious && (project.kind === 'found' || (project.kind === 'unavailable' && listed.kind === 'found'));
    const known = { rank, listed, project };
    const judgement = isVouchedFor ? undefined : this.#judge(normalizedName, exists, privateNames, this.#timeWeight(known));
    const kinship = this.#kinshipLookup(packageName, scope, judgement);
    const verdict = judgement && this.#weigh(judgement, normalizedName, { ...known, kinship });
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
      downloads: rank === undefined ? undefined : data.popular.downloadsOf(normalizedName),
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
      advisories: isVouchedFor ? found([]) : this.#advisoriesLookup(packageName, scope),
      project,
      wasAsked: this.#projects.size > 0 && this.#projects.has(projectKey(packageName, scope)),
    };
  }

  /** Cached for popular names, which most files are full of. */
  #listing(name: string, rank: number | undefined): Lookup<ListedProject> {
    const known = rank === undefined ? undefined : this.#listings.get(rank);
    if (known !== undefined) {
      return known;
    }
    const listing = this.data.project(name);
    const listed = listing === undefined ? MISSING : found(listing);
    if (rank !== undefined) {
      this.#listings.set(rank, listed);
    }
    return listed;
  }

  /** The age of a project in steps, because judgments are cached by it. */
  #timeWeight(known: Pick<EvidenceInput, 'rank' | 'listed' | 'project'>): number {
    const weight = timeWeight(knownFacts({ ...known, namesakes: NO_NAMESAKES, asOf: this.data.asOf, now: this.#host.clock.now() }));
    return Math.ceil(weight / WEIGHT_STEP) * WEIGHT_STEP;
  }

  #weigh(judgement: NameJudgement, name: string, known: Omit<EvidenceInput, 'namesakes' | 'asOf' | 'now'>): WeighedEvidence {
    const { data } = this;
    const { clock } = this.#host;
    if (data.isMalicious(name)) {
      // Nothing is in its favor.
      return { confidence: judgement.confidence };
    }
    const namesakes = namesakesOf(name, known.listed.kind === 'found' ? known.listed.value : undefined, data);
    const facts = knownFacts({ ...known, namesakes, asOf: data.asOf, now: clock.now() });
    return weighEvidence(judgement, facts, data.popular.rankOf(judgement.imitations[0].target));
  }

  #outsider(packageName: PackageName, scope: FactScope, known: Pick<EvidenceInput, 'rank' | 'listed' | 'project'>): Outsider | undefined {
    const { data } = this;
    const { clock } = this.#host;
    const standing = known.project.kind === 'found' ? this.#standings.get(projectKey(packageName, scope))?.lookup : undefined;
    if (standing?.kind !== 'found' || !standing.value.isOutsider) {
      return undefined;
    }
    const namesakes = namesakesOf(packageName.normalizedName, undefined, data);
    const confidence = weighOutsider(knownFacts({ ...known, namesakes, asOf: data.asOf, now: clock.now() }));
    return confidence && { ...standing.value, confidence };
  }

  /** The judgment of the engine, cached: between two keystrokes all names of a file but one are the same. */
  #judge(name: string, exists: boolean, privateNames: readonly string[], timeWeight: number): NameJudgement | undefined {
    const judgements = this.#judgementsBeside(privateNames);
    const key = `${name} ${exists ? timeWeight : 'missing'}`;
    const known = judgements.get(key);
    if (known !== undefined) {
      return known ?? undefined;
    }
    if (judgements.size >= MAX_JUDGEMENTS) {
      judgements.clear();
    }
    const judgement = this.data.engine.judge(name, { exists, privateNames, timeWeight });
    judgements.set(key, judgement ?? null);
    return judgement;
  }

  /** Lists are compared by content, but only once per list, because they may be long. */
  #judgementsBeside(privateNames: readonly string[]): Judgements {
    let judgements = this.#judgementsByList.get(privateNames);
    if (judgements === undefined) {
      const content = privateNames.join(' ');
      judgements = this.#judgements.get(content) ?? new Map();
      if (this.#judgements.size >= MAX_LISTS) {
        this.#judgements.clear();
      }
      this.#judgements.set(content, judgements);
      this.#judgementsByList.set(privateNames, judgements);
    }
    return judgements;
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
    const told = questions.filter((question) => this.#mayTellAdvisories(question, scope));
    const heard = async (learning: Promise<boolean>): Promise<boolean> => {
      const news = await learning;
      if (news) {
        onNews?.();
      }
      return news;
    };
    const [projects, advisories] = await Promise.all([
      heard(this.#learnProjects(distinct(open), scope, signal)),
      heard(this.#learnAdvisories([...new Set(told.map(({ normalizedName }) => normalizedName))], signal)),
    ]);
    const problem = open.length > 0 ? this.#indexProblem : undefined;
    const statuses = await heard(this.#learnStatuses(distinct(questions), scope, signal, problem));
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
      this.#noteNews(name);
    }
    return news.length > 0;
  }

  async #learnStatuses(
    names: readonly PackageName[],
    scope: FactScope,
    signal: AbortSignal,
    problem: string | undefined,
  ): Promise<boolean> {
    const open = names.filter((name) => this.#mayAsk(name, scope) && !this.data.isMalicious(name.normalizedName));
    const hasAnswer = (name: PackageName): boolean => this.#projects.get(projectKey(name, scope))?.lookup.kind === 'found';
    // Names that the budget left out the last time come first.
    const unknown = [...open.filter((name) => !hasAnswer(name)), ...open.filter(hasAnswer)];
    const budget = this.#statusBudget();
    const asked = unknown.slice(0, budget);
    this.#statusesAsked += asked.length;
    const learnt = await this.#learnProjects(asked, scope, signal, problem);
    const why = l10n.t('too many names were looked up within ten minutes');
    const left = signal.aborted ? [] : unknown.slice(budget);
    return left.reduce((any, name) => this.#remember(this.#projects, name, unavailable(why), projectKey(name, scope)) || any, learnt);
  }

  #statusBudget(): number {
    const now = this.#host.clock.now();
    if (now - this.#statusesSince >= FRESH_FOR) {
      this.#statusesSince = now;
      this.#statusesAsked = 0;
    }
    return Math.max(0, MAX_STATUS_ASKED - this.#statusesAsked);
  }

  /** Requests the index's facts about a project now. */
  async project(packageName: PackageName, scope: FactScope, signal: AbortSignal): Promise<Lookup<Project>> {
    if (!this.#isFresh(this.#projects.get(projectKey(packageName, scope)))) {
      const lookup = await this.index(scope, packageName.indexName).project(packageName.normalizedName, signal);
      if (!signal.aborted) {
        this.#remember(this.#projects, packageName, lookup, projectKey(packageName, scope));
      }
      return lookup;
    }
    return this.#projectLookup(packageName, scope);
  }

  /** The indexes that may learn a file's names. */
  index(scope: FactScope, indexName?: string): PackageIndex {
    return routedIndex(scope.routes, (url) => this.#host.indexAt(url, scope.routes.isPublicName), indexName);
  }

  /** Names that are not publicly known are not sent if a private index may serve them, unless the database is the user's own. */
  #mayTellAdvisories({ normalizedName, indexName }: PackageName, { configuration, routes }: FactScope): boolean {
    const { offline, advisoriesUrl } = configuration.settings;
    if (offline || configuration.isPrivate(normalizedName)) {
      return false;
    }
    const mayBePrivate =
      routes.usesPrivateIndex ||
      routes.of(normalizedName, indexName).withheld?.cause === 'private' ||
      (indexName !== undefined && !isPublicIndex(indexName)) ||
      resemblesPrivate(normalizedName, configuration.privateNames);
    return advisoriesUrl !== DEFAULT_SETTINGS.advisoriesUrl || !mayBePrivate || this.data.project(normalizedName) !== undefined;
  }

  /** `problem`: why other names of the same call got no answer. */
  async #learnProjects(names: readonly PackageName[], scope: FactScope, signal: AbortSignal, problem?: string): Promise<boolean> {
    if (names.length === 0) {
      return false;
    }
    const open = [...names].reverse();
    let learnt = false;
    let latest = problem;
    const worker = async (): Promise<void> => {
      for (let name = open.pop(); name !== undefined && !signal.aborted && scope.isCurrent?.() !== false; name = open.pop()) {
        const lookup = await this.index(scope, name.indexName).project(name.normalizedName, signal);
        const isFound = lookup.kind === 'found';
        const [related, standing] = await Promise.all([
          isFound ? this.#askKinship(name, lookup, scope, signal) : undefined,
          isFound ? this.#askStanding(name, scope, signal) : undefined,
        ]);
        if (!signal.aborted) {
          // All updates at once: a verdict that changes twice would flicker.
          learnt = this.#remember(this.#projects, name, lookup, projectKey(name, scope)) || learnt;
          if (related !== undefined) {
            learnt = this.#remember(this.#kinships, name, related.kinship, related.key) || learnt;
          }
          if (standing !== undefined) {
            learnt = this.#remember(this.#standings, name, standing, projectKey(name, scope)) || learnt;
          }
          const why = notCheckedWhy(lookup);
          // A name that is kept private on purpose is not a failure of a service.
          latest = why === scope.routes.of(name.normalizedName, name.indexName).withheld?.why ? latest : (why ?? latest);
        }
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, worker));
    if (!signal.aborted) {
      this.#indexProblem = latest;
    }
    return learnt;
  }

  /** Finds out what an existing project with a suspicious name has in common with the one that it resembles. Only if one index has both. */
  async #askKinship(
    packageName: PackageName,
    project: Lookup<Project>,
    scope: FactScope,
    signal: AbortSignal,
  ): Promise<{ readonly key: string; readonly kinship: Lookup<Kinship> } | undefined> {
    const { normalizedName } = packageName;
    const { configuration } = scope;
    const rank = this.data.popular.rankOf(normalizedName);
    const weight = this.#timeWeight({ rank, listed: this.#listing(normalizedName, rank), project });
    const target = this.#judge(normalizedName, true, configuration.privateNames, weight)?.imitations[0].target;
    if (target === undefined || configuration.isPrivate(target) || this.data.isMalicious(normalizedName)) {
      return undefined;
    }
    const index = this.#commonIndex(packageName, [target], scope);
    if (index === undefined) {
      return undefined;
    }
    const [own, imitated] = await Promise.all([index.metadata(normalizedName, signal), index.metadata(target, signal)]);
    return { key: kinshipKey(packageName, target, scope), kinship: kinshipOf(own, imitated) };
  }

  /** Finds out who owns an existing project with a name of a family, and who owns the family. Only if one index has all of them. */
  async #askStanding(packageName: PackageName, scope: FactScope, signal: AbortSignal): Promise<Lookup<FamilyStanding> | undefined> {
    const { data } = this;
    const { normalizedName } = packageName;
    const isSettled =
      data.popular.rankOf(normalizedName) !== undefined ||
      scope.configuration.isPrivate(normalizedName) ||
      data.isMalicious(normalizedName);
    const family = isSettled ? undefined : data.familyOf(normalizedName);
    if (family === undefined) {
      return undefined;
    }
    const names = familyLeaders(family, data);
    const index = this.#commonIndex(packageName, names, scope);
    if (index === undefined) {
      return undefined;
    }
    const [own, ...details] = await Promise.all([normalizedName, ...names].map((name) => index.metadata(name, signal)));
    const leaders = names.flatMap((name, i) => (details[i] === undefined ? [] : [{ name, details: details[i] }]));
    return own && standingIn(family, own, leaders);
  }

  /** The one index that serves a file's name and `others`. Undefined: there are several. */
  #commonIndex({ normalizedName, indexName }: PackageName, others: readonly string[], scope: FactScope): PackageIndex | undefined {
    const routes = [normalizedName, ...others].map((name) => scope.routes.of(name, indexName).urls);
    const target = routes[0]?.[0]?.target;
    const isCommon = target !== undefined && routes.every((urls) => urls.length === 1 && urls[0]?.target === target);
    return isCommon ? this.index(scope, indexName) : undefined;
  }

  async #learnAdvisories(names: readonly string[], signal: AbortSignal): Promise<boolean> {
    const open = names.filter((name) => !this.#isFresh(this.#advisories.get(name)));
    if (open.length === 0) {
      return false;
    }
    const lookups = await this.#host.advisories.query(
      open.map((name) => ({ name })),
      signal,
    );
    let learnt = false;
    if (!signal.aborted) {
      for (const [i, name] of open.entries()) {
        learnt = this.#remember(this.#advisories, { normalizedName: name }, lookups[i] as Lookup<readonly Advisory[]>) || learnt;
      }
      this.#advisoriesProblem = lookups.map(notCheckedWhy).find((why) => why !== undefined);
    }
    return learnt;
  }

  #remember<T>(answers: Map<string, Answer<T>>, { normalizedName }: PackageName, lookup: Lookup<T>, key = normalizedName): boolean {
    const before = answers.get(key)?.lookup;
    answers.set(key, { lookup, at: this.#host.clock.now() });
    const isNews = before === undefined || JSON.stringify(before) !== JSON.stringify(lookup);
    if (isNews) {
      this.#noteNews(normalizedName);
    }
    return isNews;
  }

  #noteNews(name: string): void {
    this.#learntOf.set(name, ++this.#learnt);
  }

  /** The live answer, which includes the bundled data. Without one: the bundled data, with its date. */
  #advisoriesLookup(packageName: PackageName, scope: FactScope): Lookup<readonly Advisory[]> {
    const live = this.#advisories.get(packageName.normalizedName)?.lookup;
    if (live?.kind === 'found') {
      return live;
    }
    const bundled = this.#bundledAdvisories.advisoriesFor(packageName.normalizedName);
    const { offline: isOffline } = scope.configuration.settings;
    if (!isOffline && !this.#mayTellAdvisories(packageName, scope)) {
      // The name is not publicly known either, so there are no public facts about it.
      return found(bundled);
    }
    const why = isOffline ? this.#offlineWhy : live?.kind === 'unavailable' ? live.why : l10n.t('the advisory database was not contacted');
    return found(bundled, { asOf: this.#bundledAt, why });
  }

  #projectLookup(packageName: PackageName, scope: FactScope): Lookup<Project> {
    if (scope.configuration.settings.offline) {
      return this.#offline;
    }
    const known = this.#projects.get(projectKey(packageName, scope))?.lookup;
    const { normalizedName, indexName } = packageName;
    return known ?? unavailable(scope.routes.of(normalizedName, indexName).withheld?.why ?? l10n.t('the index was not contacted'));
  }

  #kinshipLookup(packageName: PackageName, scope: FactScope, judgement: NameJudgement | undefined): Lookup<Kinship> | undefined {
    if (judgement === undefined) {
      return undefined;
    }
    if (scope.configuration.settings.offline) {
      return this.#offline;
    }
    const [{ target }] = judgement.imitations;
    return this.#kinships.get(kinshipKey(packageName, target, scope))?.lookup ?? unavailable(l10n.t('the index was not contacted'));
  }

  /** The bundled data suffices for a listed name that is not similar to another one and not pinned. The rest is looked up in the index. */
  #isOpen(question: Question, scope: FactScope): boolean {
    const { pinned, explicit } = question;
    if (!this.#mayAsk(question, scope)) {
      return false;
    }
    const { listed, resemblances, malicious } = this.facts(question, scope);
    // Public facts do not matter for a name that the file pins to an index of its own.
    return !malicious && (pinned || resemblances.length > 0 || (!explicit && listed.kind !== 'found'));
  }

  /** Whether an index may learn the name, and has not answered just now. */
  #mayAsk(name: PackageName, scope: FactScope): boolean {
    const { offline } = scope.configuration.settings;
    return (
      !offline &&
      scope.routes.of(name.normalizedName, name.indexName).urls.length > 0 &&
      !this.#isFresh(this.#projects.get(projectKey(name, scope)))
    );
  }

  #isFresh(answer: Answer<unknown> | undefined): boolean {
    if (answer === undefined) {
      return false;
    }
    return this.#host.clock.now() - answer.at < (notCheckedWhy(answer.lookup) === undefined ? FRESH_FOR : RETRY_AFTER);
  }
}

/** The same name may be looked up in different indexes. */
function projectKey({ normalizedName, indexName }: PackageName, { routes }: FactScope): string {
  return [normalizedName, routes.indexStrategy, ...routes.of(normalizedName, indexName).urls].join(' ');
}

function kinshipKey(packageName: PackageName, target: string, scope: FactScope): string {
  return `${projectKey(packageName, scope)} ${target}`;
}

function distinct(questions: readonly Question[]): PackageName[] {
  const byKey = new Map(questions.map((question) => [`${question.normalizedName} ${question.indexName ?? ''}`, question]));
  return [...byKey.values()];
}

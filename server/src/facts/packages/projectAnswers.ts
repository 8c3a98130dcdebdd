import * as l10n from '@vscode/l10n';
import type { Host, PackageIndex } from '../../host';
import type { Project } from '../../index/project';
import { type Lookup, notCheckedWhy, unavailable } from '../../lookup';
import type { NameData } from '../../names/nameData';
import { routedIndex } from '../indexes/routedIndex';
import { Answers, FRESH_FOR, type PackageNews } from './answers';
import type { KeptJudgements } from './keptJudgements';
import { type FactScope, type PackageName, questionKey } from './question';
import { RelatedProjects } from './relatedProjects';

const AT_ONCE = 6;
/** Maximum number of names within `FRESH_FOR` that are requested only for their status. */
const MAX_STATUS_ASKED = 200;

/** What the indexes say about projects. */
export class ProjectAnswers {
  readonly related: RelatedProjects;
  readonly #host: Host;
  readonly #data: NameData;
  readonly #judgements: KeptJudgements;
  readonly #projects: Answers<Project>;

  #statusesAsked = 0;
  #statusesSince = 0;
  #problem: string | undefined;

  constructor(host: Host, data: NameData, judgements: KeptJudgements, news: PackageNews) {
    this.#host = host;
    this.#data = data;
    this.#judgements = judgements;
    this.#projects = new Answers(host.clock, news);
    this.related = new RelatedProjects({
      data,
      judgements,
      kinships: new Answers(host.clock, news),
      standings: new Answers(host.clock, news),
      indexOf: (scope, indexName) => this.index(scope, indexName),
    });
  }

  /** Why an index could not be contacted the last time. */
  get problem(): string | undefined {
    return this.#problem;
  }

  /** The last answer, or why there is none. */
  of(packageName: PackageName, scope: FactScope): Lookup<Project> {
    const { normalizedName, indexName } = packageName;
    return (
      this.#projects.get(questionKey(packageName, scope)) ??
      unavailable(scope.routes.of(normalizedName, indexName).withheld?.why ?? l10n.t('the index was not contacted'))
    );
  }

  /** Whether no index has answered yet. */
  get isEmpty(): boolean {
    return this.#projects.isEmpty;
  }

  /** Whether an index has been asked for the name. */
  has(packageName: PackageName, scope: FactScope): boolean {
    return !this.isEmpty && this.#projects.get(questionKey(packageName, scope)) !== undefined;
  }

  /** The indexes that may learn a file's names. */
  index(scope: FactScope, indexName?: string): PackageIndex {
    return routedIndex(scope.routes, (url) => this.#host.indexAt(url, scope.routes.isPublicName), indexName);
  }

  /** Whether an index may learn the name, and has not answered just now. */
  mayAsk(name: PackageName, scope: FactScope): boolean {
    const { offline } = scope.configuration.settings;
    return (
      !offline && scope.routes.of(name.normalizedName, name.indexName).urls.length > 0 && !this.#projects.isFresh(questionKey(name, scope))
    );
  }

  /** The index's facts about a project, requested now unless they are fresh. */
  async ask(packageName: PackageName, scope: FactScope, signal: AbortSignal): Promise<Lookup<Project> | undefined> {
    const key = questionKey(packageName, scope);
    if (this.#projects.isFresh(key)) {
      return undefined;
    }
    const lookup = await this.index(scope, packageName.indexName).project(packageName.normalizedName, signal);
    if (!signal.aborted) {
      this.#projects.set(key, packageName.normalizedName, lookup);
    }
    return lookup;
  }

  /**
   * Looks up each of `names`, a few at once. True: there is a new answer.
   *
   * @param problem why other names of the same call got no answer
   */
  async learn(names: readonly PackageName[], scope: FactScope, signal: AbortSignal, problem?: string): Promise<boolean> {
    if (names.length === 0) {
      return false;
    }
    const open = [...names].reverse();
    let learnt = false;
    let latest = problem;
    const worker = async (): Promise<void> => {
      for (let name = open.pop(); name !== undefined && !signal.aborted && scope.isCurrent?.() !== false; name = open.pop()) {
        const { normalizedName, indexName } = name;
        const lookup = await this.index(scope, indexName).project(normalizedName, signal);
        const keep = lookup.kind === 'found' ? await this.#askRelated(name, lookup, scope, signal) : undefined;
        if (!signal.aborted) {
          learnt = this.#projects.set(questionKey(name, scope), normalizedName, lookup) || learnt;
          learnt = keep?.() || learnt;
          const why = notCheckedWhy(lookup);
          // A name that is kept private on purpose is not a failure of a service.
          latest = why === scope.routes.of(normalizedName, indexName).withheld?.why ? latest : (why ?? latest);
        }
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, worker));
    if (!signal.aborted) {
      this.#problem = latest;
    }
    return learnt;
  }

  /** Looks up names only for their status, within a budget: whether the index has quarantined the project. */
  async learnStatuses(names: readonly PackageName[], scope: FactScope, signal: AbortSignal, problem: string | undefined): Promise<boolean> {
    const open = names.filter((name) => this.mayAsk(name, scope) && !this.#data.isMalicious(name.normalizedName));
    const hasAnswer = (name: PackageName): boolean => this.#projects.get(questionKey(name, scope))?.kind === 'found';
    // Names that the budget left out the last time come first.
    const unknown = [...open.filter((name) => !hasAnswer(name)), ...open.filter(hasAnswer)];
    const budget = this.#statusBudget();
    const asked = unknown.slice(0, budget);
    this.#statusesAsked += asked.length;
    let learnt = await this.learn(asked, scope, signal, problem);
    const tooMany = unavailable(l10n.t('too many names were looked up within ten minutes'));
    for (const name of signal.aborted ? [] : unknown.slice(budget)) {
      learnt = this.#projects.set(questionKey(name, scope), name.normalizedName, tooMany) || learnt;
    }
    return learnt;
  }

  #statusBudget(): number {
    const now = this.#host.clock.now();
    if (now - this.#statusesSince >= FRESH_FOR) {
      this.#statusesSince = now;
      this.#statusesAsked = 0;
    }
    return Math.max(0, MAX_STATUS_ASKED - this.#statusesAsked);
  }

  #askRelated(name: PackageName, project: Lookup<Project>, scope: FactScope, signal: AbortSignal): Promise<() => boolean> {
    const rank = this.#data.popular.rankOf(name.normalizedName);
    const listed = this.#judgements.listing(name.normalizedName, rank);
    return this.related.ask(name, { rank, listed, project }, scope, signal);
  }
}

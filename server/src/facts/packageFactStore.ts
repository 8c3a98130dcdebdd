import * as l10n from '@vscode/l10n';
import type { Advisory } from '../advisories/advisory';
import type { AdvisoryIndex } from '../advisories/compact';
import type { Configuration } from '../configuration/configuration';
import type { Host, PackageIndex } from '../host';
import { found, type Lookup, MISSING, unavailable } from '../lookup';
import type { NameData } from '../names/data';
import { DEFAULT_SETTINGS } from '../settings';
import { type IndexRoutes, routedIndex } from './indexRoute';
import type { PackageFacts, Resemblance } from './packageFacts';
import type { Project, ProjectMetadata } from './project';

/** For whom facts are gathered: what one file's configuration and indexes allow. */
export interface FactScope {
  readonly configuration: Configuration;
  /** Which index may be told which name. */
  readonly routes: IndexRoutes;
}

/** A package to learn about. */
export interface Question {
  /** Normalised. */
  readonly name: string;
  /** Asked for in one version: what the index says of that version matters. */
  readonly pinned: boolean;
}

interface Answer<T> {
  readonly lookup: Lookup<T>;
  /** Milliseconds since the epoch. */
  readonly at: number;
}

/** How long an answer is taken for true without asking again, in milliseconds. */
const FRESH_FOR = 10 * 60_000;
const AT_ONCE = 6;

/**
 * What is known of packages. `facts` answers at once from the bundled data and what the services have said so far; `learn` asks
 * them about the names that the bundled data leaves open. So no verdict ever waits for the network.
 */
export class PackageFactStore {
  private readonly projects = new Map<string, Answer<Project>>();
  private readonly advisories = new Map<string, Answer<readonly Advisory[]>>();

  /** Why a service could not be asked the last time; undefined when it answered. For people. */
  problem: string | undefined;

  constructor(
    private readonly host: Host,
    private readonly data: NameData,
    private readonly bundledAdvisories: AdvisoryIndex,
  ) {}

  facts(normalizedName: string, scope: FactScope): PackageFacts {
    const { data } = this;
    const { configuration } = scope;
    const listing = data.project(normalizedName);
    const listed = listing === undefined ? MISSING : found(listing);
    const project = this.projectLookup(normalizedName, scope);
    const isPrivate = configuration.isPrivate(normalizedName);
    const { privateNames } = configuration;
    const malicious = !isPrivate && data.isMalicious(normalizedName);
    // Nobody can have meant a malicious or absent name: the engine may look wider for what was meant.
    const exists = !malicious && (project.kind === 'found' || (project.kind === 'unavailable' && listed.kind === 'found'));
    const judgement = isPrivate ? undefined : data.engine.judge(normalizedName, { exists, privateNames });
    return {
      normalizedName,
      asOf: data.asOf,
      rank: data.popular.rankOf(normalizedName),
      downloads: data.popular.downloadsOf(normalizedName),
      listed,
      malicious,
      confidence: judgement?.confidence,
      resemblances: (judgement?.imitations ?? []).map(
        (imitation): Resemblance => ({
          ...imitation,
          rank: data.popular.rankOf(imitation.target),
          superseded: data.superseded(imitation.target),
          isPrivate: privateNames.includes(imitation.target),
        }),
      ),
      importName: data.importName(normalizedName),
      superseded: data.superseded(normalizedName),
      isPrivate,
      isTrusted: configuration.isTrusted(normalizedName),
      advisories: found(isPrivate ? [] : this.advisoriesOf(normalizedName)),
      project,
    };
  }

  /** Asks the services about those of `questions` that need it. True when an answer came that was not known before. */
  async learn(questions: readonly Question[], scope: FactScope, signal: AbortSignal): Promise<boolean> {
    const index = routedIndex(scope.routes, (url) => this.host.indexAt(url));
    const open = questions.filter((question) => this.isOpen(question, scope));
    const told = questions.filter(({ name }) => this.mayTellAdvisories(name, scope));
    const [projects, advisories] = await Promise.all([
      this.learnProjects(namesOf(open), scope, index, signal),
      this.learnAdvisories(namesOf(told), signal),
    ]);
    return projects || advisories;
  }

  /** What the index says for people, along the same routes. */
  metadata(normalizedName: string, scope: FactScope, signal: AbortSignal): Promise<Lookup<ProjectMetadata>> {
    return scope.configuration.settings.offline
      ? Promise.resolve(offline())
      : routedIndex(scope.routes, (url) => this.host.indexAt(url)).metadata(normalizedName, signal);
  }

  /** Names that are not publicly known stay at home where a private index is in use, unless the database is the user's own. */
  private mayTellAdvisories(name: string, { configuration, routes }: FactScope): boolean {
    const { offline, advisoriesUrl } = configuration.settings;
    if (offline || configuration.isPrivate(name)) {
      return false;
    }
    return advisoriesUrl !== DEFAULT_SETTINGS.advisoriesUrl || !routes.usesPrivateIndex || this.data.project(name) !== undefined;
  }

  private async learnProjects(names: readonly string[], scope: FactScope, index: PackageIndex, signal: AbortSignal): Promise<boolean> {
    const open = [...names];
    let learnt = false;
    const worker = async (): Promise<void> => {
      for (let name = open.pop(); name !== undefined && !signal.aborted; name = open.pop()) {
        const lookup = await index.project(name, signal);
        if (!signal.aborted) {
          learnt = this.remember(this.projects, projectKey(name, scope), lookup) || learnt;
        }
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, worker));
    return learnt;
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
    }
    return learnt;
  }

  private remember<T>(answers: Map<string, Answer<T>>, name: string, lookup: Lookup<T>): boolean {
    this.problem = lookup.kind === 'unavailable' ? lookup.why : undefined;
    const before = answers.get(name)?.lookup;
    answers.set(name, { lookup, at: this.host.clock.now() });
    return before === undefined || JSON.stringify(before) !== JSON.stringify(lookup);
  }

  /** The live answer where there is one: it holds what is bundled, and more. */
  private advisoriesOf(name: string): readonly Advisory[] {
    const live = this.advisories.get(name)?.lookup;
    return live?.kind === 'found' ? live.value : this.bundledAdvisories.advisoriesFor(name);
  }

  private projectLookup(normalizedName: string, scope: FactScope): Lookup<Project> {
    if (scope.configuration.settings.offline) {
      return offline();
    }
    const known = this.projects.get(projectKey(normalizedName, scope))?.lookup;
    return known ?? unavailable(scope.routes.of(normalizedName).withheld ?? l10n.t('the index was not asked'));
  }

  /** The bundled data settles a listed name that looks like no other and is not pinned; the index is asked about the rest. */
  private isOpen({ name, pinned }: Question, scope: FactScope): boolean {
    const { offline } = scope.configuration.settings;
    if (offline || scope.routes.of(name).ask.length === 0 || this.isFresh(this.projects.get(projectKey(name, scope)))) {
      return false;
    }
    const { listed, confidence, malicious } = this.facts(name, scope);
    return !malicious && (pinned || listed.kind !== 'found' || confidence !== undefined);
  }

  private isFresh(answer: Answer<unknown> | undefined): boolean {
    return answer !== undefined && this.host.clock.now() - answer.at < FRESH_FOR;
  }
}

/** The same name may be asked of different indexes. */
function projectKey(name: string, { routes }: FactScope): string {
  return [name, ...routes.of(name).ask].join(' ');
}

function offline(): Lookup<never> {
  return unavailable(l10n.t('Lookalike is set to work offline'));
}

function namesOf(questions: readonly Question[]): string[] {
  return [...new Set(questions.map(({ name }) => name))];
}

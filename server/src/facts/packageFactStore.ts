import * as l10n from '@vscode/l10n';
import type { Advisory } from '../advisories/advisory';
import type { AdvisoryIndex } from '../advisories/compact';
import type { Configuration } from '../configuration/configuration';
import type { Host } from '../host';
import { found, type Lookup, MISSING, unavailable } from '../lookup';
import type { NameData } from '../names/data';
import type { PackageFacts, Resemblance } from './packageFacts';
import type { Project } from './project';

/** For whom facts are gathered: what one file's configuration and indexes allow. */
export interface FactScope {
  readonly configuration: Configuration;
  /** The file or its tools use an index other than the public one: names that are not publicly known stay at home. */
  readonly usesPrivateIndex: boolean;
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
    const allowed = questions.filter(({ name }) => this.mayAsk(name, scope));
    const [projects, advisories] = await Promise.all([
      this.learnProjects(
        allowed.filter((question) => this.isOpen(question, scope)).map(({ name }) => name),
        signal,
      ),
      this.learnAdvisories(
        allowed.map(({ name }) => name),
        signal,
      ),
    ]);
    return projects || advisories;
  }

  /** Whether a name may be told to a public service at all. */
  mayAsk(normalizedName: string, { configuration, usesPrivateIndex }: FactScope): boolean {
    if (configuration.settings.offline || configuration.isPrivate(normalizedName)) {
      return false;
    }
    return !usesPrivateIndex || this.data.project(normalizedName) !== undefined;
  }

  private async learnProjects(names: readonly string[], signal: AbortSignal): Promise<boolean> {
    const open = [...new Set(names)];
    let learnt = false;
    const worker = async (): Promise<void> => {
      for (let name = open.pop(); name !== undefined && !signal.aborted; name = open.pop()) {
        const lookup = await this.host.index.project(name, signal);
        if (!signal.aborted) {
          learnt = this.remember(this.projects, name, lookup) || learnt;
        }
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, worker));
    return learnt;
  }

  private async learnAdvisories(names: readonly string[], signal: AbortSignal): Promise<boolean> {
    const open = [...new Set(names)].filter((name) => !this.isFresh(this.advisories.get(name)));
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
      return unavailable(l10n.t('Lookalike is set to work offline'));
    }
    if (!this.mayAsk(normalizedName, scope)) {
      return unavailable(l10n.t('a private name is not sent to the public index'));
    }
    return this.projects.get(normalizedName)?.lookup ?? unavailable(l10n.t('the index was not asked'));
  }

  /** The bundled data settles a listed name that looks like no other and is not pinned; the index is asked about the rest. */
  private isOpen({ name, pinned }: Question, scope: FactScope): boolean {
    if (this.isFresh(this.projects.get(name))) {
      return false;
    }
    const { listed, confidence, malicious } = this.facts(name, scope);
    return !malicious && (pinned || listed.kind !== 'found' || confidence !== undefined);
  }

  private isFresh(answer: Answer<unknown> | undefined): boolean {
    return answer !== undefined && this.host.clock.now() - answer.at < FRESH_FOR;
  }
}

import * as l10n from '@vscode/l10n';
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

/** How long an answer of the index is taken for true without asking again, in milliseconds. */
const FRESH_FOR = 10 * 60_000;
const AT_ONCE = 6;

/**
 * What is known of packages. `facts` answers at once from the bundled data and what the index has said so far; `learn` asks
 * the index about the names that the bundled data leaves open. So no verdict ever waits for the network.
 */
export class PackageFactStore {
  private readonly projects = new Map<string, { readonly lookup: Lookup<Project>; readonly at: number }>();

  constructor(
    private readonly host: Host,
    private readonly data: NameData,
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
      project,
    };
  }

  /** Asks the index about those of `names` that need it. True when an answer came that was not known before. */
  async learn(names: Iterable<string>, scope: FactScope, signal: AbortSignal): Promise<boolean> {
    const open = [...new Set(names)].filter((name) => this.isOpen(name, scope));
    let learnt = false;
    const worker = async (): Promise<void> => {
      for (let name = open.pop(); name !== undefined && !signal.aborted; name = open.pop()) {
        const lookup = await this.host.index.project(name, signal);
        if (!signal.aborted) {
          const before = this.projects.get(name)?.lookup;
          this.projects.set(name, { lookup, at: this.host.clock.now() });
          learnt ||= before === undefined || JSON.stringify(before) !== JSON.stringify(lookup);
        }
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, worker));
    return learnt;
  }

  /** Whether a name may be told to a public service at all. */
  mayAsk(normalizedName: string, { configuration, usesPrivateIndex }: FactScope): boolean {
    if (configuration.settings.offline || configuration.isPrivate(normalizedName)) {
      return false;
    }
    return !usesPrivateIndex || this.data.project(normalizedName) !== undefined;
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

  /** The bundled data settles a listed name that looks like no other; the index is asked about the rest, now and then. */
  private isOpen(name: string, scope: FactScope): boolean {
    if (!this.mayAsk(name, scope)) {
      return false;
    }
    const known = this.projects.get(name);
    if (known !== undefined && this.host.clock.now() - known.at < FRESH_FOR) {
      return false;
    }
    const { listed, confidence, malicious } = this.facts(name, scope);
    return !malicious && (listed.kind !== 'found' || confidence !== undefined);
  }
}

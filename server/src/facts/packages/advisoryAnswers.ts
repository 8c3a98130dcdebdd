import * as l10n from '@vscode/l10n';
import type { Advisory } from '../../advisories/advisory';
import type { AdvisoryIndex } from '../../advisories/compact';
import { isPublicIndex } from '../../formats/tables/packageSources';
import type { Host } from '../../host';
import { found, type Lookup, notCheckedWhy } from '../../lookup';
import { resemblesPrivate } from '../../names/engine/privateNames';
import type { NameData } from '../../names/nameData';
import { DEFAULT_SETTINGS } from '../../settings';
import { Answers, type PackageNews } from './answers';
import type { FactScope, PackageName } from './question';

/** The advisories about packages: the bundled ones, and the live ones that replace them. */
export class AdvisoryAnswers {
  readonly #host: Host;
  readonly #data: NameData;
  readonly #bundled: AdvisoryIndex;
  readonly #bundledAt: number;
  /** The same text for every name, because lists of names may be long. */
  readonly #offlineWhy = l10n.t('Lookalike is in offline mode');
  /** By normalized name: the advisories are the same whatever index serves it. */
  readonly #live: Answers<readonly Advisory[]>;
  #problem: string | undefined;

  constructor(host: Host, data: NameData, bundled: AdvisoryIndex, news: PackageNews) {
    this.#host = host;
    this.#data = data;
    this.#bundled = bundled;
    this.#bundledAt = Date.parse(bundled.asOf);
    this.#live = new Answers(host.clock, news);
  }

  /** Why the database could not be contacted the last time. */
  get problem(): string | undefined {
    return this.#problem;
  }

  /** Whether the database has not answered yet. */
  get isEmpty(): boolean {
    return this.#live.isEmpty;
  }

  /** The live answer, which includes the bundled data. Without one: the bundled data, with its date. */
  of(packageName: PackageName, scope: FactScope): Lookup<readonly Advisory[]> {
    const live = this.#live.get(packageName.normalizedName);
    if (live?.kind === 'found') {
      return live;
    }
    const bundled = this.#bundled.advisoriesFor(packageName.normalizedName);
    const { offline: isOffline } = scope.configuration.settings;
    if (!isOffline && !this.#mayTell(packageName, scope)) {
      // The name is not publicly known either, so there are no public facts about it.
      return found(bundled);
    }
    const why = isOffline ? this.#offlineWhy : live?.kind === 'unavailable' ? live.why : l10n.t('the advisory database was not contacted');
    return found(bundled, { asOf: this.#bundledAt, why });
  }

  /** Looks up those names that may leave and have no fresh answer. True: there is a new one. */
  async learn(packageNames: readonly PackageName[], scope: FactScope, signal: AbortSignal): Promise<boolean> {
    const told = packageNames.filter((name) => this.#mayTell(name, scope)).map(({ normalizedName }) => normalizedName);
    const open = [...new Set(told)].filter((name) => !this.#live.isFresh(name));
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
        learnt = this.#live.set(name, name, lookups[i] as Lookup<readonly Advisory[]>) || learnt;
      }
      this.#problem = lookups.map(notCheckedWhy).find((why) => why !== undefined);
    }
    return learnt;
  }

  /** Names that are not publicly known are not sent if a private index may serve them, unless the database is the user's own. */
  #mayTell({ normalizedName, indexName }: PackageName, { configuration, routes }: FactScope): boolean {
    const { offline, advisoriesUrl } = configuration.settings;
    if (offline || configuration.isPrivate(normalizedName)) {
      return false;
    }
    const mayBePrivate =
      routes.usesPrivateIndex ||
      routes.of(normalizedName, indexName).withheld?.cause === 'private' ||
      (indexName !== undefined && !isPublicIndex(indexName)) ||
      resemblesPrivate(normalizedName, configuration.privateNames);
    return advisoriesUrl !== DEFAULT_SETTINGS.advisoriesUrl || !mayBePrivate || this.#data.project(normalizedName) !== undefined;
  }
}

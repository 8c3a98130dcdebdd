import * as l10n from '@vscode/l10n';
import type { PackageIndex } from '../../host';
import { type Lookup, unavailable } from '../../lookup';
import type { NameData } from '../../names/nameData';
import type { Answers } from './answers';
import { type FamilyStanding, familyLeaders, standingIn } from './familyOwners';
import type { KeptJudgements, Known } from './keptJudgements';
import { type Kinship, kinshipOf } from './nameEvidence';
import { type FactScope, type PackageName, questionKey } from './question';

/** The parts of a store of facts that the comparison of projects needs. */
export interface ProjectComparison {
  readonly data: NameData;
  readonly judgements: KeptJudgements;
  readonly kinships: Answers<Kinship>;
  readonly standings: Answers<FamilyStanding>;
  indexOf(scope: FactScope, indexName: string | undefined): PackageIndex;
}

/**
 * An existing project compared with others of its index: with the one that its suspicious name resembles, and with the most downloaded
 * ones of its family of names.
 */
export class RelatedProjects {
  readonly #parts: ProjectComparison;

  constructor(parts: ProjectComparison) {
    this.#parts = parts;
  }

  /** What the project has in common with the one that it resembles. */
  kinship(packageName: PackageName, target: string, scope: FactScope): Lookup<Kinship> {
    return this.#parts.kinships.get(kinshipKey(packageName, target, scope)) ?? unavailable(l10n.t('the index was not contacted'));
  }

  /** Who owns the project, and who owns its family. Undefined: it has no family, or the index was not contacted. */
  standing(packageName: PackageName, scope: FactScope): Lookup<FamilyStanding> | undefined {
    return this.#parts.standings.get(questionKey(packageName, scope));
  }

  /** Asks the index now. The returned function stores the answers: all news about a name at once, because a verdict that changes twice would flicker. */
  async ask(packageName: PackageName, known: Known, scope: FactScope, signal: AbortSignal): Promise<() => boolean> {
    const [related, standing] = await Promise.all([
      this.#askKinship(packageName, known, scope, signal),
      this.#askStanding(packageName, scope, signal),
    ]);
    const { kinships, standings } = this.#parts;
    const { normalizedName } = packageName;
    return () => {
      const isRelated = related !== undefined && kinships.set(related.key, normalizedName, related.kinship);
      const isStanding = standing !== undefined && standings.set(questionKey(packageName, scope), normalizedName, standing);
      return isRelated || isStanding;
    };
  }

  /** Only if one index has both. */
  async #askKinship(
    packageName: PackageName,
    known: Known,
    scope: FactScope,
    signal: AbortSignal,
  ): Promise<{ readonly key: string; readonly kinship: Lookup<Kinship> } | undefined> {
    const { data, judgements } = this.#parts;
    const { normalizedName } = packageName;
    const { configuration } = scope;
    const target = judgements.of(normalizedName, true, configuration.privateNames, known)?.imitations[0].target;
    if (target === undefined || configuration.isPrivate(target) || data.isMalicious(normalizedName)) {
      return undefined;
    }
    const index = this.#commonIndex(packageName, [target], scope);
    if (index === undefined) {
      return undefined;
    }
    const [own, imitated] = await Promise.all([index.metadata(normalizedName, signal), index.metadata(target, signal)]);
    return { key: kinshipKey(packageName, target, scope), kinship: kinshipOf(own, imitated) };
  }

  /** Only if one index has all of the family's most downloaded projects. */
  async #askStanding(packageName: PackageName, scope: FactScope, signal: AbortSignal): Promise<Lookup<FamilyStanding> | undefined> {
    const { data } = this.#parts;
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
    return isCommon ? this.#parts.indexOf(scope, indexName) : undefined;
  }
}

function kinshipKey(packageName: PackageName, target: string, scope: FactScope): string {
  return `${questionKey(packageName, scope)} ${target}`;
}

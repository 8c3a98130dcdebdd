import type { Range } from 'vscode-languageserver-types';
import type { Requirement } from '../formats/manifest/format';
import { addAll } from '../packaging/lists';

/** Where a manifest requires a package. */
export interface DeclaredPlace {
  readonly uri: string;
  readonly range: Range;
}

/** Names of a longer path are left out in the middle: thousands of findings may each have one. */
const MAX_NAMES = 100;

/** Why a lock file has a package. */
export interface Via {
  /** From a package in the manifest to this package, each one as the lock file writes it. Of a very long path, the first and the last ones, with `…` between them. */
  readonly names: readonly string[];
  /** The place of the first one in the manifest. Absent: unknown. */
  readonly place?: DeclaredPlace;
}

/** The shortest paths from the packages in the manifests of a lock file to each of its packages. */
export class LockedPaths {
  readonly #written = new Map<string, string>();
  /** From a package to the previous one on its path; undefined for the first. */
  readonly #before = new Map<string, string | undefined>();
  readonly #places: ReadonlyMap<string, DeclaredPlace>;

  /**
   * `places`: the packages in the manifests, by normalized name. Without them: the packages that the projects of the lock file itself require. Linear in the number of
   * packages and of their dependencies.
   */
  constructor(requirements: readonly Requirement[], places: ReadonlyMap<string, DeclaredPlace>) {
    this.#places = places;
    const needs = new Map<string, string[]>();
    for (const { name, normalizedName, needs: own = [] } of requirements) {
      this.#written.set(normalizedName, name);
      const known = needs.get(normalizedName);
      if (known === undefined) {
        needs.set(normalizedName, [...own]);
      } else {
        addAll(known, own);
      }
    }
    if (![...needs.values()].some((own) => own.length > 0)) {
      // The lock file has no dependencies between packages.
      return;
    }
    const projects = requirements.filter(({ source }) => source === 'path' || source === 'workspace');
    const first = places.size > 0 ? [...places.keys()] : projects.flatMap(({ needs: own = [] }) => own);
    const queue = first.filter((name) => this.#visit(name, undefined));
    // The queue grows during the walk.
    for (const name of queue) {
      for (const need of needs.get(name) ?? []) {
        if (this.#visit(need, name)) {
          queue.push(need);
        }
      }
    }
  }

  /** Undefined: nothing in the manifests requires the package, or the lock file does not tell. */
  to({ normalizedName }: Requirement): Via | undefined {
    if (!this.#before.has(normalizedName)) {
      return undefined;
    }
    const names: string[] = [];
    let first = normalizedName;
    for (let name: string | undefined = normalizedName; name !== undefined; name = this.#before.get(name)) {
      names.push(this.#written.get(name) ?? name);
      first = name;
    }
    const place = this.#places.get(first);
    return { names: shortened(names.reverse()), ...(place && { place }) };
  }

  #visit(name: string, before: string | undefined): boolean {
    const isNew = this.#written.has(name) && !this.#before.has(name);
    if (isNew) {
      this.#before.set(name, before);
    }
    return isNew;
  }
}

function shortened(names: readonly string[]): readonly string[] {
  return names.length <= MAX_NAMES ? names : [...names.slice(0, MAX_NAMES / 2), '…', ...names.slice(-MAX_NAMES / 2)];
}

import type { Range } from 'vscode-languageserver-types';
import type { Requirement } from '../formats/manifest/format';
import { addAll } from '../packaging/lists';

/** Where a manifest asks for a package. */
export interface DeclaredPlace {
  readonly uri: string;
  readonly range: Range;
}

/** Why a lock file has a package. */
export interface Via {
  /** From what a manifest asks for to the package, each one as the lock file writes it; the package itself is the last. */
  readonly names: readonly string[];
  /** Where the manifest asks for the first one; absent where that is not known. */
  readonly place?: DeclaredPlace;
}

/** The shortest paths from what the manifests of a lock file ask for to each of its packages. */
export class LockedPaths {
  readonly #written = new Map<string, string>();
  /** From a package to the one before it on its path; undefined for the first. */
  readonly #before = new Map<string, string | undefined>();
  readonly #places: ReadonlyMap<string, DeclaredPlace>;

  /**
   * `places`: what the manifests ask for, by normalized name; where there are none, what the projects of the lock file itself need. Linear in the number of
   * packages and of their needs.
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
      // The lock file does not say who needs what.
      return;
    }
    const projects = requirements.filter(({ source }) => source === 'path' || source === 'workspace');
    const first = places.size > 0 ? [...places.keys()] : projects.flatMap(({ needs: own = [] }) => own);
    const queue = first.filter((name) => this.#visit(name, undefined));
    // The queue grows while it is walked.
    for (const name of queue) {
      for (const need of needs.get(name) ?? []) {
        if (this.#visit(need, name)) {
          queue.push(need);
        }
      }
    }
  }

  /** Undefined: nothing that the manifests ask for needs the package, or the lock file does not say so. */
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
    return { names: names.reverse(), ...(place && { place }) };
  }

  #visit(name: string, before: string | undefined): boolean {
    const isNew = this.#written.has(name) && !this.#before.has(name);
    if (isNew) {
      this.#before.set(name, before);
    }
    return isNew;
  }
}

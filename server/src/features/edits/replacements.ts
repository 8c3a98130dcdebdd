import type { Analysis } from '../../analysis/analysis';
import type { Requirement } from '../../formats/manifest/format';
import { once } from '../../once';
import { normalizeName } from '../../packaging/name';
import type { Edit, Finding, Fix } from '../../rules/rule';
import { distinct, readWith } from './trial';

/** Maximum number of replacements that are tried. */
const MAX_TRIED = 20;

/** Which replacements of names keep a file valid. A table cannot have a key twice: if it has the target already, the name can only be removed. */
export class Replacements {
  readonly #analysis: Analysis;
  readonly #taken = once((): Set<string> => {
    const { requirements } = this.#analysis.manifest;
    return new Set(requirements.map(({ group, normalizedName }) => placeOf(group, normalizedName)));
  });
  #tried = 0;

  constructor(analysis: Analysis) {
    this.#analysis = analysis;
  }

  /** Whether a fix may be offered. Costs one parse if the target is in the same group already. */
  allows(requirement: Requirement | undefined, { replacement, edits }: Fix): boolean {
    return (
      replacement === undefined ||
      !this.#taken().has(placeOf(requirement?.group, normalizeName(replacement.target))) ||
      (this.#tried++ < MAX_TRIED && this.#keepsValid(edits))
    );
  }

  /** The edits of all certain replacements that are possible together. Costs one or two parses, and none if there are none. */
  certain(): readonly Edit[] {
    const all = this.#analysis.findings.flatMap((finding) => certainOf(finding) ?? []);
    if (all.length === 0) {
      return [];
    }
    const taken = new Set(this.#taken());
    const first = all.filter(({ place }) => !taken.has(place) && taken.add(place));
    return [all, first].map((some) => distinct(some.flatMap(({ edits }) => edits))).find((edits) => this.#keepsValid(edits)) ?? [];
  }

  #keepsValid(edits: readonly Edit[]): boolean {
    const after = readWith(this.#analysis, edits);
    return after !== undefined && after.problems.length <= this.#analysis.manifest.problems.length;
  }
}

function certainOf({ requirement, fixes }: Finding): { readonly place: string; readonly edits: readonly Edit[] } | undefined {
  const fix = fixes.find(({ certain }) => certain);
  return fix && { place: placeOf(requirement?.group, normalizeName(fix.replacement?.target ?? '')), edits: fix.edits };
}

/** @param name normalized */
function placeOf(group: string | undefined, name: string): string {
  return JSON.stringify([group, name]);
}

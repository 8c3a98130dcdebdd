import type { Analysis } from '../../analysis/analysis';
import type { Requirement } from '../../formats/manifest/format';
import { once } from '../../once';
import { normalizeName } from '../../packaging/name';
import type { Edit, Finding, Fix } from '../../rules/rule';
import { distinctEdits, readWith } from './trial';
import { isBalanced, isWrittenAsRead } from './writtenAsRead';

/** Maximum number of replacements that are tried. */
const MAX_TRIED = 20;

/**
 * Which fixes keep a file valid. A table cannot have a key twice: if it has the target already, the name can only be removed. A name that is put together from
 * several places can only be replaced if all else stays as it is.
 */
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

  /** Whether a fix may be offered. Costs one parse if the target is in the same group already, or if the text differs from the name. */
  allows(requirement: Requirement | undefined, fix: Fix): boolean {
    const { replacement, edits } = fix;
    if (requirement !== undefined && !this.#isPlain(requirement) && !(this.#tried++ < MAX_TRIED && this.#keepsOthers(requirement, fix))) {
      return false;
    }
    return (
      replacement === undefined ||
      !this.#taken().has(placeOf(requirement?.group, normalizeName(replacement.target))) ||
      (this.#tried++ < MAX_TRIED && this.#keepsValid(edits))
    );
  }

  /** The edits of all certain replacements that are possible together. Costs one or two parses, and none if there are none. */
  certain(): readonly Edit[] {
    const plain = this.#analysis.findings.filter(({ requirement }) => requirement === undefined || this.#isPlain(requirement));
    const all = plain.flatMap((finding) => certainOf(finding) ?? []);
    if (all.length === 0) {
      return [];
    }
    const taken = new Set(this.#taken());
    const first = all.filter(({ place }) => !taken.has(place) && taken.add(place));
    return [all, first].map((some) => distinctEdits(some.flatMap(({ edits }) => edits))).find((edits) => this.#keepsValid(edits)) ?? [];
  }

  #isPlain(requirement: Requirement): boolean {
    return isWrittenAsRead(this.#analysis.document.getText(), requirement);
  }

  /** Whether only the name differs afterwards. */
  #keepsOthers({ nameSpan, normalizedName }: Requirement, { edits, replacement }: Fix): boolean {
    const { manifest: before, document } = this.#analysis;
    if (!edits.every(({ span }) => isBalanced(document.getText().slice(span.start, span.end)))) {
      return false;
    }
    const after = readWith(this.#analysis, edits);
    const target = normalizeName(replacement?.target ?? normalizedName);
    const isSame = (one: Requirement): boolean => one.nameSpan.start === nameSpan.start && one.normalizedName === normalizedName;
    const expected = before.requirements.map((one) => (isSame(one) ? target : one.normalizedName));
    return (
      after !== undefined &&
      after.problems.length <= before.problems.length &&
      after.unchecked.length <= before.unchecked.length &&
      after.requirements.length === expected.length &&
      after.requirements.every(({ normalizedName: name }, i) => name === expected[i])
    );
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

import { parseRequirement } from '../packaging/requirement';
import type { Slice } from '../packaging/slice';
import { type Declaration, type ManifestBuilder, toRequirement } from './manifestBuilder';
import { addVariable, withWholeName } from './unchecked';

/** Reads one item of a list of PEP 508 strings, in which `declaration.findVariable` may find what only a program fills in. */
export function parsePep508Item(item: Slice, into: ManifestBuilder, declaration: Declaration): void {
  const { requirement, problems } = parseRequirement(item);
  const isUnchecked = problems.length > 0 && addVariable(item, into, declaration.findVariable);
  if (!isUnchecked) {
    into.problems.push(...problems);
  }
  const read = requirement && toRequirement(requirement, declaration, problems.length > 0 && !isUnchecked);
  const whole = isUnchecked ? withWholeName(read, into) : read;
  if (whole) {
    into.requirements.push(whole);
  }
}

import { addAll } from '../../packaging/lists';
import { parseRequirement } from '../../packaging/requirement';
import type { Slice } from '../../packaging/slice';
import { type Declaration, type ManifestBuilder, toRequirement } from '../manifest/manifestBuilder';
import { addVariable, isPartOfName } from '../manifest/unchecked';

/** Reads one item of a list of PEP 508 strings. `declaration.findVariable` finds placeholders of a program in it. */
export function parsePep508Item(item: Slice, into: ManifestBuilder, declaration: Declaration): void {
  const { requirement, problems } = parseRequirement(item);
  const variable = problems.length > 0 ? addVariable(item, into, declaration.findVariable) : undefined;
  if (variable === undefined) {
    addAll(into.problems, problems);
  }
  if (requirement && !(variable && isPartOfName(item.text, variable, requirement.name))) {
    into.requirements.push(toRequirement(requirement, declaration, problems.length > 0 && variable === undefined));
  }
}

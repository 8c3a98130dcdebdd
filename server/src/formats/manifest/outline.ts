import { contains, type Span } from '../../packaging/span';
import type { Manifest, Requirement } from './format';

/** Requirements with the same declaration, in one place. */
export interface OutlineGroup {
  /** As `Requirement.group`; undefined for files without groups. */
  readonly name: string | undefined;
  readonly requirements: readonly Requirement[];
  /** From the start of the first to the end of the last. Groups do not overlap. */
  readonly span: Span;
}

/**
 * The file's requirements in its order, grouped by declaration. Mere mentions are left out. A group that is
 * interrupted by another one occurs twice.
 */
export function outlineOf(manifest: Manifest): readonly OutlineGroup[] {
  const groups: { name: string | undefined; requirements: Requirement[]; span: Span }[] = [];
  const inOrder = manifest.requirements.filter(({ role }) => role !== 'reference').sort((a, b) => a.nameSpan.start - b.nameSpan.start);
  for (const requirement of inOrder) {
    const last = groups.at(-1);
    if (last !== undefined && last.name === requirement.group) {
      last.requirements.push(requirement);
      last.span = { start: last.span.start, end: Math.max(last.span.end, requirement.span.end) };
    } else {
      groups.push({ name: requirement.group, requirements: [requirement], span: requirement.span });
    }
  }
  return groups;
}

/** A name in the text, and its declaration in the file. */
export interface Definition {
  readonly from: Span;
  readonly to: Span;
}

/** The declaration of the group, extra, index or package that is mentioned at `offset`. */
export function definitionAt(manifest: Manifest, offset: number): Definition | undefined {
  const link = manifest.links?.find(({ span }) => contains(span, offset));
  if (link !== undefined) {
    return { from: link.span, to: link.target };
  }
  const mention = manifest.requirements.find(({ role, nameSpan }) => role === 'reference' && contains(nameSpan, offset));
  const declaration = manifest.requirements.find((it) => it.role === 'dependency' && it.normalizedName === mention?.normalizedName);
  return mention && declaration && { from: mention.nameSpan, to: declaration.nameSpan };
}

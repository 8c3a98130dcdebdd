/**
 * What a sentence beside the message of a finding tells.
 * - `evidence`: what the finding rests on: ranks, dates, descriptions
 * - `unknown`: what may have changed the finding, and could not be looked up
 * - `source`: why the source that the file states does not explain the name
 * - `not-checked`: what else about the requirement was not checked
 * - `advice`: what to do about it
 */
export type DetailKind = 'evidence' | 'unknown' | 'source' | 'not-checked' | 'advice';

/** One sentence about a finding, beside its message. */
export interface Detail {
  readonly kind: DetailKind;
  /** May repeat what a file or an index says. */
  readonly text: string;
}

/** Without these, a reader takes the finding for more or less than it is: they follow its message wherever there is room. */
const TOLD_AT_ONCE: ReadonlySet<DetailKind> = new Set(['source', 'not-checked']);

export function isToldAtOnce({ kind }: Detail): boolean {
  return TOLD_AT_ONCE.has(kind);
}

export function details(kind: DetailKind, texts: readonly string[]): Detail[] {
  return texts.map((text) => ({ kind, text }));
}

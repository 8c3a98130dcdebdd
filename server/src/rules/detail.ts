/**
 * The kind of a detail beside the message of a finding.
 * - `evidence`: ranks, dates and descriptions that support the finding
 * - `unknown`: facts that may have changed the finding, and could not be looked up
 * - `source`: why the source that the file states does not explain the name
 * - `not-checked`: other aspects of the requirement that were not checked
 * - `advice`: what to do about the finding
 */
export type DetailKind = 'evidence' | 'unknown' | 'source' | 'not-checked' | 'advice';

/** One sentence about a finding, beside its message. */
export interface Detail {
  readonly kind: DetailKind;
  /** May repeat text of a file or an index. */
  readonly text: string;
}

/** Without these, a reader misjudges the finding: they follow its message wherever there is room. */
const TOLD_AT_ONCE: ReadonlySet<DetailKind> = new Set(['source', 'not-checked']);

/** Whether a detail belongs next to the message. Others are shown on request. */
export function isToldAtOnce({ kind }: Detail): boolean {
  return TOLD_AT_ONCE.has(kind);
}

/** Details of one kind, in the order of the texts. */
export function details(kind: DetailKind, texts: readonly string[]): Detail[] {
  return texts.map((text) => ({ kind, text }));
}

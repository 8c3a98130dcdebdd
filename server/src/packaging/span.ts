/** A half-open range of a document, in UTF-16 code units from its start. LSP positions are only used at the server's edge. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Whether an offset is in a span, or at one of its ends. */
export function contains(span: Span, offset: number): boolean {
  return span.start <= offset && offset <= span.end;
}

/** The span from the first start to the last end; undefined for no spans. */
export function covering(spans: readonly Span[]): Span | undefined {
  let cover: Span | undefined;
  for (const { start, end } of spans) {
    cover = cover === undefined ? { start, end } : { start: Math.min(cover.start, start), end: Math.max(cover.end, end) };
  }
  return cover;
}

/** The same range in a document in which it begins `by` units later. */
export function moved(span: Span, by: number): Span {
  return by === 0 ? span : { start: span.start + by, end: span.end + by };
}

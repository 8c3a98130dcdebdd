/** A half-open piece of a document, in UTF-16 code units from its start. LSP positions exist only at the server's edge. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export function sliceOf(text: string, span: Span): string {
  return text.slice(span.start, span.end);
}

export function contains(span: Span, offset: number): boolean {
  return span.start <= offset && offset <= span.end;
}

export function overlaps(a: Span, b: Span): boolean {
  return a.start < b.end && b.start < a.end;
}

/** A half-open piece of a document, in UTF-16 code units from its start. LSP positions exist only at the server's edge. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export function contains(span: Span, offset: number): boolean {
  return span.start <= offset && offset <= span.end;
}

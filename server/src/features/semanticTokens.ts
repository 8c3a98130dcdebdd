import type { SemanticTokens } from 'vscode-languageserver-types';
import type { Analysis } from '../analysis/analysis';
import type { Span } from '../packaging/span';

/** The standard token types for the parts of a requirement, in the order of the legend: themes color them. */
export const TOKEN_TYPES = ['type', 'number', 'property'] as const;
const NAME = 0;
const VERSION = 1;
const MARKER = 2;

/** Files in which requirements are keys and strings for the grammars of editors. */
export const TOKEN_FILES = ['**/pyproject.toml', '**/{uv,pixi,hatch,tox}.toml', '**/Pipfile'];

/** The names, specifiers and markers of requirements, as LSP encodes them: five numbers each, relative to the previous one. */
export function semanticTokens({ document, manifest }: Analysis): SemanticTokens {
  const text = document.getText();
  const tokens = manifest.requirements
    .filter(({ role }) => role !== 'reference')
    .flatMap(({ nameSpan, specifierSpan, markerSpan }) => [
      { span: nameSpan, type: NAME },
      ...(specifierSpan === undefined ? [] : [{ span: specifierSpan, type: VERSION }]),
      ...(markerSpan === undefined ? [] : [{ span: markerSpan, type: MARKER }]),
    ])
    .filter(({ span }) => isToken(text, span))
    .sort((a, b) => a.span.start - b.span.start);
  const data: number[] = [];
  let [line, character, end] = [0, 0, 0];
  for (const { span, type } of tokens) {
    // A text that several requirements share is one token.
    if (span.start < end) {
      continue;
    }
    const at = document.positionAt(span.start);
    data.push(at.line - line, at.line === line ? at.character - character : at.character, span.end - span.start, type, 0);
    ({ line, character } = at);
    ({ end } = span);
  }
  return { data };
}

/** No token spans several lines. */
function isToken(text: string, { start, end }: Span): boolean {
  return end > start && !/[\r\n]/.test(text.slice(start, end));
}

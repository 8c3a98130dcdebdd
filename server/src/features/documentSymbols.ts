import { type DocumentSymbol, type FoldingRange, FoldingRangeKind, SymbolKind } from 'vscode-languageserver-types';
import type { Requirement } from '../formats/format';
import { outlineOf } from '../formats/outline';
import type { Analysis } from './analysis';
import { rangeOf } from './range';

/** The outline: groups of requirements, or the requirements themselves in a file without groups. */
export function documentSymbols({ document, manifest }: Analysis): DocumentSymbol[] {
  const symbolOf = (requirement: Requirement): DocumentSymbol => ({
    name: requirement.name,
    detail: requirement.specifier ?? '',
    kind: SymbolKind.Package,
    range: rangeOf(document, requirement.span),
    selectionRange: rangeOf(document, requirement.nameSpan),
  });
  return outlineOf(manifest).flatMap(({ name, requirements, span }) => {
    const children = requirements.map(symbolOf);
    const range = rangeOf(document, span);
    return name === undefined ? children : [{ name, kind: SymbolKind.Namespace, range, selectionRange: range, children }];
  });
}

/** Groups of more than one line, and requirements with their hashes. */
export function foldingRanges({ document, manifest }: Analysis): FoldingRange[] {
  const spans = outlineOf(manifest).flatMap(({ name, requirements, span }) => [
    ...(name === undefined ? [] : [span]),
    ...requirements.map((requirement) => requirement.span),
  ]);
  const ranges = spans.map((span) => rangeOf(document, span)).filter(({ start, end }) => end.line > start.line);
  return ranges.map(({ start, end }) => ({ startLine: start.line, endLine: end.line, kind: FoldingRangeKind.Region }));
}

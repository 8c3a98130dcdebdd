import { type DocumentSymbol, type FoldingRange, FoldingRangeKind, SymbolKind } from 'vscode-languageserver-types';
import type { Analysis } from '../analysis/analysis';
import type { Requirement } from '../formats/manifest/format';
import { outlineOf } from '../formats/manifest/outline';
import { shown } from '../packaging/printable';
import { rangeOf } from './range';

/** The outline: groups of requirements, or the requirements themselves in a file without groups. */
export function documentSymbols({ document, manifest }: Analysis): DocumentSymbol[] {
  const symbolOf = (requirement: Requirement): DocumentSymbol => ({
    name: shown(requirement.name),
    detail: shown(requirement.specifier ?? ''),
    kind: SymbolKind.Package,
    range: rangeOf(document, requirement.span),
    selectionRange: rangeOf(document, requirement.nameSpan),
  });
  return outlineOf(manifest).flatMap(({ name, requirements, span }) => {
    const children = requirements.map(symbolOf);
    const range = rangeOf(document, span);
    return name === undefined ? children : [{ name: shown(name), kind: SymbolKind.Namespace, range, selectionRange: range, children }];
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

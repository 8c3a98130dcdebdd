import type { LocationLink } from 'vscode-languageserver-types';
import type { Analysis } from '../analysis/analysis';
import { readableTarget } from '../facts/includes';
import { definitionAt } from '../formats/manifest/outline';
import { contains } from '../packaging/span';
import { rangeOf } from './range';

const TOP = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };

/** From a mention (a group, an extra, an index, a package) to its declaration in the file; from `-r` and `-c` to their file. */
export function definition({ document, manifest, manifestFacts }: Analysis, offset: number): LocationLink[] {
  const included = manifestFacts.includes.find(({ include }) => contains(include.span, offset));
  if (included !== undefined) {
    const targetUri = readableTarget(included);
    const originSelectionRange = rangeOf(document, included.include.span);
    return targetUri === undefined ? [] : [{ originSelectionRange, targetUri, targetRange: TOP, targetSelectionRange: TOP }];
  }
  const found = definitionAt(manifest, offset);
  if (found === undefined) {
    return [];
  }
  const target = rangeOf(document, found.to);
  return [
    { originSelectionRange: rangeOf(document, found.from), targetUri: document.uri, targetRange: target, targetSelectionRange: target },
  ];
}

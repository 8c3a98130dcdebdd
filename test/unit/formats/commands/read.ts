import { expect } from 'vitest';
import { formatOf } from '../../../../server/src/formats/index';
import { mayContain } from '../../../../server/src/protocol/fileKinds';
import { checkManifest } from '../manifestChecks';

/**
 * The packages in a file, as one line in the file's order: `name`, `name@text` if another text is at its place, `?text` for text that is not
 * checked, `<path` for a file that is followed, `!message` for a problem.
 */
export function read(path: string, text: string): string {
  const format = formatOf(path);
  expect(format, path).toBeDefined();
  if (format === undefined || !mayContain(format, text)) {
    return '';
  }
  const manifest = format.parse(text);
  checkManifest(text, manifest);
  const at = ({ start, end }: { start: number; end: number }) => text.slice(start, end);
  const found = [
    ...manifest.requirements.map(
      ({ name, nameSpan }) => [nameSpan.start, at(nameSpan) === name ? name : `${name}@${at(nameSpan)}`] as const,
    ),
    ...manifest.unchecked.map(({ span }) => [span.start, `?${at(span)}`] as const),
    ...manifest.includes.map(({ path: included, span }) => [span.start, `<${included}`] as const),
    ...manifest.problems.map(({ message, span }) => [span.start, `!${message}`] as const),
  ];
  return found
    .sort(([a], [b]) => a - b)
    .map(([, shown]) => shown)
    .join(' ');
}

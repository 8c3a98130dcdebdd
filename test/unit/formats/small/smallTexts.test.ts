import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { formatOf } from '../../../../server/src/formats/index';
import { mayContain } from '../../../../server/src/protocol/fileKinds';
import { checkManifest } from '../manifestChecks';

/*
 * Small texts of many formats, and all that is read of each: the edges of their syntax, members that are malformed, each alternative of a value. In a text file
 * here, `=== PATH` begins a text. ␉ stands for a tab, ␍ for a carriage return, ␂ for a byte order mark, and ␄ for the end of a text
 * that has no line break there.
 * `NAME.read.txt` is what is read of them: after a text, each part of its manifest, with the text at each span.
 */

const FOLDER = import.meta.dirname;

interface Small {
  readonly file: string;
  readonly text: string;
}

function smallTexts(source: string): readonly Small[] {
  return source
    .split(/^=== /m)
    .slice(1)
    .map((part) => {
      const [file = ''] = part.split('\n', 1);
      const text = part.slice(file.length + 1).replace(/␄\n+$/, '');
      return { file, text: text.replaceAll('␉', '\t').replaceAll('␍', '\r').replaceAll('␂', '\ufeff') };
    });
}

/** All of a manifest, a line for each item, without what is empty or the rule. */
function readingOf({ file, text }: Small): readonly string[] {
  const format = formatOf(file);
  if (format === undefined || !mayContain(format, text)) {
    return ['not read'];
  }
  const manifest = format.parse(text);
  checkManifest(text, manifest);
  const short = (key: string, value: unknown): unknown => {
    if (key === 'normalizedName') {
      // `checkManifest` has compared it.
      return undefined;
    }
    if (Array.isArray(value)) {
      return value.length === 0 ? undefined : value;
    }
    if (typeof value === 'object' && value !== null && 'start' in value && 'end' in value) {
      const { start, end } = value as { readonly start: number; readonly end: number };
      return `${start} ${text.slice(start, end)}`;
    }
    return value === 'pep440' || value === 'dependency' || value === 'index' ? undefined : value;
  };
  const isForeign = format.recognizes?.(text) === false ? ['not recognized'] : [];
  const parts = Object.entries(manifest).flatMap(([part, items]) =>
    (Array.isArray(items) ? items : []).map((item: unknown) => `${part}: ${JSON.stringify(item, short)}`),
  );
  return [...isForeign, ...parts];
}

describe.each(globSync('*.txt', { cwd: FOLDER }).filter((name) => !name.endsWith('.read.txt')))('%s', (name) => {
  it('is read text by text', async () => {
    const texts = smallTexts(readFileSync(path.join(FOLDER, name), 'utf8'));
    const lines = texts.flatMap((small) => [`=== ${small.file} ${JSON.stringify(small.text)}`, ...readingOf(small)]);
    await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot(path.join(FOLDER, name.replace('.txt', '.read.txt')));
  });
});

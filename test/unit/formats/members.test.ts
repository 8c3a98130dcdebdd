import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { formatOfNamed } from '../../../server/src/formats/index';
import { readEdited } from './editedTexts';
import { checkManifest } from './manifestChecks';
import { summarize } from './manifestSummary';

/*
 * Each member of the tables of the formats, once: each install command with each of its options, each program that may precede one,
 * each option of a requirements file, each key and hook. The files are long, so they are not among the fixtures, which many tests take apart.
 */

const FOLDER = path.join(import.meta.dirname, 'members');

describe.each(
  globSync(['*', '.pre*', '.github/**/*.yml'], { cwd: FOLDER }).filter((file) => path.extname(file) !== '' && !file.endsWith('.read.txt')),
)('%s', (file) => {
  const text = readFileSync(path.join(FOLDER, file), 'utf8');
  const format = formatOfNamed(file);

  test('is read member by member', async () => {
    const manifest = format!.parse(text);
    checkManifest(text, manifest);
    const lines = Object.entries(summarize(text, manifest) as Record<string, readonly object[]>).flatMap(([part, items]) => [
      `${part}:`,
      ...items.map((item) => `  ${JSON.stringify(item)}`),
    ]);
    await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot(path.join(FOLDER, `${path.basename(file)}.read.txt`));
  });

  test('is read as before after slips of a typist', async () => {
    const edited = readEdited(text, (each) => format!.parse(each));
    await expect(edited).toMatchFileSnapshot(path.join(FOLDER, `${path.basename(file)}.edited.read.txt`));
  });
});

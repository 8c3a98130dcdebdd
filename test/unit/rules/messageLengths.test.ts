import { readFileSync } from 'node:fs';
import path from 'node:path';
import * as l10n from '@vscode/l10n';
import { afterEach, expect, it } from 'vitest';
import { languageOfTag, TRANSLATIONS } from '../../../server/src/node/languages';
import { setLocale } from '../../../server/src/protocol/language';
import { rules } from '../../../server/src/rules';
import { readMarked } from '../../markedText';
import { findFixtures, knownPath } from '../formats/fixtureFiles';
import { examplesOf } from './pageExamples';
import { judged, type World } from './world';

/*
 * A diagnostic is read in a list, one line each (docs/style.md). Measured are all findings in the fixtures and in the examples of the rules' pages;
 * `npm run conformance -- FOLDER --lengths` measures those of real files.
 */

/** Characters of a message that a list shows, and that people read to the end. */
const SHORT = 90;
const LONG = 140;
/** Translations are longer than English by this factor. */
const LONGER = 1.4;

interface Project {
  readonly file: string;
  readonly text: string;
  readonly world: World;
}

function projects(): readonly Project[] {
  const fixtures = findFixtures().map((fixture) => ({ file: knownPath(fixture), text: readFileSync(fixture.file, 'utf8'), world: {} }));
  const examples = rules.flatMap(({ id }) =>
    examplesOf(id).flatMap(({ files: marked, index }) => {
      const files = Object.fromEntries([...marked].map(([file, text]) => [file, readMarked(text).text]));
      return Object.entries(files).map(([file, text]) => ({ file, text, world: { files, index } }));
    }),
  );
  return [...fixtures, ...examples];
}

function translate(translation: string): void {
  const bundle = path.join(import.meta.dirname, `../../../l10n/bundle.l10n.${translation}.json`);
  l10n.config({ contents: JSON.parse(readFileSync(bundle, 'utf8')) });
  setLocale(languageOfTag(translation)?.locale ?? '', true);
}

/** All messages, the shortest first. */
async function messages(): Promise<readonly string[]> {
  const all: string[] = [];
  for (const { file, text, world } of projects()) {
    all.push(
      ...(await judged(file, text, world)).diagnostics.map(({ message }) => (typeof message === 'string' ? message : message.value)),
    );
  }
  return all.sort((a, b) => a.length - b.length);
}

afterEach(() => {
  l10n.config({ contents: {} });
  setLocale('en', false);
});

it('messages are short in English', async () => {
  const all = await messages();
  expect(all.length).toBeGreaterThan(200);
  expect(all[all.length >> 1]?.length).toBeLessThanOrEqual(SHORT);
  expect(all.filter(({ length }) => length > LONG)).toEqual([]);
});

it.each(TRANSLATIONS)('messages are not much longer in %s', async (translation) => {
  translate(translation);
  const all = await messages();
  expect(all.length).toBeGreaterThan(200);
  expect(all.filter((message) => / looks like /.test(message))).toEqual([]);
  expect(all[all.length >> 1]?.length).toBeLessThanOrEqual(SHORT * LONGER);
  expect(all.filter(({ length }) => length > LONG * LONGER)).toEqual([]);
});

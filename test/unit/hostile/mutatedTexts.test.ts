import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formats } from '../../../server/src/formats/index';
import { applied, documentOf, serviceOn } from '../features/service';
import { askEverything } from './everything';
import { FILE_NAMES } from './fileNames';
import { samplesOf } from './samples';

/** Text to insert: special characters of some grammar, names with findings, versions and constraints of every kind, halves of characters. */
const put = fc.constantFrom(
  ...[
    '"',
    "'",
    '"""',
    '[',
    ']',
    '[[',
    '{',
    '}',
    '(',
    ')',
    ',',
    '=',
    '==',
    '.',
    ':',
    ';',
    '#',
    '\\',
    '@',
    '-',
    '- ',
    '|',
    '>-\n',
    '&a',
    '*a',
    '%',
  ],
  ...[
    '$',
    '${',
    '{{',
    '`',
    '\n',
    '\r\n',
    '\t',
    '  ',
    '\0',
    '\u2028',
    'é',
    '😀',
    '\ud83d',
    '\u202e',
    '\u200b',
    '\ufeff',
    '\\x-e',
    '\\ud83d',
    '\\U99999999',
  ],
  ...[
    'reqeusts',
    'pycryptoenv',
    'yaml',
    'urllib3==1.24',
    'django>=2,<2.1',
    'pyyaml',
    'a'.repeat(201),
    'rеquests',
    '__proto__',
    'constructor',
  ],
  ...['^latest', '~x', '==1.0.*', '!=1,!=2', '===x', '1!2.0.post3.dev4+l', '>=1||<0', '999999999999999999999', '==1e400'],
  ...[
    '-r x.txt',
    '-r \ud83d.txt',
    '--index-url http://u:p@h/',
    '--hash=sha256:ab',
    '# lookalike: ignore[',
    '[tool.lookalike]\n',
    'pip install ',
  ],
);

const edits = fc.array(fc.record({ at: fc.nat(), cut: fc.nat(12), put: fc.array(put, { maxLength: 4 }) }), { minLength: 1, maxLength: 4 });

function mutated(sample: string, changes: readonly { at: number; cut: number; put: readonly string[] }[]): string {
  let text = sample;
  for (const change of changes) {
    const start = change.at % (text.length + 1);
    text = text.slice(0, start) + change.put.join('') + text.slice(start + change.cut);
  }
  return text;
}

describe('whatever the text of a file, nothing fails', () => {
  test.each(FILE_NAMES)('%s', async (id, name) => {
    const samples = samplesOf(id);
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...samples), edits, async (sample, changes) => {
        await askEverything(serviceOn({}), documentOf(name, mutated(sample, changes)), 6);
      }),
      { numRuns: 25 },
    );
  });
});

describe('an offered comment is a comment', () => {
  test.each(FILE_NAMES.filter(([id]) => formats.find((format) => format.id === id)?.comments))('%s', async (id, name) => {
    const format = formats.find((each) => each.id === id);
    const namesIn = (text: string) => format?.parse(text).requirements.map(({ name: of, specifier, url }) => [of, specifier, url]);
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...samplesOf(id)), edits, async (sample, changes) => {
        const text = mutated(sample, changes);
        const document = documentOf(name, text);
        const whole = { start: document.positionAt(0), end: document.positionAt(text.length) };
        const actions = await serviceOn({}).service.codeActions(document, whole, { diagnostics: [] });
        for (const action of actions.filter(({ title }) => title === 'Ignore on this line').slice(0, 3)) {
          expect(namesIn(applied(document, action))).toEqual(namesIn(text));
        }
      }),
      { numRuns: 15 },
    );
  });
});

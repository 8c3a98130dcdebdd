import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { formats, notebookCell } from '../../../server/src/formats/index';
import { mayContain } from '../../../server/src/protocol/fileKinds';
import { checkManifest } from './manifestChecks';

/** Pieces with a meaning in some format. Random characters alone would hardly ever get past the first token. */
const PIECES = [
  'requests',
  'Foo_Bar.baz',
  'é',
  'а',
  '\ud83d\ude00',
  '\ud83d',
  '==',
  '>=1.0',
  '~=1.2',
  '[a,b]',
  '[',
  ']',
  '(',
  ')',
  '{',
  '}',
  ' ',
  '  ',
  '\t',
  '\n',
  '\r\n',
  '\r',
  '\u2028',
  '\ufeff',
  '\\',
  '\\\n',
  "'",
  '"',
  '"""',
  '#',
  ' # c',
  ';',
  ' ; python_version < "3"',
  ',',
  '@',
  ' @ https://x.test/y.whl',
  '#egg=z',
  '-',
  '--hash=sha256:ab',
  '--index-url ',
  '-r x.txt',
  '-e ',
  '-',
  '=',
  ':',
  ': ',
  '- ',
  '$' + '{A}',
  '$B',
  '$(',
  '`',
  '{{',
  '%(x)s',
  '{posargs}',
  '|',
  '&&',
  '<',
  '<<E\n',
  '\nE\n',
  '*a',
  '&a ',
  '\\u0061',
  '\\x',
  '\0',
  '[project]\n',
  'dependencies = [',
  '[options]\n',
  'install_requires =',
  'setup(install_requires=[',
  'dependencies:\n',
  '- pip:\n  - ',
  'run: |\n  ',
  'RUN ',
  'pip install ',
  'uv add ',
  'poetry add ',
  '{"cells":[{"cell_type":"code","source":["',
  '!pip install ',
  '# /// script\n# dependencies = ["x"]\n# ///\n',
  '[testenv]\ndeps = ',
  '[packages]\n',
  'repos:\n- hooks:\n  - additional_dependencies: [',
] as const;

const hostileText = fc
  .array(fc.oneof({ weight: 5, arbitrary: fc.constantFrom(...PIECES) }, { weight: 1, arbitrary: fc.string({ maxLength: 4 }) }), {
    maxLength: 40,
  })
  .map((pieces) => pieces.join(''));

describe.each(formats.map((format) => [format.id, format] as const))('%s', (_, format) => {
  test('never throws, and every span is at a valid position', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        checkManifest(text, format.parse(text));
      }),
      { numRuns: 300 },
    );
  });

  test('the same text gives the same manifest, whatever was parsed before', () => {
    fc.assert(
      fc.property(hostileText, hostileText, (text, other) => {
        const first = format.parse(text);
        format.parse(other);
        expect(format.parse(text)).toEqual(first);
      }),
      { numRuns: 50 },
    );
  });

  test('a document after many edits is read like one that was just opened', () => {
    const edit = fc.record({ at: fc.nat(), length: fc.nat({ max: 6 }), text: fc.constantFrom(...PIECES) });
    fc.assert(
      fc.property(hostileText, fc.array(edit, { maxLength: 12 }), (start, edits) => {
        const document = TextDocument.create('file:///x', '', 0, start);
        edits.forEach(({ at, length, text }, i) => {
          const offset = at % (document.getText().length + 1);
          const range = { start: document.positionAt(offset), end: document.positionAt(offset + length) };
          TextDocument.update(document, [{ range, text }], i + 1);
          checkManifest(document.getText(), format.parse(document.getText()));
        });
        const fresh = TextDocument.create('file:///y', '', 0, JSON.parse(JSON.stringify(document.getText())));
        expect(format.parse(document.getText())).toEqual(format.parse(fresh.getText()));
      }),
      { numRuns: 50 },
    );
  });

  test('a text that mayContain rejects contains nothing', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        if (!mayContain(format, text)) {
          expect(format.parse(text).requirements).toEqual([]);
        }
      }),
      { numRuns: 300 },
    );
  });

  test('deep nesting does not overflow', () => {
    for (const open of ['[', '{', '(', '- ', '"a":[', 'a: [', '{"a":', '$(', 'a = [', '[[', "bash -c '"]) {
      const text = open.repeat(20_000);
      checkManifest(text, format.parse(text));
    }
  });
});

test.each(['poetry add requests\\u0061', 'pip install requ\\x65sts', 'pip install a\\101b'])(
  'a shell drops the backslash of %j',
  (text) => {
    const script = formats.find(({ id }) => id === 'shell');
    checkManifest(text, script?.parse(text) ?? { requirements: [], includes: [], indexes: [], problems: [], unchecked: [] });
    expect(script?.parse(text).requirements).toHaveLength(1);
  },
);

test('a notebook cell never throws, and its spans are in it', () => {
  fc.assert(fc.property(hostileText, (text) => checkManifest(text, notebookCell.parse(text))));
});

import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { formatOf } from '../../server/src/formats/index';
import { HOSTILE } from '../test/hostileTexts.mjs';
import type { Random } from './random.mjs';

export interface SampleText {
  /** A path that its format knows. */
  readonly file: string;
  readonly text: string;
}

/** Longer files are left out, because a session has many of them. */
const MAX_SAMPLE = 60_000;

/** The dependency files below `folder`. `strip` leading folders are not part of a file's path. */
export function textsOf(folder: string, strip: number): SampleText[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .sort()
    .flatMap((relative) => {
      const file = relative.split(path.sep).slice(strip).join('/');
      const whole = path.join(folder, relative);
      if (file === '' || formatOf(`/${file}`) === undefined || !statSync(whole).isFile() || statSync(whole).size > MAX_SAMPLE) {
        return [];
      }
      return [{ file, text: readFileSync(whole, 'utf8') }];
    });
}

/** Names with findings. */
const NAMES = [
  'pycryptoenv',
  'reqeusts',
  'djagno',
  'python-dateutils',
  'yaml',
  'sqlite3',
  'zqxw-nobody-has-this',
  'acme-utils',
  'requests==2.19.0',
  'django==1.11',
  'urllib3>=1,<1.24',
  'pycryptoenv==1.0.7 --hash=sha256:abc',
  'Reqeusts[socks]>=2 ; python_version < "3.9"',
] as const;

/** Pieces that have a meaning in some format. */
const PIECES = [
  ...NAMES,
  ...['\n', '\r\n', '\r', '\t', '  ', '\u2028', '\ufeff', '\0', 'é', '😀', '\ud83d', '\udc00', '\u202e', '\u200b', '\\', '\\\n'],
  ...[
    '"',
    "'",
    '"""',
    "'''",
    '[',
    ']',
    '{',
    '}',
    '(',
    ')',
    '#',
    ';',
    ',',
    '@',
    ':',
    ': ',
    '- ',
    '-',
    '=',
    '==',
    '|',
    '&a ',
    '*a ',
    '%',
    '$',
  ],
  ...['$' + '{A}', '{{ x }}', '\\ud83d', '\\x-e', '\\u{110000}', '\\N{', '\\U00110000'],
  ...['-r base.txt\n', '-r base.txt\n-r base.txt\n', '-c ../x.txt\n', '-r sub/../base.txt\n', '--index-url http://a:b@x.test/simple\n'],
  ...[
    '  # lookalike: ignore\n',
    '  # lookalike: ignore[typosquat]\n',
    '# lookalike: ignore[x, ',
    '<<<<<<< HEAD\n',
    '=======\n',
    '>>>>>>> x\n',
  ],
  ...['[tool.lookalike]\nprivate = ["acme-*"]\n', '[tool.lookalike.rules]\ntyposquat = "off"\n', 'trust = ["reqeusts"]\n'],
  ...[
    '[project]\n',
    'dependencies = [\n',
    '[tool.uv.sources]\n',
    '[[tool.uv.index]]\n',
    '[options]\ninstall_requires =\n  ',
    '[testenv]\ndeps =\n  ',
  ],
  ...[
    'dependencies:\n- pip:\n  - ',
    'run: |\n  ',
    'RUN ',
    'pip install ',
    'uv add ',
    '<<E\n',
    '\nE\n',
    '# /// script\n# dependencies = ["reqeusts"]\n# ///\n',
  ],
  ...HOSTILE,
] as const;

/** The same text with a few pieces moved. */
export function mutate(text: string, random: Random, samples: readonly SampleText[]): string {
  let mutated = text;
  for (let times = random.below(5); times > 0; times--) {
    mutated = mutateOnce(mutated, random, samples);
  }
  return mutated.slice(0, 2 * MAX_SAMPLE);
}

function mutateOnce(text: string, random: Random, samples: readonly SampleText[]): string {
  const at = random.below(text.length + 1);
  const end = Math.min(text.length, at + random.below(random.chance(0.2) ? 400 : 12));
  switch (random.below(8)) {
    case 0:
      return text.slice(0, at) + text.slice(end);
    case 1:
      return text.slice(0, at) + text.slice(at, end).repeat(2 + random.below(3)) + text.slice(end);
    case 2:
      return text.slice(0, at) + random.pick(PIECES).repeat(1 + random.below(random.chance(0.1) ? 3_000 : 2)) + text.slice(at);
    case 3: {
      const { text: other } = random.pick(samples);
      const from = random.below(other.length + 1);
      return text.slice(0, at) + other.slice(from, from + random.below(200)) + text.slice(end);
    }
    case 4:
      return text.slice(0, at);
    default:
      return withName(text, at, random.pick(NAMES));
  }
}

/** Replaces the word at or after `at` by `name`, which is often a position of a name. */
function withName(text: string, at: number, name: string): string {
  const word = /[A-Za-z][\w.-]*/g;
  word.lastIndex = at;
  const match = word.exec(text);
  return match === null ? `${text}${name}\n` : text.slice(0, match.index) + name + text.slice(match.index + match[0].length);
}

export function piece(random: Random): string {
  return random.pick(PIECES);
}

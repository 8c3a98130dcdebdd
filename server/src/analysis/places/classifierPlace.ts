import { classifiers } from '../../packaging/classifiers.json';
import type { Span } from '../../packaging/span';
import { type Cursor, lineBefore, restOfLine, type WordPlace } from './places';
import { tomlContext } from './tomlContext';

/** Tables of pyproject.toml with a list of trove classifiers: the standard's (PEP 621), Poetry's and Flit's. */
const TABLES: ReadonlySet<string> = new Set(['project', 'tool.poetry', 'tool.flit.metadata']);

/** A string of TOML or Python on one line. */
const STRING = /"(?:[^"\\\n]|\\.)*"|'[^'\n]*'/g;

/** So much of a list before the cursor is looked at, in UTF-16 units. */
const MAX_LIST = 40_000;

/** Trove classifiers (PEP 301) in the metadata of a project: in a list of pyproject.toml or setup.py, or on a line of setup.cfg. */
export function classifierPlace(cursor: Cursor): WordPlace | undefined {
  switch (cursor.format.id) {
    case 'pyproject':
      return inToml(cursor);
    case 'setup-py':
      return inSetupPy(cursor);
    case 'setup-cfg':
      return inSetupCfg(cursor);
    default:
      return undefined;
  }
}

function inToml(cursor: Cursor): WordPlace | undefined {
  const string = stringAt(cursor);
  if (string === undefined) {
    return undefined;
  }
  const { header, inline, isKey, valueOf: key } = tomlContext(cursor.text, string.start);
  return key === 'classifiers' && !isKey && inline === undefined && TABLES.has(header) ? inList(cursor, string) : undefined;
}

/** In the list that `setup()`, or a variable for it, gives the key: what is between is strings, commas and comments. */
function inSetupPy(cursor: Cursor): WordPlace | undefined {
  const string = stringAt(cursor);
  const { text } = cursor;
  const before = text.slice(Math.max(0, (string?.start ?? 0) - MAX_LIST), string?.start);
  const key = Math.max(before.lastIndexOf('classifiers'), before.lastIndexOf('CLASSIFIERS'));
  const [opening] = /^\w+["']?\s*[=:]\s*[[(]/.exec(before.slice(key)) ?? [];
  if (string === undefined || key < 0 || opening === undefined) {
    return undefined;
  }
  const items = before.slice(key + opening.length).replace(/#[^\n]*|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'/g, '');
  return /^[\s,"']*$/.test(items) ? inList(cursor, string) : undefined;
}

/** A string of a list that begins before the cursor, or can begin there. */
interface ListString {
  readonly quote: string;
  readonly start: number;
  readonly typed: string;
}

/** Undefined: the cursor is in a comment. */
function stringAt({ text, offset }: Cursor): ListString | undefined {
  const line = lineBefore(text, offset);
  const opening = /["'#]/.exec(line.replace(STRING, (string) => ' '.repeat(string.length)));
  const typed = opening === null ? (/\w*$/.exec(line)?.[0] ?? '') : line.slice(opening.index + 1);
  return opening?.[0] === '#' ? undefined : { quote: opening?.[0] ?? '', start: offset - typed.length, typed };
}

function inList({ text, offset }: Cursor, { quote, start, typed }: ListString): WordPlace {
  const rest = restOfLine(text, offset);
  if (quote === '') {
    // If a string on its own line ends with a comma, another one may follow.
    const comma = lineBefore(text, offset).trim() === typed && rest.trim() === '' ? ',' : '';
    return placed(text, { start, end: offset }, typed, (classifier) => `"${classifier}"${comma}`);
  }
  const [inside = ''] = /^[^"'\],]*/.exec(rest) ?? [];
  const isClosed = rest.charAt(inside.length) === quote;
  return placed(text, { start, end: isClosed ? offset + inside.length : offset }, typed, (classifier) =>
    isClosed ? classifier : classifier + quote,
  );
}

function inSetupCfg({ text, offset }: Cursor): WordPlace | undefined {
  const line = lineBefore(text, offset);
  const [typed = ''] = /[^\s=:](?:[^=]*)$/.exec(line.replace(/^[ \t]*classifiers?[ \t]*[=:]/, '')) ?? [];
  const above = text
    .slice(0, offset - line.length)
    .split(/\r?\n/)
    .slice(0, -1);
  const isOwnLine = /^classifiers?[ \t]*[=:]/.test(line);
  const key = isOwnLine ? line : /^[ \t]/.test(line) ? above.findLast((each) => /^[^\s#;]/.test(each)) : undefined;
  const section = above.findLast((each) => /^\[/.test(each));
  if (key === undefined || !/^classifiers?[ \t]*[=:]/.test(key) || !/^\[metadata\]/.test(section ?? '')) {
    return undefined;
  }
  const rest = restOfLine(text, offset);
  return placed(text, { start: offset - typed.length, end: offset + rest.trimEnd().length }, typed, (classifier) => classifier);
}

/** All classifiers that the file does not have elsewhere. */
function placed(text: string, replace: Span, typed: string, written: (classifier: string) => string): WordPlace {
  const others = text.slice(0, replace.start) + text.slice(replace.end);
  const there = new Set(others.split(/\r?\n|["']/).map((piece) => piece.trim()));
  const words = classifiers
    .filter((classifier) => !there.has(classifier))
    .map((classifier) => ({ label: classifier, text: written(classifier), kind: 'value' as const }));
  return { kind: 'word', replace, typed, words };
}

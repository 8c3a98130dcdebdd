import { classifiers } from '../packaging/classifiers.json';
import type { Span } from '../packaging/span';
import { type Cursor, lineBefore, type WordPlace } from './places';
import { tomlContext } from './tomlContext';

/** Tables of pyproject.toml with a list of trove classifiers: the standard's (PEP 621), Poetry's and Flit's. */
const TABLES: ReadonlySet<string> = new Set(['project', 'tool.poetry', 'tool.flit.metadata']);

/** A string of TOML on one line. */
const STRING = /"(?:[^"\\\n]|\\.)*"|'[^'\n]*'/g;

/** Trove classifiers (PEP 301) in the metadata of a project: in a list of pyproject.toml, or on a line of setup.cfg. */
export function classifierPlace(cursor: Cursor): WordPlace | undefined {
  switch (cursor.format.id) {
    case 'pyproject':
      return inToml(cursor);
    case 'setup-cfg':
      return inSetupCfg(cursor);
    default:
      return undefined;
  }
}

function inToml({ text, offset }: Cursor): WordPlace | undefined {
  const line = lineBefore(text, offset);
  const opening = /["'#]/.exec(line.replace(STRING, (string) => ' '.repeat(string.length)));
  const typed = opening === null ? (/\w*$/.exec(line)?.[0] ?? '') : line.slice(opening.index + 1);
  const start = offset - typed.length;
  const { header, inline, isKey, valueOf: key } = tomlContext(text, start);
  if (opening?.[0] === '#' || key !== 'classifiers' || isKey || inline !== undefined || !TABLES.has(header)) {
    return undefined;
  }
  const rest = /^[^\r\n]*/.exec(text.slice(offset, offset + 500))?.[0] ?? '';
  if (opening === null) {
    // If a string on its own line ends with a comma, another one may follow.
    const comma = line.trim() === typed && rest.trim() === '' ? ',' : '';
    return placed(text, { start, end: offset }, typed, (classifier) => `"${classifier}"${comma}`);
  }
  const [quote] = opening;
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
  const rest = /^[^\r\n]*/.exec(text.slice(offset, offset + 500))?.[0] ?? '';
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

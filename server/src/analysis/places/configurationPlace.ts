import { ACCEPT_KEYS, CONFIGURATION_KEYS, LEVELS, PYPROJECT, TRUST_KEYS } from '../../configuration/configurationFile';
import { RULE_IDS } from '../../configuration/ruleLevels';
import { ruleOf } from '../../rules/index';
import { lineBefore, type WordAtCursor, type WordPlace, wordAt } from './places';
import { quotedWords, wordsAt } from './tablePlace';
import { tomlContext } from './tomlContext';

const OWN = 'tool.lookalike';
/** Keys that people write as tables with headers of their own. */
const TABLES = ['rules'] as const;
const ARRAY_TABLES = ['accept', 'trust'] as const;
const VALUES: Readonly<Record<(typeof CONFIGURATION_KEYS)[number], string>> = {
  trust: '[""]',
  private: '[""]',
  exclude: '[""]',
  files: '[""]',
  accept: '[]',
  'cool-down': '7',
  rules: '{}',
};

/** Values for entries of lists. */
export interface ReportedNames {
  /** Normalized names that can be trusted. */
  readonly trustable: readonly string[];
  /** Ids of reported advisories, with the normalized names of their packages. */
  readonly advisories: readonly (readonly [id: string, name: string])[];
}

/** Keys, rules, levels and entries of `[tool.lookalike]` or lookalike.toml. `reported`: the subjects of the findings in the file itself. */
export function configurationPlace(uri: string, text: string, offset: number, reported?: ReportedNames): WordPlace | undefined {
  const header = headerPlace(uri, text, offset);
  if (header !== undefined) {
    return header;
  }
  const replace = wordAt(text, offset, /[\w-]/);
  const context = tomlContext(text, replace.start);
  const table = uri.endsWith(`/${PYPROJECT}`) ? below(context.header) : context.header;
  if (table === undefined) {
    return undefined;
  }
  const placed = (words: readonly WordAtCursor[]): WordPlace => ({
    kind: 'word',
    replace,
    typed: text.slice(replace.start, offset),
    words,
  });
  const owner = [table, context.inline ?? '', context.dotted ?? ''].filter((part) => part !== '').join('.');
  if (context.isKey) {
    const keys = keysOf(owner);
    const below = context.dotted === undefined ? '' : `${context.dotted}.`;
    const there = context.keys.flatMap((key) => (key.startsWith(below) ? key.slice(below.length) : []));
    return keys && placed(wordsAt(keys, there, text, replace.end));
  }
  const values = context.valueOf === undefined ? undefined : valuesOf(owner, context.valueOf, reported);
  return values && placed(quotedWords([...new Set(values)], context.quote, text, replace.end));
}

/** The headers of our own tables, after a bracket. */
function headerPlace(uri: string, text: string, offset: number): WordPlace | undefined {
  const line = lineBefore(text, offset);
  const [, brackets, typed = ''] = /^[ \t]*(\[\[?)([\w.-]*)$/.exec(line) ?? [];
  if (brackets === undefined) {
    return undefined;
  }
  const isArray = brackets === '[[';
  const own = uri.endsWith(`/${PYPROJECT}`) ? [OWN] : [];
  const tables = isArray ? ARRAY_TABLES : TABLES;
  const names = [...(isArray ? [] : own), ...tables.map((table) => [...own, table].join('.'))].filter((name) => name.startsWith(typed));
  if (names.length === 0) {
    return undefined;
  }
  const start = offset - typed.length;
  const replace = { start, end: wordAt(text, offset, /[\w.-]/).end };
  const closing = text.startsWith(']', replace.end) ? '' : brackets.replaceAll('[', ']');
  return { kind: 'word', replace, typed, words: names.map((name) => ({ label: name, text: name + closing, kind: 'property' })) };
}

function valuesOf(table: string, key: string, reported: ReportedNames | undefined): readonly string[] | undefined {
  switch (`${table}.${key}`) {
    case '.trust':
    case 'trust.name':
      return reported?.trustable;
    case 'accept.id':
      return reported?.advisories.map(([id]) => id);
    case 'accept.package':
      return reported?.advisories.map(([, name]) => name);
    default:
      return table === 'rules' ? LEVELS : undefined;
  }
}

/** `rules` for `tool.lookalike.rules`, empty for the table itself. Undefined for tables of other tools. */
function below(header: string): string | undefined {
  return header === OWN ? '' : header.startsWith(`${OWN}.`) ? header.slice(OWN.length + 1) : undefined;
}

function keysOf(table: string): readonly (readonly [string, string])[] | undefined {
  switch (table) {
    case '':
      return CONFIGURATION_KEYS.map((key) => [key, VALUES[key]]);
    case 'rules':
      return RULE_IDS.map((id) => [id, `"${ruleOf(id).level}"`]);
    case 'trust':
      return TRUST_KEYS.map((key) => [key, '""']);
    case 'accept':
      return ACCEPT_KEYS.map((key) => [key, '""']);
    default:
      return undefined;
  }
}

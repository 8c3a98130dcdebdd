import { ACCEPT_KEYS, CONFIGURATION_KEYS, LEVELS, PYPROJECT, TRUST_KEYS } from '../configuration/projectConfiguration';
import { RULE_IDS } from '../configuration/ruleLevels';
import { ruleOf } from '../rules';
import { type WordAtCursor, type WordPlace, wordAt } from './places';
import { wordsAt } from './tablePlace';
import { tomlContext } from './tomlContext';

const OWN = 'tool.lookalike';
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
  const owner = [table, context.inline ?? ''].filter((part) => part !== '').join('.');
  if (context.isKey) {
    const keys = keysOf(owner);
    return keys && placed(wordsAt(keys, context.keys, text, replace.end));
  }
  const values = context.valueOf === undefined ? undefined : valuesOf(owner, context.valueOf, reported);
  const quote = context.quote === '' ? '"' : '';
  return values && placed([...new Set(values)].map((value) => ({ label: value, text: quote + value + quote, kind: 'value' })));
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

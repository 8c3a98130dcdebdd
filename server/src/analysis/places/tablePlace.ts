import { TomlTable } from '../../formats/syntax/toml/node';
import { parseToml } from '../../formats/syntax/toml/parse';
import { type Cursor, lineBefore, type WordAtCursor, type WordPlace, wordAt } from './places';
import { tomlContext } from './tomlContext';

/** The keys of a dependency in table form, with the beginnings of their values. */
const POETRY_KEYS = [
  ['version', '""'],
  ['extras', '[""]'],
  ['optional', 'true'],
  ['markers', '""'],
  ['python', '""'],
  ['platform', '""'],
  ['source', '""'],
  ['allow-prereleases', 'true'],
  ['git', '""'],
  ['branch', '""'],
  ['tag', '""'],
  ['rev', '""'],
  ['subdirectory', '""'],
  ['path', '""'],
  ['develop', 'true'],
  ['url', '""'],
] as const;
const PIPFILE_KEYS = [
  ['version', '""'],
  ['extras', '[""]'],
  ['markers', '""'],
  ['index', '""'],
  ['git', '""'],
  ['ref', '""'],
  ['editable', 'true'],
  ['path', '""'],
] as const;
const PIXI_KEYS = [...PIPFILE_KEYS.slice(0, 2), ['index', '""'], ['git', '""'], ['branch', '""'], ['rev', '""'], ['path', '""']] as const;
const UV_SOURCE_KEYS = [
  ['index', '""'],
  ['workspace', 'true'],
  ['path', '""'],
  ['editable', 'true'],
  ['git', '""'],
  ['branch', '""'],
  ['tag', '""'],
  ['rev', '""'],
  ['subdirectory', '""'],
  ['url', '""'],
  ['marker', '""'],
  ['extra', '""'],
  ['group', '""'],
] as const;
const PDM_KEYS = [
  ['distribution', 'true'],
  ['dev-dependencies', '{}'],
  ['source', '[]'],
  ['overrides', '{}'],
] as const;
const PDM_SOURCE_KEYS = [
  ['name', '""'],
  ['url', '""'],
  ['verify_ssl', 'true'],
  ['type', '"index"'],
] as const;

/** The key of a dependency group that has another one's requirements (PEP 735). */
const INCLUDE_GROUP = 'include-group';

type Keys = readonly (readonly [key: string, value: string])[];

/** Keys of an inline table, by the header of the table that contains it. */
const INLINE: readonly (readonly [formats: string, header: RegExp, keys: Keys])[] = [
  ['pyproject', /^tool\.poetry\.(?:group\.[^.]+\.)?(?:dev-)?dependencies$/, POETRY_KEYS],
  ['pyproject', /^dependency-groups$/, [[INCLUDE_GROUP, '""']]],
  ['pyproject', /^tool\.uv\.sources$/, UV_SOURCE_KEYS],
  ['pyproject', /^tool\.pixi\.(?:feature\.[^.]+\.)?pypi-dependencies$/, PIXI_KEYS],
  ['pixi', /^(?:feature\.[^.]+\.)?pypi-dependencies$/, PIXI_KEYS],
  ['pipfile', /^(?!source$|scripts$|requires$|pipenv$)[\w-]+$/, PIPFILE_KEYS],
];

/** Keys of a table with a header of its own. */
const TABLES: readonly (readonly [formats: string, header: RegExp, keys: Keys])[] = [
  ['pyproject', /^tool\.poetry\.(?:group\.[^.]+\.)?(?:dev-)?dependencies\.[^.]+$/, POETRY_KEYS],
  ['pyproject', /^tool\.uv\.sources\.[^.]+$/, UV_SOURCE_KEYS],
  ['pyproject', /^tool\.pdm$/, PDM_KEYS],
  ['pyproject', /^tool\.pdm\.source$/, PDM_SOURCE_KEYS],
];

/** Names of dependency groups after `include-group`, and keys of the tables that Poetry, uv, PDM, pixi and Pipenv read dependencies from. */
export function tablePlace({ format, text, offset }: Cursor): WordPlace | undefined {
  if (format.id !== 'pyproject' && format.id !== 'pipfile' && format.id !== 'pixi') {
    return undefined;
  }
  const replace = wordAt(text, offset, /[\w.-]/);
  const line = lineBefore(text, replace.start);
  const placed = (words: readonly WordAtCursor[]): WordPlace => ({
    kind: 'word',
    replace,
    typed: text.slice(replace.start, offset),
    words,
  });
  const context = tomlContext(text, replace.start);
  if (format.id === 'pyproject' && context.valueOf === INCLUDE_GROUP && /=[ \t]*["']?$/.test(line)) {
    // A group cannot include itself.
    const groups = groupsIn(text).filter((name) => name !== context.inline);
    return placed(quotedWords(groups, context.quote, text, replace.end));
  }
  const keys = (context.isKey ? (context.inline === undefined ? TABLES : INLINE) : []).find(
    ([id, header]) => id === format.id && header.test(context.header),
  )?.[2];
  return keys && placed(wordsAt(keys, context.keys, text, replace.end));
}

/** The values of strings, with the quotes that are missing. `quote`: the one before the cursor. */
export function quotedWords(values: readonly string[], quote: string, text: string, end: number): readonly WordAtCursor[] {
  const [opening, closing] = quote === '' ? ['"', '"'] : ['', text.startsWith(quote, end) ? '' : quote];
  return values.map((value) => ({ label: value, text: opening + value + closing, kind: 'value' }));
}

function groupsIn(text: string): readonly string[] {
  const groups = parseToml(text).root.get('dependency-groups');
  return groups instanceof TomlTable ? groups.entries.map(({ key }) => key.name) : [];
}

/** Keys that are not there yet, with the missing value. */
export function wordsAt(keys: Keys, there: readonly string[], text: string, end: number): readonly WordAtCursor[] {
  const hasValue = /^["']?[ \t]*=/.test(text.slice(end, end + 50));
  return keys
    .filter(([key]) => !there.includes(key))
    .map(([key, value]) => ({ label: key, text: hasValue ? key : `${key} = ${value}`, kind: 'property' }));
}

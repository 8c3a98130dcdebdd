import type { Slice } from '../../packaging/slice';
import type { Include, IndexOption, IndexSearch, Unchecked } from '../manifest/format';
import { findShellExpansion } from '../manifest/variables';
import { addCommandInclude } from './commandInclude';

/** The effect of an environment variable on the indexes of the commands that run with it. */
interface VariableMeaning {
  readonly kind: IndexOption['kind'];
  readonly search?: IndexSearch;
  /** Contains several values, separated by spaces. */
  readonly isList?: true;
}

/** pip reads each of its long options from a variable (pip, "Configuration"). uv names its variables (uv, "Environment variables"). */
const VARIABLES: ReadonlyMap<string, VariableMeaning> = new Map<string, VariableMeaning>([
  ['PIP_INDEX_URL', { kind: 'index' }],
  ['PIP_PYPI_URL', { kind: 'index' }],
  ['PIP_EXTRA_INDEX_URL', { kind: 'extra-index', isList: true }],
  ['PIP_FIND_LINKS', { kind: 'find-links', isList: true }],
  ['PIP_TRUSTED_HOST', { kind: 'trusted-host', isList: true }],
  ['PIP_NO_INDEX', { kind: 'no-index' }],
  ['PIP_CONFIG_FILE', { kind: 'configuration' }],
  ['UV_DEFAULT_INDEX', { kind: 'index', search: 'in-order' }],
  ['UV_INDEX_URL', { kind: 'index', search: 'in-order' }],
  ['UV_INDEX', { kind: 'extra-index', search: 'in-order', isList: true }],
  ['UV_EXTRA_INDEX_URL', { kind: 'extra-index', search: 'in-order', isList: true }],
  ['UV_FIND_LINKS', { kind: 'find-links', isList: true }],
  ['UV_INSECURE_HOST', { kind: 'trusted-host', isList: true }],
  ['UV_INDEX_STRATEGY', { kind: 'index-strategy' }],
  ['UV_NO_INDEX', { kind: 'no-index' }],
  ['UV_CONFIG_FILE', { kind: 'configuration' }],
  ['PIPENV_PYPI_MIRROR', { kind: 'index', search: 'default-only' }],
  ['PDM_PYPI_URL', { kind: 'index' }],
]);

/** The files that pip and uv take from a variable, for each command that runs with it. */
const FILES: ReadonlyMap<string, Include['kind']> = new Map<string, Include['kind']>([
  ['PIP_REQUIREMENT', 'requirement'],
  ['PIP_CONSTRAINT', 'constraint'],
  ['PIP_BUILD_CONSTRAINT', 'constraint'],
  ['UV_CONSTRAINT', 'constraint'],
  ['UV_OVERRIDE', 'constraint'],
  ['UV_BUILD_CONSTRAINT', 'constraint'],
]);

/** What a variable may add to. */
export interface VariableTarget {
  readonly indexes: IndexOption[];
  readonly includes: Include[];
  readonly unchecked: Unchecked[];
}

/** Poetry's repositories: `POETRY_REPOSITORIES_ACME_URL`. */
const POETRY_REPOSITORY = /^POETRY_REPOSITORIES_\w{1,100}_URL$/;
/** Credentials for an index of uv or Poetry by its name: it is in use, wherever its address is written. Those for PyPI are for uploads. */
const CREDENTIALS = /^(?:UV_INDEX|POETRY_HTTP_BASIC)_(?!PYPI_)\w{1,100}_(?:USERNAME|PASSWORD)$/;

/** Windows ignores the case of the names of variables. */
function meaningOf(written: string): VariableMeaning | undefined {
  const name = written.toUpperCase();
  const known = VARIABLES.get(name);
  if (known !== undefined) {
    return known;
  }
  return POETRY_REPOSITORY.test(name) ? { kind: 'extra-index' } : CREDENTIALS.test(name) ? { kind: 'configuration' } : undefined;
}

/** The beginnings of their names, and the files of pip. */
const INDEX_WORD = /(?:pip|pipenv|uv|pdm|poetry)_|pip\.(?:conf|ini)/i;

/** Whether a text can contain the name of such a variable: a quick test. */
export function mayNameIndexes(text: string): boolean {
  return INDEX_WORD.test(text);
}

/** Whether an environment variable configures an index, or names a file of requirements. */
export function isIndexVariable(name: string): boolean {
  return meaningOf(name) !== undefined || FILES.has(name);
}

/**
 * Adds the index options of a variable, and the files that it names; nothing for any other variable.
 * @param value undefined: the file names the variable without a value. An empty value counts as none, as for pip.
 */
export function addIndexVariable(name: Slice, value: Slice | undefined, into: VariableTarget): void {
  const file = FILES.get(name.text);
  if (file !== undefined) {
    for (const word of value === undefined ? [] : splitIntoWords(value)) {
      addCommandInclude(file, word, into, '', findShellExpansion);
    }
    return;
  }
  const meaning = meaningOf(name.text);
  if (meaning === undefined) {
    return;
  }
  const { kind, search, isList } = meaning;
  const more = search === undefined ? {} : { search };
  if (value === undefined || CREDENTIALS.test(name.text)) {
    into.indexes.push({ kind, span: name.span(), ...more });
  } else if (kind === 'no-index') {
    addNoIndex(value, into);
  } else {
    for (const word of isList ? splitIntoWords(value) : [value.trim()]) {
      addIndexAddress(kind, word, into, search);
    }
  }
}

/** `no-index`, unless its value means that it is off. */
export function addNoIndex(value: Slice, into: { readonly indexes: IndexOption[] }): void {
  if (!/^(?:0|n|no|f|false|off)?$/i.test(value.text.trim())) {
    into.indexes.push({ kind: 'no-index', span: value.span() });
  }
}

/** The value of an option that names an index. uv can name the index in it (`name=https://…`). Nothing for an empty one. */
export function addIndexAddress(
  kind: IndexOption['kind'],
  value: Slice,
  into: { readonly indexes: IndexOption[] },
  search?: IndexSearch,
): void {
  if (value.length === 0) {
    return;
  }
  const name = /^([\w.-]{1,100})=(?=\w+:)/.exec(value.text)?.[1];
  const url = name === undefined ? value : value.sub(name.length + 1);
  into.indexes.push({
    kind,
    url: url.text,
    span: url.span(),
    ...(name !== undefined && { name }),
    ...(search !== undefined && { search }),
  });
}

/** The items of a list. A placeholder (`${{ secrets.TOKEN }}`) does not end an item. */
export function splitIntoWords(value: Slice): Slice[] {
  const words: Slice[] = [];
  for (const match of value.text.matchAll(/(?:\$\{\{[^{}\n]{0,200}\}\}|\{\{[^{}\n]{0,200}\}\}|[^\s])+/g)) {
    words.push(value.sub(match.index, match.index + match[0].length));
  }
  return words;
}

/** Ways in which a text can set a variable: `NAME=value`, `--build-arg=NAME=value`, `$env:NAME=value`. */
const ASSIGNMENT = /^(?:--[a-z-]{1,30}=)?(?:\$env:)?([A-Z][A-Z0-9_]{0,120})(=|$)/i;

/** Adds the index options of a text like `NAME=value`. Returns whether there are any. */
export function addIndexAssignment(text: Slice, into: VariableTarget): boolean {
  const match = ASSIGNMENT.exec(text.text.slice(0, 200));
  const name = match?.[1];
  if (match === null || name === undefined || match[2] !== '=' || !isIndexVariable(name)) {
    return false;
  }
  const end = match[0].length - 1;
  addIndexVariable(text.sub(end - name.length, end), withoutQuotes(text.sub(end + 1)), into);
  return true;
}

/** The variable in a word that names nothing else (`-e PIP_INDEX_URL`, `$env:PIP_INDEX_URL`). */
export function indexVariableIn(word: Slice): Slice | undefined {
  const match = ASSIGNMENT.exec(word.text.slice(0, 200));
  const name = match?.[1];
  return match !== null && name !== undefined && match[2] === '' && match[0].length === word.length && isIndexVariable(name)
    ? word.sub(word.length - name.length)
    : undefined;
}

function withoutQuotes(value: Slice): Slice {
  const { text } = value;
  const quote = text.charAt(0);
  return (quote === '"' || quote === "'") && text.length > 1 && text.endsWith(quote) ? value.sub(1, text.length - 1) : value;
}

/** Reports each mention of pip's configuration file: a command may write it, or a secret may replace it. */
export function addConfigurationMentions(text: Slice, into: { readonly indexes: IndexOption[] }): void {
  let count = 0;
  for (const match of text.text.matchAll(/(?<![\w-])pip\.(?:conf|ini)(?![\w-])/g)) {
    if (++count > MAX_MENTIONS) {
      return;
    }
    into.indexes.push({ kind: 'configuration', url: match[0], span: text.span(match.index, match.index + match[0].length) });
  }
}

const MAX_MENTIONS = 20;

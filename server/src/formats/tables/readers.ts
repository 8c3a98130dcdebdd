import { addAll } from '../../packaging/lists';
import { parseRequirement, scanName } from '../../packaging/requirement';
import type { Slice } from '../../packaging/slice';
import type { Span } from '../../packaging/span';
import { isValidVersion } from '../../packaging/version';
import { mayInstall } from '../commands/installWords';
import { readScript } from '../commands/script';
import { toxIni } from '../files/toxIni';
import type { IndexSearch } from '../manifest/format';
import { type Declaration, type ManifestBuilder, namedRequirement, sourceOfUrl } from '../manifest/manifestBuilder';
import { addManifest, mapManifest } from '../manifest/mapManifest';
import { findBracedExpansion } from '../manifest/variables';
import { addInclude } from '../pip/optionEffects';
import { parsePep508Item } from '../pip/pep508Item';
import { REQUIREMENTS_FILE_OPTIONS, readOptions } from '../pip/pipOptions';
import { parseInstallTarget, parseRequirementLine } from '../pip/requirementLine';
import { itemsOf, type TomlEntry, type TomlString, type TomlTable, type TomlValue, textsOf } from '../syntax/toml/node';
import { entryRemoval, itemRemoval } from '../syntax/toml/remove';
import { findTemplate } from '../syntax/toml/template';
import { sliceOfWord, type Word } from '../syntax/words';
import { readArgumentLists } from './argumentLists';
import { checkDependencyGroups } from './dependencyGroups';
import { boundNames, isTrue, readIndexTables, readIndexUrls } from './indexTables';
import type { Content, KeyPath, KeyPlace } from './keyPath';
import { type Description, describeOfPypi, describeValues, keyRequirements, sourceRules, uncheckedSources } from './namedTables';
import type { SourceRule } from './packageSources';
import { readTasks } from './taskTables';

/** The input of a reader besides its place. */
export interface TableReading {
  readonly text: string;
  readonly into: ManifestBuilder;
  readonly row: KeyPath;
  /** Sets the source of a name, for all requirements with that name. */
  addSource(name: string, rules: readonly SourceRule[]): void;
  /** Revokes the tool's table of sources, for any name or for these. */
  dropSources(names?: readonly string[]): void;
  /** How the tool searches its indexes, as known so far. */
  readonly search?: IndexSearch | undefined;
  setSearch(search: IndexSearch): void;
}

type Reader = (place: KeyPlace, reading: TableReading) => void;

export const READERS: Readonly<Record<Content, Reader>> = {
  requirements: (place, reading) => forEachText(place, reading, readRequirement),
  'pip-lines': (place, reading) => forEachText(place, reading, readPipLines),
  'pip-arguments': (place, reading) => forEachText(place, reading, readPipArguments),
  commands: ({ value }, { into }) => {
    for (const item of itemsOf(value)) {
      if (item.kind === 'string' && mayInstall(item.text)) {
        readScript(item.slice, into, { findVariable: findBracedExpansion });
      }
    }
  },
  tasks: ({ value }, { into, text }) => readTasks(text, value, into),
  'argument-lists': ({ value }, { into, text }) => readArgumentLists(text, value, into),
  'tox-ini': ({ value }, { into }) => {
    if (value.kind === 'string') {
      const { slice } = value;
      addManifest(
        mapManifest(toxIni.parse(slice.text), ({ start, end }) => slice.span(start, end)),
        into,
      );
    }
  },
  'pipx-tools': ({ keys, value }, { into }) => readPipxTools(value, keys.join('.'), into),
  'group-table': ({ value }, { into }) => checkDependencyGroups(value, into),
  names: (place, reading) => forEachText(place, reading, readNames),
  'name-keys': (place, reading) => forEachKey(place, reading, () => [{}]),
  'poetry-dependencies': (place, reading) =>
    forEachKey(place, reading, (entry) => {
      if (entry.key.name.toLowerCase() === 'python') {
        return [];
      }
      const descriptions = describeValues(entry.value, 'poetry');
      addSourceOf(entry, descriptions, reading);
      return descriptions;
    }),
  'conda-lock-dependencies': (place, reading) => forEachKey(place, reading, (entry) => describeOfPypi(entry.value)),
  versions: (place, reading) => forEachKey(place, reading, (entry) => describeValues(entry.value, 'poetry')),
  overrides: (place, reading) => forEachKey(place, reading, (entry) => [describeOverride(entry.value)]),
  sources: (place, reading) =>
    forEachKey(place, reading, (entry) => {
      const rules = sourceRules(entry.value);
      reading.addSource(entry.key.name, rules);
      addAll(reading.into.unchecked, uncheckedSources(entry, rules));
      const own = rules.find(({ conditional }) => !conditional);
      return [own === undefined ? {} : { source: own.source, indexName: own.indexName }];
    }),
  'no-sources': ({ value }, { dropSources }) => {
    if (isTrue(value)) {
      dropSources();
    }
  },
  'no-sources-names': (place, reading) => {
    forEachText(place, reading, readNames);
    reading.dropSources(textsOf(place.value));
  },
  files: (place, reading) => readFiles(place, reading, 'requirement'),
  'constraint-files': (place, reading) => readFiles(place, reading, 'constraint'),
  'index-search': ({ value }, { row, setSearch }) => {
    if (isTrue(value) && row.search !== undefined) {
      setSearch(row.search);
    }
  },
  'index-tables': (place, { into, row, search = row.search, addSource }) => {
    addAll(into.indexes, readIndexTables(place.value, { defaultIndex: row.defaultIndex, search }));
    for (const [name, rule] of boundNames(place.value)) {
      addSource(name, [rule]);
    }
  },
  'index-url': (place, { into, row }) => addAll(into.indexes, readIndexUrls(place.value, 'index', row.search)),
  'extra-index-urls': (place, { into, row }) => addAll(into.indexes, readIndexUrls(place.value, 'extra-index', row.search)),
  'find-links': (place, { into }) => addAll(into.indexes, readIndexUrls(place.value, 'find-links')),
  'trusted-hosts': (place, { into }) => addAll(into.indexes, readIndexUrls(place.value, 'trusted-host')),
  'index-strategy': (place, { into }) => addAll(into.indexes, readIndexUrls(place.value, 'index-strategy')),
  'no-index': ({ value }, { into }) => {
    if (isTrue(value)) {
      into.indexes.push({ kind: 'no-index', span: value.span });
    }
  },
};

type TextReader = (slice: Slice, reading: TableReading, declaration: Declaration) => void;

/** Reads each string of an array, or the one that is alone; also those that a table holds under `requirement` or `value`. */
function forEachText({ keys, value }: KeyPlace, reading: TableReading, read: TextReader): void {
  const group = keys.join('.');
  const { role } = reading.row;
  const declaration = (removeSpan?: Span): Declaration => ({ role, group, removeSpan, findVariable: findTemplate });
  if (value.kind !== 'array') {
    const text = textIn(value);
    if (text !== undefined) {
      read(text.slice, reading, declaration());
    }
    return;
  }
  value.items.forEach((item, i) => {
    const text = textIn(item);
    if (text !== undefined) {
      read(text.slice, reading, declaration(itemRemoval(reading.text, value, i)));
    }
  });
}

function textIn(value: TomlValue): TomlString | undefined {
  if (value.kind === 'table') {
    return value.string('requirement') ?? value.string('value');
  }
  return value.kind === 'string' ? value : undefined;
}

function readRequirement(slice: Slice, { into }: TableReading, declaration: Declaration): void {
  parsePep508Item(slice, into, declaration);
}

function readPipLines(slice: Slice, { into }: TableReading, declaration: Declaration): void {
  let start = 0;
  while (start <= slice.length) {
    const lineBreak = slice.text.indexOf('\n', start);
    const end = lineBreak < 0 ? slice.length : lineBreak;
    const line = slice.sub(start, end).trim();
    if (line.length > 0) {
      parseRequirementLine(line, into, declaration);
    }
    start = end + 1;
  }
}

function readPipArguments(slice: Slice, { into }: TableReading, declaration: Declaration): void {
  const words = [...slice.text.matchAll(/\S+/g)].map(({ 0: text, index }): Word => ({ text, start: index, end: index + text.length }));
  const { options, positional } = readOptions(slice, words, REQUIREMENTS_FILE_OPTIONS);
  for (const word of positional) {
    const alone = words.length === 1 ? declaration.removeSpan : undefined;
    parseInstallTarget(sliceOfWord(slice, word), into, { ...declaration, removeSpan: alone });
  }
  for (const { kind, value } of options) {
    if (value !== undefined && (kind === 'requirement' || kind === 'constraint')) {
      addInclude(kind, value, into);
    }
  }
}

function readNames(slice: Slice, { into }: TableReading, declaration: Declaration): void {
  let start = 0;
  while (start <= slice.length) {
    const comma = slice.text.indexOf(',', start);
    const end = comma < 0 ? slice.length : comma;
    const name = slice.sub(start, end).trim();
    const scan = scanName(name.text, 0);
    if (scan !== undefined && scan.problem === undefined && scan.span.end === name.length) {
      const reading = parseRequirement(name);
      into.addReading(reading, { ...declaration, role: 'reference' });
    }
    start = end + 1;
  }
}

/** Adds each key of a table as a requirement, for each result of `describe`. */
function forEachKey(
  { keys, value }: KeyPlace,
  { text, row, into }: TableReading,
  describe: (entry: TomlEntry) => readonly Description[],
): void {
  const group = keys.join('.');
  for (const table of itemsOf(value).filter((item): item is TomlTable => item.kind === 'table')) {
    for (const entry of table.entries) {
      const declaration = { role: row.role, group, removeSpan: entryRemoval(text, entry) };
      for (const requirement of keyRequirements(entry, describe(entry), declaration, into)) {
        into.requirements.push(requirement);
      }
    }
  }
}

function readPipxTools(tools: TomlValue, group: string, into: ManifestBuilder): void {
  for (const { key, value, statement } of tools.kind === 'table' ? tools.entries : []) {
    const name = /^pipx:([A-Za-z0-9][\w.-]*)(?:\[[^\]]*\])?$/.exec(key.name)?.[1];
    if (name === undefined || key.nameSpan.end - key.nameSpan.start !== key.name.length) {
      continue;
    }
    const start = key.nameSpan.start + 'pipx:'.length;
    const version = value.kind === 'table' ? value.string('version') : value;
    const isPinned = version?.kind === 'string' && /^\d/.test(version.text);
    into.requirements.push({
      ...namedRequirement(name, { start, end: start + name.length }, { group }),
      ...(isPinned && { specifier: version.text, specifierSpan: version.slice.span() }),
      specifierGrammar: 'exact',
      span: { start: statement.start, end: statement.end },
    });
  }
}

/** Poetry's own table also sets the source of a name in `project.dependencies`, unless one of several tables leaves it to the indexes. */
function addSourceOf(entry: TomlEntry, descriptions: readonly Description[], { addSource }: TableReading): void {
  const [first] = descriptions;
  const isFromIndex = descriptions.some(({ source = 'index' }) => source === 'index');
  if (first?.source !== undefined && !isFromIndex) {
    const { source, indexName, url } = first;
    addSource(entry.key.name, [{ source, indexName, ...(source === 'path' && { path: url }) }]);
  }
}

function describeOverride(value: TomlValue): Description {
  if (value.kind !== 'string') {
    return {};
  }
  const slice = value.slice.trim();
  if (slice.text.includes('://')) {
    return { source: sourceOfUrl(slice.text), url: slice.text };
  }
  return { specifier: slice.text, specifierSpan: slice.span(), specifierGrammar: isValidVersion(slice.text) ? 'exact' : 'pep440' };
}

function readFiles({ value }: KeyPlace, { into }: TableReading, kind: 'requirement' | 'constraint'): void {
  for (const item of itemsOf(value)) {
    for (const file of item.kind === 'table' ? itemsOf(item.get('file')) : [item]) {
      if (file.kind === 'string' && file.text.trim() !== '') {
        into.includes.push({ kind, path: file.text, span: file.slice.span() });
      }
    }
  }
}

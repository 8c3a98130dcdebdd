import { parseRequirement, scanName } from '../../packaging/requirement';
import type { Slice } from '../../packaging/slice';
import type { Span } from '../../packaging/span';
import { isValidVersion } from '../../packaging/version';
import { mayInstall, readScript } from '../commands';
import { type Declaration, type ManifestBuilder, sourceOfUrl } from '../manifestBuilder';
import { addManifest, mapManifest } from '../mapManifest';
import { parsePep508Item } from '../pep508Item';
import { REQUIREMENTS_FILE_OPTIONS, readOptions } from '../pipOptions';
import { addInclude, parseInstallTarget, parseRequirementLine } from '../requirementLine';
import { toxIni } from '../toxIni';
import { findBracedExpansion } from '../variables';
import { sliceOfWord, type Word } from '../words';
import { boundNames, isTrue, readIndexTables, readIndexUrls } from './indexTables';
import type { Content, KeyPath, Place } from './keyPath';
import { type Description, describeValue, keyRequirement, sourceRules } from './namedTables';
import { itemsOf, type TomlEntry, type TomlString, type TomlTable, type TomlValue } from './node';
import type { SourceRule } from './packageSources';
import { entryRemoval, itemRemoval } from './remove';
import { findTemplate } from './template';

/** What a reader gets besides its place. */
export interface Reading {
  readonly text: string;
  readonly into: ManifestBuilder;
  readonly row: KeyPath;
  /** Takes where a name comes from, for all requirements of that name. */
  addSource(name: string, rules: readonly SourceRule[]): void;
}

type Reader = (place: Place, reading: Reading) => void;

export const READERS: Readonly<Record<Content, Reader>> = {
  requirements: (place, reading) => forEachText(place, reading, readRequirement),
  'pip-lines': (place, reading) => forEachText(place, reading, readPipLines),
  'pip-arguments': (place, reading) => forEachText(place, reading, readPipArguments),
  commands: ({ value }, { into }) => {
    for (const item of itemsOf(value)) {
      if (item.kind === 'string' && mayInstall(item.text)) {
        readScript(item.slice, into, findBracedExpansion);
      }
    }
  },
  'tox-ini': ({ value }, { into }) => {
    if (value.kind === 'string') {
      const { slice } = value;
      addManifest(
        mapManifest(toxIni.parse(slice.text), ({ start, end }) => slice.span(start, end)),
        into,
      );
    }
  },
  names: (place, reading) => forEachText(place, reading, readNames),
  'name-keys': (place, reading) => forEachKey(place, reading, () => ({})),
  'poetry-dependencies': (place, reading) =>
    forEachKey(place, reading, (entry) => {
      if (entry.key.name.toLowerCase() === 'python') {
        return undefined;
      }
      const fields = describeValue(entry.value, 'poetry');
      addSourceOf(entry, fields, reading);
      return fields;
    }),
  versions: (place, reading) => forEachKey(place, reading, (entry) => describeValue(entry.value, 'poetry')),
  overrides: (place, reading) => forEachKey(place, reading, (entry) => describeOverride(entry.value)),
  sources: (place, reading) =>
    forEachKey(place, reading, (entry) => {
      const rules = sourceRules(entry.value);
      reading.addSource(entry.key.name, rules);
      const own = rules.find(({ conditional }) => !conditional);
      return own === undefined ? {} : { source: own.source, indexName: own.indexName };
    }),
  files: (place, reading) => readFiles(place, reading, 'requirement'),
  'constraint-files': (place, reading) => readFiles(place, reading, 'constraint'),
  'index-tables': (place, { into, row, addSource }) => {
    into.indexes.push(...readIndexTables(place.value, row));
    for (const [name, rule] of boundNames(place.value)) {
      addSource(name, [rule]);
    }
  },
  'index-url': (place, { into, row }) => into.indexes.push(...readIndexUrls(place.value, 'index', row.search)),
  'extra-index-urls': (place, { into, row }) => into.indexes.push(...readIndexUrls(place.value, 'extra-index', row.search)),
  'find-links': (place, { into }) => into.indexes.push(...readIndexUrls(place.value, 'find-links')),
  'trusted-hosts': (place, { into }) => into.indexes.push(...readIndexUrls(place.value, 'trusted-host')),
  'index-strategy': (place, { into }) => into.indexes.push(...readIndexUrls(place.value, 'index-strategy')),
  'no-index': ({ value }, { into }) => {
    if (isTrue(value)) {
      into.indexes.push({ kind: 'no-index', span: value.span });
    }
  },
};

type TextReader = (slice: Slice, reading: Reading, declaration: Declaration) => void;

/** Reads each string of an array, or the one that stands alone; also those that a table holds under `requirement` or `value`. */
function forEachText({ keys, value }: Place, reading: Reading, read: TextReader): void {
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

function readRequirement(slice: Slice, { into }: Reading, declaration: Declaration): void {
  parsePep508Item(slice, into, declaration);
}

function readPipLines(slice: Slice, { into }: Reading, declaration: Declaration): void {
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

function readPipArguments(slice: Slice, { into }: Reading, declaration: Declaration): void {
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

function readNames(slice: Slice, { into }: Reading, declaration: Declaration): void {
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

/** Adds each key of a table as a requirement, with what `describe` says of it; undefined leaves it out. */
function forEachKey({ keys, value }: Place, { text, row, into }: Reading, describe: (entry: TomlEntry) => Description | undefined): void {
  const group = keys.join('.');
  for (const table of itemsOf(value).filter((item): item is TomlTable => item.kind === 'table')) {
    for (const entry of table.entries) {
      const description = describe(entry);
      if (description === undefined) {
        continue;
      }
      const requirement = keyRequirement(entry, description, { role: row.role, group, removeSpan: entryRemoval(text, entry) }, into);
      if (requirement !== undefined) {
        into.requirements.push(requirement);
      }
    }
  }
}

/** Poetry's own table says for `project.dependencies` too where a name comes from. */
function addSourceOf(entry: TomlEntry, fields: Description, { addSource }: Reading): void {
  if (fields.source !== undefined && fields.source !== 'index') {
    addSource(entry.key.name, [{ source: fields.source, indexName: fields.indexName }]);
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

function readFiles({ value }: Place, { into }: Reading, kind: 'requirement' | 'constraint'): void {
  for (const item of itemsOf(value)) {
    for (const file of item.kind === 'table' ? itemsOf(item.get('file')) : [item]) {
      if (file.kind === 'string' && file.text.trim() !== '') {
        into.includes.push({ kind, path: file.text, span: file.slice.span() });
      }
    }
  }
}

import * as l10n from '@vscode/l10n';
import { normalizeName } from '../../packaging/name';
import type { Span } from '../../packaging/span';
import type { Requirement, RequirementSource, SpecifierGrammar, Unchecked } from '../manifest/format';
import type { Declaration, ManifestBuilder } from '../manifest/manifestBuilder';
import { itemsOf, type TomlEntry, type TomlString, type TomlTable, type TomlValue, textsOf } from '../syntax/toml/node';
import type { SourceRule } from './packageSources';

/** The keys for the source in a dependency's table, first match first. */
const SOURCE_KEYS: readonly [key: string, source: RequirementSource][] = [
  ['git', 'vcs'],
  ['hg', 'vcs'],
  ['svn', 'vcs'],
  ['bzr', 'vcs'],
  ['path', 'path'],
  ['url', 'url'],
];

const NONE: readonly never[] = [];

/** The facts in a table about a name. */
export interface Description {
  readonly extras?: readonly string[] | undefined;
  readonly specifier?: string | undefined;
  readonly specifierSpan?: Span | undefined;
  readonly specifierGrammar?: SpecifierGrammar | undefined;
  readonly marker?: string | undefined;
  readonly markerSpan?: Span | undefined;
  readonly url?: string | undefined;
  readonly source?: RequirementSource | undefined;
  readonly indexName?: string | undefined;
}

/** A key that is a package's name, as a requirement for each of `descriptions`. */
export function keyRequirements(
  entry: TomlEntry,
  descriptions: readonly Description[],
  declaration: Declaration,
  into: ManifestBuilder,
): readonly Requirement[] {
  const { name, nameSpan } = entry.key;
  if (name === '') {
    return [];
  }
  const incomplete = !/^[A-Za-z0-9._-]+$/.test(name);
  if (incomplete) {
    into.problem(l10n.t("A package name can only have the letters a to z, digits, '.', '_' and '-'."), nameSpan);
  }
  return descriptions.map((description) => {
    const requirement = keyRequirement(entry, description, declaration);
    return incomplete ? { ...requirement, incomplete } : requirement;
  });
}

function keyRequirement({ key, statement, otherKeys }: TomlEntry, description: Description, declaration: Declaration): Requirement {
  const { name, nameSpan } = key;
  return {
    name,
    normalizedName: normalizeName(name),
    extras: description.extras ?? NONE,
    specifier: description.specifier,
    specifierGrammar: description.specifierGrammar ?? 'pep440',
    marker: description.marker,
    url: description.url,
    hashes: NONE,
    source: description.source ?? 'index',
    indexName: description.indexName,
    ...(description.source === 'path' && description.url !== undefined && { sourcePath: description.url }),
    role: declaration.role ?? 'dependency',
    group: declaration.group,
    span: { start: statement.start, end: statement.end },
    nameSpan,
    ...(otherKeys.length > 0 && { otherNameSpans: otherKeys.map((other) => other.nameSpan) }),
    specifierSpan: description.specifierSpan,
    markerSpan: description.markerSpan,
    removeSpan: declaration.removeSpan,
  };
}

/**
 * What the value of a name says in Poetry's, Pipenv's and pixi's tables: a version, a table with one, or an array of them for different environments, each
 * of which is installed somewhere (Poetry, "Multiple constraints dependencies").
 */
export function describeValues(value: TomlValue, grammar: SpecifierGrammar): readonly Description[] {
  const descriptions = itemsOf(value).flatMap((item) =>
    item.kind === 'string' ? versionFields(item, grammar) : item.kind === 'table' ? describeTable(item, grammar) : [],
  );
  return descriptions.length === 0 ? [{ specifierGrammar: grammar }] : descriptions;
}

/** The same for conda-lock, where a name is one of conda's channels unless its table has another source. */
export function describeOfPypi(value: TomlValue): readonly Description[] {
  const source = value.kind === 'table' ? value.string('source')?.text : undefined;
  const descriptions = value.kind === 'table' ? [describeTable(value, 'poetry')] : [];
  return source === 'pypi'
    ? descriptions.map((one) => ({ ...one, source: 'index', indexName: undefined }))
    : descriptions.filter((one) => one.source === 'url' || one.source === 'vcs' || one.source === 'path');
}

function describeTable(table: TomlTable, grammar: SpecifierGrammar): Description {
  const { source, indexName, url } = sourceOfTable(table);
  const { specifier, specifierSpan } = versionFields(table.string('version'), grammar);
  const markers = table.string('markers');
  return {
    extras: textsOf(table.get('extras')),
    specifier,
    specifierSpan,
    specifierGrammar: grammar,
    marker: markers?.text,
    markerSpan: markers?.slice.span(),
    url,
    source,
    indexName,
  };
}

/** A table of `tool.uv.sources` or `tool.hatch.sources`, or one of several for different environments. */
export function sourceRules(value: TomlValue): readonly SourceRule[] {
  return itemsOf(value).flatMap((item) => {
    if (item.kind !== 'table') {
      return [];
    }
    const { source, indexName, url } = sourceOfTable(item);
    const conditional = item.get('marker') !== undefined;
    return source === 'index'
      ? []
      : [
          {
            source,
            indexName,
            ...(source === 'path' && { path: url }),
            ...((source === 'url' || source === 'vcs') && { url }),
            conditional,
            extra: item.string('extra')?.text,
            group: item.string('group')?.text,
          },
        ];
  });
}

/** Those that one tool downloads instead of the package with that name on an index, which other tools take. */
export function uncheckedSources({ key }: TomlEntry, rules: readonly SourceRule[]): Unchecked[] {
  return rules.flatMap(({ source, url }) =>
    source === 'vcs' || source === 'url'
      ? {
          text: key.name,
          why: l10n.t('Not from a package index. Checked for known malware only.'),
          span: key.nameSpan,
          ...(url !== undefined && { location: url }),
        }
      : [],
  );
}

/** The source of a name from the keys of its table: a repository, a path, a URL, the workspace, one index, or any. */
export function sourceOfTable(table: TomlTable): { source: RequirementSource; indexName?: string; url?: string } {
  for (const [key, source] of SOURCE_KEYS) {
    const value = table.get(key);
    if (value !== undefined) {
      return { source, ...(value.kind === 'string' && { url: value.text }) };
    }
  }
  const file = table.string('file')?.text;
  if (file !== undefined) {
    return { source: /^[a-z][a-z0-9+.-]*:\/\//i.test(file) ? 'url' : 'path', url: file };
  }
  const workspace = table.get('workspace');
  if (workspace !== undefined && !(workspace.kind === 'boolean' && workspace.text === 'false')) {
    return { source: 'workspace' };
  }
  const index = table.string('index') ?? table.string('source');
  return index === undefined ? { source: 'index' } : { source: 'explicit-index', indexName: index.text };
}

function versionFields(version: TomlString | undefined, specifierGrammar: SpecifierGrammar): Description {
  const specifier = version?.text.trim();
  return version === undefined || specifier === ''
    ? { specifierGrammar }
    : { specifierGrammar, specifier, specifierSpan: version.trimmedSpan };
}

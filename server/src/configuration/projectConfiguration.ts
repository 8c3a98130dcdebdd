import * as l10n from '@vscode/l10n';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { Problem } from '../formats/manifest/format';
import { itemsOf, type TomlEntry, type TomlTable, type TomlValue } from '../formats/syntax/toml/node';
import { parseToml } from '../formats/syntax/toml/parse';
import { isValidName, normalizeName } from '../packaging/name';
import { isFreePattern, MAX_FREE_PATTERNS } from '../packaging/namePattern';
import type { Span } from '../packaging/span';
import { formatList } from '../protocol/language';
import { MAX_COOL_DOWN, type TrustEntry } from '../settings';
import type { AcceptEntry, Placed, ProjectConfiguration } from './configuration';
import { compileGlob, MAX_GLOB_LENGTH } from './glob';
import { mayMisspellTable, misspelledTables } from './misspelledTable';
import { withNearest } from './nearest';
import { isRuleId, RULE_IDS, type RuleId, type RuleLevel } from './ruleLevels';

export const CONFIGURATION_FILE = 'lookalike.toml';
export const PYPROJECT = 'pyproject.toml';

export const LEVELS = ['error', 'warning', 'information', 'hint', 'off'] as const satisfies readonly RuleLevel[];

/** The keys of the table. */
export const CONFIGURATION_KEYS = ['trust', 'private', 'exclude', 'files', 'accept', 'cool-down', 'rules'] as const;
/** The keys of an entry of `trust`, and of `accept`. */
export const TRUST_KEYS = ['name', 'reason', 'until'] as const;
export const ACCEPT_KEYS = ['id', 'package', 'reason', 'until'] as const;

/** Maximum number of entries of one list. The rest is ignored, which is reported. */
const MAX_ENTRIES = 1_000;
/** A name that does not count as private is sent to the public index, so this limit is higher than any project needs. */
const MAX_PRIVATE = 100_000;

/** Most projects do not configure Lookalike: their pyproject.toml need not be parsed. A key may have escapes. */
const MAY_CONFIGURE = /lookalike|\\[uUx]/;

export function isConfigurationFile(uri: string): boolean {
  return uri.endsWith(`/${CONFIGURATION_FILE}`) || uri.endsWith(`/${PYPROJECT}`);
}

/** The table that configures Lookalike. Undefined: a pyproject.toml without one. Any other file is such a table as a whole. */
export function configurationTable(uri: string, root: TomlTable): TomlTable | undefined {
  if (!uri.endsWith(`/${PYPROJECT}`)) {
    return root;
  }
  const tool = root.get('tool');
  const table = tool?.kind === 'table' ? tool.get('lookalike') : undefined;
  return table?.kind === 'table' ? table : undefined;
}

/**
 * Reads `[tool.lookalike]` or lookalike.toml. An invalid value is reported at its position, and left out. From a file that does not parse,
 * only entries that make verdicts stricter are used.
 */
export function readProjectConfiguration(uri: string, text: string): ProjectConfiguration | undefined {
  const isPyproject = uri.endsWith(`/${PYPROJECT}`);
  if (isPyproject && !MAY_CONFIGURE.test(text) && !mayMisspellTable(text)) {
    return undefined;
  }
  const { root, problems: syntax } = parseToml(text);
  const table = configurationTable(uri, root);
  const misspelled = isPyproject ? misspelledTables(root) : [];
  if (table === undefined && misspelled.length === 0 && (syntax.length === 0 || !/\btool[\s"'.]*lookalike/.test(text))) {
    return undefined;
  }
  const reader = new Reader(uri, TextDocument.create(uri, 'toml', 0, text), misspelled);
  return syntax.length === 0 ? reader.read(table ?? parseToml('').root) : reader.readBroken(table, syntax);
}

/** The configuration of an existing file that cannot be read, with the reason. */
export function unreadableConfiguration(uri: string, why: string): ProjectConfiguration {
  const message = l10n.t({
    message: 'The configuration is not used, because it could not be read: {0}',
    args: [why],
    comment: ['{0} is a reason.'],
  });
  return new Reader(uri, TextDocument.create(uri, 'toml', 0, '')).readBroken(undefined, [], { message, span: { start: 0, end: 0 } });
}

class Reader {
  readonly #problems: Problem[];

  readonly #uri: string;
  readonly #document: TextDocument;

  constructor(uri: string, document: TextDocument, problems: readonly Problem[] = []) {
    this.#problems = [...problems];
    this.#uri = uri;
    this.#document = document;
  }

  read(table: TomlTable): ProjectConfiguration {
    let found: ProjectConfiguration = {
      uri: this.#uri,
      trust: [],
      private: [],
      exclude: [],
      files: [],
      accept: [],
      rules: {},
      problems: this.#problems,
      broken: false,
    };
    const readers: Readonly<Record<(typeof CONFIGURATION_KEYS)[number], (value: TomlValue) => Partial<ProjectConfiguration>>> = {
      trust: (value) => ({ trust: this.#list(value, (item) => this.#trust(item)) }),
      private: (value) => ({ private: this.#privateNames(value) }),
      exclude: (value) => ({ exclude: this.#list(value, (item) => this.#glob(item)) }),
      files: (value) => ({ files: this.#list(value, (item) => this.#glob(item)).map((glob) => glob.value) }),
      accept: (value) => ({ accept: this.#list(value, (item) => this.#accept(item)) }),
      'cool-down': (value) => ({ coolDown: this.#days(value) }),
      rules: (value) => ({ rules: this.#rules(value) }),
    };
    for (const { key, value } of table.entries) {
      const known = CONFIGURATION_KEYS.find((name) => name === key.name);
      if (known === undefined) {
        this.#report(
          key.span,
          withNearest(
            l10n.t({ message: "Unknown setting '{0}'.", args: [key.name], comment: ['{0} is the name of a key.'] }),
            key.name,
            CONFIGURATION_KEYS,
          ),
        );
      } else {
        found = { ...found, ...readers[known](value) };
      }
    }
    return found;
  }

  /** Part of a configuration is not used: a truncated list could suppress more than its author wrote. */
  readBroken(table: TomlTable | undefined, syntax: readonly Problem[], ...more: readonly Problem[]): ProjectConfiguration {
    const read = this.read(table ?? parseToml('').root);
    const problems = syntax.map(({ message, span }) => ({
      message: l10n.t({
        message: 'The configuration is ignored because the file is invalid: {0}',
        args: [message],
        comment: ['{0} is a sentence.'],
      }),
      span,
    }));
    return { ...read, trust: [], exclude: [], accept: [], rules: {}, coolDown: undefined, problems: [...problems, ...more], broken: true };
  }

  #trust(item: TomlValue): TrustEntry | undefined {
    if (item.kind === 'string') {
      return this.#isName(item.slice.text, item.span) ? { name: item.slice.text } : undefined;
    }
    if (item.kind !== 'table') {
      this.#report(item.span, l10n.t('Expected a name in quotes, or { name = "…", reason = "…", until = 2027-01-31 }.'));
      return undefined;
    }
    this.#knows(item, TRUST_KEYS);
    const name = item.string('name');
    const end = this.#until(item);
    if (name === undefined) {
      this.#report(item.span, l10n.t({ message: "The key '{0}' is missing.", args: ['name'], comment: ['{0} is a key of a table.'] }));
    }
    if (name === undefined || end === undefined || !this.#isName(name.slice.text, name.span)) {
      return undefined;
    }
    return { name: name.slice.text, ...this.#reason(item), ...end };
  }

  #accept(item: TomlValue): AcceptEntry | undefined {
    if (item.kind !== 'table') {
      this.#report(item.span, l10n.t('Expected a table such as { id = "CVE-2023-32681", reason = "…", until = 2027-01-31 }.'));
      return undefined;
    }
    this.#knows(item, ACCEPT_KEYS);
    const id = item.string('id');
    const end = this.#until(item);
    if (id === undefined || id.slice.text.trim() === '') {
      this.#report(item.span, l10n.t({ message: "The key '{0}' is missing.", args: ['id'], comment: ['{0} is a key of a table.'] }));
      return undefined;
    }
    const of = item.get('package');
    const name = of?.kind === 'string' ? of.slice.text : undefined;
    // An entry for one package, or for a limited time, must not apply to more.
    if (of !== undefined && (name === undefined || !this.#isName(name, of.span))) {
      if (name === undefined) {
        this.#report(of.span, l10n.t('Expected a quoted string.'));
      }
      return undefined;
    }
    return end === undefined
      ? undefined
      : {
          id: id.slice.text.trim().toUpperCase(),
          ...(name === undefined ? {} : { package: normalizeName(name) }),
          ...this.#reason(item),
          ...end,
        };
  }

  #knows(table: TomlTable, known: readonly string[]): void {
    for (const { key } of table.entries) {
      if (!known.includes(key.name)) {
        this.#report(
          key.span,
          withNearest(l10n.t({ message: "Unknown key '{0}'.", args: [key.name], comment: ['{0} is the name of a key.'] }), key.name, known),
        );
      }
    }
  }

  #reason(table: TomlTable): { reason?: string } {
    const reason = table.string('reason')?.slice.text;
    return reason === undefined ? {} : { reason };
  }

  /** Undefined: a last day that cannot be read. Such an entry must not apply forever. */
  #until(table: TomlTable): { until?: string } | undefined {
    const value = table.get('until');
    if (value === undefined) {
      return {};
    }
    const date = value.kind === 'datetime' ? value.text : value.kind === 'string' ? value.slice.text : '';
    const day = date.slice(0, 10);
    if (!/^\d{4}-\d{2}-\d{2}(?:[Tt ]|$)/.test(date) || !isDay(day)) {
      this.#report(value.span, l10n.t('Expected a date such as 2027-01-31.'));
      return undefined;
    }
    return { until: day };
  }

  #isName(name: string, span: Span): boolean {
    const isValid = isValidName(name);
    if (!isValid) {
      this.#report(span, l10n.t({ message: "'{0}' is not a valid package name.", args: [name], comment: ['{0} is a package name.'] }));
    }
    return isValid;
  }

  #text(item: TomlValue): string | undefined {
    if (item.kind === 'string') {
      return item.slice.text;
    }
    this.#report(item.span, l10n.t('Expected a quoted string.'));
    return undefined;
  }

  #glob(item: TomlValue): string | undefined {
    const text = this.#text(item);
    if (text === undefined || compileGlob(text) !== undefined) {
      return text;
    }
    this.#report(
      item.span,
      l10n.t({
        message: "Expected a glob of at most {0} characters, such as 'legacy/**'.",
        args: [MAX_GLOB_LENGTH],
        comment: ['{0} is a count.'],
      }),
    );
    return undefined;
  }

  #days(value: TomlValue): number | undefined {
    const days = value.kind === 'integer' ? Number(value.text) : Number.NaN;
    if (days >= 0 && days <= MAX_COOL_DOWN) {
      return days;
    }
    this.#report(
      value.span,
      l10n.t({ message: 'Expected a number of days from 0 to {0}.', args: [MAX_COOL_DOWN], comment: ['{0} is a count.'] }),
    );
    return undefined;
  }

  #rules(value: TomlValue): ProjectConfiguration['rules'] {
    const rules: Partial<Record<RuleId, Placed<RuleLevel>>> = {};
    if (value.kind !== 'table') {
      this.#report(value.span, l10n.t('Expected a table of rules, such as [rules] typosquat = "error".'));
      return rules;
    }
    for (const entry of value.entries) {
      const { key } = entry;
      if (isRuleId(key.name)) {
        const level = this.#level(entry.value);
        if (level !== undefined) {
          rules[key.name] = { value: level, range: this.#rangeOf(entryOf(entry)) };
        }
      } else {
        this.#report(
          key.span,
          withNearest(
            l10n.t({ message: "Unknown rule '{0}'.", args: [key.name], comment: ['{0} is the name of a key.'] }),
            key.name,
            RULE_IDS,
          ),
        );
      }
    }
    return rules;
  }

  #level(value: TomlValue): RuleLevel | undefined {
    const text = value.kind === 'string' ? value.slice.text : undefined;
    const level = LEVELS.find((known) => known === text);
    if (level === undefined) {
      const all = l10n.t({
        message: 'Expected one of {0}.',
        args: [
          formatList(
            LEVELS.map((known) => `"${known}"`),
            'disjunction',
          ),
        ],
        comment: ['{0} is a list.'],
      });
      this.#report(
        value.span,
        text === undefined
          ? all
          : withNearest(l10n.t({ message: "Unknown level '{0}'.", args: [text], comment: ['{0} is a text from the file.'] }), text, LEVELS),
      );
    }
    return level;
  }

  #privateNames(value: TomlValue): Placed<string>[] {
    const names = this.#list(value, (item) => this.#text(item), MAX_PRIVATE);
    const leftOut = itemsOf(value).filter((item) => item.kind === 'string' && isFreePattern(item.text))[MAX_FREE_PATTERNS];
    if (leftOut !== undefined) {
      this.#report(
        leftOut.span,
        l10n.t({
          message: "Only the first {0} patterns with '*' in the middle are used.",
          args: [MAX_FREE_PATTERNS],
          comment: ['{0} is a count.'],
        }),
      );
    }
    return names;
  }

  /** The valid items of a list, each with its position. */
  #list<T>(value: TomlValue, read: (item: TomlValue) => T | undefined, most = MAX_ENTRIES): Placed<T>[] {
    if (value.kind !== 'array') {
      this.#report(value.span, l10n.t('Expected a list in square brackets.'));
      if (value.kind !== 'string') {
        return [];
      }
    }
    const items = itemsOf(value);
    const firstLeftOut = items[most];
    if (firstLeftOut !== undefined) {
      this.#report(
        firstLeftOut.span,
        l10n.t({ message: 'Only the first {0} entries of a list are used.', args: [most], comment: ['{0} is a count.'] }),
      );
    }
    return items.slice(0, most).flatMap((item) => {
      const found = read(item);
      return found === undefined ? [] : [{ value: found, range: this.#rangeOf(item.span) }];
    });
  }

  #rangeOf({ start, end }: Span): Placed<unknown>['range'] {
    return { start: this.#document.positionAt(start), end: this.#document.positionAt(end) };
  }

  #report(span: Span, message: string): void {
    this.#problems.push({ message, span });
  }
}

/** `Date.parse` treats 30 February as a day in March. */
function isDay(day: string): boolean {
  const time = Date.parse(day);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(day);
}

/** The key with its value. */
function entryOf({ key, value }: TomlEntry): Span {
  return { start: key.span.start, end: Math.max(key.span.end, value.span.end) };
}

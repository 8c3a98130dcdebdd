import * as l10n from '@vscode/l10n';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Problem } from '../formats/manifest/format';
import { itemsOf, type TomlEntry, type TomlTable, type TomlValue } from '../formats/syntax/toml/node';
import { isValidName } from '../packaging/name';
import { isFreePattern, MAX_FREE_PATTERNS } from '../packaging/namePattern';
import type { Span } from '../packaging/span';
import { formatList } from '../protocol/language';
import { MAX_COOL_DOWN } from '../settings';
import type { Placed, ProjectConfiguration } from './configuration';
import { LEVELS } from './configurationFile';
import { compileGlob, MAX_GLOB_LENGTH } from './glob';
import { withNearest } from './nearest';
import { isRuleId, RULE_IDS, type RuleId, type RuleLevel } from './ruleLevels';

/** Maximum number of entries of one list. The rest is ignored, which is reported. */
const MAX_ENTRIES = 1_000;
/** A name that does not count as private is sent to the public index, so this limit is higher than any project needs. */
const MAX_PRIVATE = 100_000;

/** Reads the values of a project's configuration. An invalid value is reported at its position, and left out. */
export class ValueReader {
  readonly problems: Problem[];
  readonly #document: TextDocument;

  constructor(document: TextDocument, problems: readonly Problem[]) {
    this.problems = [...problems];
    this.#document = document;
  }

  knows(table: TomlTable, known: readonly string[]): void {
    for (const { key } of table.entries) {
      if (!known.includes(key.name)) {
        this.report(
          key.span,
          withNearest(l10n.t({ message: "Unknown key '{0}'.", args: [key.name], comment: ['{0} is the name of a key.'] }), key.name, known),
        );
      }
    }
  }

  isName(name: string, span: Span): boolean {
    const isValid = isValidName(name);
    if (!isValid) {
      this.report(span, l10n.t({ message: "'{0}' is not a valid package name.", args: [name], comment: ['{0} is a package name.'] }));
    }
    return isValid;
  }

  text(item: TomlValue): string | undefined {
    if (item.kind === 'string') {
      return item.slice.text;
    }
    this.report(item.span, l10n.t('Expected a quoted string.'));
    return undefined;
  }

  glob(item: TomlValue): string | undefined {
    const text = this.text(item);
    if (text === undefined || compileGlob(text) !== undefined) {
      return text;
    }
    this.report(
      item.span,
      l10n.t({
        message: "Expected a glob of at most {0} characters, such as 'legacy/**'.",
        args: [MAX_GLOB_LENGTH],
        comment: ['{0} is a count.'],
      }),
    );
    return undefined;
  }

  days(value: TomlValue): number | undefined {
    const days = value.kind === 'integer' ? Number(value.text) : Number.NaN;
    if (days >= 0 && days <= MAX_COOL_DOWN) {
      return days;
    }
    this.report(
      value.span,
      l10n.t({ message: 'Expected a number of days from 0 to {0}.', args: [MAX_COOL_DOWN], comment: ['{0} is a count.'] }),
    );
    return undefined;
  }

  rules(value: TomlValue): ProjectConfiguration['rules'] {
    const rules: Partial<Record<RuleId, Placed<RuleLevel>>> = {};
    if (value.kind !== 'table') {
      this.report(value.span, l10n.t('Expected a table of rules, such as [rules] typosquat = "error".'));
      return rules;
    }
    for (const entry of value.entries) {
      const { key } = entry;
      if (isRuleId(key.name)) {
        const level = this.#level(entry.value);
        if (level !== undefined) {
          rules[key.name] = { value: level, range: this.rangeOf(entryOf(entry)) };
        }
      } else {
        this.report(
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
      this.report(
        value.span,
        text === undefined
          ? all
          : withNearest(l10n.t({ message: "Unknown level '{0}'.", args: [text], comment: ['{0} is a text from the file.'] }), text, LEVELS),
      );
    }
    return level;
  }

  privateNames(value: TomlValue): Placed<string>[] {
    const names = this.list(value, (item) => this.text(item), MAX_PRIVATE);
    const leftOut = itemsOf(value).filter((item) => item.kind === 'string' && isFreePattern(item.text))[MAX_FREE_PATTERNS];
    if (leftOut !== undefined) {
      this.report(
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
  list<T>(value: TomlValue, read: (item: TomlValue) => T | undefined, most = MAX_ENTRIES): Placed<T>[] {
    if (value.kind !== 'array') {
      this.report(value.span, l10n.t('Expected a list in square brackets.'));
      if (value.kind !== 'string') {
        return [];
      }
    }
    const items = itemsOf(value);
    const firstLeftOut = items[most];
    if (firstLeftOut !== undefined) {
      this.report(
        firstLeftOut.span,
        l10n.t({ message: 'Only the first {0} entries of a list are used.', args: [most], comment: ['{0} is a count.'] }),
      );
    }
    return items.slice(0, most).flatMap((item) => {
      const found = read(item);
      return found === undefined ? [] : [{ value: found, range: this.rangeOf(item.span) }];
    });
  }

  rangeOf({ start, end }: Span): Placed<unknown>['range'] {
    return { start: this.#document.positionAt(start), end: this.#document.positionAt(end) };
  }

  report(span: Span, message: string): void {
    this.problems.push({ message, span });
  }
}

/** The key with its value. */
function entryOf({ key, value }: TomlEntry): Span {
  return { start: key.span.start, end: Math.max(key.span.end, value.span.end) };
}

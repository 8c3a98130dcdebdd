import * as l10n from '@vscode/l10n';
import type { Problem } from '../formats/format';
import { itemsOf, type TomlEntry, type TomlTable, type TomlValue } from '../formats/toml/node';
import { parseToml } from '../formats/toml/parse';
import { isValidName } from '../packaging/name';
import type { Span } from '../packaging/span';
import { MAX_COOL_DOWN, type TrustEntry } from '../settings';
import type { ProjectConfiguration } from './configuration';
import { isRuleId, RULE_IDS, type RuleId, type RuleLevel } from './ruleLevels';

export const CONFIGURATION_FILE = 'lookalike.toml';
export const PYPROJECT = 'pyproject.toml';

const LEVELS: readonly string[] = ['error', 'warning', 'information', 'hint', 'off'] satisfies readonly RuleLevel[];

export function isConfigurationFile(uri: string): boolean {
  return uri.endsWith(`/${CONFIGURATION_FILE}`) || uri.endsWith(`/${PYPROJECT}`);
}

/** The table that configures Lookalike, in either of its files; undefined for a pyproject.toml that does not speak of it. */
export function configurationTable(uri: string, root: TomlTable): TomlTable | undefined {
  if (uri.endsWith(`/${CONFIGURATION_FILE}`)) {
    return root;
  }
  const tool = root.get('tool');
  const table = tool?.kind === 'table' ? tool.get('lookalike') : undefined;
  return table?.kind === 'table' ? table : undefined;
}

/** Reads `[tool.lookalike]` or lookalike.toml. A value that does not fit is reported where it stands, and left out. */
export function readProjectConfiguration(uri: string, text: string): ProjectConfiguration | undefined {
  const { root, problems: syntax } = parseToml(text);
  const table = configurationTable(uri, root);
  return table === undefined ? undefined : new Reader(uri, uri.endsWith(`/${CONFIGURATION_FILE}`) ? syntax : []).read(table);
}

class Reader {
  private readonly problems: Problem[];

  constructor(
    private readonly uri: string,
    syntax: readonly Problem[],
  ) {
    this.problems = syntax.map(({ message, span }) => ({ message, span }));
  }

  read(table: TomlTable): ProjectConfiguration {
    const readers: Record<string, (entry: TomlEntry) => void> = {
      trust: ({ value }) => trust.push(...this.trust(value)),
      private: ({ value }) => names.push(...this.strings(value)),
      exclude: ({ value }) => exclude.push(...this.strings(value)),
      'cool-down': ({ value }) => {
        coolDown = this.days(value);
      },
      rules: ({ value }) => Object.assign(rules, this.rules(value)),
    };
    const trust: TrustEntry[] = [];
    const names: string[] = [];
    const exclude: string[] = [];
    let coolDown: number | undefined;
    const rules: Partial<Record<RuleId, RuleLevel>> = {};
    for (const entry of table.entries) {
      if (Object.hasOwn(readers, entry.key.name)) {
        readers[entry.key.name]?.(entry);
      } else {
        this.report(entry.key.span, l10n.t("There is no setting '{0}'. Known: {1}.", entry.key.name, Object.keys(readers).join(', ')));
      }
    }
    return { uri: this.uri, trust, private: names, exclude, coolDown, rules, problems: this.problems };
  }

  private trust(value: TomlValue): TrustEntry[] {
    return this.items(value).flatMap((item) => {
      if (item.kind === 'string') {
        return this.trustEntry(item.slice.text, item.span);
      }
      if (item.kind !== 'table') {
        this.report(item.span, l10n.t('Expected a name in quotes, or { name = "…", reason = "…", until = 2027-01-31 }.'));
        return [];
      }
      const name = item.string('name');
      if (name === undefined) {
        this.report(item.span, l10n.t("The key 'name' is missing."));
        return [];
      }
      const until = item.get('until');
      const date = until?.kind === 'datetime' ? until.text : until?.kind === 'string' ? until.slice.text : undefined;
      if (until !== undefined && (date === undefined || !/^\d{4}-\d{2}-\d{2}/.test(date))) {
        // An entry whose end cannot be read must not hold for ever.
        this.report(until.span, l10n.t('Expected a date such as 2027-01-31.'));
        return [];
      }
      return this.trustEntry(name.slice.text, name.span, { reason: item.string('reason')?.slice.text, until: date?.slice(0, 10) });
    });
  }

  private trustEntry(name: string, span: Span, more: Omit<TrustEntry, 'name'> = {}): TrustEntry[] {
    if (!isValidName(name)) {
      this.report(span, l10n.t("'{0}' is not a valid package name.", name));
      return [];
    }
    return [{ name, ...more }];
  }

  private strings(value: TomlValue): string[] {
    return this.items(value).flatMap((item) => {
      if (item.kind === 'string') {
        return item.slice.text;
      }
      this.report(item.span, l10n.t('Expected a text in quotes.'));
      return [];
    });
  }

  private days(value: TomlValue): number | undefined {
    const days = value.kind === 'integer' ? Number(value.text) : Number.NaN;
    if (days >= 0 && days <= MAX_COOL_DOWN) {
      return days;
    }
    this.report(value.span, l10n.t('Expected a number of days from 0 to {0}.', MAX_COOL_DOWN));
    return undefined;
  }

  private rules(value: TomlValue): Partial<Record<RuleId, RuleLevel>> {
    const rules: Partial<Record<RuleId, RuleLevel>> = {};
    if (value.kind !== 'table') {
      this.report(value.span, l10n.t('Expected a table of rules, such as [rules] typosquat = "error".'));
      return rules;
    }
    for (const { key, value: level } of value.entries) {
      if (!isRuleId(key.name)) {
        this.report(key.span, l10n.t("There is no rule '{0}'. Known: {1}.", key.name, RULE_IDS.join(', ')));
      } else if (level.kind !== 'string' || !LEVELS.includes(level.slice.text)) {
        this.report(level.span, l10n.t('Expected one of {0}.', LEVELS.map((known) => `"${known}"`).join(', ')));
      } else {
        rules[key.name] = level.slice.text as RuleLevel;
      }
    }
    return rules;
  }

  private items(value: TomlValue): readonly TomlValue[] {
    if (value.kind !== 'array') {
      this.report(value.span, l10n.t('Expected a list in square brackets.'));
    }
    return value.kind === 'array' || value.kind === 'string' ? itemsOf(value) : [];
  }

  private report(span: Span, message: string): void {
    this.problems.push({ message, span });
  }
}

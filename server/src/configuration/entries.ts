import * as l10n from '@vscode/l10n';
import type { TomlTable, TomlValue } from '../formats/syntax/toml/node';
import { normalizeName } from '../packaging/name';
import type { TrustEntry } from '../settings';
import type { AcceptEntry } from './configuration';
import { ACCEPT_KEYS, TRUST_KEYS } from './configurationFile';
import type { ValueReader } from './valueReader';

/** An entry of `trust`. */
export function readTrust(item: TomlValue, reader: ValueReader): TrustEntry | undefined {
  if (item.kind === 'string') {
    return reader.isName(item.slice.text, item.span) ? { name: item.slice.text } : undefined;
  }
  if (item.kind !== 'table') {
    reader.report(item.span, l10n.t('Expected a name in quotes, or { name = "…", reason = "…", until = 2027-01-31 }.'));
    return undefined;
  }
  reader.knows(item, TRUST_KEYS);
  const name = item.string('name');
  const end = readUntil(item, reader);
  if (name === undefined) {
    reader.report(item.span, l10n.t({ message: "The key '{0}' is missing.", args: ['name'], comment: ['{0} is a key of a table.'] }));
  }
  if (name === undefined || end === undefined || !reader.isName(name.slice.text, name.span)) {
    return undefined;
  }
  return { name: name.slice.text, ...readReason(item), ...end };
}

/** An entry of `accept`. */
export function readAccept(item: TomlValue, reader: ValueReader): AcceptEntry | undefined {
  if (item.kind !== 'table') {
    reader.report(item.span, l10n.t('Expected a table such as { id = "CVE-2023-32681", reason = "…", until = 2027-01-31 }.'));
    return undefined;
  }
  reader.knows(item, ACCEPT_KEYS);
  const id = item.string('id');
  const end = readUntil(item, reader);
  if (id === undefined || id.slice.text.trim() === '') {
    reader.report(item.span, l10n.t({ message: "The key '{0}' is missing.", args: ['id'], comment: ['{0} is a key of a table.'] }));
    return undefined;
  }
  const of = item.get('package');
  const name = of?.kind === 'string' ? of.slice.text : undefined;
  // An entry for one package, or for a limited time, must not apply to more.
  if (of !== undefined && (name === undefined || !reader.isName(name, of.span))) {
    if (name === undefined) {
      reader.report(of.span, l10n.t('Expected a quoted string.'));
    }
    return undefined;
  }
  return end === undefined
    ? undefined
    : {
        id: id.slice.text.trim().toUpperCase(),
        ...(name === undefined ? {} : { package: normalizeName(name) }),
        ...readReason(item),
        ...end,
      };
}

function readReason(table: TomlTable): { reason?: string } {
  const reason = table.string('reason')?.slice.text;
  return reason === undefined ? {} : { reason };
}

/** Undefined: a last day that cannot be read. Such an entry must not apply forever. */
function readUntil(table: TomlTable, reader: ValueReader): { until?: string } | undefined {
  const value = table.get('until');
  if (value === undefined) {
    return {};
  }
  const date = value.kind === 'datetime' ? value.text : value.kind === 'string' ? value.slice.text : '';
  const day = date.slice(0, 10);
  if (!/^\d{4}-\d{2}-\d{2}(?:[Tt ]|$)/.test(date) || !isDay(day)) {
    reader.report(value.span, l10n.t('Expected a date such as 2027-01-31.'));
    return undefined;
  }
  return { until: day };
}

/** `Date.parse` treats 30 February as a day in March. */
function isDay(day: string): boolean {
  const time = Date.parse(day);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(day);
}

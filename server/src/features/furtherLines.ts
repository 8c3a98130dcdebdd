import * as l10n from '@vscode/l10n';
import { redactUrls } from '../index/safeUrl';
import { formatDate, formatNumber } from '../protocol/language';
import { escapeMarkdown, link, truncate } from '../protocol/markdown';
import { type Detail, isToldAtOnce } from '../rules/detail';
import type { FindingSource, ListedAdvisory } from '../rules/rule';
import { severityWord } from '../rules/versions/vulnerableVersion';

/** Writes the parts of a line in a language such as Markdown or HTML. */
export interface LineWriter {
  /** A text from elsewhere, which must not have any effect. */
  text(text: string): string;
  link(label: string, url: string): string;
}

export const MARKDOWN: LineWriter = { text: (text) => escapeMarkdown(redactUrls(text)), link };

/** For readers without links. */
export const PLAIN_LINES: LineWriter = { text: (text) => text, link: (label, url) => `${label} (${url})` };

/** The facts about a finding beside its message. */
export interface Further {
  readonly details?: readonly Detail[] | undefined;
  readonly source?: FindingSource | undefined;
  /** The worst first. */
  readonly advisories?: readonly ListedAdvisory[] | undefined;
}

/** All of them, one line each: the details, then the advisories, or the record if there are none. */
export function furtherLines({ details = [], source, advisories }: Further, writer: LineWriter): string[] {
  const records = advisories !== undefined ? advisoryLines(advisories, writer) : source === undefined ? [] : [recordLine(source, writer)];
  return [...details.map(({ text }) => writer.text(text)), ...records];
}

/** The facts that a reader has to know immediately, one line each. */
export function urgentLines({ details = [] }: Further, writer: LineWriter): string[] {
  return details.filter(isToldAtOnce).map(({ text }) => writer.text(text));
}

/** The page with the record of a malicious package. Lookalike never contacts it. */
export function recordLine({ name, month, url }: FindingSource, writer: LineWriter): string {
  const page = writer.link(name, url);
  return month === undefined
    ? l10n.t({ message: 'Record: {0}', args: [page], comment: ['{0} is a link to a database entry.'] })
    : l10n.t({
        message: 'Record: {0}, {1}',
        args: [page, formatDate(month)],
        comment: ['{0} is a link to a database entry, {1} its month.'],
      });
}

/** Maximum number of advisories in the list. */
const MAX_LISTED = 8;

/** One line each. The rest is counted. */
export function advisoryLines(advisories: readonly ListedAdvisory[], writer: LineWriter): string[] {
  const lines = advisories.slice(0, MAX_LISTED).map((advisory) => advisoryLine(advisory, writer));
  const more = advisories.length - lines.length;
  return more <= 0
    ? lines
    : [
        ...lines,
        l10n.t({ message: 'and more: {0}', args: [formatNumber(more)], comment: ['{0} is the count of advisories that are not listed.'] }),
      ];
}

function advisoryLine({ id, title, severity, fixed, url }: ListedAdvisory, writer: LineWriter): string {
  const parts = [
    severity === undefined ? writer.link(id, url) : `${writer.link(id, url)} (${severityWord(severity)})`,
    ...(title ? [writer.text(truncate(title, 100))] : []),
    ...(fixed === undefined ? [] : [l10n.t({ message: 'fixed in {0}', args: [writer.text(fixed)], comment: ['{0} is a version.'] })]),
  ];
  return parts.join(' · ');
}

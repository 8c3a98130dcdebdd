import { createHash } from 'node:crypto';
import * as l10n from '@vscode/l10n';
import type { Range } from 'vscode-languageserver-types';
import { type RuleId, SEVERITIES, type Severity } from '../../../configuration/ruleLevels';
import { furtherLines, type LineWriter } from '../../../features/furtherLines';
import { redactUrls } from '../../../index/safeUrl';
import { shownMessage } from '../../../packaging/printable';
import type { PrintedFinding, PrintedSuppressed, ScanOutput } from './finding';

export interface HtmlOptions {
  /** BCP 47, for dates and numbers. */
  readonly language: string;
  /** The link to a position. Undefined: positions are text. */
  linkOf?(path: string, range: Range | undefined): string | undefined;
}

/** Maximum number of rows of one table. */
const MAX_ROWS = 2_000;

/** One page without scripts and without external content. In VS Code it uses the colors of the theme. */
export function htmlOutput(output: ScanOutput, options: HtmlOptions): string {
  const title = l10n.t('Lookalike Report');
  const style = createHash('sha256').update(STYLE).digest('base64');
  const policy = `default-src 'none'; style-src 'sha256-${style}'; base-uri 'none'; form-action 'none'`;
  return `<!DOCTYPE html>
<html lang="${escapeHtml(options.language)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${escapeHtml(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<h1>${escapeHtml(title)}</h1>
${[
  summary(output, options),
  totals(output, options),
  findings(output, options),
  unchecked(output, options),
  suppressed(output, options),
  leftOut(output, options),
]
  .filter((part) => part !== '')
  .join('\n')}
</main>
</body>
</html>
`;
}

function summary({ version, data, offline, files, requirements, findings: found }: ScanOutput, { language }: HtmlOptions): string {
  const facts: readonly (readonly [string, string])[] = [
    [l10n.t('Findings'), numberText(found.length, language)],
    [l10n.t('Requirements'), numberText(requirements, language)],
    [l10n.t('Files'), numberText(files, language)],
    [l10n.t('Package list'), dateText(data.projects, language)],
    [l10n.t('Popularity'), dateText(data.popularity, language)],
    [l10n.t('Malicious packages'), dateText(data.malicious, language)],
    [l10n.t('Advisories'), dateText(data.advisories, language)],
    [l10n.t('Online services'), offline ? l10n.t('not contacted') : l10n.t('contacted')],
    ['Lookalike', version],
  ];
  return `<dl>${facts.map(([term, text]) => `<div><dt>${escapeHtml(term)}</dt><dd>${escapeHtml(text)}</dd></div>`).join('')}</dl>`;
}

function numberText(value: number, language: string): string {
  return new Intl.NumberFormat(language).format(value);
}

function totals({ findings: found }: ScanOutput, { language }: HtmlOptions): string {
  if (found.length === 0) {
    return '';
  }
  const count = (title: string, keyOf: (finding: PrintedFinding) => string, order: readonly string[] = []): string => {
    const counts = new Map<string, number>();
    for (const finding of found) {
      counts.set(keyOf(finding), (counts.get(keyOf(finding)) ?? 0) + 1);
    }
    const rows = [...counts].sort(([a, m], [b, n]) => order.indexOf(a) - order.indexOf(b) || n - m || (a < b ? -1 : 1));
    return table(
      title,
      [title, l10n.t('Findings')],
      rows.map(([key, n]) => [escapeHtml(key), numberText(n, language)]),
    );
  };
  return [
    `<h2>${escapeHtml(l10n.t('Totals'))}</h2><div class="totals">`,
    count(l10n.t('Severity'), ({ severity }) => severityName(severity), SEVERITIES.map(severityName)),
    count(l10n.t('Rule'), ({ rule }) => rule),
    count(l10n.t('Package'), ({ name }) => name ?? '–'),
    '</div>',
  ].join('\n');
}

function findings({ findings: found }: ScanOutput, options: HtmlOptions): string {
  const title = l10n.t('Findings');
  if (found.length === 0) {
    return section(title, `<p>${escapeHtml(l10n.t('No findings.'))}</p>`);
  }
  const sorted = [...found].sort((a, b) => SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity));
  return section(
    title,
    table(
      title,
      headings(),
      sorted.map((finding) => row(finding, options)),
    ),
  );
}

function headings(): string[] {
  return [l10n.t('Severity'), l10n.t('Package'), l10n.t('Message'), l10n.t('Rule'), l10n.t('Place')];
}

function row({ severity, rule, name, message, path, range, ...more }: PrintedFinding, options: HtmlOptions): string[] {
  const further = furtherLines(more, HTML).map((line) => `<li>${line}</li>`);
  return [
    `<span class="${severity}">${escapeHtml(severityName(severity))}</span>`,
    escapeHtml(name ?? ''),
    escapeHtml(message) + (further.length === 0 ? '' : `<ul>${further.join('')}</ul>`),
    escapeHtml(rule satisfies RuleId),
    place(path, range, options),
  ];
}

function unchecked({ notChecked }: ScanOutput, options: HtmlOptions): string {
  const title = l10n.t('Not checked');
  const rows = notChecked.map(({ path, name, why }) => [escapeHtml(name ?? ''), escapeHtml(why), place(path, undefined, options)]);
  return rows.length === 0 ? '' : section(title, table(title, [l10n.t('Name'), l10n.t('Reason'), l10n.t('Place')], rows));
}

function suppressed({ suppressed: found }: ScanOutput, options: HtmlOptions): string {
  const title = l10n.t('Suppressed');
  const by = ({ by: { kind, path, range, reason, until } }: PrintedSuppressed): string =>
    [escapeHtml(kind), path === undefined ? '' : place(path, range, options), escapeHtml(reason ?? ''), escapeHtml(until ?? '')]
      .filter((part) => part !== '')
      .join(', ');
  const rows = found.map((finding) => [...row(finding, options), by(finding)]);
  return rows.length === 0 ? '' : section(title, table(title, [...headings(), l10n.t('Suppressed by')], rows));
}

function leftOut({ skipped }: ScanOutput, options: HtmlOptions): string {
  const title = l10n.t('Left out');
  const rows = skipped.map(({ path, why }) => [place(path, undefined, options), escapeHtml(why)]);
  return rows.length === 0 ? '' : section(title, table(title, [l10n.t('Place'), l10n.t('Reason')], rows));
}

function section(title: string, content: string): string {
  return `<section><h2>${escapeHtml(title)}</h2>${content}</section>`;
}

/** Headings are text, cells are HTML. */
function table(caption: string, columns: readonly string[], rows: readonly (readonly string[])[]): string {
  const head = columns.map((column) => `<th scope="col">${escapeHtml(column)}</th>`).join('');
  const body = rows.slice(0, MAX_ROWS).map((cells) => `<tr>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`);
  const rest = rows.length - MAX_ROWS;
  const message = l10n.t({
    message: 'Rows that are not listed here: {0}. The other formats have all of them.',
    args: [rest],
    comment: ['{0} is a count.'],
  });
  const more = rest > 0 ? `<p>${escapeHtml(message)}</p>` : '';
  return `<table><caption>${escapeHtml(caption)}</caption><thead><tr>${head}</tr></thead><tbody>\n${body.join('\n')}\n</tbody></table>${more}`;
}

function place(path: string, range: Range | undefined, { linkOf }: HtmlOptions): string {
  const text = escapeHtml(range === undefined ? path : `${path}:${range.start.line + 1}`);
  const target = linkOf?.(path, range);
  return target === undefined ? text : `<a href="${escapeHtml(target)}">${text}</a>`;
}

const HTML: LineWriter = { text: escapeHtml, link: (label, url) => external(url, label) };

/** A web page is a link, anything else is text. */
function external(url: string, text: string): string {
  return url.startsWith('https://') ? `<a href="${escapeHtml(url)}" rel="noreferrer">${escapeHtml(text)}</a>` : escapeHtml(text);
}

function severityName(severity: Severity): string {
  switch (severity) {
    case 'error':
      return l10n.t('Error');
    case 'warning':
      return l10n.t('Warning');
    case 'information':
      return l10n.t('Information');
    case 'hint':
      return l10n.t('Hint');
  }
}

/** `2026-11` as "November 2026", `2026-07-23` as "July 23, 2026". */
function dateText(text: string, language: string): string {
  const date = new Date(text);
  const day = text.length > 'YYYY-MM'.length ? ({ day: 'numeric' } as const) : {};
  return Number.isNaN(date.getTime())
    ? text
    : new Intl.DateTimeFormat(language, { month: 'long', year: 'numeric', ...day, timeZone: 'UTC' }).format(date);
}

const ENTITIES: ReadonlyMap<string, string> = new Map([
  ['&', '&amp;'],
  ['<', '&lt;'],
  ['>', '&gt;'],
  ['"', '&quot;'],
  ["'", '&#39;'],
]);

/** Text from files and indexes as HTML that shows that text, without passwords in URLs. */
function escapeHtml(text: string): string {
  return shownMessage(redactUrls(text)).replace(/[&<>"']/g, (character) => ENTITIES.get(character) ?? '');
}

const STYLE = `
:root { color-scheme: light dark; }
body { margin: 0; font-family: var(--vscode-font-family, system-ui, sans-serif); font-size: var(--vscode-font-size, 14px); color: var(--vscode-foreground, CanvasText); background: var(--vscode-editor-background, Canvas); }
main { max-width: 80rem; margin: 0 auto; padding: 1rem 1.5rem 3rem; }
h1 { font-size: 1.8em; font-weight: 600; }
h2 { font-size: 1.3em; font-weight: 600; margin-top: 2rem; }
dl { display: flex; flex-wrap: wrap; gap: .5rem 2rem; margin: 0; }
dt { opacity: .8; }
dd { margin: 0; font-weight: 600; }
.totals { display: flex; flex-wrap: wrap; gap: 1rem 3rem; align-items: flex-start; }
.totals table { width: auto; min-width: 12rem; }
table { border-collapse: collapse; width: 100%; }
caption { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
th, td { text-align: start; vertical-align: top; padding: .35rem .75rem .35rem 0; border-bottom: 1px solid var(--vscode-panel-border, color-mix(in srgb, currentColor 25%, transparent)); overflow-wrap: break-word; }
th { white-space: nowrap; }
a { color: var(--vscode-textLink-foreground, LinkText); }
a:focus-visible { outline: 1px solid var(--vscode-focusBorder, Highlight); outline-offset: 2px; }
.error { color: var(--vscode-problemsErrorIcon-foreground, #c72e0f); font-weight: 600; }
.warning { color: var(--vscode-problemsWarningIcon-foreground, #8f6200); font-weight: 600; }
td ul { margin: .25rem 0 0; padding-inline-start: 1.25rem; }
@media print { main { max-width: none; } a { text-decoration: none; } }
`;

import * as l10n from '@vscode/l10n';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Range } from 'vscode-languageserver-types';
import type { AcceptEntry, Configuration, Placed, ProjectConfiguration } from '../configuration/configuration';
import { listEntryRemoval } from '../configuration/entryRemoval';
import { readProjectConfiguration } from '../configuration/projectConfiguration';
import type { Span } from '../packaging/span';
import { formatDate } from '../protocol/language';
import { invalidConfiguration } from '../rules/files/invalidConfiguration';
import { notChecked } from '../rules/files/notChecked';
import { type OwnFinding, ownFinding, placeOwn } from '../rules/ownFindings';
import type { Fix } from '../rules/rule';
import type { Judgement } from '../rules/suppression/authority';
import { limitFindings } from './limits';

/** Maximum size of all texts, in UTF-16 units, that are read to offer the removal of entries: each removal is checked in the whole text. */
const MAX_READ_FOR_FIXES = 1_000_000;

/** Problems in Lookalike's own configuration, at their positions. `document` is a configuration file. `unneeded`: entries for advisories that a scan did not need. */
export function configurationFindings(
  document: TextDocument,
  configuration: Configuration,
  pathOf: (uri: string) => string,
  unneeded: readonly AcceptEntry[] = [],
): Judgement {
  const { project: inForce } = configuration;
  const read = readProjectConfiguration(document.uri, document.getText());
  // A file that could not be read has no text.
  const project = inForce?.broken && inForce.uri === document.uri && document.getText() === '' ? inForce : read;
  const into: Judgement = { findings: [], suppressed: [] };
  if (project !== undefined) {
    for (const finding of [
      ...project.problems.map(({ span, message }) => ownFinding(invalidConfiguration, span, message)),
      ...withRemovals(document, [
        ...expired(document, project, configuration.today),
        ...unused(document, project, configuration.today, unneeded),
      ]),
    ]) {
      placeOwn(finding, { configuration, pathOf }, into);
    }
  }
  const { kept, leftOut } = limitFindings(into.findings);
  const limited: Judgement = { findings: kept, suppressed: into.suppressed };
  if (leftOut !== undefined) {
    placeOwn(ownFinding(notChecked, leftOut.span, leftOut.message), { configuration, pathOf }, limited);
  }
  return limited;
}

/** A finding about an entry of a list. */
type EntryFinding = OwnFinding & { readonly list: 'trust' | 'accept' };

/** Expired entries: they no longer suppress anything. */
function expired(document: TextDocument, { trust, accept }: ProjectConfiguration, today: string): EntryFinding[] {
  const ended = (list: 'trust' | 'accept', entries: readonly Placed<{ readonly until?: string | undefined }>[]): EntryFinding[] =>
    entries.flatMap(({ value: { until }, range }) =>
      until === undefined || today <= until
        ? []
        : [
            entryFinding(
              document,
              list,
              range,
              l10n.t({
                message: 'This entry expired on {0}. Remove it or change the date.',
                args: [formatDate(until)],
                comment: ['{0} is a date, such as: Nov 3, 2026.'],
              }),
            ),
          ],
    );
  return [...ended('trust', trust), ...ended('accept', accept)];
}

/** Entries that accept an advisory and that no file of a scan needed. An information, because the advisory may come back with other data. */
function unused(document: TextDocument, { accept }: ProjectConfiguration, today: string, unneeded: readonly AcceptEntry[]): EntryFinding[] {
  const known = new Set(unneeded.map((entry) => JSON.stringify(entry)));
  return accept.flatMap(({ value, range }) => {
    const hasEnded = value.until !== undefined && value.until < today;
    const message = l10n.t({
      message: "The entry for '{0}' is not needed by any checked file.",
      args: [value.id],
      comment: ['{0} is the ID of an advisory.'],
    });
    return hasEnded || !known.has(JSON.stringify(value))
      ? []
      : [{ ...entryFinding(document, 'accept', range, message), severity: 'information' as const }];
  });
}

function entryFinding(document: TextDocument, list: 'trust' | 'accept', range: Range, message: string): EntryFinding {
  return { ...ownFinding(invalidConfiguration, spanOf(document, range), message), list };
}

/** The first ones get a fix that removes the entry: as many as the size of the text allows. */
function withRemovals(document: TextDocument, findings: readonly EntryFinding[]): OwnFinding[] {
  const text = document.getText();
  const most = Math.ceil(MAX_READ_FOR_FIXES / (text.length + 1));
  return findings.map(({ list, ...finding }, i) => {
    const removal = i < most ? listEntryRemoval(document.uri, text, list, finding.span) : undefined;
    const fixes: Fix[] = removal === undefined ? [] : [{ title: l10n.t('Remove this entry'), edits: [{ span: removal, text: '' }] }];
    return { ...finding, fixes };
  });
}

/** Identifies a place in a file. */
export function placeKey(uri: string | undefined, range: Range | undefined): string {
  return `${uri}#${range?.start.line}:${range?.start.character}`;
}

function spanOf(document: TextDocument, { start, end }: Range): Span {
  return { start: document.offsetAt(start), end: document.offsetAt(end) };
}

import * as l10n from '@vscode/l10n';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Range } from 'vscode-languageserver-types';
import type { SuppressedBy } from '../../configuration/suppressedBy';
import type { Requirement } from '../../formats/manifest/format';
import { redactUrls } from '../../index/safeUrl';
import { shown, shownMessage } from '../../packaging/printable';
import type { Span } from '../../packaging/span';
import { includeNotChecked } from '../../rules/files/notChecked';
import type { Finding, SuppressedFinding } from '../../rules/rule';
import type { Judgement } from '../../rules/suppression/authority';
import type { Analysis } from '../analysis';
import { unanswered } from '../unanswered';

/** One file of a scan, or a folder that cannot be opened. */
export interface FileReport {
  readonly uri: string;
  /** Absent: it could not be read, and `failure` says why. */
  readonly analysis?: Analysis | undefined;
  readonly failure?: string | undefined;
  /** Lookalike itself failed on the file, for this reason. */
  readonly crash?: { readonly document: TextDocument; readonly finding: Finding };
  /** It is a configuration file: its problems. */
  readonly own?: (Judgement & { readonly document: TextDocument }) | undefined;
  /** The file is left out of the scan: it was checked for known malware only. */
  readonly hiddenBy?: SuppressedBy;
  /** For such a file: what says that a part of it, or a file that it includes, was not even checked for that. */
  readonly unread?: readonly Finding[];
}

/** A file or folder that was skipped, or only checked for known malware. */
export interface Skipped {
  readonly uri: string;
  readonly why: string;
  /** Files of the project were not checked, and not because of a user setting: no virtual environment, no installed packages. */
  readonly isOpen?: true;
}

/** A part that the scan could not judge. */
export interface NotChecked {
  readonly uri: string;
  /** Absent: the whole file. */
  readonly range?: Range | undefined;
  readonly name?: string;
  readonly why: string;
  /** Lookalike itself failed on the file. */
  readonly failed?: true;
}

/** A finding with the text that it was found in. */
export interface Located<T extends Finding> {
  readonly document: TextDocument;
  readonly finding: T;
}

/** The findings in one file. */
export function findingsOf({ analysis, crash, own }: FileReport): Located<Finding>[] {
  return [...(crash === undefined ? [] : [crash]), ...located(own, own?.findings), ...located(analysis, analysis?.findings)];
}

/** Findings in one file that are not reported. */
export function suppressedOf({ analysis, own }: FileReport): Located<SuppressedFinding>[] {
  return [...located(own, own?.suppressed), ...located(analysis, analysis?.suppressed)];
}

function located<T extends Finding>(of: { readonly document: TextDocument } | undefined, findings: readonly T[] = []): Located<T>[] {
  return of === undefined ? [] : findings.map((finding) => ({ document: of.document, finding }));
}

/** The parts of one file that were not judged, with reasons, in the order of the file. */
export function notCheckedIn(report: FileReport): NotChecked[] {
  const { uri, analysis, failure, crash, own, hiddenBy } = report;
  if (hiddenBy !== undefined) {
    return hiddenBy.outside ? [] : unreadIn(report);
  }
  if (own !== undefined && analysis === undefined && failure === undefined) {
    return [];
  }
  if (analysis === undefined || crash !== undefined) {
    return [{ uri, why: failure ?? l10n.t('The file could not be read.'), ...(crash !== undefined && { failed: true }) }];
  }
  const { manifest, manifestFacts, document } = analysis;
  const at = (span: Span): Range => ({ start: document.positionAt(span.start), end: document.positionAt(span.end) });
  const left: NotChecked[] = manifest.unchecked.map(({ text, why, span }) => ({ uri, range: at(span), name: text, why }));
  for (const fact of manifestFacts.includes) {
    const why = includeNotChecked(fact);
    if (why !== undefined) {
      left.push({ uri, range: at(fact.include.span), name: fact.include.path, why });
    }
  }
  const open = new Map(unanswered(analysis).map(({ requirement, why }) => [requirement, why]));
  for (const requirement of manifest.requirements) {
    const { name, role, nameSpan } = requirement;
    if (role === 'reference') {
      continue;
    }
    const add = (why: string): unknown => left.push({ uri, range: at(nameSpan), name, why });
    if (requirement.unproven?.why === 'outside') {
      add(l10n.t('Its path leads outside the workspace.'));
    } else if (isServedOtherwise(requirement) && !analysis.factsOf(requirement).malicious) {
      add(l10n.t('Not from a package index. Checked for known malware only.'));
    }
    const why = open.get(requirement);
    if (why !== undefined) {
      add(why);
    }
  }
  return left.map(printable);
}

/** Names that were not even checked for known malware, in a file that was checked for that only. */
function unreadIn({ uri, analysis, unread = [] }: FileReport): NotChecked[] {
  if (analysis === undefined) {
    return [];
  }
  const { document, manifest } = analysis;
  const names = manifest.unchecked.flatMap(({ text, why, span, isSyntaxError }) => (isSyntaxError ? [] : { name: text, why, span }));
  return [...unread.map(({ span, message }) => ({ why: message, span })), ...names].map(({ span, ...rest }) =>
    printable({ uri, range: { start: document.positionAt(span.start), end: document.positionAt(span.end) }, ...rest }),
  );
}

function printable({ uri, range, name, why }: NotChecked): NotChecked {
  return { uri, range, ...(name === undefined ? {} : { name: shown(redactUrls(name)) }), why: shownMessage(redactUrls(why)) };
}

/** Whether no index serves it, and only the file says which source does. */
function isServedOtherwise({ source, sourcePath }: Requirement): boolean {
  return source === 'vcs' || source === 'url' || (source === 'path' && sourcePath === undefined);
}

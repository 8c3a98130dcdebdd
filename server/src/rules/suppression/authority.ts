import * as l10n from '@vscode/l10n';
import type { Advisory } from '../../advisories/advisory';
import { flawNames } from '../../advisories/aliases';
import type { Configuration } from '../../configuration/configuration';
import type { SuppressedBy } from '../../configuration/suppressedBy';
import type { PackageFacts } from '../../facts/packages/packageFacts';
import type { Requirement } from '../../formats/manifest/format';
import { redactUrls } from '../../index/safeUrl';
import { found, foundValue } from '../../lookup';
import type { MaliciousRecord } from '../../names/nameData';
import { shownMessage } from '../../packaging/printable';
import type { Span } from '../../packaging/span';
import { formatSentences } from '../../protocol/language';
import { isMalware } from '../index';
import type { Finding, Rule, SuppressedFinding } from '../rule';
import type { Suppressions } from './suppression';

/** What may suppress findings of one file. */
export interface Authority {
  readonly configuration: Configuration;
  /** Absent: the file has no comments, or they are ignored. */
  readonly comments?: { readonly suppressions: Suppressions; by(span: Span): SuppressedBy } | undefined;
  /** A file's path for people. */
  pathOf(uri: string): string;
}

/** Findings of the rules: the reported ones, and the suppressed ones. */
export interface Judgement {
  readonly findings: Finding[];
  readonly suppressed: SuppressedFinding[];
}

/**
 * Decides whether a finding is reported. Only the user's own settings can hide known malware, or a text that was not read: the author of a repository
 * also writes its comments and its configuration, so these lower it to a warning that names them.
 */
export function place(found: Finding, by: readonly SuppressedBy[], authority: Pick<Authority, 'pathOf'>, into: Judgement): void {
  const finding: Finding = {
    ...found,
    message: textOf(found.message),
    ...(found.details && { details: found.details.map(({ kind, text }) => ({ kind, text: textOf(text) })) }),
  };
  const hiding = by.find(({ outside }) => outside || !isForUser(finding));
  const [lowering] = by;
  if (hiding !== undefined) {
    into.suppressed.push({ ...finding, by: hiding });
  } else if (lowering !== undefined) {
    into.findings.push(lowered(finding, lowering, authority));
  } else {
    into.findings.push(finding);
  }
}

/** A text of a finding, which may repeat text of a file or an index. */
function textOf(text: string): string {
  return shownMessage(redactUrls(text));
}

/** Whether only the user can hide a finding, not the repository: it reports known malware, or a text that was not read and may contain it. */
export function isForUser(finding: Pick<Finding, 'rule' | 'isUnread'>): boolean {
  return isMalware(finding) || finding.isUnread === true;
}

/** Such a finding that something in the repository would hide. A warning or less keeps its severity. */
export function lowered(finding: Finding, by: SuppressedBy, { pathOf }: Pick<Authority, 'pathOf'>): Finding {
  return finding.severity === 'error'
    ? { ...finding, severity: 'warning', message: formatSentences([finding.message, loweringNote(by, pathOf)]), loweredBy: by }
    : { ...finding, loweredBy: by };
}

/** Names what would hide known malware, and its place. */
export function loweringNote({ kind, uri, range }: SuppressedBy, pathOf: (uri: string) => string): string {
  if (uri === undefined) {
    return l10n.t('Lowered to a warning by the workspace settings.');
  }
  const line = range === undefined ? 0 : range.start.line + 1;
  const place = line === 0 ? pathOf(uri) : `${pathOf(uri)}:${line}`;
  switch (kind) {
    case 'comment':
      return l10n.t({ message: 'Lowered to a warning by the comment on line {0}.', args: [line], comment: ['{0} is a line number.'] });
    case 'trust':
      return l10n.t({
        message: "Lowered to a warning by 'trust' in {0}.",
        args: [place],
        comment: ['{0} is the path of a file, with a line.'],
      });
    case 'rule-level':
      return l10n.t({
        message: "Lowered to a warning by 'rules' in {0}.",
        args: [place],
        comment: ['{0} is the path of a file, with a line.'],
      });
    case 'private':
      return l10n.t({
        message: "Lowered to a warning by 'private' in {0}.",
        args: [place],
        comment: ['{0} is the path of a file, with a line.'],
      });
    case 'accept':
      return l10n.t({
        message: "Lowered to a warning by 'accept' in {0}.",
        args: [place],
        comment: ['{0} is the path of a file, with a line.'],
      });
    case 'exclude':
      return range === undefined
        ? l10n.t({
            message: 'Lowered to a warning by {0}.',
            args: [place],
            comment: ['{0} is the path of a file.'],
          })
        : l10n.t({
            message: "Lowered to a warning by 'exclude' in {0}.",
            args: [place],
            comment: ['{0} is the path of a file, with a line.'],
          });
    case 'baseline':
      return l10n.t({
        message: 'Lowered to a warning by the baseline {0}.',
        args: [place],
        comment: ['{0} is the path of a file.'],
      });
  }
}

/** Everything that suppresses findings about a requirement or file, except for accepted advisories. */
export function suppressorsOf(
  rule: Rule,
  finding: Pick<Finding, 'rule' | 'requirement' | 'span' | 'isUnread'>,
  facts: PackageFacts | undefined,
  { comments, configuration }: Authority,
): SuppressedBy[] {
  const comment = comments?.suppressions.commentOn(rule.id, finding);
  const all = [
    configuration.levelOf(rule, isForUser(finding)).by,
    rule.respectsTrust ? facts?.trustedBy : undefined,
    comment && comments?.by(comment.span),
  ];
  return all.filter((by) => by !== undefined);
}

export interface AcceptedFacts {
  /** Without the accepted advisories. */
  readonly open: PackageFacts;
  /** For each entry that accepts some: the facts with these advisories alone. */
  readonly accepted: ReadonlyMap<SuppressedBy, PackageFacts>;
}

const NOTHING: ReadonlyMap<SuppressedBy, PackageFacts> = new Map();

/** Separates the advisories of a package that are accepted, by the configuration or by a comment, by their id or any alias. */
export function splitAccepted(requirement: Requirement, facts: PackageFacts, { configuration, comments }: Authority): AcceptedFacts {
  const advisories = foundValue(facts.advisories) ?? [];
  const { maliciousRecords } = facts;
  if (!configuration.acceptsAny && comments?.suppressions.isEmpty !== false) {
    return { open: facts, accepted: NOTHING };
  }
  const place = { requirement, span: requirement.span };
  const groups = new Map<string, { readonly by: SuppressedBy; readonly advisories: Advisory[]; readonly records: MaliciousRecord[] }>();
  /** The list for advisories that are accepted by these ids. Undefined: they are not accepted. */
  const groupOf = (ids: ReadonlySet<string>) => {
    const word = comments?.suppressions.idOn(ids, place);
    const by = (word && comments?.by(word)) ?? configuration.acceptedBy(ids, requirement.normalizedName);
    if (by === undefined) {
      return undefined;
    }
    const key = JSON.stringify(by);
    const group = groups.get(key) ?? { by, advisories: [], records: [] };
    groups.set(key, group);
    return group;
  };
  const names = flawNames(advisories);
  const openAdvisories = advisories.filter((advisory) => {
    const group = groupOf(names.get(advisory) ?? new Set());
    group?.advisories.push(advisory);
    return group === undefined;
  });
  const openRecords = maliciousRecords.filter((record) => {
    const group = record.id === undefined ? undefined : groupOf(new Set([record.id.toUpperCase()]));
    group?.records.push(record);
    return group === undefined;
  });
  if (groups.size === 0) {
    return { open: facts, accepted: NOTHING };
  }
  const open = facts.advisories.kind === 'found' ? { ...facts.advisories, value: openAdvisories } : facts.advisories;
  return {
    open: { ...facts, advisories: open, maliciousRecords: openRecords },
    accepted: new Map(
      [...groups.values()].map(({ by, advisories: some, records }) => [
        by,
        { ...facts, advisories: found(some), maliciousRecords: records },
      ]),
    ),
  };
}

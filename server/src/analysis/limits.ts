import * as l10n from '@vscode/l10n';
import { SEVERITIES } from '../configuration/ruleLevels';
import { MAX_SPECIFIER } from '../facts/packages/allowedVersions';
import {
  EMPTY_MANIFEST,
  type FileFormat,
  type HandedInput,
  type Manifest,
  type Requirement,
  type Written,
  type WrittenText,
} from '../formats/manifest/format';
import { readTouched, readWhole } from '../formats/manifest/pieces';
import { MAX_NAME_LENGTH } from '../packaging/name';
import { shortened } from '../packaging/printable';
import type { Problem } from '../packaging/problem';
import type { Span } from '../packaging/span';
import { mayContain } from '../protocol/fileKinds';
import { formatNumber } from '../protocol/language';
import { isMalware } from '../rules/index';
import type { Finding } from '../rules/rule';

/** Maximum size of a document (UTF-16 units, requirements). The rest is not judged, and a finding marks where it begins. */
const MAX_TEXT = 2_000_000;
const MAX_REQUIREMENTS = 5_000;
/** Maximum length of each other list of a manifest, and of findings. One finding counts the rest. */
const MAX_PROBLEMS = 500;
const MAX_UNCHECKED = 500;
const MAX_INCLUDES = 500;
const MAX_LINKS = 5_000;
const MAX_FINDINGS = 1_000;
/** Maximum number of extras of one requirement. */
const MAX_EXTRAS = 100;
/** Maximum length of the name of a group. Every requirement of the group has it, and threads copy it for each of them. A longer one ends in `…`. */
const MAX_GROUP = 200;

/**
 * A manifest within the limits, and what they left out, each as a sentence at the place where that begins. `written`: without limits,
 * for `readChanged`.
 */
export type LimitedManifest = readonly [manifest: Manifest, leftOut: readonly Problem[], written: Written];

/** Reads the text of a document. */
export function read(text: string, format: FileFormat): LimitedManifest {
  let judged = text;
  if (text.length > MAX_TEXT) {
    judged = text.slice(0, Math.max(0, text.lastIndexOf('\n', MAX_TEXT)) || MAX_TEXT);
  }
  if (!mayContain(format, judged) || format.recognizes?.(judged) === false) {
    return [EMPTY_MANIFEST, [], { manifest: EMPTY_MANIFEST, isInPieces: false }];
  }
  const written = readWhole(judged, format);
  const leftOut: Problem[] = [];
  const whole = withoutLongNames(written.manifest);
  const manifest = limited(whole, leftOut);
  if (leftOut.length === 0 && judged.length < text.length) {
    leftOut.push(endOfReading({ start: judged.length, end: judged.length }));
  }
  // The text beyond the limits would have to be kept, and passed between threads. Such a text is read as a whole again.
  const isKept = written.isInPieces && leftOut.length === 0 && whole === written.manifest;
  return [manifest, leftOut, isKept ? written : { manifest: EMPTY_MANIFEST, isInPieces: false }];
}

/** Reads only the changed part of the next version of a text. Undefined: it has to be read as a whole. */
export function readChanged(before: WrittenText, text: string, format: FileFormat): LimitedManifest | undefined {
  const isRead = text.length <= MAX_TEXT && mayContain(format, text) && format.recognizes?.(text) !== false;
  const written = isRead ? readTouched(before, text, format) : undefined;
  const leftOut: Problem[] = [];
  return written && [limited(withoutLongNames(written.manifest), leftOut), leftOut, written];
}

function endOfReading({ start }: Span): Problem {
  return { message: l10n.t('The file is too large. It was checked up to here.'), span: { start, end: start } };
}

/** Leaves out names that are too long for any index, so no rule has to look at them. Shortens lists of extras and names of groups. */
function withoutLongNames(manifest: Manifest): Manifest {
  const { requirements } = manifest;
  const isLong = ({ name, extras, group = '' }: Requirement): boolean =>
    name.length > MAX_NAME_LENGTH || extras.length > MAX_EXTRAS || group.length > MAX_GROUP;
  if (!requirements.some(isLong)) {
    return manifest;
  }
  const long = requirements.filter(({ name }) => name.length > MAX_NAME_LENGTH);
  const message = l10n.t({
    message: 'A package name cannot be longer than {0} characters.',
    args: [MAX_NAME_LENGTH],
    comment: ['{0} is a count.'],
  });
  return {
    ...manifest,
    requirements: requirements
      .filter(({ name }) => name.length <= MAX_NAME_LENGTH)
      .map((requirement) =>
        isLong(requirement)
          ? {
              ...requirement,
              extras: requirement.extras.slice(0, MAX_EXTRAS),
              group: requirement.group && shortened(requirement.group, MAX_GROUP),
            }
          : requirement,
      ),
    problems: [...manifest.problems, ...long.map(({ nameSpan }) => ({ message, span: nameSpan }))],
  };
}

/** There is no limit for index options: the last one may be what keeps private names from the public index. */
function limited(manifest: Manifest, leftOut: Problem[]): Manifest {
  const cut = <T extends { readonly span: Span }>(items: readonly T[], limit: number, say: (count: number) => string): readonly T[] => {
    const first = items[limit];
    if (first === undefined) {
      return items;
    }
    leftOut.push({ message: say(items.length - limit), span: { start: first.span.start, end: first.span.start } });
    return items.slice(0, limit);
  };
  const { requirements, problems, unchecked, includes, links } = manifest;
  const unread = requirements.filter(({ specifier = '' }) => specifier.length > MAX_SPECIFIER);
  if (unread[0] !== undefined) {
    const message = l10n.t({
      message: 'Versions not checked because they are too long: {0}.',
      args: [formatNumber(unread.length)],
      comment: ['{0} is a count.'],
    });
    leftOut.push({ message, span: unread[0].nameSpan });
  }
  const end = requirements[MAX_REQUIREMENTS];
  if (end !== undefined) {
    leftOut.push(endOfReading(end.span));
  }
  return {
    ...manifest,
    requirements: end === undefined ? requirements : requirements.slice(0, MAX_REQUIREMENTS),
    problems: cut(problems, MAX_PROBLEMS, (n) =>
      l10n.t({ message: 'More problems, not listed: {0}.', args: [formatNumber(n)], comment: ['{0} is a count.'] }),
    ),
    unchecked: cut(unchecked, MAX_UNCHECKED, (n) =>
      l10n.t({ message: 'More places that were not checked: {0}.', args: [formatNumber(n)], comment: ['{0} is a count.'] }),
    ),
    includes: cut(includes, MAX_INCLUDES, (n) =>
      l10n.t({ message: 'Included files that were not checked: {0}.', args: [formatNumber(n)], comment: ['{0} is a count.'] }),
    ),
    ...(links !== undefined && { links: links.slice(0, MAX_LINKS) }),
    ...(manifest.handed !== undefined && { handed: limitedInputs(manifest.handed, leftOut) }),
  };
}

/** Values for other definitions count as requirements, even if they are none. */
function limitedInputs(handed: readonly HandedInput[], leftOut: Problem[]): readonly HandedInput[] {
  let room = MAX_REQUIREMENTS;
  const end = handed.find(({ value: { requirements, includes, unchecked } }) => {
    room -= requirements.length + includes.length + unchecked.length;
    return room < 0;
  });
  if (end !== undefined) {
    leftOut.push(endOfReading(end.span));
  }
  const kept = end === undefined ? handed : handed.slice(0, handed.indexOf(end));
  return kept.map((input) => ({ ...input, value: withoutLongNames(input.value) }));
}

/** The most severe of many findings, in their order, and a sentence with the number of the others, if there are any. */
export function limitFindings(findings: readonly Finding[]): { readonly kept: Finding[]; readonly leftOut?: Problem } {
  const excess = findings.length - MAX_FINDINGS;
  if (excess <= 0) {
    return { kept: [...findings] };
  }
  const byWeight = [...findings].sort((a, b) => weightOf(a) - weightOf(b));
  const gravest = new Set(byWeight.slice(0, MAX_FINDINGS));
  const start = byWeight[MAX_FINDINGS]?.span.start ?? 0;
  const message = l10n.t({ message: 'More findings, not listed: {0}.', args: [formatNumber(excess)], comment: ['{0} is a count.'] });
  return { kept: findings.filter((finding) => gravest.has(finding)), leftOut: { message, span: { start, end: start } } };
}

/** Known malware first, then by severity. */
function weightOf(finding: Finding): number {
  return isMalware(finding) ? -1 : SEVERITIES.indexOf(finding.severity);
}

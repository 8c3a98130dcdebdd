import * as l10n from '@vscode/l10n';
import { advisoryPage, maliciousId, splitMalicious } from '../../advisories/advisory';
import { type AdvisoryEffect, type AllowedVersions, effectOn } from '../../advisories/affected';
import { allowedVersions } from '../../facts/packages/allowedVersions';
import type { PackageFacts } from '../../facts/packages/packageFacts';
import type { Requirement } from '../../formats/manifest/format';
import { foundValue } from '../../lookup';
import type { MaliciousCategory, MaliciousRecord, MaliciousSource } from '../../names/nameData';
import { encodeComponent } from '../../packaging/escapes';
import { MAX_SHOWN_SPECIFIER, shown } from '../../packaging/printable';
import { formatSentences } from '../../protocol/language';
import type { FindingSource } from '../rule';

/** A record that matches a requirement. */
export interface MaliciousEvidence {
  readonly record: MaliciousRecord;
  /** Whether all versions that the requirement allows are in the record, or some. */
  readonly effect: Exclude<AdvisoryEffect, 'none'>;
  /** Ids of all matching records that have one. */
  readonly ids: readonly string[];
  /** Whether a record says that the package is harmful, not only unwanted. */
  readonly harmful: boolean;
}

/**
 * The records that match a requirement, in the words of the most informative one. Undefined: there are none. Records name versions if the
 * project is otherwise honest: then both name and range must match. A bare name gets the newest version, so records of removed versions do not matter.
 */
export function maliciousEvidence(requirement: Requirement, facts: PackageFacts): MaliciousEvidence | undefined {
  const { malicious } = splitMalicious(foundValue(facts.advisories));
  if (malicious.length === 0 && facts.maliciousRecords.length === 0) {
    return undefined;
  }
  const allowed = allowedVersions(requirement);
  const live = malicious.map((advisory) => {
    const record: MaliciousRecord = { source: 'osv', category: 'malicious', month: advisory.month, id: maliciousId(advisory) };
    return { record, effect: effectOn(advisory, allowed) };
  });
  const bundled = facts.maliciousRecords.map((record) => ({ record, effect: bundledEffect(record, allowed) }));
  const met = [...bundled, ...live].flatMap(({ record, effect }) => (isMet(record, effect, requirement) ? [{ record, effect }] : []));
  const [best] = met.sort(compareRecords);
  const ids = [...new Set(met.flatMap(({ record }) => record.id ?? []))].sort();
  return best && { ...best, ids, harmful: met.some(({ record, effect }) => effect === best.effect && isHarmful(record)) };
}

interface Met {
  readonly record: MaliciousRecord;
  readonly effect: MaliciousEvidence['effect'];
}

function isMet(record: MaliciousRecord, effect: AdvisoryEffect, { specifier = '' }: Requirement): effect is Met['effect'] {
  return effect === 'all' || (effect === 'some' && specifier !== '' && isHarmful(record));
}

const affected = new WeakMap<MaliciousRecord, Parameters<typeof effectOn>[0]>();

function bundledEffect(record: MaliciousRecord, allowed: AllowedVersions): AdvisoryEffect {
  if (record.versions === undefined) {
    return 'all';
  }
  // The affected versions are computed once for each object.
  let known = affected.get(record);
  if (known === undefined) {
    known = { ranges: [], versions: record.versions };
    affected.set(record, known);
  }
  return effectOn(known, allowed);
}

/** The most informative sources first. The last one is a mere list of names. */
const SOURCES: readonly MaliciousSource[] = ['osv', 'campaigns', 'registry'];

function compareRecords(a: Met, b: Met): number {
  return Number(b.effect === 'all') - Number(a.effect === 'all') || SOURCES.indexOf(a.record.source) - SOURCES.indexOf(b.record.source);
}

/** Whether the record says that the package is harmful, or only that it is unwanted. */
export function isHarmful({ category }: MaliciousRecord): boolean {
  return category === 'malicious' || category === 'suspicious';
}

/** The page of the record. */
export function sourceOfRecord(record: MaliciousRecord, normalizedName: string): FindingSource {
  const { source, id, month } = record;
  switch (source) {
    case 'osv':
      return { name: id === undefined ? 'OSV' : `OSV ${id}`, month, url: advisoryPage(id ?? normalizedName) };
    case 'campaigns':
      return {
        name: 'kam193/package-campaigns',
        month,
        url: `https://bad-packages.kam193.eu/pypi/package/${encodeComponent(normalizedName)}`,
      };
    case 'registry':
      return { name: 'PyPI malregistry', month, url: 'https://github.com/lxyeternal/pypi_malregistry' };
  }
}

/** The subject of a record: a package, or the versions of it that a specifier allows, and the project that its name imitates. */
export interface RecordSubject {
  readonly name: string;
  /** Absent: every version. */
  readonly specifier?: string | undefined;
  readonly target?: string | undefined;
}

/** The message for a package with some allowed versions in a record. */
export function describeSome(name: string): string {
  return l10n.t({
    message: "Some versions of '{0}' are malware. Pin one that is not.",
    args: [name],
    comment: ['{0} is a package name.'],
  });
}

/** The message of a record, with the package first: `'pycryptoenv' is malware (imitates 'pycrypto'). Do not install it.` */
export function describeRecord(subject: RecordSubject, category: MaliciousCategory): string {
  const { name, target } = subject;
  const specifier = subject.specifier ? shown(subject.specifier, MAX_SHOWN_SPECIFIER) : undefined;
  const said = verdictOf(name, specifier, target, category);
  return target === undefined || category === 'malicious'
    ? said
    : formatSentences([said, l10n.t({ message: "It imitates '{0}'.", args: [target], comment: ['{0} is a package name.'] })]);
}

function verdictOf(name: string, specifier: string | undefined, target: string | undefined, category: MaliciousCategory): string {
  const culprit =
    specifier === undefined
      ? l10n.t({ message: "'{0}'", args: [name], comment: ['{0} is a package name. Use the quotes of the language.'] })
      : l10n.t({
          message: "'{0}' {1}",
          args: [name, specifier],
          comment: ['{0} is a package name, {1} its version or versions. Use the quotes of the language.'],
        });
  switch (category) {
    case 'malicious':
      return target === undefined
        ? l10n.t({
            message: '{0} is malware. Do not install it.',
            args: [culprit],
            comment: ['{0} is a package name in quotes, perhaps with versions.'],
          })
        : l10n.t({
            message: "{0} is malware (imitates '{1}'). Do not install it.",
            args: [culprit, target],
            comment: ['{0} is a package name in quotes, perhaps with versions. {1} is a package name.'],
          });
    case 'suspicious':
      return l10n.t({
        message: '{0} is listed as highly suspicious. Do not install it.',
        args: [culprit],
        comment: ['{0} is a package name in quotes, perhaps with versions.'],
      });
    case 'hacking-tool':
      return l10n.t({
        message: '{0} is listed as a high-risk hacking tool.',
        args: [culprit],
        comment: ['{0} is a package name in quotes, perhaps with versions.'],
      });
    case 'pentest':
      return l10n.t({
        message: '{0} is listed as a probable penetration test. Do not install it.',
        args: [culprit],
        comment: ['{0} is a package name in quotes, perhaps with versions.'],
      });
    case 'spam':
      return l10n.t({
        message: '{0} is listed as spam. Do not install it.',
        args: [culprit],
        comment: ['{0} is a package name in quotes, perhaps with versions.'],
      });
  }
}

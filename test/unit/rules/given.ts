import type { PackageFacts, Resemblance } from '../../../server/src/facts/packages/packageFacts';
import type { Requirement } from '../../../server/src/formats/manifest/format';
import type { Release } from '../../../server/src/index/project';
import { found, MISSING, unavailable } from '../../../server/src/lookup';
import type { RequirementContext, Rule, RuleFinding } from '../../../server/src/rules/rule';

/** The requirement `name` of a line `name==1.0`, with what a test changes. */
export function requirementOf(more: Partial<Requirement> = {}): Requirement {
  return {
    name: 'name',
    normalizedName: 'name',
    extras: [],
    specifierGrammar: 'pep440',
    hashes: [],
    source: 'index',
    role: 'dependency',
    span: { start: 0, end: 9 },
    nameSpan: { start: 0, end: 4 },
    ...more,
  };
}

/** A project that the bundled list has, and about which nothing is known that a rule reports. */
export function factsOf(more: Partial<PackageFacts> = {}): PackageFacts {
  return {
    normalizedName: 'name',
    asOf: '2026-11',
    listed: LISTED,
    wasRemoved: false,
    malicious: false,
    maliciousRecords: [],
    resemblances: [],
    near: [],
    isPrivate: false,
    advisories: found([]),
    project: OFFLINE,
    wasAsked: false,
    ...more,
  };
}

export const LISTED: PackageFacts['listed'] = found({ firstListed: '2026-11' });
export const OFFLINE = unavailable('offline');
export { MISSING };

/** A digest of a file on the index. */
export const DIGEST = 'ab'.repeat(32);

export function release(version: string, uploadTime: string, yanked?: string): Release {
  return { version, files: [{ filename: `x-${version}.tar.gz`, hashes: { sha256: DIGEST }, uploadTime, yanked }] };
}

/** The index has the project, with these releases. */
export function onIndex(more: object = {}): PackageFacts['project'] {
  return found({ name: 'name', status: 'active', releases: [], ...more });
}

export function resembling(target: string, more: Partial<Resemblance> = {}): Resemblance {
  return { target, technique: 'omission', detail: 's', distance: 1, score: 1, isPrivate: false, ...more };
}

/** The day of the examples, and an editor's file that a person writes. */
export const CONTEXT: RequirementContext = {
  editable: true,
  canHaveHashes: true,
  publicIndexUse: 'merged',
  asksPypiAlone: () => true,
  indexes: [],
  now: Date.UTC(2026, 10, 23, 12),
  coolDown: 7,
};

/** All findings of a rule about one requirement. */
export function saidBy(
  rule: Pick<Rule, 'check'>,
  requirement: Partial<Requirement> = {},
  facts: Partial<PackageFacts> = {},
  context: Partial<RequirementContext> = {},
): readonly RuleFinding[] {
  return [...(rule.check?.(requirementOf(requirement), factsOf(facts), { ...CONTEXT, ...context }) ?? [])];
}

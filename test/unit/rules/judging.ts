import type { RuleId, RuleLevel } from '../../../server/src/configuration/ruleLevels';
import type { SuppressedBy } from '../../../server/src/configuration/suppressedBy';
import { NO_MANIFEST_FACTS } from '../../../server/src/facts/manifestFacts';
import type { PackageFacts } from '../../../server/src/facts/packages/packageFacts';
import { EMPTY_MANIFEST, type Manifest, type Requirement } from '../../../server/src/formats/manifest/format';
import { judge } from '../../../server/src/rules/judge';
import type { RequirementContext } from '../../../server/src/rules/rule';
import type { Authority } from '../../../server/src/rules/suppression/authority';
import type { Verdict } from '../../../server/src/rules/verdict';
import { CONTEXT, factsOf, onIndex, requirementOf, resembling } from './given';

export const MALWARE = { malicious: true, maliciousRecords: [{ source: 'osv', category: 'malicious' }] } as const;
export const SQUAT = { confidence: 'high', project: onIndex(), resemblances: [resembling('names')] } as const;
export const QUARANTINED = { project: onIndex({ status: 'quarantined' }) };
export const TRUST: SuppressedBy = { kind: 'trust', outside: true };

/** `name` at `start`, with the name as long as it is written. */
export function at(start: number, name: string, more: Partial<Requirement> = {}): Requirement {
  const nameSpan = { start, end: start + name.length };
  return requirementOf({ name, normalizedName: name, span: { start, end: start + name.length + 5 }, nameSpan, ...more });
}

export interface Given extends Partial<RequirementContext> {
  /** By name. */
  readonly facts?: Readonly<Record<string, Partial<PackageFacts>>>;
  readonly declared?: readonly string[];
  readonly levels?: Partial<Record<RuleId, RuleLevel>>;
  readonly kept?: readonly (Verdict | undefined)[];
  readonly comments?: Authority['comments'];
  /** The id of an advisory that is accepted. */
  readonly accepted?: string;
}

export const ACCEPTED: SuppressedBy = { kind: 'accept', outside: false };

/** The default levels, with what a test changes. */
export function authorityOf({ levels = {}, comments, accepted }: Given): Authority {
  const levelOf = ({ id, level }: { readonly id: RuleId; readonly level: RuleLevel }) => ({ level: levels[id] ?? level });
  const acceptedBy = (ids: ReadonlySet<string>) => (accepted !== undefined && ids.has(accepted) ? ACCEPTED : undefined);
  return { configuration: { levelOf, acceptsAny: accepted !== undefined, acceptedBy } as never, comments, pathOf: (uri) => uri };
}

/** Judges a manifest with the given facts, and counts the steps. */
export function judgedOf(manifest: Partial<Manifest>, given: Given = {}) {
  const { facts = {}, declared = [], kept, levels: _levels, comments: _comments, accepted: _accepted, ...context } = given;
  const read: Manifest = { ...EMPTY_MANIFEST, ...manifest };
  const manifestFacts = { ...NO_MANIFEST_FACTS, declared: new Set(declared) };
  const steps = judge(
    { ...CONTEXT, ...context, manifest: read, manifestFacts },
    ({ normalizedName }) => factsOf({ normalizedName, ...facts[normalizedName] }),
    authorityOf(given),
    kept,
  );
  let count = 0;
  for (;;) {
    const { done, value } = steps.next();
    if (done) {
      const said = value.findings.map(({ rule, span }) => `${rule} ${span.start}`);
      return { ...value, count, said, hidden: value.suppressed.map(({ rule, span }) => `${rule} ${span.start}`) };
    }
    count++;
  }
}

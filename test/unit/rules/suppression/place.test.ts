import { describe, expect, it } from 'vitest';
import type { Advisory } from '../../../../server/src/advisories/advisory';
import type { SuppressedBy } from '../../../../server/src/configuration/suppressedBy';
import type { PackageFacts } from '../../../../server/src/facts/packages/packageFacts';
import { found, unavailable } from '../../../../server/src/lookup';
import { ruleOf } from '../../../../server/src/rules';
import { invalidConfiguration } from '../../../../server/src/rules/files/invalidConfiguration';
import { ownFinding, placeOwn } from '../../../../server/src/rules/ownFindings';
import type { Finding } from '../../../../server/src/rules/rule';
import { type Judgement, place, splitAccepted, suppressorsOf } from '../../../../server/src/rules/suppression/authority';
import { factsOf, requirementOf } from '../given';

const span = { start: 0, end: 4 };
const finding = (more: Partial<Finding> = {}): Finding => ({
  rule: 'typosquat',
  severity: 'error',
  span,
  message: 'It is.',
  targets: [],
  fixes: [],
  ...more,
});
const TRUST: SuppressedBy = { kind: 'trust', outside: false };
const COMMENT: SuppressedBy = { kind: 'comment', outside: false };
const USER: SuppressedBy = { kind: 'rule-level', outside: true };
const pathOf = (uri: string): string => uri;

describe('a finding', () => {
  const placed = (given: Finding, by: readonly SuppressedBy[]) => {
    const into: Judgement = { findings: [], suppressed: [] };
    place(given, by, { pathOf }, into);
    return into;
  };
  const MALWARE = finding({ rule: 'known-malicious' });
  const UNREAD = finding({ isUnread: true });

  it('is reported if nothing suppresses it', () => {
    expect(placed(finding(), [])).toEqual({ findings: [finding()], suppressed: [] });
  });

  it('is suppressed by the first thing that may', () => {
    expect(placed(finding(), [TRUST, USER])).toEqual({ findings: [], suppressed: [{ ...finding(), by: TRUST }] });
    for (const given of [MALWARE, UNREAD]) {
      expect(placed(given, [TRUST, USER])).toEqual({ findings: [], suppressed: [{ ...given, by: USER }] });
      const message = 'It is. Lowered to a warning by the workspace settings.';
      const lowered = { ...given, severity: 'warning', message, loweredBy: TRUST };
      expect(placed(given, [TRUST, COMMENT])).toEqual({ findings: [lowered], suppressed: [] });
    }
  });

  it('shows no password, no hidden character and no endless text', () => {
    const text = `https://me:secret@x.example \u202e '${'x'.repeat(201)}'`;
    const safe = `https://***@x.example \\u202e '${'x'.repeat(199)}…'`;
    const [said] = placed(finding({ message: text, details: [{ kind: 'advice', text }] }), []).findings;
    expect([said?.message, said?.details]).toEqual([safe, [{ kind: 'advice', text: safe }]]);
    expect(placed(finding(), []).findings[0]).not.toHaveProperty('details');
  });
});

describe('what suppresses a finding', () => {
  const comments = {
    suppressions: { commentOn: (rule: string) => (rule === 'typosquat' ? { span } : undefined) },
    by: (at: object) => ({ ...COMMENT, range: at }),
  };
  const IN_COMMENT = { ...COMMENT, range: span };
  const configuration = (by?: SuppressedBy) => ({ levelOf: (_: object, isForUser: boolean) => ({ by: isForUser ? USER : by }) });
  const facts = factsOf({ trustedBy: TRUST });

  it('is its level, then the trust in its name, then a comment', () => {
    const LEVEL = { ...USER, outside: false };
    const authority = { configuration: configuration(LEVEL), comments, pathOf } as never;
    expect(suppressorsOf(ruleOf('typosquat'), finding(), facts, authority)).toEqual([LEVEL, TRUST, IN_COMMENT]);
    expect(suppressorsOf(ruleOf('typosquat'), finding(), undefined, authority)).toEqual([LEVEL, IN_COMMENT]);
    expect(suppressorsOf(ruleOf('unpinned'), finding(), facts, authority)).toEqual([LEVEL]);
    expect(suppressorsOf(ruleOf('typosquat'), finding({ isUnread: true }), facts, authority)).toEqual([USER, TRUST, IN_COMMENT]);
    const nothing = { configuration: configuration(), pathOf } as never;
    expect(suppressorsOf(ruleOf('typosquat'), finding(), factsOf(), nothing)).toEqual([]);
  });

  it.each<[what: string, level: object, hasComment: boolean, expected: object]>([
    ['nothing', { level: 'warning' }, false, { reported: ['warning'], by: [] }],
    ['a milder level', { level: 'information' }, false, { reported: ['information'], by: [] }],
    ['the level `off`', { level: 'off' }, false, { reported: [], by: [] }],
    ['the level of the user', { level: 'warning', by: USER }, false, { reported: [], by: [USER] }],
    ['a comment', { level: 'warning' }, true, { reported: [], by: [IN_COMMENT] }],
    ['the level, before a comment', { level: 'warning', by: USER }, true, { reported: [], by: [USER] }],
  ])('of Lookalike itself is %s', (_, level, hasComment, expected) => {
    const own = ownFinding(invalidConfiguration, span, 'It is not.');
    const into: Judgement = { findings: [], suppressed: [] };
    const suppressions = { commentOn: (rule: string) => (rule === 'invalid-configuration' && hasComment ? { span } : undefined) };
    placeOwn(own, { configuration: { levelOf: () => level }, comments: { suppressions, by: comments.by }, pathOf } as never, into);
    expect({ reported: into.findings.map(({ severity }) => severity), by: into.suppressed.map(({ by }) => by) }).toEqual(expected);
    expect([...into.findings, ...into.suppressed].every(({ targets, fixes }) => targets.length + fixes.length === 0)).toBe(true);
  });

  it('has the fixes of the finding, and a milder severity', () => {
    const fix = { title: 'Fix', edits: [] };
    const into: Judgement = { findings: [], suppressed: [] };
    const authority = { configuration: { levelOf: () => ({ level: 'warning' }) }, pathOf } as never;
    placeOwn({ ...ownFinding(invalidConfiguration, span, 'A', 'information'), fixes: [fix] }, authority, into);
    expect(into.findings).toEqual([
      { rule: 'invalid-configuration', span, message: 'A', severity: 'information', targets: [], fixes: [fix] },
    ]);
  });
});

describe('accepted advisories', () => {
  const flaw = (id: string, ...aliases: readonly string[]): Advisory => ({ id, aliases, ranges: [], versions: [] });
  const [one, two, three] = [flaw('A-1', 'CVE-1'), flaw('B-2'), flaw('C-3')];
  const records = [
    { source: 'osv', category: 'malicious', id: 'mal-1' },
    { source: 'osv', category: 'malicious' },
  ] as const;
  const facts = factsOf({ advisories: found([one, two, three], { why: 'old' }), maliciousRecords: records });
  /** Ids that the configuration and a comment accept, and by which entry. */
  interface Given {
    readonly entries?: Readonly<Record<string, SuppressedBy>>;
    readonly words?: Readonly<Record<string, SuppressedBy>>;
    readonly facts?: PackageFacts;
  }
  const split = ({ entries = {}, words, facts: of = facts }: Given) => {
    const known = new Map(Object.entries(entries));
    const inComment = new Map(Object.entries(words ?? {}));
    const ofIds = (map: ReadonlyMap<string, SuppressedBy>, ids: ReadonlySet<string>) =>
      [...ids].map((id) => map.get(id)).find((by) => by !== undefined);
    const configuration = {
      acceptsAny: known.size > 0,
      acceptedBy: (ids: ReadonlySet<string>, name: string) => (name === 'name' ? ofIds(known, ids) : undefined),
    };
    const suppressions = {
      isEmpty: inComment.size === 0,
      idOn: (ids: ReadonlySet<string>, at: object) =>
        JSON.stringify(at) === JSON.stringify({ requirement, span: requirement.span }) ? ofIds(inComment, ids) : undefined,
    };
    const comments = words && { suppressions, by: (word: SuppressedBy) => word };
    const requirement = requirementOf();
    const { open, accepted } = splitAccepted(requirement, of, { configuration, comments, pathOf } as never);
    const groups = [...accepted].map(([by, { advisories, maliciousRecords }]) => [by, advisories, maliciousRecords]);
    return { open, groups };
  };
  const entry = (line: number): SuppressedBy => ({
    kind: 'accept',
    outside: false,
    range: { start: { line, character: 0 }, end: { line, character: 1 } },
  });

  it('are none without an entry, or without a match', () => {
    for (const given of [{}, { words: {} }, { entries: { 'X-1': entry(1) } }, { words: { 'X-1': entry(1) } }]) {
      expect(split(given)).toEqual({ open: facts, groups: [] });
    }
  });

  it('are apart from those that are open, by entry', () => {
    const { open, groups } = split({ entries: { 'CVE-1': entry(1), 'C-3': entry(2), 'MAL-1': entry(1) } });
    expect(open).toEqual({ ...facts, advisories: found([two], { why: 'old' }), maliciousRecords: [records[1]] });
    expect(groups).toEqual([
      [entry(1), found([one]), [records[0]]],
      [entry(2), found([three]), []],
    ]);
  });

  it('are those of a comment first', () => {
    const { open, groups } = split({ entries: { 'A-1': entry(1), 'B-2': entry(2) }, words: { 'A-1': COMMENT } });
    expect(open).toMatchObject({ advisories: found([three]), maliciousRecords: records });
    expect(groups).toEqual([
      [COMMENT, found([one]), []],
      [entry(2), found([two]), []],
    ]);
    expect(split({ words: { 'B-2': COMMENT } }).groups).toEqual([[COMMENT, found([two]), []]]);
  });

  it('are records alone where no advisory could be read', () => {
    const advisories = unavailable('offline');
    const { open, groups } = split({ entries: { 'MAL-1': entry(1) }, facts: { ...facts, advisories } });
    expect(open).toEqual({ ...facts, advisories, maliciousRecords: [records[1]] });
    expect(groups).toEqual([[entry(1), found([]), [records[0]]]]);
  });
});

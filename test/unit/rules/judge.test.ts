import { describe, expect, it } from 'vitest';
import type { Requirement } from '../../../server/src/formats/manifest/format';
import type { Verdict } from '../../../server/src/rules/verdict';
import { at, judgedOf, MALWARE, QUARANTINED, SQUAT, TRUST } from './judging';

const archive = (name: string): Partial<Requirement> => ({ source: 'url', url: `https://x.example/${name}-1.0.zip` });

describe('a file is judged', () => {
  it('in the order of the text, the shorter range first', () => {
    const requirements = [
      at(20, 'squat', { specifierSpan: { start: 25, end: 30 }, specifier: '==9' }),
      at(3, 'squat', { span: { start: 3, end: 30 } }),
    ];
    const problems = [
      { span: { start: 3, end: 9 }, message: 'B' },
      { span: { start: 3, end: 4 }, message: 'A' },
      { span: { start: 0, end: 50 }, message: 'C' },
    ];
    const { findings } = judgedOf({ requirements, problems }, { facts: { squat: SQUAT } });
    expect(findings.map(({ span, message }) => [span.start, span.end, message.slice(0, 7)])).toEqual([
      [0, 50, 'C'],
      [3, 4, 'A'],
      [3, 8, "'squat'"],
      [3, 9, 'B'],
      [20, 25, "'squat'"],
    ]);
  });

  it('and so are the findings that are suppressed', () => {
    const facts = { a: { ...MALWARE, trustedBy: TRUST }, bcd: { ...MALWARE, trustedBy: TRUST } };
    const long = at(5, 'bcd', { nameSpan: { start: 2, end: 9 } });
    const { findings, suppressed } = judgedOf({ requirements: [at(7, 'a'), long, at(2, 'a')] }, { facts });
    expect(findings).toEqual([]);
    expect(suppressed.map(({ span, by }) => [span.start, span.end, by])).toEqual([
      [2, 3, TRUST],
      [2, 9, TRUST],
      [7, 8, TRUST],
    ]);
  });

  it('in one step for each requirement, each archive and each finding about the file', () => {
    const requirements = [at(0, 'a'), at(10, 'b'), at(20, 'c', { role: 'reference' }), at(30, 'd', archive('evil'))];
    const problems = [
      { span: { start: 3, end: 9 }, message: 'A' },
      { span: { start: 4, end: 9 }, message: 'B' },
    ];
    expect(judgedOf({}).count).toBe(0);
    expect(judgedOf({ requirements: requirements.slice(0, 2) }).count).toBe(2);
    expect(judgedOf({ requirements: requirements.slice(0, 3) }).count).toBe(2);
    expect(judgedOf({ requirements }).count).toBe(4);
    expect(judgedOf({ requirements, problems }).count).toBe(6);
  });

  it('with a verdict for each requirement that is not a mention', () => {
    const requirements = [at(0, 'a'), at(10, 'b', { role: 'reference' }), at(20, 'squat')];
    const { verdicts, judgedAnew } = judgedOf({ requirements }, { facts: { squat: SQUAT } });
    expect(verdicts.map((verdict) => verdict?.findings.map(({ rule }) => rule))).toEqual([[], undefined, ['typosquat']]);
    expect(judgedAnew).toEqual([verdicts[0], verdicts[2]]);
    expect(verdicts[0]).toMatchObject({ isDeclared: false, isCommented: false, facts: { normalizedName: 'a' } });
  });

  it('with the verdicts that are known, as long as a manifest requires the name as before', () => {
    const requirements = [at(0, 'a'), at(10, 'b'), at(20, 'squat')];
    const before = judgedOf({ requirements }, { facts: { squat: SQUAT } });
    const again = (kept: readonly (Verdict | undefined)[], declared: readonly string[] = []) =>
      judgedOf({ requirements }, { kept, declared });
    // The facts of this run know nothing of the squat: it is in the verdict that is kept.
    const all = again(before.verdicts);
    expect([all.count, all.judgedAnew, all.said]).toEqual([0, [], ['typosquat 20']]);
    expect(all.verdicts).toEqual(before.verdicts);
    const some = again([undefined, before.verdicts[1], before.verdicts[2]]);
    expect([some.count, some.judgedAnew, some.said]).toEqual([1, [some.verdicts[0]], ['typosquat 20']]);
    const none = again(before.verdicts, ['a', 'b', 'squat']);
    expect([none.count, none.judgedAnew, none.said]).toEqual([3, none.verdicts, []]);
    expect(none.verdicts.map((verdict) => verdict?.isDeclared)).toEqual([true, true, true]);
  });

  it('with a note whether a comment is on a requirement', () => {
    const span = { start: 0, end: 6 };
    const isOn = (place: object) => JSON.stringify(place) === JSON.stringify({ requirement: at(0, 'a'), span });
    const suppressions = { isOn, isEmpty: true, commentOn: () => undefined };
    const { verdicts } = judgedOf({ requirements: [at(0, 'a'), at(10, 'b')] }, { comments: { suppressions, by: () => TRUST } as never });
    expect(verdicts.map((verdict) => verdict?.isCommented)).toEqual([true, false]);
  });
});

describe('one finding is reported once', () => {
  it('if requirements share a name', () => {
    const first = at(0, 'squat', { specifier: '<1' });
    const { findings } = judgedOf({ requirements: [first, at(0, 'squat', { specifier: '<2' })] }, { facts: { squat: SQUAT } });
    expect(findings.map(({ requirement }) => requirement)).toEqual([first]);
  });

  it('and not if its place, its rule or its message is another one', () => {
    const problem = (start: number, end: number, message: string) => ({ span: { start, end }, message });
    const all = [problem(0, 1, 'A'), problem(0, 1, 'A'), problem(0, 2, 'A'), problem(1, 2, 'A'), problem(0, 1, 'B')];
    const unchecked = [{ text: 'x', why: 'A', span: { start: 0, end: 1 }, isSyntaxError: true as const }];
    const { findings } = judgedOf({ problems: all, unchecked });
    expect(findings.map(({ rule, span, message }) => `${rule} ${span.start}-${span.end} ${message}`)).toEqual([
      'invalid-requirement 0-1 A',
      'invalid-requirement 0-1 B',
      'not-checked 0-1 A',
      'invalid-requirement 0-2 A',
      'invalid-requirement 1-2 A',
    ]);
  });

  it('if a look-alike in foreign letters is also an invalid name', () => {
    const facts = { squat: SQUAT, old: { superseded: { successor: 'new', source: '' } } };
    const problems = [
      { span: { start: 0, end: 5 }, message: 'It is invalid.' },
      { span: { start: 0, end: 6 }, message: 'More is invalid.' },
      { span: { start: 20, end: 23 }, message: 'It is also invalid.' },
    ];
    const { said } = judgedOf({ requirements: [at(0, 'squat'), at(20, 'old')], problems }, { facts });
    expect(said).toEqual(['typosquat 0', 'invalid-requirement 0', 'project-status 20', 'invalid-requirement 20']);
  });

  it.each<[what: string, plain: Partial<Requirement>, withExtras: Partial<Requirement>, isRepeated: boolean]>([
    ['locked again with extras', {}, {}, true],
    ['of another version', { specifier: '1' }, { specifier: '2' }, false],
    ['of another source', { source: 'index' }, { source: 'explicit-index' }, false],
    ['of another index', { indexName: 'a' }, { indexName: 'b' }, false],
    ['of another name', { normalizedName: 'other' }, {}, false],
    ['that is not locked', { role: 'dependency' }, { role: 'dependency' }, false],
    ['without extras', {}, { extras: [] }, false],
    ['with extras both times', { extras: ['b'] }, {}, false],
  ])('if it is about a package %s', (_, plain, withExtras, isRepeated) => {
    const locked = { role: 'locked', specifier: '1' } as const;
    const requirements = [
      at(10, 'squat', { ...locked, extras: ['a'], ...withExtras }),
      at(0, 'squat', { ...locked, ...plain }),
      at(20, 'unlike', locked),
    ];
    const facts = { squat: SQUAT, other: SQUAT };
    for (const order of [requirements, requirements.toReversed()]) {
      const { said, verdicts } = judgedOf({ requirements: order }, { facts });
      expect(said).toEqual(isRepeated ? ['typosquat 0'] : ['typosquat 0', 'typosquat 10']);
      expect(verdicts.filter((verdict) => verdict === undefined)).toHaveLength(isRepeated ? 1 : 0);
    }
  });
});

describe('an archive with malware is reported', () => {
  const facts = { evil: { ...MALWARE, ...SQUAT }, squat: SQUAT };

  it('by its name alone, at the place of the requirement, without a fix', () => {
    const { findings } = judgedOf({ requirements: [at(0, 'a', archive('evil')), at(20, 'b', archive('squat'))] }, { facts });
    expect(findings.map(({ rule, span, fixes }) => [rule, span, fixes])).toEqual([['known-malicious', { start: 0, end: 6 }, []]]);
    const hidden = judgedOf({ requirements: [at(0, 'a', archive('evil'))] }, { facts: { evil: { ...facts.evil, trustedBy: TRUST } } });
    expect(hidden.suppressed.map(({ span, fixes }) => [span, fixes])).toEqual([[{ start: 0, end: 6 }, []]]);
  });

  it.each([undefined, TRUST])('once, if the requirement has the same name (trusted by %j)', (trustedBy) => {
    const both = { evil: { ...facts.evil, trustedBy }, evil2: { ...MALWARE, trustedBy } };
    const of = (requirement: Requirement) => {
      const { said, hidden, count } = judgedOf({ requirements: [requirement] }, { facts: both });
      return trustedBy === undefined ? [said, hidden, count] : [hidden, said, count];
    };
    // It is an archive of another version, and malware in any.
    expect(of(at(0, 'evil', archive('evil')))).toEqual([['known-malicious 0'], [], 1]);
    expect(of(at(0, 'evil2', archive('evil')))).toEqual([['known-malicious 0', 'known-malicious 0'], [], 2]);
  });

  it('at each place', () => {
    const here = (start: number, end: number) => at(start, 'evil', { span: { start, end }, ...archive('evil'), source: 'url' });
    expect(judgedOf({ requirements: [here(0, 6), { ...here(0, 7), name: 'a', normalizedName: 'a' }] }, { facts }).count).toBe(3);
    expect(judgedOf({ requirements: [here(0, 6), { ...here(1, 6), name: 'a', normalizedName: 'a' }] }, { facts }).count).toBe(3);
    expect(judgedOf({ requirements: [here(0, 6), { ...here(0, 6), name: 'a', normalizedName: 'a' }] }, { facts }).count).toBe(2);
  });

  it('also if the requirement has another finding', () => {
    const requirements = [at(0, 'squat', { ...archive('evil'), source: 'index' })];
    expect(judgedOf({ requirements }, { facts }).said).toEqual(['typosquat 0', 'known-malicious 0']);
  });
});

describe('a package of a lock file', () => {
  const facts = {
    evil: MALWARE,
    some: { maliciousRecords: [{ source: 'osv', category: 'malicious', versions: ['1.0'] }] },
    squat: SQUAT,
    held: QUARANTINED,
  } as const;
  const requirements = [
    at(0, 'evil', { role: 'locked' }),
    at(10, 'some', { role: 'locked', specifier: '==1.0' }),
    at(20, 'squat', { role: 'locked' }),
    at(30, 'held', { role: 'locked' }),
  ];

  it('is judged by its name, unless a manifest beside it requires it', () => {
    expect(judgedOf({ requirements }, { facts }).said).toEqual([
      'known-malicious 0',
      'known-malicious 10',
      'typosquat 20',
      'project-status 30',
    ]);
    const declared = ['evil', 'some', 'squat', 'held'];
    expect(judgedOf({ requirements }, { facts, declared }).said).toEqual(['known-malicious 10', 'project-status 30']);
  });

  it('has no fixes, and says what to do where there would be one', () => {
    const locked = [at(0, 'squat', { role: 'locked' }), at(10, 'held', { role: 'locked' })];
    const { findings } = judgedOf({ requirements: locked }, { facts, editable: false });
    expect(findings.map(({ fixes }) => fixes)).toEqual([[], []]);
    const advice = { kind: 'advice', text: 'Edit the manifest, then re-lock.' };
    expect(findings.map(({ details }) => details)).toEqual([[advice], []]);
    const editable = judgedOf({ requirements: locked }, { facts });
    expect(editable.findings.map(({ fixes, details }) => [fixes.length, details])).toEqual([
      [1, []],
      [0, []],
    ]);
  });
});

import { describe, expect, it } from 'vitest';
import { weighEvidence } from '../../../server/src/names/evidence';
import type { ListedProject } from '../../../server/src/names/nameData';
import { namesakesOf } from '../../../server/src/names/namesakes';

const SINCE = { firstListed: '2026-11', notListedIn: '2024-11' };
const BEFORE = { firstListed: 'before-2024-12' };

/** Lists projects that are named after `host`: `host-0`, `host-1` and so on. */
function listed(projects: readonly ListedProject[]) {
  const names = projects.map((_, i) => `host-${i}`);
  return {
    extensions: (_: string, limit: number) => Math.min(limit, names.length),
    namesStartingWith: (_: string, limit: number) => names.slice(0, limit),
    project: (name: string) => projects[names.indexOf(name)],
  };
}

const released = (...months: readonly string[]): ListedProject[] => months.map((latestMonth) => ({ ...SINCE, latestMonth }));

describe('projects that are named after another one', () => {
  it.each<[string, ListedProject[], typeof SINCE | typeof BEFORE | undefined, object]>([
    ['nothing', [], SINCE, { extensions: 0 }],
    ['four projects', released('2026-01', '2026-01', '2026-01', '2026-01'), SINCE, { extensions: 4 }],
    [
      'five that came with it',
      released('2026-08', '2026-05', '2026-11', '2026-10', '2026-09'),
      SINCE,
      { extensions: 5, knownIn: '2026-05' },
    ],
    ['five, when its own age is known', released('2026-05', '2026-05', '2026-05', '2026-05', '2026-05'), BEFORE, { extensions: 5 }],
    ['five, when it is in no list', released('2026-05', '2026-05', '2026-05', '2026-05', '2026-05'), undefined, { extensions: 5 }],
    [
      'one that was there before it, so that was not named after it',
      [...released('2026-08', '2026-08', '2026-08', '2026-08', '2026-08'), { ...BEFORE, latestMonth: '2020-01' }],
      SINCE,
      { extensions: 5, knownIn: '2026-08' },
    ],
    [
      'five that were there before it',
      Array.from({ length: 5 }, () => ({ ...BEFORE, latestMonth: '2020-01' })),
      SINCE,
      { extensions: 5, knownIn: undefined },
    ],
  ])('%s', (_, projects, listing, expected) => {
    expect(namesakesOf('host', listing, listed(projects))).toEqual(expected);
  });

  it.each([
    [199, '2020-01'],
    [200, '2026-08'],
  ])('looks at 200 of them: after %i others, the earliest is of %s', (count, knownIn) => {
    const projects = released(...Array.from({ length: count }, () => '2026-08'), '2020-01');
    expect(namesakesOf('host', SINCE, listed(projects)).knownIn).toBe(knownIn);
  });

  it('shows that a project with a release this month is not new, and the finding says so', () => {
    const thresholds = { high: 0, low: -2 };
    const judgement = {
      confidence: 'high',
      thresholds,
      imitations: [{ target: 'requests', technique: 'numeral', distance: 1, score: 0.5 }],
    } as const;
    const listing = { ...SINCE, asOf: '2026-11', latestMonth: '2026-11' };
    expect(weighEvidence(judgement, { listing, extensions: 5 })).toEqual({ confidence: 'high' });
    expect(weighEvidence(judgement, { listing: { ...listing, knownIn: '2026-05' }, extensions: 5 })).toEqual({
      confidence: undefined,
      reason: 'Other projects use it as a prefix.',
    });
  });
});

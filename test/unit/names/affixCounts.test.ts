import { describe, expect, it } from 'vitest';
import { AffixCounts } from '../../../scripts/engine/affixCounts.mjs';
import { hashText } from '../../../server/src/names/engine/tables/rollingHash';
import type { TokenCounts } from '../../../server/src/names/engine/tables/tokenCounts';

/** Words with the number of projects that have them in their names. */
const PROJECTS: Readonly<Record<string, number>> = { server: 4096, client: 4096, rare: 64 };
const HONEST = { server: 1200, client: 1200, rare: 12, unheard: 1 };

function tokenCounts(): TokenCounts {
  const magnitudes = new Map(Object.entries(PROJECTS).map(([word, count]) => [hashText(word), 2 * Math.log2(count)]));
  return { magnitude: (hash: number) => magnitudes.get(hash) ?? 0 } as TokenCounts;
}

function counted(): AffixCounts {
  const counts = new AffixCounts(tokenCounts());
  for (const [word, uses] of Object.entries(HONEST)) {
    for (let i = 0; i < uses; i++) {
      counts.addUse(word);
    }
  }
  for (let target = 0; target < 20; target++) {
    counts.addAttack('client', target, [`campaign-${target}`]);
  }
  counts.addAttack('~lib', 1, ['one']);
  counts.addAttack('~lib', 2, ['one']);
  counts.addAttack('~lib', 2, ['two']);
  counts.finish();
  return counts;
}

describe('the odds of a word around a popular name', () => {
  it('are higher for words of squatters than for those of honest projects', () => {
    const counts = counted();
    expect(counts.odds('client', -1)).toBeGreaterThan(counts.odds('server', -1));
    expect(counts.odds('server', -1)).toBeLessThan(0);
    expect(counts.odds('~lib', -1)).toBeGreaterThan(1);
  });

  it('are zero for a word without significant counts', () => {
    const counts = counted();
    expect(counts.odds('unheard', -1)).toBe(0);
    expect(counts.odds('never-seen', -1)).toBe(0);
    expect(counts.odds('rare', -1)).toBe(0);
  });

  it("leave out the attacks on the target, and the name's own share: its targets, its campaigns and its use", () => {
    const counts = counted();
    const all = counts.odds('~lib', -1);
    const own = (more: object) => ({ targets: new Set<number>(), campaigns: [], isUse: false, ...more });
    expect(counts.odds('~lib', 1)).toBeLessThan(all);
    expect(counts.odds('~lib', -1, own({ targets: new Set([1]) }))).toBeLessThan(all);
    // Another campaign also attacked the second target in this way.
    expect(counts.odds('~lib', -1, own({ campaigns: ['one'] }))).toBe(counts.odds('~lib', 1));
    expect(counts.odds('~lib', -1, own({ campaigns: ['one', 'two'] }))).toBe(0);
    expect(counts.odds('server', -1, own({ isUse: true }))).toBeGreaterThan(counts.odds('server', -1));
  });

  it('are stored in alphabetical order if they are significant', () => {
    const stored = counted().stored();
    expect(Object.keys(stored)).toEqual(['client', 'server', '~lib'].filter((key) => key in stored));
    expect(stored).not.toHaveProperty('unheard');
    expect(stored['~lib']).toBeCloseTo(counted().odds('~lib', -1), 2);
  });
});

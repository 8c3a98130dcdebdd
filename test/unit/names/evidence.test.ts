import { describe, expect, it } from 'vitest';
import type { NameJudgement, Technique } from '../../../server/src/names/engine';
import { type KnownFacts, weighEvidence } from '../../../server/src/names/evidence';

function judged(confidence: 'high' | 'low', technique: Technique = 'omission'): NameJudgement {
  return { confidence, imitations: [{ target: 'requests', technique, distance: 1, score: 1 }] };
}

describe('evidence', () => {
  it.each<[string, KnownFacts, 'high' | 'low', 'high' | 'low' | undefined]>([
    ['nothing known', {}, 'high', 'high'],
    ['nothing known', {}, 'low', 'low'],
    ['popular itself', { rank: 12_000 }, 'high', undefined],
    ['quarantined', { status: 'quarantined' }, 'low', 'high'],
    ['quarantined, though old', { status: 'quarantined', ageInDays: 4000, releases: 50 }, 'low', 'high'],
    ['the same owner', { sameOwner: true }, 'high', undefined],
    ['the same owner of a new project', { sameOwner: true, ageInDays: 2, releases: 1 }, 'high', undefined],
    ['missing', { exists: false }, 'low', 'low'],
    ['a copied summary', { summaryCopied: true }, 'low', 'high'],
    ['many downloads', { downloads: 900_000 }, 'high', 'low'],
    ['many downloads', { downloads: 900_000 }, 'low', undefined],
    ['few downloads', { downloads: 900 }, 'high', 'high'],
    ['old and maintained', { ageInDays: 1500, releases: 30 }, 'high', 'low'],
    ['old with one release', { ageInDays: 1500, releases: 1 }, 'high', 'high'],
    ['days old', { ageInDays: 3, releases: 1 }, 'low', 'high'],
    ['long quiet', { monthsSinceRelease: 80 }, 'low', undefined],
    ['long quiet', { monthsSinceRelease: 80 }, 'high', 'high'],
  ])('%s', (_, facts, before, after) => {
    const verdict = weighEvidence(judged(before), facts);
    expect(verdict.confidence).toBe(after);
    expect(verdict.reason === undefined).toBe(before === after && facts.exists === undefined);
  });

  it('spares plugins of a large family, but no misspellings beside it', () => {
    expect(weighEvidence(judged('low', 'suffix'), { familySize: 900 }).confidence).toBeUndefined();
    expect(weighEvidence(judged('low', 'omission'), { familySize: 900 }).confidence).toBe('low');
    expect(weighEvidence(judged('low', 'suffix'), { familySize: 9 }).confidence).toBe('low');
  });
});

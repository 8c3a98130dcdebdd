import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { NameData } from '../../../server/src/names/nameData';
import { searchNames } from '../../../server/src/names/nameSearch';
import { loadNameDataFrom } from '../../../server/src/node/data/dataFiles';

let data: NameData;
beforeAll(async () => {
  data = await loadNameDataFrom(path.join(import.meta.dirname, '../../../data'));
});

describe('names for typed text', () => {
  it.each([
    ['', 'the most downloaded', 1],
    ['requ', 'requests', 0],
    ['reqeu', 'requests', 0],
    ['eques', 'requests', 0],
    ['requesst', 'requests', 0],
    ['djang', 'django', 0],
    ['bs4', 'beautifulsoup4', 0],
    ['cv2', 'opencv-python', 0],
    ['sklearn', 'scikit-learn', 0],
    ['oauthlib', 'requests-oauthlib', 1],
    // Abandoned: its successor.
    ['pycrypto', 'pycryptodome', 0],
    ['fuzzywuzzy', 'thefuzz', 0],
  ])('%j: %s', (typed, name, from) => {
    const names = searchNames(data, typed, 50).map((hit) => hit.name);
    if (typed === '') {
      expect(names[0]).toBe(data.popular.nameAt(1));
    } else {
      expect(names.indexOf(name)).toBeGreaterThanOrEqual(0);
      expect(names.indexOf(name)).toBeLessThanOrEqual(from);
    }
  });

  it('include unpopular names', () => {
    const unranked = data.namesStartingWith('qz', 20).filter((name) => data.popular.rankOf(name) === undefined);
    const safe = unranked.filter((name) => data.engine.judge(name) === undefined && !data.isMalicious(name));
    expect(safe.length).toBeGreaterThan(0);
    const names = searchNames(data, 'qz', 200).map((hit) => hit.name);
    expect(names).toEqual(expect.arrayContaining(safe));
  });

  it.each(['bs4', 'jwt', 'yaml', 'fuzzywuzzy', 'pycrypto'])('are never one that gets a finding: %s', (typed) => {
    expect(searchNames(data, typed, 50).map(({ name }) => name)).not.toContain(typed);
  });

  it('are never malicious, suspicious or unknown', () => {
    for (let rank = 1; rank <= 400; rank++) {
      const name = data.popular.nameAt(rank) as string;
      for (const hit of searchNames(data, name.slice(0, Math.max(2, name.length - 1)), 50)) {
        const isPopular = data.popular.rankOf(hit.name) !== undefined;
        expect(data.isMalicious(hit.name), hit.name).toBe(false);
        expect(isPopular || data.exists(hit.name), hit.name).toBe(true);
        expect(data.superseded(hit.name), hit.name).toBeUndefined();
        expect(isPopular ? undefined : data.engine.judge(hit.name), hit.name).toBeUndefined();
      }
    }
  });
});

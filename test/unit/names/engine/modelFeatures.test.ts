import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { CandidateSearch } from '../../../../server/src/names/engine/candidates/candidateSearch';
import { FeatureExtractor } from '../../../../server/src/names/engine/featureExtractor';
import model from '../../../../server/src/names/engine/model.json';
import { FEATURES } from '../../../../server/src/names/engine/modelFeatures';
import { createNameEngine } from '../../../../server/src/names/engine/nameEngine';
import { storedAffixOdds } from '../../../../server/src/names/engine/nameModel';
import { Query } from '../../../../server/src/names/engine/query';
import { openNameTables } from '../../../../server/src/names/engine/tables/nameTables';
import { FILES } from '../../../../server/src/names/files/compile';
import { decodePopularNames } from '../../../../server/src/names/files/popularNames';
import { unpackSections } from '../../../../server/src/names/files/sections';

const read = (file: string): Uint8Array => readFileSync(path.join(import.meta.dirname, '../../../../data', file));
const tables = openNameTables(decodePopularNames(read(FILES.popular)).byRank, unpackSections(read(FILES.engine)));

/** The row of `name` as an imitation of `target`, by feature. */
function rowOf(name: string, target: string): Record<string, number> {
  const query = new Query();
  query.set(name);
  const search = new CandidateSearch(tables, tables.targets.popularCount);
  search.run(query);
  const extractor = new FeatureExtractor(tables, storedAffixOdds({ sdk: 1.5, '~env': 2.5 }));
  extractor.begin(query, search.wholeEdits(query));
  const candidate = search.found.slice(0, search.count).find((found) => tables.targets.names[found.target] === target);
  extractor.measure(query, candidate!);
  return Object.fromEntries(FEATURES.map((feature, f) => [feature, extractor.at(f)]));
}

describe('the features', () => {
  it.each<[name: string, target: string, values: Record<string, number>]>([
    [
      'reqeusts',
      'requests',
      {
        targetLength: 8,
        distance: 1,
        cost: expect.closeTo(0.7),
        relativeCost: expect.closeTo(0.0875),
        sharedStart: 3,
        sharedEnd: 3,
        firstLetterChanged: 0,
        prefixLength: 0,
        suffixLength: 0,
        transpositions: 1,
        repetitions: 0,
        deletions: 0,
        replacements: 0,
        digitEdits: 0,
        coverage: 1,
        wordDifference: 0,
        affixOdds: 0,
        affixBits: 0,
      },
    ],
    [
      'lask',
      'flask',
      { distance: 1, firstLetterChanged: 1, deletions: 1, transpositions: 0, replacements: 0, sharedStart: 0, sharedEnd: 4 },
    ],
    ['numpyy', 'numpy', { distance: 1, repetitions: 1, deletions: 0, replacements: 0, cost: expect.closeTo(0.5), firstLetterChanged: 0 }],
    ['pand4s', 'pandas', { distance: 1, replacements: 1, digitEdits: 1, deletions: 0, cost: expect.closeTo(0.5) }],
    [
      'web3-sdk',
      'web3',
      { distance: 0, prefixLength: 0, suffixLength: 3, affixOdds: 1.5, coverage: expect.closeTo(4 / 7), wordDifference: 0 },
    ],
    ['pycryptoenv', 'pycrypto', { distance: 0, prefixLength: 0, suffixLength: 3, affixOdds: 2.5, targetWords: 1 }],
    ['my-scikit-learn', 'scikit-learn', { distance: 0, prefixLength: 2, suffixLength: 0, targetWords: 2, affixOdds: 0 }],
    [
      'my-scikit-laern',
      'scikit-learn',
      { distance: 1, prefixLength: 2, suffixLength: 0, transpositions: 1, sharedStart: 7, targetWords: 2 },
    ],
    ['learn-scikit', 'scikit-learn', { distance: 0, coverage: 1, wordDifference: 0, cost: 0 }],
    ['scikitlearn', 'scikit-learn', { distance: 0, coverage: 1, wordDifference: -1 }],
  ])('of %s beside %s have their values', (name, target, values) => {
    expect(rowOf(name, target)).toMatchObject(values);
  });

  it('count projects named after the target on the side where the words are', () => {
    // More than a thousand projects are named `django-…`, a handful `…-django`.
    const { pluginsBehind, pluginsBefore } = rowOf('djagno', 'django') as { pluginsBehind: number; pluginsBefore: number };
    expect(pluginsBehind).toBeGreaterThan(2 * Math.log2(1000));
    expect(pluginsBefore).toBeLessThan(pluginsBehind);
    expect(rowOf('djagno', 'django').logRank).toBeCloseTo(Math.log2(tables.targets.names.indexOf('django') + 1));
  });

  it('are those on which the model was fitted, or there is no engine', () => {
    const swapped = [model.features[1]!, model.features[0]!, ...model.features.slice(2)];
    expect(() => createNameEngine(tables, { ...model, features: swapped })).toThrow('npm run data -- model');
    expect(() => createNameEngine(tables, { ...model, features: model.features.slice(1) })).toThrow('npm run data -- model');
  });
});

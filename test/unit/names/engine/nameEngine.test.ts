import { describe, expect, it } from 'vitest';
import { FEATURES } from '../../../../server/src/names/engine/modelFeatures';
import { createNameEngine, type EngineOptions } from '../../../../server/src/names/engine/nameEngine';
import type { StoredModel } from '../../../../server/src/names/engine/nameModel';
import { buildNameTables, type NameTables, openNameTables } from '../../../../server/src/names/engine/tables/nameTables';
import type { JudgeOptions } from '../../../../server/src/names/judgement';

const HIGH = 6;
const LOW = 4;

/** Most downloaded first. */
const POPULAR = ['example', 'famous', ...Array.from({ length: 20 }, (_, i) => `qqqq${i}`), 'another'];
const MODULE = 'samplemodule';

interface World extends EngineOptions {
  readonly tables?: NameTables;
  /** The score of the most downloaded target, and of the others. Default: the same for all. */
  readonly scores?: readonly [first: number, others: number];
}

function tablesOf(popular: readonly string[], standardLibrary: readonly string[] = []): NameTables {
  return openNameTables(popular, buildNameTables({ popular, standardLibrary, projects: popular, malicious: [] }));
}

const TABLES = tablesOf(POPULAR, [MODULE]);

const MODEL: StoredModel = {
  features: FEATURES,
  forest: { bias: 0, depth: 1, features: [FEATURES.indexOf('logRank')], thresholds: [0], leaves: [HIGH, HIGH] },
  affixes: {},
  thresholds: { existing: { high: HIGH, low: LOW }, missing: { high: HIGH - 3, low: LOW - 3 } },
  time: { overlooked: 1, lifetime: 1, registered: 1, released: [] },
};

/** An engine of one decision, with other thresholds for names that no index has. */
function engineOf({ tables = TABLES, scores = [HIGH, HIGH], ...options }: World = {}) {
  const model: StoredModel = { ...MODEL, forest: { ...MODEL.forest, leaves: scores } };
  const engine = createNameEngine(tables, model, options);
  return (name: string, judgeOptions?: JudgeOptions) => {
    const judgement = engine.judge(name, judgeOptions);
    return judgement && [judgement.confidence, ...judgement.imitations.map(({ target, score }) => `${target} ${score}`)];
  };
}

describe('the confidence', () => {
  const said = (score: number, options?: JudgeOptions) => engineOf({ scores: [score, score] })('exampel', options)?.[0];

  it.each([
    [HIGH, 'high', 'high'],
    [HIGH - 0.1, 'low', 'high'],
    [LOW, 'low', 'high'],
    [LOW - 0.1, undefined, 'high'],
    [HIGH - 3, undefined, 'high'],
    [HIGH - 3.1, undefined, 'low'],
    [LOW - 3, undefined, 'low'],
    [LOW - 3.1, undefined, undefined],
  ])('of a score of %d is %s, and %s if no index has the name', (score, existing, missing) => {
    expect(said(score)).toBe(existing);
    expect(said(score, { exists: true })).toBe(existing);
    expect(said(score, { exists: false })).toBe(missing);
  });

  it('is not yet known for a score that time may lift over the threshold', () => {
    const judge = (score: number, timeWeight: number) => engineOf({ scores: [score, score] })('exampel', { timeWeight });
    expect(judge(LOW - 1, 1)).toEqual([undefined, `example ${LOW - 1}`]);
    expect(judge(LOW - 1.1, 1)).toBeUndefined();
    // Time that counts for the project changes nothing here.
    expect(judge(LOW, -3)).toEqual(['low', `example ${LOW}`]);
    expect(judge(LOW - 0.1, -3)).toBeUndefined();
  });
});

describe('the targets', () => {
  const five = tablesOf(['examplea', 'exampleb', 'examplec', 'exampled', 'examplee']);

  it('are three at most, the best known first', () => {
    expect(engineOf({ tables: five })('examplex')).toEqual(['high', 'examplea 6', 'exampleb 6', 'examplec 6']);
  });

  it('are those with nearly the best score, from the lowest that is reported', () => {
    const of = (first: number, others: number) => engineOf({ tables: five, scores: [first, others] })('examplex');
    const all = (first: number, others: number) => ['high', `examplea ${first}`, `exampleb ${others}`, `examplec ${others}`];
    expect(of(HIGH, HIGH - 2)).toEqual(all(HIGH, HIGH - 2));
    expect(of(HIGH + 3, HIGH + 1)).toEqual(all(HIGH + 3, HIGH + 1));
    expect(of(HIGH + 3, HIGH + 0.9)).toEqual(['high', 'examplea 9']);
    expect(of(LOW, LOW - 0.1)).toEqual(['low', 'examplea 4']);
    // The best known one is meant, with the suspicion of the others.
    expect(of(HIGH - 0.2, HIGH)).toEqual(all(HIGH, HIGH));
  });

  it('are none that is a part of another one', () => {
    expect(engineOf({ tables: tablesOf(['my-example', 'example', 'xample']) })('my-exampel')).toEqual(['high', 'my-example 6']);
  });

  it('are popular names and modules, none of them judged itself', () => {
    const judge = engineOf();
    expect(judge('samplemodul')).toEqual(['high', 'samplemodule 6']);
    expect([judge('example'), judge(MODULE), judge('zyx'), judge('')]).toEqual([undefined, undefined, undefined, undefined]);
    expect(judge(`${'x'.repeat(200)}example`)).toBeUndefined();
  });

  it('are of the first that are trusted', () => {
    const judge = (trusted?: number) => engineOf({ trusted });
    expect([judge()('anothre'), judge(99)('anothre'), judge(23)('anothre')]).toEqual(
      Array.from({ length: 3 }, () => ['high', 'another 6']),
    );
    expect([judge(22)('anothre'), judge(22)('exampel')]).toEqual([undefined, ['high', 'example 6']]);
    expect([judge(23)('another'), judge(22)('another')]).toEqual([undefined, undefined]);
  });
});

describe('several brands in one name', () => {
  /** The better-known one has the lower score. */
  const meant = (name: string, lower: number) => engineOf({ scores: [lower, HIGH] })(name);

  it('mean the best known one, even if it is hardly suspicious', () => {
    expect(meant('another-example', LOW)).toEqual(['high', 'example 6', 'another 6']);
    expect(meant('another-example', LOW - 3)).toEqual(['high', 'example 6', 'another 6']);
    expect(meant('another-example', LOW - 3.1)).toEqual(['high', 'another 6']);
  });

  it('count only as they are written, beside something else', () => {
    expect(meant('another-exampel', LOW - 3)).toEqual(['high', 'another 6']);
    // A better-known one that is misspelled is not suspicious enough to be meant.
    const nearly = (name: string) => engineOf({ scores: [LOW - 0.1, LOW] })(name);
    expect(nearly('another-exampel')).toEqual(['low', 'another 4']);
    // And one that is written right is, beside one that is written right.
    expect(nearly('another-example')?.[1]).toBe('example 4');
    expect(nearly('anothre-example')).toEqual(['low', 'another 4']);
  });
});

describe('the own names of a project', () => {
  const judge = engineOf();
  const privateNames = ['acme-tools', 'exampel'];

  it('are targets, even in the place of popular names', () => {
    expect(judge('acme-tolos', { privateNames })?.slice(0, 2)).toEqual(['high', expect.stringMatching(/^acme-tools /)]);
    expect(judge('acme-tolos')).toBeUndefined();
    expect(judge('exampel', { privateNames })).toBeUndefined();
    expect(judge('acme-tools', { privateNames })).toBeUndefined();
    expect(judge('acme-tolos', { privateNames: ['acme-tools'] })?.[1]).toMatch(/^acme-tools /);
    // A popular name that looks like one of them.
    expect(judge('example', { privateNames })?.[1]).toMatch(/^exampel /);
  });
});

it('a name in letters of another script is an imitation without edits', () => {
  const engine = createNameEngine(TABLES, MODEL);
  expect(engine.judge('ex\u0430mple')?.imitations).toEqual([
    { target: 'example', technique: 'homoglyph', distance: 0, score: Number.MAX_SAFE_INTEGER },
  ]);
});

describe('a name in letters of another script', () => {
  const judge = engineOf({ scores: [LOW - 3, LOW - 3.1] });
  const certain = ['high', `example ${Number.MAX_SAFE_INTEGER}`];

  it('is an imitation with certainty', () => {
    expect(judge('ex\u0430mple')).toEqual(certain);
    expect(judge('ex\u0430mple', { exists: true, timeWeight: -9 })).toEqual(certain);
    expect(judge('acm\u0435', { privateNames: ['acme'] })).toEqual(['high', `acme ${Number.MAX_SAFE_INTEGER}`]);
    // Misspelled too: with the lowest score of names that no index has.
    expect(judge('ex\u0430mpel')).toEqual(['high', 'example 1']);
    expect(judge('f\u0430muos')).toBeUndefined();
    expect(judge('zyx\u0430')).toBeUndefined();
    expect(judge('ex\u4e2dmple')).toBeUndefined();
    expect(judge(`${'\u0430'.repeat(201)}`)).toBeUndefined();
  });
});

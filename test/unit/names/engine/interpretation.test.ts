import { expect, it } from 'vitest';
import { isBrand, logRank, mostLikelyMeant } from '../../../../server/src/names/engine/interpretation';
import type { Targets } from '../../../../server/src/names/engine/targets';

/** 1,000 popular names, the sixth of which is urllib3, and three modules. */
const names = [...Array.from({ length: 1_000 }, (_, i) => (i === 5 ? 'urllib3' : `p${i}`)), 'urllib', 'urllib2', 'tkinter'];
const targets = { names, popularCount: 1_000 } as unknown as Targets;
const [URLLIB, URLLIB2, TKINTER, OWN] = [1_000, 1_001, 1_002, -1];

type Reading = readonly [id: number, score: number, distance?: number, part?: 'part'];

it.each<readonly [what: string, readings: readonly Reading[], meant: number]>([
  [
    'the best known of those at most 2 behind',
    [
      [511, 5],
      [1, 3],
    ],
    1,
  ],
  [
    'not one further behind',
    [
      [511, 5],
      [1, 2.99],
    ],
    511,
  ],
  [
    'the better one, if four times the rank does not outweigh it',
    [
      [3, 5],
      [0, 4.09],
    ],
    3,
  ],
  [
    'the better known one, if it does',
    [
      [3, 5],
      [0, 4.11],
    ],
    0,
  ],
  [
    'the first of equals',
    [
      [7, 5],
      [7, 5, 2],
    ],
    7,
  ],
  [
    'the one with an added word and two slips',
    [
      [0, 5, 2, 'part'],
      [1, 3.44],
    ],
    0,
  ],
  [
    'the one with one slip, if two slips beside a word cost more',
    [
      [0, 5, 2, 'part'],
      [1, 3.46],
    ],
    1,
  ],
  [
    'the most popular brand, however unlikely',
    [
      [9, 5, 0, 'part'],
      [2, 1, 0, 'part'],
    ],
    2,
  ],
  [
    'the most popular brand, in any order',
    [
      [2, 5, 0, 'part'],
      [9, 4.9, 0, 'part'],
    ],
    2,
  ],
  [
    'not a misspelled one',
    [
      [9, 5, 0, 'part'],
      [2, 1, 1, 'part'],
    ],
    9,
  ],
  [
    'not a whole name',
    [
      [9, 5, 0, 'part'],
      [2, 1, 0],
    ],
    9,
  ],
  [
    'the project with the name of a misspelled module',
    [
      [URLLIB, 5],
      [6, 2],
      [5, 1, 3],
    ],
    5,
  ],
  [
    'the same without the number of the module',
    [
      [URLLIB2, 5],
      [5, 1, 3],
    ],
    5,
  ],
  [
    'the module, if no project has its name',
    [
      [TKINTER, 5],
      [5, 1, 3],
    ],
    TKINTER,
  ],
  [
    'the module that is spelled right',
    [
      [URLLIB, 5, 0],
      [5, 1, 3],
    ],
    URLLIB,
  ],
  [
    'the module beside another word',
    [
      [URLLIB, 5, 0, 'part'],
      [5, 1, 0, 'part'],
    ],
    URLLIB,
  ],
  [
    'not another module',
    [
      [URLLIB, 5],
      [URLLIB2, 4.9],
    ],
    URLLIB,
  ],
  [
    'a private name',
    [
      [OWN, 4],
      [0, 3.9],
    ],
    OWN,
  ],
  [
    'not a private name for a module',
    [
      [URLLIB, 9],
      [OWN, 1],
    ],
    URLLIB,
  ],
])('meant is %s', (_, readings, meant) => {
  const all = readings.map(([id, score, distance = 1, part]) => ({ id, score, distance, isWhole: part === undefined }));
  expect(mostLikelyMeant(all, targets)).toBe(all.find(({ id }) => id === meant));
});

it.each([
  [0, 0],
  [1, 1],
  [999, Math.log2(1_000)],
  [1_000, Math.log2(500)],
  [1_002, Math.log2(500)],
  [-1, 0],
])('the logarithm of the rank of %d is %d', (id, expected) => {
  expect(logRank(id, targets)).toBe(expected);
});

it('a brand is a whole target beside something else', () => {
  const brands = [0, 1].flatMap((distance) => [true, false].map((isWhole) => isBrand({ id: 0, score: 0, distance, isWhole })));
  expect(brands).toEqual([false, true, false, false]);
});

it('the best known project may have the name of a module', () => {
  const first = { names: ['urllib3', 'other', 'urllib'], popularCount: 2 } as unknown as Targets;
  const readings = [2, 1, 0].map((id) => ({ id, score: 5 - id, distance: 1, isWhole: true }));
  const [module, , project] = readings;
  expect(mostLikelyMeant([{ ...module!, score: 9 }, readings[1]!, project!], first)).toBe(project);
});

import { expect, it } from 'vitest';
import { areAdjacentKeys, isVowel, joinedLookAlike, lookAlike } from '../../../../../server/src/names/engine/letters/letters';

const CHARACTERS = [...'abcdefghijklmnopqrstuvwxyz0123456789-'];
const code = (character: string): number => character.charCodeAt(0);

/** Each character with those for which the relation holds. */
function table(holds: (a: number, b: number) => boolean): string[] {
  return CHARACTERS.flatMap((a) => {
    const others = CHARACTERS.filter((b) => holds(code(a), code(b)));
    return others.length === 0 ? [] : [`${a}: ${others.join('')}`];
  });
}

it('keys are neighbors on the keyboard', () => {
  expect(table(areAdjacentKeys)).toEqual([
    'a: qswz',
    'b: ghnv',
    'c: dfvx',
    'd: cefrsx',
    'e: drsw34',
    'f: cdgrtv',
    'g: bfhtvy',
    'h: bgjnuy',
    'i: jkou89',
    'j: hikmnu',
    'k: ijlmo',
    'l: kop',
    'm: jkn',
    'n: bhjm',
    'o: iklp09',
    'p: lo0-',
    'q: aw12',
    'r: deft45',
    's: adewxz',
    't: fgry56',
    'u: hijy78',
    'v: bcfg',
    'w: aeqs23',
    'x: cdsz',
    'y: ghtu67',
    'z: asx',
    '0: op9-',
    '1: q2',
    '2: qw13',
    '3: ew24',
    '4: er35',
    '5: rt46',
    '6: ty57',
    '7: uy68',
    '8: iu79',
    '9: io08',
    '-: p0',
  ]);
});

it('characters look alike', () => {
  expect(table(lookAlike)).toEqual([
    'a: 4',
    'b: 68',
    'c: e',
    'e: c3',
    'g: q9',
    'h: n',
    'i: jl1',
    'j: il',
    'l: ij1',
    'm: n',
    'n: hmu',
    'o: 0',
    'q: g',
    's: 5',
    't: 7',
    'u: nv',
    'v: uwy',
    'w: v',
    'y: v',
    'z: 2',
    '0: o',
    '1: il',
    '2: z',
    '3: e',
    '4: a',
    '5: s',
    '6: b',
    '7: t',
    '8: b',
    '9: g',
  ]);
});

it('two letters look like one', () => {
  const found = CHARACTERS.flatMap((a) =>
    CHARACTERS.flatMap((b) =>
      ['\0', ...CHARACTERS].filter((one) => joinedLookAlike(code(a), code(b), code(one))).map((one) => `${a}${b}${one}`),
    ),
  );
  expect(found).toEqual(['cld', 'nnm', 'rnm', 'vvw']);
});

it('letters are vowels', () => {
  expect(CHARACTERS.filter((character) => isVowel(code(character))).join('')).toBe('aeiouy');
});

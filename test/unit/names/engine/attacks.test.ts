import { expect, it } from 'vitest';
import { createAttackGuess } from '../../../../server/src/names/engine/attacks';
import { buildNameTables, openNameTables } from '../../../../server/src/names/engine/tables/nameTables';

const popular = ['requests', 'string-utils', 'control', 'random'];
const tables = openNameTables(popular, buildNameTables({ popular, standardLibrary: [], projects: popular, malicious: [] }));
const guess = createAttackGuess(tables);

function guessed(name: string): string | undefined {
  const attack = guess(name);
  return attack && `${attack.isAffixed ? 'adds to' : 'misspells'} ${popular[attack.target]}`;
}

it('a malicious name imitates the target that explains most of it', () => {
  expect(guessed('reqeusts')).toBe('misspells requests');
  expect(guessed('requests-helper')).toBe('adds to requests');
  expect(guessed('control-helper')).toBe('adds to control');
  expect(guessed('requests')).toBeUndefined();
  expect(guessed('zzzzzzzz')).toBeUndefined();
});

it('a name that the campaign of joined words made imitates nothing', () => {
  for (const name of ['adcontrol', 'esqgamecontrol', 'controlram', 'py-pullrandom']) {
    expect(guessed(name), name).toBeUndefined();
  }
  expect(guessed('sdkcontrol')).toBe('adds to control');
});

it('counts each kind of attack by target', () => {
  const malicious = ['reqeusts', 'requests-helper', 'requestslib', 'adcontrol', 'control-helper'];
  const counted = openNameTables(popular, buildNameTables({ popular, standardLibrary: [], projects: popular, malicious }));
  expect([...counted.attacks]).toEqual([3, 0, 1, 0]);
  expect([...counted.affixedAttacks]).toEqual([2, 0, 1, 0]);
});

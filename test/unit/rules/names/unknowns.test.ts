import { expect, it } from 'vitest';
import type { PackageFacts } from '../../../../server/src/facts/packages/packageFacts';
import { found, MISSING, unavailable } from '../../../../server/src/lookup';
import { describeUnknowns } from '../../../../server/src/rules/names/unknowns';

const DOWN = unavailable('down');
const FOUND = found({});
const SUSPICIOUS = { confidence: 'high', resemblances: [{ isPrivate: false }], malicious: false, project: DOWN, listed: MISSING };

it.each<[what: string, facts: object, expected: string[]]>([
  ['a name that no list has', {}, ['Unknown: whether it exists (down).']],
  ['a listed name', { listed: FOUND }, ['Unknown: first release and owners (down).']],
  ['the owners', { project: FOUND, kinship: DOWN }, ['Unknown: owners (down).']],
  ['old owners', { project: FOUND, kinship: found({}, { why: 'old' }) }, ['Unknown: owners (old).']],
  ['nothing: all is known', { project: FOUND, kinship: FOUND }, []],
  ['nothing: its owners do not matter', { project: FOUND }, []],
  ['nothing: it does not exist', { project: MISSING, kinship: DOWN }, []],
  ['nothing: it is malicious anyway', { malicious: true }, []],
  ['nothing: it is suspicious by its letters alone', { confidence: undefined }, []],
  ['nothing: it resembles a private name', { resemblances: [{ isPrivate: true }] }, []],
  ['nothing: it resembles no name', { resemblances: [] }, []],
])('what is not known of %s', (_, facts, expected) => {
  expect(describeUnknowns('reqeusts', { ...SUSPICIOUS, ...facts } as unknown as PackageFacts)).toEqual(expected);
});

it('nothing is unknown of a name that no index can have', () => {
  expect(describeUnknowns('r\u0435quests', SUSPICIOUS as unknown as PackageFacts)).toEqual([]);
});

it('a reason has no password', () => {
  const project = unavailable('https://ann:secret@corp.example did not answer');
  const facts = { ...SUSPICIOUS, project } as unknown as PackageFacts;
  expect(describeUnknowns('reqeusts', facts)).toEqual(['Unknown: whether it exists (https://***@corp.example did not answer).']);
  const kinship = { ...SUSPICIOUS, project: FOUND, kinship: project } as unknown as PackageFacts;
  expect(describeUnknowns('reqeusts', kinship)).toEqual(['Unknown: owners (https://***@corp.example did not answer).']);
});

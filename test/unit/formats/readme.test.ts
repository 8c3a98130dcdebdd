import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { RULE_IDS } from '../../../server/src/configuration/ruleLevels';
import { formats } from '../../../server/src/formats';

const README = readFileSync(path.join(__dirname, '../../../README.md'), 'utf8');

it('README has a row for each format and each rule', () => {
  const named = [...README.matchAll(/<!-- ([\w-]+) -->/g)].map(([, id]) => id);
  expect(named.sort()).toEqual(formats.map(({ id }) => id).sort());
  expect(RULE_IDS.filter((id) => !README.includes(`(docs/rules/${id}.md)`))).toEqual([]);
});

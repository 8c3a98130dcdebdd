import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { RULE_IDS, RULE_LEVELS } from '../../../server/src/configuration/ruleLevels';
import { nameRules, otherRules } from '../../../server/src/rules';

const PAGES = path.join(__dirname, '../../../docs/rules');

it('has a page for each rule, and no other', () => {
  expect(readdirSync(PAGES).sort()).toEqual(RULE_IDS.map((id) => `${id}.md`).sort());
});

it.each(RULE_IDS)('%s: says what, why, how to fix it and how to switch it', (id) => {
  const page = readFileSync(path.join(PAGES, `${id}.md`), 'utf8');
  expect(page.startsWith(`# ${id}\n`)).toBe(true);
  expect(page).toContain(`**Default: ${RULE_LEVELS[id]}`);
  for (const heading of [
    'What it means',
    'What happened',
    'How to fix it',
    RULE_LEVELS[id] === 'off' ? 'How to switch it on' : 'How to switch it off',
  ]) {
    expect(page).toContain(`## ${heading}\n`);
  }
});

it('lists every rule that judges packages or files', () => {
  const judging = [...nameRules, ...otherRules].map(({ id }) => id);
  expect(new Set(judging).size).toBe(judging.length);
  // The other two are said of the configuration and of the limits of reading.
  expect([...judging, 'invalid-configuration', 'not-checked'].sort()).toEqual([...RULE_IDS].sort());
});

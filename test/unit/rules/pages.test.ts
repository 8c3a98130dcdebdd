import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { rules } from '../../../server/src/rules';

const PAGES = path.join(__dirname, '../../../docs/rules');

it('has a page for each rule, and no other', () => {
  expect(readdirSync(PAGES).sort()).toEqual(rules.map(({ id }) => `${id}.md`).sort());
});

it.each(rules)('$id: has its description, background, fix and settings', ({ id, level }) => {
  const page = readFileSync(path.join(PAGES, `${id}.md`), 'utf8');
  expect(page.startsWith(`# ${id}\n`)).toBe(true);
  expect(page).toContain(`**Default: ${level}`);
  for (const heading of [
    'What it means',
    'Examples',
    'What happened',
    'How to fix it',
    level === 'off' ? 'How to switch it on' : 'How to switch it off',
  ]) {
    expect(page).toContain(`## ${heading}\n`);
  }
});

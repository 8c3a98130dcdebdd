import { readdirSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { RULE_IDS } from '../../../server/src/configuration/ruleLevels';
import { nameRules, rules } from '../../../server/src/rules';

const RULES = path.join(__dirname, '../../../server/src/rules');

it('lists the rules in the order of their ids', () => {
  expect(rules.map(({ id }) => id)).toEqual(RULE_IDS);
});

it.each(rules)('$id has a file of its own, and one of tests in the same folder', ({ id }) => {
  const name = id.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
  const [file] = filesBelow(RULES).filter((one) => path.posix.basename(one) === `${name}.ts`);
  expect(file).toBeDefined();
  expect(filesBelow(__dirname)).toContain(file?.replace(/\.ts$/, '.test.ts'));
});

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((file) => file.replace(/\\/g, '/'));
}

it.each(nameRules)('$id, which is about a name, judges requirements and has a verdict for `check`', ({ check, verdict }) => {
  expect([check, verdict]).toEqual([expect.any(Function), expect.any(Function)]);
});

it.each(rules)('$id: the rule ignores a name that can be trusted', ({ trustable = false, heedsTrust = false }) => {
  expect(!trustable || heedsTrust).toBe(true);
});

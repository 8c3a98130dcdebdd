import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { formats } from '../../../server/src/formats';

const README = readFileSync(path.join(__dirname, '../../../docs/files.md'), 'utf8');

it('docs/files.md has a row for each format', () => {
  const named = [...README.matchAll(/<!-- ([\w-]+) -->/g)].map(([, id]) => id);
  expect(named.sort()).toEqual(formats.map(({ id }) => id).sort());
});

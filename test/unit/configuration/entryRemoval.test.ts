import { expect, it } from 'vitest';
import { listEntryRemoval } from '../../../server/src/configuration/entryRemoval';
import { readProjectConfiguration } from '../../../server/src/configuration/projectConfiguration';
import { itemsOf } from '../../../server/src/formats/syntax/toml/node';
import { parseToml } from '../../../server/src/formats/syntax/toml/parse';

const FILE = 'file:///a/lookalike.toml';

function without(text: string, list: 'trust' | 'accept', index: number): string | undefined {
  const table = parseToml(text).root;
  const item = itemsOf(table.get(list))[index];
  const removal = item && listEntryRemoval(FILE, text, list, item.span);
  return removal && text.slice(0, removal.start) + text.slice(removal.end);
}

it.each<[what: string, text: string, list: 'trust' | 'accept', index: number, expected: string]>([
  ['the first table', '[[accept]]\nid = "A-1"\n[[accept]]\nid = "B-2"\n', 'accept', 0, '[[accept]]\nid = "B-2"\n'],
  [
    'the last table',
    'private = ["x"]\n[[accept]]\nid = "A-1"\n[[accept]]\nid = "B-2"\n',
    'accept',
    1,
    'private = ["x"]\n[[accept]]\nid = "A-1"\n',
  ],
  ['a table before another key', '[[accept]]\nid = "A-1"\n\n[rules]\nunpinned = "error"\n', 'accept', 0, '\n[rules]\nunpinned = "error"\n'],
  ['an item of a list', 'accept = [{ id = "A-1" }, { id = "B-2" }]\n', 'accept', 0, 'accept = [{ id = "B-2" }]\n'],
  ['an item of its own line', 'trust = [\n  "a",\n  { name = "b", until = 2020-01-01 },\n]\n', 'trust', 1, 'trust = [\n  "a",\n]\n'],
])('removes %s', (_, text, list, index, expected) => {
  const left = without(text, list, index);
  expect(left).toBe(expected);
  expect(readProjectConfiguration(FILE, left ?? '')?.problems).toEqual([]);
});

it('removes nothing at a place without an entry', () => {
  expect(listEntryRemoval(FILE, '[[accept]]\nid = "A-1"\n', 'accept', { start: 3, end: 4 })).toBeUndefined();
});

it.each([0, 1, 2])('removes nothing if a table has subtables (%d)', (index) => {
  const text = '[[accept]]\nid = "A"\n[accept.more]\nx = 1\n[[accept]]\nid = "B"\n[[accept]]\nid = "C"\n';
  expect(without(text, 'accept', index)).toBeUndefined();
});

it('removes nothing from a list that is a single text', () => {
  const text = 'trust = "a"\n';
  expect(listEntryRemoval(FILE, text, 'trust', { start: 8, end: 11 })).toBeUndefined();
});

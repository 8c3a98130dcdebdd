import { expect, it } from 'vitest';
import type { Requirement } from '../../../server/src/formats/manifest/format';
import { isToldAtOnce } from '../../../server/src/rules/detail';
import { sourceNote } from '../../../server/src/rules/sourceNote';

it.each([
  [{ why: 'no-member' }, 'source', ['x-name']],
  [{ why: 'no-project', place: '../x' }, 'source', ['x-name', '../x']],
  [{ why: 'outside', place: '../x' }, 'not-checked', ['../x']],
  [{ why: 'unnamed', place: '../x' }, 'source', ['../x']],
  [{ why: 'no-index', place: 'acme' }, 'source', ['acme']],
  [{ why: 'one-tool', tool: 'uv' }, 'source', ['uv', 'pip']],
])('%j is said with its names, and readers of a terminal see it', (unproven, kind, parts) => {
  const [note, ...others] = sourceNote({ name: 'x-name', unproven } as Requirement);
  expect(others).toEqual([]);
  expect(note?.kind).toBe(kind);
  expect(note && isToldAtOnce(note)).toBe(true);
  for (const part of parts) {
    expect(note?.text).toContain(part);
  }
});

it('there is no note about a valid source, or without a source', () => {
  expect(sourceNote({ name: 'x' } as Requirement)).toEqual([]);
});

import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { REST, Typing } from '../../../../server/src/lsp/publishing/typing';

const URI = 'file:///project/requirements.txt';
const at = (character: number) => ({ line: 3, character });
const diagnostic = (code: string, start: number, end: number) => ({ code, message: '', range: { start: at(start), end: at(end) } });
const types = (text: string, character: number, removed = 0) => [{ text, range: { start: at(character), end: at(character + removed) } }];

let rested: string[] = [];
let typing: Typing;

beforeEach(() => {
  vi.useFakeTimers();
  rested = [];
  typing = new Typing((uri) => rested.push(uri));
});

afterEach(() => vi.useRealTimers());

const shows = (...diagnostics: ReturnType<typeof diagnostic>[]): string[] => typing.shown(URI, diagnostics).map(({ code }) => String(code));

it.each([
  // The cursor is at 8.
  ['unknown-package', 0, 8, false],
  ['typosquat', 0, 12, false],
  ['import-name', 8, 12, false],
  ['known-malicious', 0, 8, true],
  ['vulnerable-version', 0, 8, true],
  ['typosquat', 0, 7, true],
  ['typosquat', 9, 12, true],
])('%s from %i to %i: shown %s', (code, start, end, isShown) => {
  typing.edited(URI, types('s', 7));
  expect(shows(diagnostic(code, start, end))).toEqual(isShown ? [code] : []);
});

it('shows held-back findings after a rest, and reports that once', () => {
  typing.edited(URI, types('s', 7));
  expect(shows(diagnostic('typosquat', 0, 8))).toEqual([]);
  vi.advanceTimersByTime(REST - 1);
  typing.edited(URI, types('', 7, 1));
  expect(shows(diagnostic('typosquat', 0, 7))).toEqual([]);
  vi.advanceTimersByTime(REST - 1);
  expect(rested).toEqual([]);
  vi.advanceTimersByTime(1);
  expect(rested).toEqual([URI]);
  expect(shows(diagnostic('typosquat', 0, 7))).toEqual(['typosquat']);
  vi.advanceTimersByTime(REST);
  expect(rested).toEqual([URI]);
});

it('reports nothing if nothing was held back', () => {
  typing.edited(URI, types('s', 7));
  expect(shows(diagnostic('typosquat', 9, 12))).toEqual(['typosquat']);
  vi.advanceTimersByTime(REST);
  typing.rested(URI);
  expect(rested).toEqual([]);
});

it.each([
  ['a blank', types(' ', 7)],
  ['an operator', types('=', 7)],
  ['a line', types('\n', 7)],
  ['a pasted name', types('reqeusts', 0)],
  ['two edits at once', [...types('s', 7), ...types('s', 1)]],
  ['the whole text', [{ text: 's' }]],
])('holds nothing back after %s', (_, changes) => {
  typing.edited(URI, types('s', 7));
  typing.edited(URI, changes);
  expect(shows(diagnostic('typosquat', 0, 8))).toEqual(['typosquat']);
});

it.each([
  ['saved', () => typing.rested(URI), [URI]],
  ['closed', () => typing.forget(URI), []],
  ['left by the client', () => typing.stop(), []],
])('shows it when the document is %s', (_, end, told) => {
  typing.edited(URI, types('s', 7));
  shows(diagnostic('typosquat', 0, 8));
  end();
  expect(rested).toEqual(told);
  expect(shows(diagnostic('typosquat', 0, 8))).toEqual(['typosquat']);
  expect(vi.getTimerCount()).toBe(0);
});

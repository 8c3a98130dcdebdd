import { expect, it } from 'vitest';
import { mayJoinToInstall } from '../../../../../server/src/formats/commands/variables/cutTexts';
import type { ScopeDialect } from '../../../../../server/src/formats/commands/variables/uses';
import { ReadingBudget } from '../../../../../server/src/formats/manifest/readingBudget';
import { Slice } from '../../../../../server/src/packaging/slice';

type Row = [dialect: ScopeDialect, pieces: readonly string[], values?: readonly string[]];

/** Whether pieces, and the values of variables (`NAME=value`), may be an install command together. */
function joins(dialect: ScopeDialect, pieces: readonly string[], values: readonly string[] = [], budget = new ReadingBudget()): boolean {
  const valuesOf = (name: string) => {
    const found = values.filter((value) => value.startsWith(`${name}=`)).map((value) => Slice.of(value.slice(name.length + 1)));
    return found.length === 0 ? undefined : { values: found, isOpen: false };
  };
  return mayJoinToInstall(pieces, { dialect, valuesOf, budget });
}

it.each<Row>([
  ['posix', ['x pip y']],
  ['posix', ['pi', 'p']],
  ['posix', ['p', 'i']],
  ['posix', ['ip']],
  ['posix', ['xp', 'ip x']],
  ['posix', ['in', 'st', 'all x']],
  ['posix', ['con', 'd', 'x', 'a ']],
  ['posix', ["p'i", "'p"]],
  ['posix', ['p\\i', '"p"']],
  ['posix', ['u\\\nv']],
  ['posix', ['$(x)']],
  ['posix', ['`x`']],
  ['posix', ["$'x'"]],
  ['posix', ['${A']],
  ['posix', ['s', 'h ', 'x']],
  ['posix', ['.', '/x']],
  ['posix', ['ma', 'ke ']],
  ['posix', ['$A'], ['A=pip']],
  ['posix', ['p$A'], ['A=ip']],
  ['posix', ['x$A'], ['A=$B', 'B=poetry']],
  ['posix', ['$A$A'], ['A=p', 'A=i']],
  ['posix', ['$A'], Array.from({ length: 50 }, (_, i) => `A=${i}`)],
  ['posix', Array.from({ length: 501 }, (_, i) => `${i}`)],
  ['posix', ['$A'.repeat(50)]],
  ['cmd', ['p^i', 'p']],
  ['cmd', ['%A%'], ['a=uv']],
  ['powershell', ["'pip'"]],
  ['powershell', ['$(x)']],
  ['powershell', ["$('p' + 'i')", 'p']],
  ['powershell', ["x$('ui')v", "$('p')i$(1)p"]],
  ['powershell', ['$($a)'], ['a=pip']],
  ['powershell', ['a$("pi")p']],
])('%s %j may install', (dialect, pieces, values) => {
  expect(joins(dialect, pieces, values)).toBe(true);
});

it.each<Row>([
  ['posix', []],
  ['posix', ['']],
  ['posix', ['x', 'y']],
  ['posix', ['pp', 'x']],
  ['posix', ['i', 'x']],
  ['posix', ['in', 'st', 'al']],
  ['posix', ['$A'], ['A=x']],
  ['posix', ['$A'], ['A=$A']],
  ['posix', ['$A'], Array.from({ length: 49 }, (_, i) => `A=${i}`)],
  ['posix', Array.from({ length: 500 }, (_, i) => `${i}`)],
  ['posix', ['$A'.repeat(49)]],
  ['cmd', ['s', 'h ', 'x']],
  ['cmd', ['.', '/x']],
  ['powershell', ["$'x'"]],
  ['powershell', ['`x`']],
  ['powershell', ["$(' ' * $n)"]],
  ['powershell', ["$('q' * 3, 'x')"]],
  ['powershell', ['$($pip.x)']],
  ['powershell', ['${x']],
])('%s %j may not', (dialect, pieces, values) => {
  expect(joins(dialect, pieces, values)).toBe(false);
});

it('may install where the text is too much', () => {
  const budget = new ReadingBudget();
  budget.allowsText(Number.MAX_SAFE_INTEGER);
  expect(joins('posix', ['x'], [], budget)).toBe(true);
});

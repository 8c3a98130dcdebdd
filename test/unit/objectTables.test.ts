import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { objectTables } from '../../scripts/build/objectTables.mjs';

/** The places in a project with one file. */
function placesIn(code: string): string[] {
  const folder = mkdtempSync(path.join(tmpdir(), 'lookalike-tables-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  writeFileSync(path.join(folder, 'tsconfig.json'), '{"compilerOptions":{"strict":true,"noEmit":true,"types":[]},"include":["*.ts"]}');
  writeFileSync(path.join(folder, 'code.ts'), code);
  return objectTables(path.join(folder, 'tsconfig.json'));
}

describe('a plain object that is a table for keys of any text', () => {
  it.each([
    ['const t: Record<string, number> = {};\nexport const f = (s: string) => t[s];', 't[s]'],
    ['const t: Record<string, number> = {};\nexport const f = (s: string) => { t[s] = 1; };', 't[s]'],
    ['const t: Record<string, number> = {};\nexport const f = (s?: string) => t[s ?? ""];', 't[s ?? ""]'],
    [`const t: Record<string, number> = {};\nexport const f = (s: string) => t[\`_\${s}\`];`, `t[\`_\${s}\`]`],
    ['const t: any = {};\nexport const f = (s: any) => t[s];', 't[s]'],
    ['const t = { a: 1 };\nexport const f = (s: string) => s in t;', 's in t'],
    ['const t = { a: 1 };\nexport const f = (s: string) => (s) in t;', '(s) in t'],
    ['type K<T> = keyof T;\nexport const f = <T, N extends string>(t: Record<N, T>, n: N) => t[n];', 't[n]'],
  ])('is found: %s', (code, place) => {
    expect(placesIn(code)).toEqual([`code.ts:2: ${place}`]);
  });

  it.each([
    'export const f = <N extends "a" | "b">(t: Record<N, string>, n: N) => t[n];',
    'const t = [1];\nexport const f = (i: number) => t[i];',
    'const t: Record<string, number> = {};\nexport const f = () => t["content-type"];',
    'const t: Record<"a" | "b", number> = { a: 1, b: 2 };\nexport const f = (s: "a" | "b") => t[s];',
    'const t = new Map([["a", 1]]);\nexport const f = (s: string) => t.get(s);',
    'export const f = (t: { a: 1 } | { b: 2 }) => "a" in t;',
  ])('is not seen in %s', (code) => {
    expect(placesIn(code)).toEqual([]);
  });

  it.each(['server', 'client'])('is nowhere in the %s', (part) => {
    expect(objectTables(path.join(__dirname, '../..', part, 'tsconfig.json'))).toEqual([]);
  });
});

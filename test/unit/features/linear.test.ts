import { describe, expect, it } from 'vitest';
import type { Analysis } from '../../../server/src/analysis/analysis';
import { documentLinks } from '../../../server/src/features/documentLinks';
import { documentSymbols, foldingRanges } from '../../../server/src/features/documentSymbols';
import { indexPinFixes } from '../../../server/src/features/indexPinFixes';
import { cellPositions } from '../../../server/src/formats/files/python/notebook';
import { countSteps } from '../countSteps';
import { documentOf, serviceOn } from './service';

const SMALL = 200;

async function analysisOf(text: string): Promise<Analysis> {
  const { service } = serviceOn({ 'lookalike.toml': 'private = ["acme-*"]\n' });
  return (await service.analyse(documentOf('pyproject.toml', text))) as Analysis;
}

/** `n` times a line with its number. */
function lines(n: number, line: (i: number) => string): string {
  return Array.from({ length: n }, (_, i) => `${line(i)}\n`).join('');
}

describe('twice the document costs at most 2.2 times the steps', () => {
  it.each<[string, (n: number) => string]>([
    ['names', (n) => `[project]\ndependencies = [\n${lines(n, (i) => `  "acme-${i}",`)}]\n`],
    ['names on one line', (n) => `[project]\ndependencies = [${lines(n, (i) => `"acme-${i}",`).replaceAll('\n', '')}]\n`],
    ['addresses with escapes', (n) => `[project]\ndependencies = [\n${lines(n, (i) => `  "a${i} @ https://x.example/\\u0061",`)}]\n`],
  ])('of %s', async (_, textOf) => {
    for (const feature of [documentLinks, documentSymbols, foldingRanges]) {
      const [small, large] = [await analysisOf(textOf(SMALL)), await analysisOf(textOf(2 * SMALL))];
      // Warm: the facts of each name are gathered once.
      feature(small);
      feature(large);
      expect(countSteps(() => feature(large)) / countSteps(() => feature(small))).toBeLessThan(2.2);
    }
  });

  it.each<[string, (lines: readonly string[]) => unknown]>([
    ['a cell', (source) => [{ cell_type: 'code', source }]],
    ['a cell in one string', (source) => [{ cell_type: 'code', source: source.join('') }]],
    ['cells', (source) => source.map((line) => ({ cell_type: 'code', source: [line] }))],
  ])('of a notebook, for the position of each line of %s', (_, cells) => {
    const stepsOf = (n: number): number => {
      const text = JSON.stringify({ cells: cells(lines(n, (i) => `!pip install a${i}`).match(/.*\n/g) ?? []) });
      const places = [...text.matchAll(/pip/g)].map(({ index }) => index);
      return countSteps(() => {
        const positionAt = cellPositions(text);
        expect(places.map(positionAt)).not.toContain(undefined);
      });
    };
    expect(stepsOf(4 * SMALL) / stepsOf(2 * SMALL)).toBeLessThan(2.2);
  });

  it.each<[string, (n: number) => string]>([
    [
      'indexes',
      (n) =>
        `[project]\ndependencies = ["acme-core"]\n${lines(n, (i) => `[[tool.uv.index]]\nname = "own"\nurl = "https://${i}.example/simple"`)}`,
    ],
    [
      'private names',
      (n) =>
        `[[tool.uv.index]]\nname = "own"\nurl = "https://own.example/simple"\n[project]\ndependencies = [\n${lines(n, (i) => `  "acme-${i}",`)}]\n`,
    ],
    [
      'private names of Poetry',
      (n) =>
        `[[tool.poetry.source]]\nname = "own"\nurl = "https://own.example/simple"\npriority = "supplemental"\n[tool.poetry.dependencies]\n${lines(n, (i) => `acme-${i} = "*"`)}`,
    ],
  ])('of %s, of which a few can be bound', async (_, textOf) => {
    const [small, large] = await Promise.all([SMALL, 2 * SMALL].map((n) => analysisOf(textOf(n))));
    const stepsOf = (analysis: Analysis): number => {
      const finding = analysis.findings.find(({ rule }) => rule === 'dependency-confusion');
      expect(finding).toBeDefined();
      return countSteps(() => indexPinFixes(analysis, finding!));
    };
    expect(stepsOf(large!) / stepsOf(small!)).toBeLessThan(2.2);
  });
});

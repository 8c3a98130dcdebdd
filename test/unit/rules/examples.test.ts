import { describe, expect, it } from 'vitest';
import { rules } from '../../../server/src/rules';
import { readMarked } from '../../markedText';
import { examplesOf } from './pageExamples';
import { expectMarked } from './world';

describe.each(rules)('the page of $id', ({ id, level, mildest = level }) => {
  const examples = examplesOf(id);
  const marked = examples.map(({ files }) =>
    [...files.values()].flatMap((text) => readMarked(text, id).marks.filter(({ rule }) => rule === id)),
  );

  it('has an example that the rule reports, and one that it does not', () => {
    expect(
      marked.some((marks) => marks.length > 0),
      'no example has a finding of the rule',
    ).toBe(true);
    expect(
      marked.some((marks) => marks.length === 0),
      'every example has one',
    ).toBe(true);
  });

  it('shows the most and the least severe finding that the rule has by default, and none beyond', () => {
    const severities = ['error', 'warning', 'information', 'hint'];
    const seen = new Set(marked.flat().map(({ severity }) => severity));
    const inOrder = severities.filter((severity) => seen.has(severity));
    expect([inOrder.at(0), inOrder.at(-1)]).toEqual(level === 'off' ? ['warning', 'warning'] : [level, mildest]);
  });

  it.each(examples)('$title', async ({ files, index }) => {
    const plain = Object.fromEntries([...files].map(([file, text]) => [file, readMarked(text).text]));
    for (const [file, text] of files) {
      await expectMarked(file, text, { files: plain, index }, id);
    }
    expect(files.size).toBeGreaterThan(0);
  });
});

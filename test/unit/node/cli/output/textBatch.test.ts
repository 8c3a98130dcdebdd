import { expect, it } from 'vitest';
import { TextBatch } from '../../../../../server/src/node/cli/output/textBatch';
import { nextTurn } from '../../../../../server/src/slices';

it('joins the texts of one turn, in order, and writes nothing twice', async () => {
  const written: string[] = [];
  const batch = new TextBatch((text) => written.push(text));
  batch.add('a');
  batch.add('');
  batch.add('b');
  expect(written).toEqual([]);
  await nextTurn();
  await nextTurn();
  expect(written).toEqual(['ab']);
  batch.add('c');
  batch.flush();
  batch.flush();
  await nextTurn();
  batch.add('');
  await nextTurn();
  expect(written).toEqual(['ab', 'c']);
  batch.add('d');
  await nextTurn();
  await nextTurn();
  expect(written).toEqual(['ab', 'c', 'd']);
});

import { setImmediate as later } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { DeclarationStore } from '../../../../server/src/facts/indexes/declarationStore';
import { found } from '../../../../server/src/lookup';

it('reads eight files at the same time, and all of them', async () => {
  const uris = Array.from({ length: 100 }, (_, i) => `file:///project/a${i}/requirements.txt`);
  const read: string[] = [];
  let now = 0;
  let most = 0;
  const readAround = async (uri: string) => {
    most = Math.max(most, ++now);
    await later();
    now--;
    read.push(uri);
    return found('--index-url https://index.example/simple\n');
  };
  const store = new DeclarationStore({ readAround }, async (text, format) => [format.parse(text)]);
  await store.readAll(uris);
  expect(read.sort()).toEqual(uris.sort());
  expect(most).toBe(8);
  expect([...store.speaking].sort()).toEqual(uris);
});

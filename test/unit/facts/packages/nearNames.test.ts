import { expect, it } from 'vitest';
import { NearNames } from '../../../../server/src/facts/packages/nearNames';

function namesOn() {
  const asked: string[] = [];
  const near = new NearNames((name) => {
    asked.push(name);
    return name.startsWith('near') ? [`${name}-meant`] : [];
  });
  return { asked, near };
}

it('is searched once per name, and reported for names with similar projects', async () => {
  const { asked, near } = namesOn();
  expect(near.of('near-a')).toEqual([]);
  expect(await near.look(['near-a', 'far', 'near-a', 'near-b'])).toEqual(['near-a', 'near-b']);
  expect([near.of('near-a'), near.of('far')]).toEqual([['near-a-meant'], []]);
  expect(await near.look(['near-a', 'far'])).toEqual([]);
  expect(asked).toEqual(['near-a', 'far', 'near-b']);
});

it('is searched for the first forty names of a file', async () => {
  const { asked, near } = namesOn();
  const names = Array.from({ length: 45 }, (_, i) => `near${i}`);
  expect(await near.look(names)).toEqual(names.slice(0, 40));
  expect(await near.look(names)).toEqual([]);
  expect(await near.look(names.slice(40))).toEqual(names.slice(40));
  expect(asked).toHaveLength(45);
});

it('ends if no one waits for it', async () => {
  const { asked, near } = namesOn();
  const gone = new AbortController();
  gone.abort();
  expect(await near.look(['near-a'], gone.signal)).toEqual([]);
  expect(asked).toEqual([]);
  expect(await near.look(['near-a'])).toEqual(['near-a']);
});

it('lets other work go first, and ends if it is not needed any more', async () => {
  const { asked, near } = namesOn();
  const gone = new AbortController();
  const looking = near.look(['near-a', 'near-b'], gone.signal);
  gone.abort();
  expect(await looking).toEqual([]);
  expect(asked).toEqual([]);
});

it('remembers ten thousand names, and then starts anew', async () => {
  const { asked, near } = namesOn();
  const names = Array.from({ length: 10_001 }, (_, i) => `near${i}`);
  for (let i = 0; i < 10_000; i += 40) {
    await near.look(names.slice(i, i + 40));
  }
  expect(near.of('near0')).toEqual(['near0-meant']);
  await near.look(['near10000']);
  expect([near.of('near0'), near.of('near10000')]).toEqual([[], ['near10000-meant']]);
  expect(asked).toHaveLength(10_001);
});

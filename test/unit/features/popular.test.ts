import { expect, it } from 'vitest';
import { realNameData } from '../../inMemoryHost';
import { serviceOn } from './service';

it('is quiet on every one of the most downloaded names', async () => {
  const { service } = serviceOn();
  const { popular } = await realNameData();
  const names = Array.from({ length: popular.size }, (_, i) => popular.nameAt(i + 1) as string);
  const reports = await service.checkNames(names, 'file:///project/requirements.txt', new AbortController().signal);
  expect(names.length).toBeGreaterThan(15_000);
  expect(reports.filter(({ verdict }) => verdict !== 'ok').map(({ name, rule }) => [name, rule])).toEqual([]);
});

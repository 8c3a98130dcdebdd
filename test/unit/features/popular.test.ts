import { expect, it } from 'vitest';
import { realNameData } from '../../inMemoryHost';
import { serviceOn } from './service';

it("reports none of the most downloaded names, except for names of another project's module", async () => {
  const { service } = serviceOn();
  const { popular, importName } = await realNameData();
  const names = Array.from({ length: popular.size }, (_, i) => popular.nameAt(i + 1) as string);
  const reports = await service.checkNames(names, 'file:///project/requirements.txt', new AbortController().signal);
  expect(names.length).toBeGreaterThan(15_000);
  const reported = reports.filter(({ verdict }) => verdict !== 'ok');
  const namesakes = reported.filter(({ rule, severity }) => rule === 'import-name' && severity === 'information');
  expect(reported.filter((report) => !namesakes.includes(report))).toEqual([]);
  expect(namesakes.length).toBeLessThan(60);
  expect(namesakes.map(({ name, targets }) => (importName(name)?.projects.includes(targets[0] ?? '') ? 'ok' : name))).toEqual(
    namesakes.map(() => 'ok'),
  );
});

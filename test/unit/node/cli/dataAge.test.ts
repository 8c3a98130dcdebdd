import { describe, expect, it } from 'vitest';
import type { LanguageService } from '../../../../server/src/languageService';
import { ageInDays, refreshIfDue } from '../../../../server/src/node/cli/dataAge';
import { textOutput } from '../../../../server/src/node/cli/output/text';

const NOW = Date.UTC(2026, 10, 26, 12);
const dates = (malicious: string, advisories: string) => ({ projects: '2026-11', popularity: '2020-01', malicious, advisories });

it.each([
  ['2026-11-26', '2026-11-26', 0],
  ['2026-11', '2026-11-26', 0],
  ['2026-11-20', '2026-11-26', 6],
  ['2026-10', '2026-11-26', 26],
  ['2026-11-26', '2026-07-23', 126],
  ['2030-01', '2030-01-01', 0],
])('counts from the older of malware (%s) and advisories (%s)', (malicious, advisories, days) => {
  expect(ageInDays(dates(malicious, advisories), NOW)).toBe(days);
});

it.each([
  [14, ''],
  [15, "The data is 15 days old. To refresh it, run 'lookalike update-data'."],
])('is said of data of %d days', (days, said) => {
  const data = { asOf: '2026-11', ...dates('2026-11', '2026-11-01'), ageInDays: days };
  const nothing = { findings: [], suppressed: [], notChecked: [], skipped: [] };
  const text = textOutput({ version: '1', data, offline: false, files: 1, requirements: 0, ...nothing }, { showSuppressed: false });
  expect(/The data is.*'lookalike update-data'\./.exec(text)?.[0] ?? '').toBe(said);
});

describe('package data', () => {
  async function refreshed(isDue: boolean, update: () => Promise<unknown>): Promise<readonly string[]> {
    const said: string[] = [];
    const service = { isDataDue: async () => isDue, updateData: update } as unknown as LanguageService;
    await refreshIfDue(service, (text) => said.push(text));
    return said;
  }
  const fresh = async () => ({ after: { sizes: { projects: 1_234 } } });

  it('that are due are refreshed', async () => {
    expect(await refreshed(true, fresh)).toEqual([
      'Refreshing the package data. This takes a while.',
      'Package data refreshed. Projects: 1,234.',
    ]);
  });

  it('that are not due stay', async () => {
    expect(await refreshed(false, fresh)).toEqual([]);
  });

  it('that is unavailable does not stop the call', async () => {
    expect(await refreshed(true, () => Promise.reject(new Error('no answer')))).toEqual([
      'Refreshing the package data. This takes a while.',
      'The package data could not be updated: no answer',
    ]);
  });
});

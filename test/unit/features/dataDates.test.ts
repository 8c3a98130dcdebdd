import { describe, expect, it } from 'vitest';
import { found } from '../../../server/src/lookup';
import { formatDate } from '../../../server/src/protocol/language';
import { realAdvisories } from '../../inMemoryHost';
import { documentOf, learn, serviceOn } from './service';

const FIXED = { id: 'PYSEC-2026-1', aliases: [], ranges: [{ fixed: '2.0' }], versions: [] };

async function hoverOn(line: string, online = false): Promise<string> {
  const { host, service } = serviceOn();
  host.current = { ...host.current, offline: !online };
  host.advisories.known.set('simplejson', found([FIXED]));
  const document = documentOf('requirements.txt', line);
  const signal = new AbortController().signal;
  await learn(service, document);
  const { contents } = (await service.hover(document, { line: 0, character: 2 }, signal)) as { contents: { value: string } };
  return contents.value.replaceAll('\\', '');
}

describe('a version that no advisory affects', () => {
  it('has the date of the advisories, offline', async () => {
    const day = formatDate((await realAdvisories()).asOf.slice(0, 'YYYY-MM-DD'.length));
    expect(await hoverOn('simplejson==3.20.1')).toContain(`pinned 3.20.1 · #454 on PyPI · no known vulnerabilities as of ${day}\n`);
  });

  it.each([
    ['offline', false],
    ['where the database does not answer', true],
  ])('is said to be so with one day in all of the hover, %s', async (_, online) => {
    const { host, service } = serviceOn();
    host.current = { ...host.current, offline: !online };
    const document = documentOf('requirements.txt', 'simplejson==3.20.1');
    const signal = new AbortController().signal;
    await learn(service, document);
    const { contents } = (await service.hover(document, { line: 0, character: 2 }, signal)) as { contents: { value: string } };
    const day = formatDate((await realAdvisories()).asOf.slice(0, 'YYYY-MM-DD'.length));
    expect(contents.value.split(day)).toHaveLength(2);
    expect(contents.value.includes('Newer advisories were not checked')).toBe(online);
  });

  it('has no date immediately after a lookup in the database', async () => {
    expect(await hoverOn('simplejson==3.20.1', true)).toContain('· no known vulnerabilities\n');
  });

  it.each([
    ['simplejson==1.0', 'no known vulnerabilities'],
    ['simplejson', 'no known vulnerabilities'],
    ['simplejson>=3.20', 'no known vulnerabilities'],
    ['simplejson @ https://example.org/x.zip', 'no known vulnerabilities'],
  ])('is not claimed of %s', async (line, claim) => {
    expect(await hoverOn(line)).not.toContain(claim);
  });
});

it('the hover of a finding has the date of the advisories once', async () => {
  const { service } = serviceOn();
  const document = documentOf('requirements.txt', 'django==2.2.1\n');
  const hover = await service.hover(document, { line: 0, character: 2 }, new AbortController().signal);
  const { value } = (hover as { contents: { value: string } }).contents;
  expect(value.replaceAll('\\', '').split(`Advisories as of ${formatDate((await service.dates()).advisories)}.`)).toHaveLength(2);
});

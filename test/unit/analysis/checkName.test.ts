import { describe, expect, it } from 'vitest';
import { MISSING } from '../../../server/src/lookup';
import { project, realNameData } from '../../inMemoryHost';
import { suspect } from '../../suspects';
import { serviceOn } from '../features/service';

describe('a checked name', () => {
  async function reason(name: string): Promise<string | undefined> {
    const { service } = serviceOn();
    const [report] = await service.checkNames([name], 'file:///project/requirements.txt', new AbortController().signal);
    return `${report?.verdict}: ${report?.reason}`;
  }

  it('has the unknown facts', async () => {
    expect(await reason('crytography')).toMatch(
      /^suspicious: .*\(missing letter 'p'\)\..* Unknown: first release and owners \(Lookalike is in offline mode\)\.$/,
    );
    expect(await reason('reqeusts')).toMatch(/Unknown: whether it exists \(.*\)\.$/);
    expect(await reason('pycryptoenv')).not.toContain('Unknown:');
  });

  it('has the facts in its favor', async () => {
    const data = await realNameData();
    const lowered = await suspect(data, 'high', 'old', 'low');
    expect(await reason(lowered.name)).toMatch(
      /^suspicious: .* First listed before [A-Z][a-z]{2} \d{4}\. '[\w-]+' is #[\d,]+ on PyPI by downloads\. Unknown: /,
    );
    const cleared = await suspect(data, 'low', 'old', undefined);
    expect(await reason(cleared.name)).toMatch(
      new RegExp(`^ok: Similar to '${cleared.target}', but not reported: First listed before [A-Z][a-z]{2} \\d{4}\\.$`),
    );
  });

  it('is still ok, with a note about the project that continues it', async () => {
    expect(await reason('pycrypto')).toMatch(
      /^ok: 'pycrypto' has had no release since [A-Z][a-z]{2} \d{4}\. Its successor is 'pycryptodome'\.$/,
    );
    expect(await reason('pycryptodome')).toBe('ok: undefined');
  });

  it('is still ok if only some versions are malware, and says so', async () => {
    expect(await reason('lightning')).toBe("ok: Some versions of 'lightning' are malware. Pin one that is not.");
  });

  it('gets the same suggestion in a list of any length', async () => {
    const data = await realNameData();
    // Misses a letter of a project that few know, so only the list of all projects has an answer.
    const absent = data
      .namesStartingWith('ze', 1500)
      .filter((name) => name.length > 8 && data.popular.rankOf(name) === undefined)
      .map((name) => name.slice(0, 4) + name.slice(5))
      .filter((name) => /^[a-z]+$/.test(name) && !data.exists(name))
      .slice(0, 60)
      .filter((name) => data.nearest(name).length > 0);
    expect(absent.length).toBeGreaterThan(45);
    const { service } = serviceOn();
    const reports = await service.checkNames(absent, 'file:///project/requirements.txt', new AbortController().signal);
    expect(reports.filter(({ targets }) => targets.length === 0)).toEqual([]);
  });

  it.each([
    ['archived', undefined, "'flask' is archived and will get no more releases."],
    ['deprecated', undefined, "'flask' is deprecated."],
    ['deprecated', 'off', undefined],
    ['active', undefined, undefined],
  ] as const)('that is %s is still ok, and says so (level: %s)', async (status, level, said) => {
    const { host, service } = serviceOn();
    host.current = { ...host.current, offline: false, ...(level && { rules: { 'project-status': level } }) };
    host.index.projects.set('flask', project('flask', { status }));
    const [report] = await service.checkNames(['flask'], 'file:///project/requirements.txt', new AbortController().signal);
    expect(report?.verdict).toBe('ok');
    expect(report?.reason).toBe(said);
  });

  it.each([
    ['https://pypi.org', 'is not on PyPI.'],
    ['https://mirror.example/simple', 'is not on the index.'],
    ['https://test.pypi.org', 'is not on the index.'],
  ])('that %s does not have comes with whether that is PyPI', async (indexUrl, said) => {
    const name = 'zqxw-nobody-has-this';
    const { host, service } = serviceOn();
    host.current = { ...host.current, offline: false, indexUrl };
    host.index.projects.set(name, MISSING);
    const [report] = await service.checkNames([name], 'file:///project/requirements.txt', new AbortController().signal);
    expect(report?.reason).toContain(`'${name}' ${said}`);
  });

  it.each([
    ['as it is', undefined, 'suspicious', 'warning'],
    ['as an error', 'error', 'suspicious', 'error'],
    ['not at all', 'off', 'ok', undefined],
  ] as const)('that its index has quarantined is said so %s, as the configuration wants it', async (_, level, verdict, severity) => {
    const { host, service } = serviceOn();
    host.current = { ...host.current, offline: false, ...(level && { rules: { 'project-status': level } }) };
    host.index.projects.set('flask', project('flask', { status: 'quarantined' }));
    const [report] = await service.checkNames(['flask'], 'file:///project/requirements.txt', new AbortController().signal);
    expect(report).toMatchObject({ verdict, ...(severity && { rule: 'project-status', severity }) });
    expect(report?.reason?.includes('is quarantined by the index') === true).toBe(level !== 'off');
  });

  it('says which facts about its owners could not be looked up', async () => {
    const { host, service } = serviceOn();
    host.current = { ...host.current, offline: false };
    host.index.projects.set('crytography', project('crytography'));
    const [report] = await service.checkNames(['crytography'], 'file:///project/requirements.txt', new AbortController().signal);
    expect(report?.notChecked).toContain('Unknown: owners (the index did not answer).');
  });

  it('that is not a name has its odd characters noted', async () => {
    expect(await reason('\u65e5x')).toContain("It contains the character '\u65e5' (U+65E5).");
  });
});

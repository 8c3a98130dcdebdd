import { describe, expect, it } from 'vitest';
import type { Advisory } from '../../../../server/src/advisories/advisory';
import { project } from '../../../inMemoryHost';
import { documentOf, serviceOn } from '../../features/service';
import { release } from '../given';
import { expectMarked, fixesOf, judged } from '../world';

describe('by the bundled advisories', () => {
  it.each<[what: string, marked: string]>([
    [
      'a pin',
      `
django==2.2.1
      ^^^^^^^ warning[vulnerable-version]: django 2.2.1 has … known vulnerabilities (worst: …). Fixed in …`,
    ],
    [
      'a range of which every version is affected',
      `
django<2.0
      ^^^^ warning[vulnerable-version]: django <2.0 allows only vulnerable versions (…).`,
    ],
    [
      'a range of which the newest version may be affected',
      `
django>=4.2,<4.3
      ^^^^^^^^^^ information[vulnerable-version]: django >=4.2,<4.3 allows vulnerable versions (…).`,
    ],
    ['an open range', 'django>=2.0'],
    ['an open range with an exclusion', 'django>=2.0,!=99'],
    ['a bare name', 'django'],
    ['a pin of a version that no advisory knows', 'django==99.0'],
    ['a package from a URL', 'django @ https://example.com/django-2.2.1.tar.gz'],
  ])('%s', async (_, marked) => {
    await expectMarked('requirements.txt', marked);
  });

  it('reads the grammar of Poetry', async () => {
    const marked = `
[tool.poetry.dependencies]
django = "^1.11"
          ^^^^^ warning[vulnerable-version]: django ^1.11 allows only vulnerable versions (…).`;
    await expectMarked('pyproject.toml', marked);
  });
});

describe('a message names a version and a specifier, the first 30 characters of long ones', () => {
  const version = (length: number) => `2.2.1${'.0'.repeat(20)}`.slice(0, length - 1).padEnd(length, '0');

  it.each([
    [`==${version(30)}`, `django ${version(30)} has `],
    [`==${version(31)}`, `django ${version(31).slice(0, 29)}… has `],
    [`<${version(29)}`, `django <${version(29)} allows `],
    [`<${version(30)}`, `django <${version(30).slice(0, 28)}… allows `],
  ])('%s', async (specifier, beginning) => {
    const { diagnostics } = await judged('requirements.txt', `django${specifier}\n`);
    expect(diagnostics.map(({ message }) => String(message).slice(0, beginning.length))).toEqual([beginning]);
  });
});

it('is suppressed if the project declares the name its own', async () => {
  const { service } = serviceOn({ 'lookalike.toml': 'private = ["django"]' });
  const analysis = await service.analyse(documentOf('requirements.txt', 'django==2.2.1'));
  const ours = ({ rule }: { readonly rule: string }) => rule === 'vulnerable-version';
  expect(analysis?.findings.filter(ours)).toEqual([]);
  expect(analysis?.suppressed.filter(ours).map(({ by }) => by.kind)).toEqual(['private']);
});

describe('the fix', () => {
  it('upgrades a pin, and drops the hashes of the old version', async () => {
    const fixes = await fixesOf('requirements.txt', `django==2.2.1 --hash=sha256:${'a'.repeat(64)}  # web\n`);
    expect(fixes.filter(({ preferred }) => preferred)).toEqual([
      {
        title: expect.stringMatching(/^Upgrade to \d[\d.]* \(fixes [A-Z]+-[\w-]+\) and drop the hashes$/),
        preferred: true,
        text: expect.stringMatching(/^django==\d[\d.]* {2}# web\n$/),
      },
    ]);
  });

  it('is absent for a range', async () => {
    const fixes = await fixesOf('requirements.txt', 'django<2.0\n');
    expect(fixes.filter(({ title }) => title.startsWith('Upgrade'))).toEqual([]);
  });
});

describe('the details about a package', () => {
  const advisory = (id: string, more: Partial<Advisory> = {}): Advisory => ({
    id,
    aliases: [],
    ranges: [{ introduced: '0', fixed: '2.0' }],
    versions: [],
    ...more,
  });
  const HIGH = advisory('GHSA-1', { aliases: ['CVE-1'], severity: 'high', summary: 'A flaw.' });
  const LOW = advisory('PYSEC-2', { severity: 'low', ranges: [{ introduced: '0', fixed: '3.0' }] });
  const UNRATED = advisory('GHSA-3', { ranges: [{ introduced: '0' }] });

  async function findingsOf(specifier: string, advisories: readonly Advisory[], versions = ['1.0', '2.0', '3.0']) {
    const releases = versions.map((version) => release(version, '2020-01-01T00:00:00Z'));
    const world = {
      index: new Map([['simplejson', project('simplejson', { releases })]]),
      advisories: new Map([['simplejson', advisories]]),
    };
    const text = `simplejson${specifier}\n`;
    const { service, document } = await judged('requirements.txt', text, world);
    const { findings = [] } = (await service.analyse(document)) ?? {};
    return findings.filter(({ rule }) => rule === 'vulnerable-version');
  }

  it.each<[what: string, specifier: string, advisories: Advisory[], message: string]>([
    ['one flaw of a pin', '==1.0', [HIGH], 'simplejson 1.0 has 1 known vulnerability (CVE-1, high). Fixed in 2.0.'],
    ['one flaw without a rating', '==1.0', [UNRATED], 'simplejson 1.0 has 1 known vulnerability (GHSA-3). No fixed version is known.'],
    ['two flaws', '==1.0', [LOW, HIGH], 'simplejson 1.0 has 2 known vulnerabilities (worst: CVE-1, high). Fixed in 3.0.'],
    ['one of two flaws', '==2.0', [LOW, HIGH], 'simplejson 2.0 has 1 known vulnerability (PYSEC-2, low). Fixed in 3.0.'],
    ['a range of bad versions', '<2.0', [HIGH], 'simplejson <2.0 allows only vulnerable versions (CVE-1, high).'],
    ['two flaws of a range', '<2.0', [HIGH, LOW], 'simplejson <2.0 allows only vulnerable versions (CVE-1, high; 1 more).'],
    ['three flaws of a range', '<2.0', [HIGH, LOW, UNRATED], 'simplejson <2.0 allows only vulnerable versions (CVE-1, high; 2 more).'],
    [
      'the newest of a range',
      '>=1,<3',
      [LOW, advisory('A-4', { severity: 'critical', ranges: [{ introduced: '0', fixed: '1.5' }] })],
      'simplejson >=1,<3 allows only vulnerable versions (PYSEC-2, low).',
    ],
    [
      'the newest alone',
      '>=1',
      [advisory('A-5', { ranges: [{ introduced: '2.5' }] }), HIGH],
      "simplejson 3.0 is vulnerable (A-5). It is the newest version that '>=1' allows.",
    ],
  ])('%s', async (_, specifier, advisories, message) => {
    expect((await findingsOf(specifier, advisories)).map((finding) => finding.message)).toEqual([message]);
  });

  it.each(['critical', 'high', 'medium', 'low'] as const)('a flaw that is %s', async (severity) => {
    const [finding] = await findingsOf('==1.0', [advisory('A-1', { severity }), UNRATED]);
    expect(finding?.message).toContain(`(worst: A-1, ${severity})`);
    expect(finding?.records?.rating).toBe(severity);
  });

  it('are sorted by importance, with the end of each vulnerability', async () => {
    const [finding] = await findingsOf('==1.0', [LOW, UNRATED, HIGH]);
    expect(finding).toMatchObject({
      severity: 'warning',
      source: { name: 'OSV GHSA-1', url: 'https://osv.dev/vulnerability/GHSA-1' },
    });
    expect(finding?.records).toEqual({
      ids: ['CVE-1', 'GHSA-1', 'GHSA-3', 'PYSEC-2'],
      fixed: expect.arrayContaining(['2.0', '3.0']),
      rating: 'high',
      advisories: [
        { id: 'CVE-1', title: 'A flaw.', severity: 'high', fixed: '2.0', url: 'https://osv.dev/vulnerability/GHSA-1' },
        { id: 'PYSEC-2', title: undefined, severity: 'low', fixed: '3.0', url: 'https://osv.dev/vulnerability/PYSEC-2' },
        { id: 'GHSA-3', title: undefined, severity: undefined, fixed: undefined, url: 'https://osv.dev/vulnerability/GHSA-3' },
      ],
    });
  });

  it.each([
    ['a record of malware', '==1.0', [advisory('MAL-1')]],
    ['a version without a flaw', '==3.0', [HIGH, LOW]],
    ['a range with a newest version without a flaw', '>=1', [HIGH, LOW]],
    ['no specifier', '', [HIGH]],
    ['no specifier, where no version is safe', '', [UNRATED]],
  ])('is not %s', async (_, specifier, advisories) => {
    expect(await findingsOf(specifier, advisories)).toEqual([]);
  });

  it('shorten long texts', async () => {
    const version = `1.${'0'.repeat(40)}`;
    const [pin] = await findingsOf(`==${version}`, [HIGH]);
    expect(pin?.message).toMatch(/^simplejson 1\.0{5,29}… has 1 known/);
    const [range] = await findingsOf(`<${version}`, [UNRATED]);
    expect(range?.message).toMatch(/^simplejson <1\.0{5,29}… allows/);
  });

  it.each([
    ['==1.0', 'Upgrade to 2.0 (fixes CVE-1)', 'simplejson==2.0'],
    ['== 1.0', 'Upgrade to 2.0 (fixes CVE-1)', 'simplejson== 2.0'],
    ['===1.0', 'Upgrade to 2.0 (fixes CVE-1)', 'simplejson===2.0'],
  ])('offers what %s becomes', async (specifier, title, text) => {
    const releases = ['1.0', '2.0'].map((version) => release(version, '2020-01-01T00:00:00Z'));
    const world = { index: new Map([['simplejson', project('simplejson', { releases })]]), advisories: new Map([['simplejson', [HIGH]]]) };
    const fixes = await fixesOf('requirements.txt', `simplejson${specifier}\n`, world);
    expect(fixes.filter(({ preferred }) => preferred)).toEqual([{ title, preferred: true, text: `${text}\n` }]);
  });
});

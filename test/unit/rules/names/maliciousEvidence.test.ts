import * as l10n from '@vscode/l10n';
import { afterEach, describe, expect, it } from 'vitest';
import { DiagnosticSeverity } from 'vscode-languageserver-types';
import { readTexts } from '../../../../scripts/build/translations.mjs';
import type { Advisory } from '../../../../server/src/advisories/advisory';
import { createLanguageService } from '../../../../server/src/languageService';
import { found } from '../../../../server/src/lookup';
import type { MaliciousRecord, NameData } from '../../../../server/src/names/nameData';
import { formatDate } from '../../../../server/src/protocol/language';
import { describeRecord, sourceOfRecord } from '../../../../server/src/rules/names/maliciousEvidence';
import type { FindingSource } from '../../../../server/src/rules/rule';
import { InMemoryHost, realNameData } from '../../../inMemoryHost';
import { documentOf, learn, RULES, serviceOn } from '../../features/service';

const { Error: error, Warning: warning, Information: information } = DiagnosticSeverity;
const KAM193 = 'https://bad-packages.kam193.eu/pypi/package/';

/** The real data, with one honest and one nonexistent name in records of our own. */
async function recorded(line: string, records: readonly Partial<MaliciousRecord>[], live?: Partial<Advisory>) {
  const host = new InMemoryHost();
  const real = await realNameData();
  const list = records.map((record): MaliciousRecord => ({ source: 'campaigns', category: 'malicious', ...record }));
  const data: NameData = {
    ...real,
    isMalicious: (name) => isOurs(name) && list.some(({ versions }) => versions === undefined),
    maliciousRecords: (name) => (isOurs(name) ? list : []),
  };
  host.nameData = async () => data;
  const service = createLanguageService(host, { rulesUri: RULES, documentChanges: true });
  host.current = { ...host.current, offline: live === undefined };
  if (live !== undefined) {
    host.advisories.known.set('simplejson', found([{ id: 'MAL-2026-7', aliases: [], ranges: [], versions: [], ...live }]));
  }
  const document = documentOf('requirements.txt', line);
  const signal = new AbortController().signal;
  await learn(service, document);
  const diagnostics = (await service.diagnostics(document)).filter(({ code }) => code === 'known-malicious');
  const { contents } = (await service.hover(document, { line: 0, character: 1 }, signal)) as { contents: { value: string } };
  return { diagnostics, hover: contents.value };
}

function isOurs(name: string): boolean {
  return name === 'simplejson' || name === 'zqxw-nobody-has-this';
}

describe('the first line of the hover', () => {
  const everyVersion = { ranges: [{}] };
  it.each<[string, Partial<MaliciousRecord>[], string, Partial<Advisory>?]>([
    ['zqxw-nobody-has-this', [{}], ' Listed as malicious'],
    ['zqxw-nobody-has-this==1.0', [{}], ' Listed as malicious'],
    ['simplejson==2.6.2', [{ versions: ['2.6.2', '2.6.3'] }], ' This version is listed as malicious'],
    ['simplejson>=2.6', [{ versions: ['2.6.2'] }], ' Some versions are listed as malicious'],
    ['simplejson==2.6.2', [], ' This version is listed as malicious', everyVersion],
    ['simplejson<2.7', [], ' The allowed versions are listed as malicious', everyVersion],
    ['simplejson', [], ' Listed as malicious', everyVersion],
    ['zqxw-nobody-has-this', [{ category: 'spam' }], ''],
    ['zqxw-nobody-has-this', [{ category: 'suspicious' }], ''],
  ])('of %s with %j says what is listed:%s', async (line, records, label, live) => {
    const [name] = /^[\w-]+/.exec(line) ?? [];
    const { hover } = await recorded(line, records, live);
    expect(hover.replaceAll('\\', '').split('\n')[0]).toMatch(new RegExp(`^[✖⚠ℹ] \\*\\*${name}\\*\\*${label}$`));
  });
});

describe('a record of a malicious package', () => {
  it.each<[string, Partial<MaliciousRecord>, [number, RegExp][]]>([
    ['zqxw-nobody-has-this', {}, [[error, /^'zqxw-nobody-has-this' is malware\. Do not install it\.$/]]],
    ['zqxw-nobody-has-this', { category: 'suspicious' }, [[error, /listed as highly suspicious/]]],
    ['zqxw-nobody-has-this', { category: 'pentest' }, [[warning, /probable penetration test/]]],
    ['zqxw-nobody-has-this', { category: 'spam' }, [[warning, /listed as spam/]]],
    ['zqxw-nobody-has-this>=1', { category: 'hacking-tool' }, [[warning, /high-risk hacking tool/]]],
    ['zqxw-nobody-has-this===odd', {}, [[error, /is malware/]]],
    ['simplejson==2.6.2', { versions: ['2.6.2', '2.6.3'] }, [[error, /^'simplejson' 2\.6\.2 is malware/]]],
    ['simplejson==2.6.2', { versions: ['2.6.2'], category: 'spam' }, [[warning, / 2\.6\.2 is listed as spam/]]],
    ['simplejson==2.6.4', { versions: ['2.6.2', '2.6.3'] }, []],
    ['simplejson', { versions: ['2.6.2'] }, []],
    ['simplejson>=2.6', { versions: ['2.6.2'] }, [[information, /Some versions/]]],
    ['simplejson>=2.6', { versions: ['2.6.2'], category: 'spam' }, []],
  ])('%s with %j', async (line, record, expected) => {
    const { diagnostics } = await recorded(line, [record]);
    expect(diagnostics.map(({ severity }) => severity)).toEqual(expected.map(([severity]) => severity));
    for (const [i, [, message]] of expected.entries()) {
      expect(diagnostics[i]?.message).toMatch(message);
    }
  });

  it.each<[Partial<MaliciousRecord>, FindingSource]>([
    [
      { month: '2026-05', id: '2026-05-x' },
      { name: 'kam193/package-campaigns', month: '2026-05', url: `${KAM193}zqxw-nobody-has-this` },
    ],
    [{ source: 'registry' }, { name: 'PyPI malregistry', url: 'https://github.com/lxyeternal/pypi_malregistry' }],
    [
      { source: 'osv', month: '2026-06', id: 'MAL-2026-1' },
      { name: 'OSV MAL-2026-1', month: '2026-06', url: 'https://osv.dev/vulnerability/MAL-2026-1' },
    ],
  ])('%j is named in data and hover', async (record, source) => {
    const { diagnostics, hover } = await recorded('zqxw-nobody-has-this', [record]);
    expect(diagnostics[0]?.data.source).toEqual(source);
    const { name, month, url } = source;
    expect(hover).toContain(`Record: [${name.replace(/[^\w ]/g, '\\$&')}](${url})${month === undefined ? '' : `, ${formatDate(month)}`}`);
  });

  it('that is most informative is named, and the worst one decides', async () => {
    const { diagnostics } = await recorded('zqxw-nobody-has-this', [{ source: 'registry' }, { category: 'pentest' }]);
    expect(diagnostics[0]).toMatchObject({
      severity: error,
      message: expect.stringContaining('penetration test'),
      data: { source: { name: 'kam193/package-campaigns' } },
    });
  });

  it('of every version comes before one of some versions', async () => {
    const records = [{ source: 'osv', id: 'MAL-2026-1', versions: ['2.6.2'] }, { source: 'registry' }] as const;
    for (const order of [records, [...records].reverse()]) {
      const { diagnostics } = await recorded('simplejson>=2.6', order);
      expect(diagnostics.map(({ severity, data }) => [severity, data.source.name])).toEqual([[error, 'PyPI malregistry']]);
    }
  });

  it('in the live database is named in the same way', async () => {
    const { diagnostics } = await recorded('simplejson==1.5', [], { versions: ['1.5'], month: '2026-11' });
    const source = { name: 'OSV MAL-2026-7', month: '2026-11', url: 'https://osv.dev/vulnerability/MAL-2026-7' };
    expect(diagnostics.map(({ severity, data }) => [severity, data.source])).toEqual([[error, source]]);
  });
});

it.each([
  [
    { source: 'osv', id: 'MAL-1', month: '2026-05' },
    { name: 'OSV MAL-1', month: '2026-05', url: 'https://osv.dev/vulnerability/MAL-1' },
  ],
  [{ source: 'osv' }, { name: 'OSV', month: undefined, url: 'https://osv.dev/vulnerability/evil' }],
  [
    { source: 'campaigns', month: '2026-05', id: 'x' },
    { name: 'kam193/package-campaigns', month: '2026-05', url: `${KAM193}evil` },
  ],
  [
    { source: 'registry', id: 'x' },
    { name: 'PyPI malregistry', month: undefined, url: 'https://github.com/lxyeternal/pypi_malregistry' },
  ],
] as const)('the source of %j is %j', (record, source) => {
  expect(sourceOfRecord({ category: 'malicious', ...record }, 'evil')).toEqual(source);
});

describe('the message about a record', () => {
  it.each<[MaliciousRecord['category'], string]>([
    ['malicious', "is malware (imitates 'good'). Do not install it."],
    ['suspicious', "is listed as highly suspicious. Do not install it. It imitates 'good'."],
    ['pentest', "is listed as a probable penetration test. Do not install it. It imitates 'good'."],
    ['hacking-tool', "is listed as a high-risk hacking tool. It imitates 'good'."],
    ['spam', "is listed as spam. Do not install it. It imitates 'good'."],
  ])('in the category %s says that the package %s', (category, said) => {
    const plain = said.replace(/ \(imitates.*?\)| It imitates.*/, '');
    const of = (specifier?: string, target?: string) => describeRecord({ name: 'evil', specifier, target }, category);
    expect(of()).toBe(`'evil' ${plain}`);
    expect(of('')).toBe(`'evil' ${plain}`);
    expect(of('==1.0')).toBe(`'evil' ==1.0 ${plain}`);
    expect(of(undefined, 'good')).toBe(`'evil' ${said}`);
    expect(of('==1.0', 'good')).toBe(`'evil' ==1.0 ${said}`);
  });

  it('has at most 30 characters of the specifier', () => {
    const of = (specifier: string) => describeRecord({ name: 'evil', specifier }, 'spam');
    expect(of(`==${'1'.repeat(28)}`)).toContain(` ==${'1'.repeat(28)} is`);
    expect(of(`==${'1'.repeat(29)}`)).toContain(` ==${'1'.repeat(27)}… is`);
  });
});

describe('the bundled records', () => {
  it('know versions of honest projects, and have nothing about the others', async () => {
    const { service } = serviceOn();
    const document = documentOf('requirements.txt', 'lightning==2.6.2\nlightning==2.6.1\nlightning\ndurabletask==1.4.2\ndurabletask\n');
    const lines = (await service.diagnostics(document))
      .filter(({ code }) => code === 'known-malicious')
      .map(({ range }) => range.start.line);
    expect(lines).toEqual([0, 3]);
  });

  it('give the verdict of a name as what it is', async () => {
    const { service } = serviceOn();
    const names = ['lightning', 'soopsocks', '1000-pip-climber-system-cracked'];
    const reports = await service.checkNames(names, 'file:///project/requirements.txt', new AbortController().signal);
    expect(reports.map(({ verdict, severity }) => [verdict, severity])).toEqual([
      ['ok', undefined],
      ['malicious', 'error'],
      ['suspicious', 'warning'],
    ]);
  });
});

describe('a verdict in another language', () => {
  afterEach(() => l10n.config({ contents: {} }));

  it.each([
    ['de', '„evil“ ==1.0 ist Schadsoftware (ahmt „good“ nach)'],
    ['fr', '«\u00a0evil\u00a0» ==1.0 est un programme malveillant (imite «\u00a0good\u00a0»)'],
  ])('has the same quotes around all names (%s)', (language, expected) => {
    l10n.config({ contents: readTexts(`l10n/bundle.l10n.${language}.json`) ?? {} });
    expect(describeRecord({ name: 'evil', specifier: '==1.0', target: 'good' }, 'malicious')).toContain(expected);
    expect(describeRecord({ name: 'evil' }, 'spam')).not.toContain("'");
  });
});

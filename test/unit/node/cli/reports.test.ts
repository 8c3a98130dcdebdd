import { parseDocument } from 'htmlparser2';
import { describe, expect, it } from 'vitest';
import type { FileReport } from '../../../../server/src/analysis/scan/workspaceScan';
import { requirements } from '../../../../server/src/formats/files/requirements';
import { csvOutput } from '../../../../server/src/node/cli/output/csv';
import { cyclonedxOutput } from '../../../../server/src/node/cli/output/cyclonedx';
import type { PrintedFinding, ScanOutput } from '../../../../server/src/node/cli/output/finding';
import { htmlOutput } from '../../../../server/src/node/cli/output/html';

const range = { start: { line: 6, character: 2 }, end: { line: 6, character: 10 } };
const FINDING: PrintedFinding = {
  rule: 'vulnerable-version',
  severity: 'warning',
  message: 'It is "old", <really>.',
  path: 'a/requirements.txt',
  range,
  name: 'django',
  targets: [],
  version: '2.2.1',
  ids: ['CVE-1', 'GHSA-2'],
  fixed: ['2.2.28', '3.0'],
  details: [
    { kind: 'evidence', text: 'It was seen.' },
    { kind: 'advice', text: 'Look.' },
  ],
  source: { name: 'OSV GHSA-2', url: 'https://osv.dev/vulnerability/GHSA-2' },
};
const NAMELESS: PrintedFinding = { rule: 'insecure-index', severity: 'error', message: 'Plain.', path: 'pip.conf', range, targets: [] };
const OUTPUT: ScanOutput = {
  version: '1.2.3',
  data: { ageInDays: 3, asOf: '2026-11', projects: '2026-11', popularity: '2026-11', malicious: '2026-08', advisories: '2026-07-23' },
  files: 4,
  requirements: 5,
  offline: false,
  findings: [FINDING, NAMELESS],
  suppressed: [
    {
      ...FINDING,
      version: undefined,
      specifier: '<3',
      by: { kind: 'accept', path: 'lookalike.toml', reason: 'reviewed', until: '2027-01-31' },
    },
  ],
  notChecked: [
    { path: 'b.txt', name: 'flask', why: 'no answer' },
    { path: 'c.txt', why: 'too large' },
  ],
  skipped: [{ path: 'venv', why: 'an environment' }],
};

const MARKED =
  'a/requirements.txt,7,3,"It is ""old"", <really>.",CVE-1 GHSA-2,2.2.28 3.0,It was seen. Look.,OSV GHSA-2 https://osv.dev/vulnerability/GHSA-2';

it('a CSV file has a row for each finding, suppressed finding, unchecked name and left-out file', () => {
  expect(csvOutput(OUTPUT).split('\r\n')).toEqual([
    'status,severity,rule,package,version,path,line,column,message,advisories,fixed,details,record,suppressed-by',
    `reported,warning,vulnerable-version,django,2.2.1,${MARKED},`,
    'reported,error,insecure-index,,,pip.conf,7,3,Plain.,,,,,',
    `suppressed,warning,vulnerable-version,django,<3,${MARKED},"accept, lookalike.toml; reviewed; until Jan 31, 2027"`,
    'not-checked,,,flask,,b.txt,,,no answer,,,,,',
    'not-checked,,,,,c.txt,,,too large,,,,,',
    'left-out,,,,,venv,,,an environment,,,,,',
    '',
  ]);
});

it.each([
  ['=1+1', '"\'=1+1"'],
  ['+1', '"\'+1"'],
  ['-1', '"\'-1"'],
  ['@x', '"\'@x"'],
  ['|x', '"\'|x"'],
  ['  =1', '"\'  =1"'],
  ['\uff1d1+1', '"\'\uff1d1+1"'],
  ['\uff0b1', '"\'\uff0b1"'],
  ['\uff0d1', '"\'\uff0d1"'],
  ['\uff20x', '"\'\uff20x"'],
  ['\u22121', '"\'\u22121"'],
  ['\ufe661', '"\'\ufe661"'],
  ['\u3000\uff1d1', '"\'\u3000\uff1d1"'],
  ['\tx', '"\'\\u0009x"'],
  ['\rx', '"\'\\u000dx"'],
  ['\r\n=1', '"\'\\u000d =1"'],
  ['a=1', 'a=1'],
  ['a,b', '"a,b"'],
  ['a"b', '"a""b"'],
  [' a', '" a"'],
  ['a ', '"a "'],
  ['a\n\nb', 'a b'],
])('%j is the cell %s', (message, cell) => {
  const [, row] = csvOutput({ ...OUTPUT, findings: [{ ...NAMELESS, message }] }).split('\r\n');
  expect(row).toBe(`reported,error,insecure-index,,,pip.conf,7,3,${cell},,,,,`);
});

describe('a report', () => {
  interface Element {
    readonly name?: string;
    readonly data?: string;
    readonly children?: readonly Element[];
  }

  function all(node: Element, name: string): Element[] {
    return [...(node.name === name ? [node] : []), ...(node.children ?? []).flatMap((child) => all(child, name))];
  }

  function text(node: Element): string {
    return node.data ?? (node.children ?? []).map(text).join('');
  }

  /** The tables, as lists of rows of cells; the headings are the first row. */
  function tables(output: ScanOutput): string[][][] {
    const document = parseDocument(htmlOutput(output, { language: 'en' }), { decodeEntities: true }) as unknown as Element;
    return all(document, 'table').map((table) =>
      all(table, 'tr').map((row) => [...all(row, 'th'), ...all(row, 'td')].map((cell) => text(cell).trim())),
    );
  }

  it('has a cell under each heading', () => {
    const found = tables(OUTPUT);
    expect(found.length).toBeGreaterThanOrEqual(4);
    for (const [headings = [], ...rows] of found) {
      expect(rows.map(({ length }) => length)).toEqual(rows.map(() => headings.length));
    }
  });

  it('has the most severe finding first, and all of its details', () => {
    const table = tables(OUTPUT).find(([headings]) => headings?.[0] === 'Severity' && headings.length === 5);
    expect(table).toEqual([
      ['Severity', 'Package', 'Message', 'Rule', 'Place'],
      ['Error', '', 'Plain.', 'insecure-index', 'pip.conf:7'],
      ['Warning', 'django', 'It is "old", <really>.It was seen.Look.Record: OSV GHSA-2', 'vulnerable-version', 'a/requirements.txt:7'],
    ]);
  });

  it('has what was not checked, suppressed and left out', () => {
    const cells = tables(OUTPUT).flat(2).join('\n');
    for (const part of [
      'no answer',
      'too large',
      'flask',
      'b.txt',
      'c.txt',
      'accept',
      'lookalike.toml',
      'reviewed',
      '2027-01-31',
      'venv',
      'an environment',
    ]) {
      expect(cells).toContain(part);
    }
  });

  it('begins with the scope and the dates of the data', () => {
    const document = parseDocument(htmlOutput(OUTPUT, { language: 'en' }), { decodeEntities: true }) as unknown as Element;
    const facts = all(document, 'dt').map((term, i) => [text(term), text(all(document, 'dd')[i] as Element)]);
    expect(facts.map(([term]) => term)).toEqual([
      'Findings',
      'Requirements',
      'Files',
      'Package list',
      'Popularity',
      'Malicious packages',
      'Advisories',
      'Online services',
      'Lookalike',
    ]);
    expect(facts.slice(0, 3).map(([, value]) => value)).toEqual(['2', '5', '4']);
    expect(facts.at(-1)?.[1]).toBe('1.2.3');
    expect(facts.at(-2)?.[1]).toBe('contacted');
  });

  it('has dates in words, and others as they are', () => {
    const data = { ...OUTPUT.data, projects: '2026-11', advisories: '2026-07-23', popularity: 'soon', malicious: '<x>' };
    const page = htmlOutput({ ...OUTPUT, data }, { language: 'en' });
    expect([...page.matchAll(/<dd>([^<]*)<\/dd>/g)].map(([, text]) => text).slice(3, 7)).toEqual([
      'November 2026',
      'soon',
      '&lt;x&gt;',
      'July 23, 2026',
    ]);
  });

  it('says that there are no findings', () => {
    expect(htmlOutput({ ...OUTPUT, findings: [] }, { language: 'en' })).toContain('No findings.');
  });
});

describe('the components of a bill of materials', () => {
  const reportOf = (path: string, text: string, more: Partial<FileReport> = {}): FileReport => {
    return { uri: path, analysis: { manifest: requirements.parse(text) } as FileReport['analysis'], ...more };
  };
  const bom = (reports: readonly FileReport[], findings: readonly PrintedFinding[] = []) =>
    JSON.parse(cyclonedxOutput({ ...OUTPUT, findings }, reports, (uri) => `print/${uri}`));
  const REPORTS = [
    reportOf('z.txt', 'Django==2.2.1\nflask>=1\n-c constraints.txt\n--only-binary six\nrequests @ https://a.example/requests-1.0.zip\n'),
    reportOf('a.txt', 'django==2.2.1\ndjango==3.0+local\n'),
    reportOf('hidden.txt', 'six==1.0\n', { hiddenBy: { kind: 'exclude', outside: false } }),
    { ...reportOf('unread.txt', ''), analysis: undefined },
  ];

  it('are each package and pinned version in order, with all its files', () => {
    const { components, ...rest } = bom(REPORTS);
    expect(rest).toMatchObject({ bomFormat: 'CycloneDX', version: 1, $schema: 'http://cyclonedx.org/schema/bom-1.6.schema.json' });
    const library = (ref: string, name: string, version: string | undefined, ...paths: readonly string[]) => ({
      type: 'library',
      'bom-ref': ref,
      name,
      ...(version !== undefined && { version }),
      purl: ref,
      evidence: { occurrences: paths.map((location) => ({ location })) },
    });
    expect(components).toEqual([
      library('pkg:generic/requests', 'requests', undefined, 'print/z.txt'),
      library('pkg:pypi/django@2.2.1', 'django', '2.2.1', 'print/a.txt', 'print/z.txt'),
      library('pkg:pypi/django@3.0%2Blocal', 'django', '3.0+local', 'print/a.txt'),
      library('pkg:pypi/flask', 'flask', undefined, 'print/z.txt'),
    ]);
  });

  it('leave out constraints', () => {
    const requirement = { role: 'constraint', name: 'x', normalizedName: 'x', source: 'index' };
    const analysis = { manifest: { requirements: [requirement, { ...requirement, role: 'reference' }] } };
    expect(bom([{ uri: 'x', analysis } as never]).components).toEqual([]);
  });

  it('are what a vulnerability affects, in order: the package of its finding in that version and file', () => {
    const found = (path: string, version: string | undefined, name = 'Django') => ({ ...FINDING, ids: ['CVE-1'], path, name, version });
    const affected = (...findings: readonly PrintedFinding[]) =>
      bom(REPORTS, findings).vulnerabilities[0].affects.map(({ ref }: { ref: string }) => ref);
    expect(affected(found('print/z.txt', '2.2.1'))).toEqual(['pkg:pypi/django@2.2.1']);
    expect(affected(found('print/a.txt', '3.0+local'), found('print/a.txt', '2.2.1'))).toEqual([
      'pkg:pypi/django@2.2.1',
      'pkg:pypi/django@3.0%2Blocal',
    ]);
    expect(affected(found('print/z.txt', '3.0+local'))).toEqual([]);
    expect(affected(found('print/a.txt', undefined))).toEqual([]);
    expect(affected(found('print/z.txt', undefined, 'flask'))).toEqual(['pkg:pypi/flask']);
  });
});

it('a bill of materials has a vulnerability for each advisory, with its rating if there is one', () => {
  const findings = [FINDING, { ...FINDING, ids: ['CVE-3', 'CVE-1'], rating: 'high' as const, message: 'Another.' }];
  const { vulnerabilities, metadata, specVersion } = JSON.parse(cyclonedxOutput({ ...OUTPUT, findings }, [], (uri) => uri));
  expect(specVersion).toBe('1.6');
  expect(metadata.tools.components).toEqual([{ type: 'application', name: 'Lookalike', version: '1.2.3' }]);
  expect(metadata.properties.slice(-3)).toEqual([
    { name: 'lookalike:not-checked', value: String(OUTPUT.notChecked.length) },
    { name: 'lookalike:suppressed', value: String(OUTPUT.suppressed.length) },
    { name: 'lookalike:left-out', value: String(OUTPUT.skipped.length) },
  ]);
  expect(vulnerabilities).toEqual([
    expect.objectContaining({ id: 'CVE-1', description: FINDING.message, affects: [] }),
    expect.objectContaining({ id: 'CVE-3', ratings: [{ severity: 'high' }], description: 'Another.' }),
    expect.objectContaining({ id: 'GHSA-2', source: { name: 'OSV', url: 'https://osv.dev/vulnerability/GHSA-2' } }),
  ]);
  expect(vulnerabilities.map((each: object) => 'ratings' in each)).toEqual([false, true, false]);
});

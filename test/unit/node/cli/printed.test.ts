import { describe, expect, it } from 'vitest';
import { SEVERITIES } from '../../../../server/src/configuration/ruleLevels';
import { COMMANDS, SHELLS } from '../../../../server/src/node/cli/commandLine/commands';
import { completionScript } from '../../../../server/src/node/cli/commandLine/completion';
import { commandHelp, generalHelp } from '../../../../server/src/node/cli/commandLine/help';
import { ruleList } from '../../../../server/src/node/cli/listRules';
import { csvOutput } from '../../../../server/src/node/cli/output/csv';
import type { PrintedFinding, PrintedSuppressed, ScanOutput } from '../../../../server/src/node/cli/output/finding';
import { htmlOutput } from '../../../../server/src/node/cli/output/html';
import { SCAN_FORMATS } from '../../../../server/src/node/cli/scan';
import type { Style } from '../../../../server/src/node/cli/terminal/style';

/*
 * The complete output of the command line, next to the tests that explain it. `vitest run -u` rewrites it after a change of a text. Read the
 * difference before you commit it.
 */

/** Shows the format of each text. */
const MARKED: Style = (format, text) => `<${[format].flat().join(' ')}>${text}</>`;

const place = (line: number, start: number, end: number, last = line) => ({
  start: { line, character: start },
  end: { line: last, character: end },
});

const FINDINGS: readonly PrintedFinding[] = [
  ...SEVERITIES.map(
    (severity, i): PrintedFinding => ({
      rule: 'typosquat',
      severity,
      message: `Message ${i}, 100 % <b>plain</b>.\nA second line: it's "quoted".`,
      path: `folder ${i}/requirements, old.txt`,
      range: place(i, 2 * i, 9),
      name: `Name_${i}`,
      targets: ['requests', 'flask'].slice(0, i),
    }),
  ),
  {
    rule: 'vulnerable-version',
    severity: 'warning',
    message: 'Affected by CVE-1.',
    path: 'poetry.lock',
    range: place(3, 0, 4, 5),
    name: 'django',
    targets: [],
    version: '2.2.1',
    ids: ['CVE-1', 'GHSA-2'],
    fixed: ['2.2.2', '3.0'],
    advisories: [
      { id: 'CVE-1', title: 'A <b>bad</b> one.', severity: 'critical', fixed: '2.2.2', url: 'https://osv.dev/vulnerability/CVE-1' },
      { id: 'CVE-2', url: 'http://example.org/' },
    ],
    rating: 'critical',
    source: { name: 'OSV', month: '2026-05', url: 'https://osv.dev/vulnerability/CVE-1' },
    via: ['our-web', 'django-utils'],
  },
  {
    rule: 'vulnerable-version',
    severity: 'warning',
    message: 'Affected by CVE-3.',
    path: '/elsewhere/requirements.txt',
    range: place(0, 0, 1),
    name: 'django',
    targets: [],
    specifier: '<3',
    ids: ['CVE-3'],
    rating: 'low',
    via: ['django'],
  },
  {
    rule: 'import-name',
    severity: 'warning',
    message: 'In a cell.',
    path: 'a.ipynb',
    range: place(9, 1, 2),
    cell: { cell: 2, line: 3 },
    targets: [],
    rating: 'medium',
  },
  {
    rule: 'known-malicious',
    severity: 'error',
    message: 'A high one.',
    details: (['evidence', 'unknown', 'source', 'not-checked', 'advice'] as const).map((kind, i) => ({
      kind,
      text: `Of the kind ${kind}: 1${i} %\n<i>[x](y)</i>.`,
    })),
    source: { name: 'OSV MAL-1', month: '2026-05', url: 'https://osv.dev/vulnerability/MAL-1' },
    path: '=x.txt',
    range: place(0, 0, 0),
    targets: [],
    rating: 'high',
  },
];
const [FIRST] = FINDINGS as readonly [PrintedFinding];
const SUPPRESSED: readonly PrintedSuppressed[] = [
  { ...FIRST, by: { kind: 'comment', path: 'a.txt', range: place(4, 0, 3) } },
  { ...FIRST, by: { kind: 'accept', path: 'lookalike.toml', range: place(0, 0, 3), reason: 'reviewed', until: '2027-01-31' } },
  { ...FIRST, by: { kind: 'trust', reason: 'our fork' } },
  { ...FIRST, by: { kind: 'trust', path: 'lookalike.toml', until: '2027-01-31' } },
];
const data = { ageInDays: 3, asOf: '2026-11', projects: '2026-11', popularity: '2026-10', malicious: '2026-09', advisories: '2026-07-23' };
const NOTHING: ScanOutput = {
  version: '1.2.3',
  data,
  offline: false,
  files: 0,
  requirements: 0,
  findings: [],
  suppressed: [],
  notChecked: [],
  skipped: [],
};

const OUTPUTS: Readonly<Record<string, ScanOutput>> = {
  nothing: NOTHING,
  clean: { ...NOTHING, files: 1, requirements: 1_234, offline: true },
  'nothing but what was left out': { ...NOTHING, skipped: [{ path: 'venv', why: 'It is a virtual environment.' }] },
  'nothing checked': { ...NOTHING, notChecked: [{ path: 'a.txt', why: 'It is too large.' }] },
  'a warning': { ...NOTHING, files: 2, requirements: 3, findings: FINDINGS.slice(1, 2), data: { ...data, ageInDays: 15 } },
  unchecked: {
    ...NOTHING,
    files: 2,
    requirements: 9,
    notChecked: [
      ...['a', 'b', 'c', 'd', 'e', 'f', 'g'].map((name) => ({ path: 'a.txt', name, why: 'no answer' })),
      { path: 'a.txt', name: 'flask', why: 'another reason' },
      { path: 'b.txt', why: 'It is too large.' },
    ],
  },
  'all there is': {
    ...NOTHING,
    files: 4,
    requirements: 12,
    findings: FINDINGS,
    suppressed: SUPPRESSED,
    notChecked: [{ path: 'b.txt', name: 'flask', why: 'no answer' }],
    skipped: [
      { path: 'venv', why: 'It is a virtual environment.' },
      { path: '-x.txt', why: '100 %: out,\nof reach' },
    ],
  },
};

const HAVE_FLAGS = ['text', 'github'];
const FLAGS = { plain: {}, quiet: { quiet: true }, verbose: { verbose: true, showSuppressed: true } };

describe.each([...SCAN_FORMATS])('a scan as %s', (format, print) => {
  it('is printed as before', async () => {
    const texts = Object.entries(OUTPUTS).flatMap(([what, output]) =>
      Object.entries(HAVE_FLAGS.includes(format) ? FLAGS : { plain: {} }).map(([how, flags]) => {
        const text = print(output, { showSuppressed: false, base: '/repository', rulePage: (id) => `# ${id}\n`, style: MARKED, ...flags });
        // SARIF's descriptions of the rules have tests of their own.
        return `=== ${what}, ${how}\n${format === 'sarif' ? text.replace(/^ {12}\{\n {14}"id": [\s\S]*?^ {12}\},?\n/gm, '') : text}`;
      }),
    );
    await expect(texts.join('')).toMatchFileSnapshot(`printed/scan.${format}.txt`);
  });
});

it('a report for people is written as before', async () => {
  const options = {
    language: 'en',
    linkOf: (path: string, range?: object) => (path.startsWith('/') ? undefined : `#${path}:${range !== undefined}`),
  };
  const pages = Object.entries(OUTPUTS).map(([what, output]) => {
    const page = htmlOutput(output, options)
      .replace(/<style>[\s\S]*<\/style>/, '')
      .replace(/sha256-[\w+/=]*/, 'sha256-…');
    return `=== ${what}\n${page}${htmlOutput(output, { language: 'de' }).includes('<a ') ? 'has links' : 'has no links'}\n${csvOutput(output)}`;
  });
  await expect(pages.join('').replaceAll('\r', '␍')).toMatchFileSnapshot('printed/reports.txt');
});

it.each([
  [1_999, undefined],
  [2_000, undefined],
  [2_001, '1'],
  [2_003, '3'],
])('a report for people counts the rows that it leaves out of %d', (count, leftOut) => {
  const findings = Array.from({ length: count }, (): PrintedFinding => ({ ...FIRST, message: 'One row.' }));
  const page = htmlOutput({ ...NOTHING, findings }, { language: 'en' });
  expect(page.match(/One row\./g)).toHaveLength(Math.min(count, 2_000));
  expect(/<p>Rows that are not listed here: (\d+)\./.exec(page)?.[1]).toBe(leftOut);
});

it.each(SHELLS)('the completion of %s is written as before', async (shell) => {
  await expect(completionScript(shell)).toMatchFileSnapshot(`printed/completion.${shell}.txt`);
});

it('help is written as before', async () => {
  const options = { style: MARKED, columns: 100 };
  const helps = [
    generalHelp(options),
    ...COMMANDS.map((command) => commandHelp(command, options)),
    ruleList({ format: 'text', ...options }),
  ];
  await expect(helps.join('\n===\n')).toMatchFileSnapshot('printed/help.txt');
});

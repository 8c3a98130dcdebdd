import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { PrintedFinding, ScanOutput } from '../../../../../server/src/node/cli/output/finding';
import { githubOutput } from '../../../../../server/src/node/cli/output/github';
import { type SarifOptions, sarifOutput } from '../../../../../server/src/node/cli/output/sarif';
import { textOutput } from '../../../../../server/src/node/cli/output/text';
import { styleFor } from '../../../../../server/src/node/cli/terminal/style';

const SHORT = { showSuppressed: false };

function finding(changes: Partial<PrintedFinding> = {}): PrintedFinding {
  const range = { start: { line: 1, character: 0 }, end: { line: 1, character: 8 } };
  return {
    rule: 'typosquat',
    severity: 'warning',
    message: 'Why?',
    path: 'requirements.txt',
    range,
    name: 'reqeusts',
    targets: [],
    ...changes,
  };
}

const DATA = { ageInDays: 3, asOf: '2026-11', projects: '2026-11', popularity: '2026-11', malicious: '2026-08', advisories: '2026-07-23' };
const DATES = 'Package data: projects Nov 2026, downloads Nov 2026, malware Aug 2026, advisories Jul 23, 2026.';

function output(findings: readonly PrintedFinding[], changes: Partial<ScanOutput> = {}): ScanOutput {
  return {
    version: '1.2.3',
    data: DATA,
    files: 1,
    requirements: 2,
    findings,
    notChecked: [],
    suppressed: [],
    skipped: [],
    offline: false,
    ...changes,
  };
}

/** The pages of the rules in the repository. */
const SARIF: SarifOptions = {
  base: '/repository',
  rulePage: (id) => readFileSync(path.join(__dirname, `../../../../../docs/rules/${id}.md`), 'utf8'),
};

function run(of: ScanOutput) {
  return JSON.parse(sarifOutput(of, SARIF)).runs[0];
}

function results(of: ScanOutput) {
  return run(of).results;
}

describe('text', () => {
  it('ends with a summary', () => {
    expect(
      textOutput(output([finding()]), SHORT)
        .split('\n')
        .slice(-4),
    ).toEqual(['', '1 look-alike in 1 file. Requirements: 2. Files: 1.', DATES, '']);
  });

  it('says that its data is old', () => {
    const data = { ...DATA, ageInDays: 1_234 };
    expect(textOutput(output([], { data }), SHORT)).toContain("The data is 1,234 days old. To refresh it, run 'lookalike update-data'.");
  });

  it('has what could not be checked in its summary, too', () => {
    const notChecked = [{ path: 'requirements.txt', name: 'flask', why: 'no answer' }];
    expect(textOutput(output([], { notChecked }), SHORT)).toBe(
      `Not checked (1): no answer\n  requirements.txt: flask\n\nNo findings. Requirements: 2. Files: 1. Not checked: 1.\n${DATES}\n`,
    );
  });

  it('prints a reason once, with the first of its names', () => {
    const names = ['flask', 'django', 'idna', 'numpy', 'scipy', 'torch', 'flask'];
    const down = names.map((name, i) => ({ path: i < 3 ? 'a.txt' : 'b.txt', name, why: 'the index cannot be reached' }));
    const notChecked = [...down, { path: 'c.txt', why: 'it is not a text file' }];
    const lines = textOutput(output([], { notChecked }), SHORT).split('\n');
    expect(lines.slice(0, 4)).toEqual([
      'Not checked (7): the index cannot be reached',
      '  flask, django, idna, numpy, scipy and 1 more',
      'Not checked (1): it is not a text file',
      '  c.txt',
    ]);
    const all = textOutput(output([], { notChecked }), { ...SHORT, verbose: true });
    expect(all).toContain('\n  a.txt: flask\n  a.txt: django\n  a.txt: idna\n  b.txt: numpy\n');
  });

  it('keeps what was not checked when it is quiet, and nothing else beside the findings', () => {
    const notChecked = [{ path: 'requirements.txt', name: 'flask', why: 'no answer' }];
    expect(textOutput(output([finding()], { notChecked }), { ...SHORT, quiet: true })).toBe(
      'requirements.txt:2:1: warning: Why? [typosquat]\n\nNot checked (1): no answer\n  requirements.txt: flask\n',
    );
    expect(textOutput(output([]), { ...SHORT, quiet: true })).toBe('');
  });

  it('has the cell for a position in a notebook', () => {
    const [first] = textOutput(output([finding({ path: 'a.ipynb', cell: { cell: 2, line: 1 } })]), SHORT).split('\n');
    expect(first).toBe('a.ipynb:cell 2, line 1: warning: Why? [typosquat]');
  });

  it('contains no colors of a path or message, with colors or without', () => {
    const hostile = finding({ path: '\u001b[31ma', message: '\u001b]0;x\u0007' });
    const colored = textOutput(output([hostile]), { ...SHORT, style: styleFor(true) });
    expect(colored).toContain('\u001b[1m\\u001b[31ma:2:1\u001b[22m');
    expect(colored).not.toContain('\u001b]');
  });

  it.each([
    ['a control sequence', '\u001b[2Jrequirements.txt', '\\u001b[2Jrequirements.txt'],
    ['a bidirectional override', '\u202etxt.stnemeriuqer', '\\u202etxt.stnemeriuqer'],
    ['a workflow command', '::stop-commands::x/requirements.txt', '\\u003a:stop-commands::x/requirements.txt'],
    ['an old workflow command', 'a##[stop-commands]x/requirements.txt', 'a\\u0023#[stop-commands]x/requirements.txt'],
  ])('keeps %s in a path from having effect', (_, path, printed) => {
    const [first] = textOutput(output([finding({ path })]), SHORT).split('\n');
    expect(first).toBe(`${printed}:2:1: warning: Why? [typosquat]`);
  });
});

describe('workflow commands of GitHub', () => {
  it('count the annotations', () => {
    expect(githubOutput(output([finding(), finding()]), SHORT)).toContain('\n1 look-alike in 1 file. ');
  });

  it('escape the end of a value', () => {
    const [first] = githubOutput(output([finding({ path: 'a,b:c%\r\n.txt', message: '100 %\n::error::' })]), SHORT).split('\n');
    expect(first).toBe(
      '::warning file=a%2Cb%3Ac%25%0D%0A.txt,line=2,endLine=2,col=1,endColumn=9,title=lookalike typosquat::100 %25\\u000a::error::',
    );
  });

  it('contain no control sequence of a path', () => {
    expect(githubOutput(output([finding({ path: '\u001b[2Ja.txt' })]), SHORT)).toMatch(/^::warning file=\\u001b\[2Ja\.txt,/);
  });

  it('have no columns over several lines, which GitHub rejects', () => {
    const range = { start: { line: 1, character: 4 }, end: { line: 3, character: 2 } };
    expect(githubOutput(output([finding({ range })]), SHORT)).toContain('line=2,endLine=4,title=');
  });
});

describe('SARIF', () => {
  it('describes each rule in words', () => {
    const { rules } = run(output([])).tool.driver;
    for (const { id, shortDescription, fullDescription, help, helpUri, properties } of rules) {
      for (const { text } of [shortDescription, fullDescription]) {
        expect(text, id).toMatch(/^[A-Z].* .*\.$/);
      }
      expect(help.markdown).toMatch(new RegExp(`^# ${id}\\n`));
      // A password in a URL becomes three asterisks.
      expect(help.text.replaceAll('***@', '')).not.toMatch(/\*\*|^##|\]\(/m);
      expect(helpUri).toMatch(/^https:/);
      expect(properties.tags).toContain('security');
      expect(Number(properties['security-severity'])).toBeGreaterThan(0);
    }
  });

  it.each([
    ['known-malicious', { level: 'error', enabled: true }],
    ['typosquat', { level: 'warning', enabled: true }],
    ['recent-release', { level: 'note', enabled: true }],
    ['unpinned', { level: 'none', enabled: false }],
  ])('has the default level of %s', (id, defaultConfiguration) => {
    const { rules } = run(output([])).tool.driver;
    expect(rules).toContainEqual(
      expect.objectContaining({
        id,
        name: id,
        defaultConfiguration,
        helpUri: expect.stringMatching(new RegExp(`#${id}$`)),
        properties: { tags: ['security', 'supply-chain'], 'security-severity': expect.stringMatching(/^\d\.\d$/) },
      }),
    );
  });

  it('describes a rule by its summary where its page is missing', () => {
    const { rules } = JSON.parse(sarifOutput(output([]), { ...SARIF, rulePage: () => undefined })).runs[0].tool.driver;
    for (const { help, shortDescription, fullDescription } of rules) {
      expect([help, fullDescription]).toEqual([shortDescription, shortDescription]);
    }
  });

  it('keeps the identity of a finding that moves, or that newer data words differently', () => {
    const later = { start: { line: 7, character: 0 }, end: { line: 7, character: 8 } };
    const [before] = results(output([finding({ message: 'not in the package list of 2026-11' })]));
    const [after] = results(output([finding({ message: 'not in the package list of 2026-12', range: later })]));
    expect(after.partialFingerprints).toEqual(before.partialFingerprints);
  });

  it('distinguishes two findings of the same name', () => {
    const [first, second] = results(output([finding(), finding()]));
    expect(first.partialFingerprints).not.toEqual(second.partialFingerprints);
  });

  it.each<[string, Partial<PrintedFinding>]>([
    ['version', { version: '0.12' }],
    ['specifier', { version: undefined, specifier: '>=0.12' }],
    ['advisory', { ids: ['CVE-1-1', 'CVE-2-2'] }],
    ['file', { path: 'other.txt' }],
  ])('tells apart another %s of the same name', (_, change) => {
    const known = finding({ rule: 'vulnerable-version', version: '2.3.0', ids: ['CVE-1-1'] });
    const [first, second] = results(output([known, { ...known, ...change }]));
    expect(first.partialFingerprints).not.toEqual(second.partialFingerprints);
    const [alone] = results(output([known]));
    expect(alone.partialFingerprints).toEqual(first.partialFingerprints);
  });

  it('has suppressed findings, and where they are suppressed', () => {
    const range = { start: { line: 0, character: 0 }, end: { line: 0, character: 4 } };
    const by = { kind: 'trust', path: 'lookalike.toml', range, reason: 'our fork', until: '2027-01-31' } as const;
    const [{ suppressions }] = results(output([], { suppressed: [{ ...finding(), by }] }));
    expect(suppressions).toEqual([
      {
        kind: 'external',
        status: 'accepted',
        justification: 'our fork',
        location: {
          physicalLocation: {
            artifactLocation: { uri: 'lookalike.toml', uriBaseId: '%SRCROOT%' },
            region: { startLine: 1, startColumn: 1, endLine: 1, endColumn: 5 },
          },
        },
        properties: { by: 'trust', until: '2027-01-31' },
      },
    ]);
  });

  it('has a failed run if Lookalike failed, and only then', () => {
    const open = { path: 'requirements.txt', name: 'flask', why: 'no answer' };
    const [partly] = run(output([], { notChecked: [open] })).invocations;
    expect(partly.executionSuccessful).toBe(true);
    expect(partly.toolExecutionNotifications).toEqual([expect.objectContaining({ level: 'note', message: { text: 'flask: no answer' } })]);
    const [failed] = run(output([], { notChecked: [open, { path: 'a b.txt', why: 'too deep', failed: true }] })).invocations;
    expect(failed.executionSuccessful).toBe(false);
    expect(failed.toolExecutionNotifications[1]).toEqual({
      level: 'error',
      message: { text: 'too deep' },
      locations: [{ physicalLocation: { artifactLocation: { uri: 'a%20b.txt', uriBaseId: '%SRCROOT%' } } }],
    });
  });

  it('has the base of relative paths', () => {
    expect(run(output([])).originalUriBaseIds).toEqual({ '%SRCROOT%': { uri: 'file:///repository/' } });
  });

  it('rates a vulnerability as its advisory does', () => {
    const rated = (['critical', 'high', 'medium', 'low'] as const).map((rating) => finding({ rule: 'vulnerable-version', rating }));
    const severities = results(output(rated)).map(({ properties }: { properties: Record<string, string> }) =>
      Number(properties['security-severity']),
    );
    expect(severities).toEqual([9.5, 8, 5.5, 2.5]);
  });

  it.each([
    ['a b/requirements#1.txt', { uri: 'a%20b/requirements%231.txt', uriBaseId: '%SRCROOT%' }],
    ['/a b/requirements.txt', { uri: 'file:///a%20b/requirements.txt' }],
  ])('names %s by its URI', (path, location) => {
    const [{ locations }] = results(output([finding({ path })]));
    expect(locations[0].physicalLocation.artifactLocation).toEqual(location);
  });
});

import { describe, expect, it } from 'vitest';
import type { PrintedFinding, ScanOutput } from '../../../server/src/node/output/finding';
import { githubOutput } from '../../../server/src/node/output/github';
import { sarifOutput } from '../../../server/src/node/output/sarif';
import { textOutput } from '../../../server/src/node/output/text';

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

function output(findings: readonly PrintedFinding[], changes: Partial<ScanOutput> = {}): ScanOutput {
  return { version: '1.2.3', asOf: '2026-11', files: 1, requirements: 2, findings, notChecked: [], offline: false, ...changes };
}

function results(of: ScanOutput) {
  return JSON.parse(sarifOutput(of)).runs[0].results;
}

describe('text', () => {
  it('ends with what it adds up to', () => {
    expect(
      textOutput(output([finding()]))
        .split('\n')
        .slice(-2),
    ).toEqual(['Findings: 1. Requirements: 2. Files: 1. Package list of 2026-11.', '']);
  });

  it('says in its last line, too, what could not be checked', () => {
    const notChecked = [{ path: 'requirements.txt', name: 'flask', why: 'no answer' }];
    expect(textOutput(output([], { notChecked }))).toBe(
      'requirements.txt: not checked: flask: no answer\n\n' +
        'Findings: 0. Requirements: 2. Files: 1. Package list of 2026-11. Not checked: 1.\n',
    );
  });

  it.each([
    ['a control sequence', '\u001b[2Jrequirements.txt', '\\u001b[2Jrequirements.txt'],
    ['a bidirectional override', '\u202etxt.stnemeriuqer', '\\u202etxt.stnemeriuqer'],
    ['a workflow command', '::stop-commands::x/requirements.txt', '\\u003a:stop-commands::x/requirements.txt'],
    ['an old workflow command', 'a##[stop-commands]x/requirements.txt', 'a\\u0023#[stop-commands]x/requirements.txt'],
  ])('keeps %s in a path from having effect', (_, path, printed) => {
    const [first] = textOutput(output([finding({ path })])).split('\n');
    expect(first).toBe(`${printed}:2:1: warning: Why? [typosquat]`);
  });
});

describe('workflow commands of GitHub', () => {
  it('count what they annotate', () => {
    expect(githubOutput(output([finding(), finding()]))).toContain('\nFindings: 2. ');
  });

  it('escape what would end a value', () => {
    const [first] = githubOutput(output([finding({ path: 'a,b:c%\n.txt', message: '100 %\n::error::' })])).split('\n');
    expect(first).toBe(
      '::warning file=a%2Cb%3Ac%25%0A.txt,line=2,endLine=2,col=1,endColumn=9,title=lookalike typosquat::100 %25\\u000a::error::',
    );
  });

  it('take no control sequence from a path', () => {
    expect(githubOutput(output([finding({ path: '\u001b[2Ja.txt' })]))).toMatch(/^::warning file=\\u001b\[2Ja\.txt,/);
  });

  it('have no columns over several lines, which GitHub refuses', () => {
    const range = { start: { line: 1, character: 4 }, end: { line: 3, character: 2 } };
    expect(githubOutput(output([finding({ range })]))).toContain('line=2,endLine=4,title=');
  });
});

describe('SARIF', () => {
  it('describes each rule in words', () => {
    const { rules } = JSON.parse(sarifOutput(output([]))).runs[0].tool.driver;
    for (const { id, shortDescription, fullDescription, help } of rules) {
      for (const { text } of [shortDescription, fullDescription, help]) {
        expect(text, id).toMatch(/^[A-Z].* .*\.$/);
      }
    }
  });

  it('keeps the identity of a finding that moves, or that newer data word otherwise', () => {
    const later = { start: { line: 7, character: 0 }, end: { line: 7, character: 8 } };
    const [before] = results(output([finding({ message: 'not in the package list of 2026-11' })]));
    const [after] = results(output([finding({ message: 'not in the package list of 2026-12', range: later })]));
    expect(after.partialFingerprints).toEqual(before.partialFingerprints);
  });

  it('tells apart two findings of the same name', () => {
    const [first, second] = results(output([finding(), finding()]));
    expect(first.partialFingerprints).not.toEqual(second.partialFingerprints);
  });

  it.each([
    ['a b/requirements#1.txt', { uri: 'a%20b/requirements%231.txt', uriBaseId: '%SRCROOT%' }],
    ['/a b/requirements.txt', { uri: 'file:///a%20b/requirements.txt' }],
  ])('names %s by its URI', (path, location) => {
    const [{ locations }] = results(output([finding({ path })]));
    expect(locations[0].physicalLocation.artifactLocation).toEqual(location);
  });
});

import { readFileSync } from 'node:fs';
import path from 'node:path';
import Ajv from 'ajv-draft-04';
import addFormats from 'ajv-formats';
import { describe, expect, it } from 'vitest';
import { RULE_IDS } from '../../../../../server/src/configuration/ruleLevels';
import type { PrintedFinding, PrintedSuppressed, ScanOutput } from '../../../../../server/src/node/cli/output/finding';
import { sarifOutput } from '../../../../../server/src/node/cli/output/sarif';

const ajv = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false });
addFormats(ajv);
// The schema of OASIS, as Microsoft's SARIF packages ship it.
const schema = path.join(path.dirname(require.resolve('@microsoft/jest-sarif')), 'schemas/sarif-2.1.0-rtm.5.json');
const validate = ajv.compile(JSON.parse(readFileSync(schema, 'utf8')));

const RANGE = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
const FINDING: PrintedFinding = { rule: 'typosquat', severity: 'hint', message: 'Why?', path: 'a b#.txt', range: RANGE, targets: [] };
const FULL: PrintedFinding = {
  ...FINDING,
  rule: 'vulnerable-version',
  severity: 'error',
  name: 'flask',
  version: '0.12',
  ids: ['CVE-1-1'],
  fixed: ['0.12.3'],
  rating: 'high',
  details: [{ kind: 'evidence', text: 'It was <b>seen</b>.' }],
  advisories: [{ id: 'CVE-1-1', title: 'Bad', severity: 'high', fixed: '0.12.3', url: 'https://osv.dev/vulnerability/CVE-1-1' }],
  source: { name: 'OSV', month: '2026-05', url: 'https://osv.dev/vulnerability/CVE-1-1' },
  path: '/elsewhere/requirements.txt',
};
const KINDS = ['comment', 'trust', 'rule-level', 'private', 'exclude', 'accept', 'baseline'] as const;
const SUPPRESSED: PrintedSuppressed[] = KINDS.flatMap((kind) => [
  { ...FULL, by: { kind } },
  { ...FULL, by: { kind, path: 'lookalike.toml', range: RANGE, reason: 'our fork', until: '2027-01-31' } },
]);

function output(changes: Partial<ScanOutput>): ScanOutput {
  const data = {
    ageInDays: 3,
    asOf: '2026-11',
    projects: '2026-11',
    popularity: '2026-11',
    malicious: '2026-11',
    advisories: '2026-07-23',
  };
  const nothing = { findings: [], suppressed: [], notChecked: [], skipped: [] };
  return { version: '1.2.3', data, offline: true, files: 1, requirements: 1, ...nothing, ...changes };
}

describe('the schema of SARIF 2.1.0', () => {
  it.each<[string, Partial<ScanOutput>]>([
    ['nothing', {}],
    ['findings of each rule', { findings: RULE_IDS.map((rule) => ({ ...FINDING, rule })) }],
    ['findings with all that can be known', { findings: [FULL] }],
    ['what is suppressed', { suppressed: SUPPRESSED }],
    [
      'what was not checked',
      {
        notChecked: [
          { path: 'a.txt', why: 'no answer' },
          { path: 'a.txt', name: 'flask', why: 'no answer' },
        ],
      },
    ],
    ['what was left out', { skipped: [{ path: '.venv', why: 'It is a virtual environment.' }] }],
  ])('fits an output of %s', (_, changes) => {
    for (const page of [undefined, '# Page\n\n[text](https://example.org)\n']) {
      validate(JSON.parse(sarifOutput(output(changes), { base: '/repository', rulePage: () => page })));
      expect(validate.errors ?? []).toEqual([]);
    }
  });

  it('rejects invalid output', () => {
    const log = JSON.parse(sarifOutput(output({ findings: [FULL] }), { base: '/repository', rulePage: () => undefined }));
    log.runs[0].results[0].level = 'fatal';
    expect(validate(log)).toBe(false);
  });
});

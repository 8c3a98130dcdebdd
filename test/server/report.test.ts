import { readFileSync } from 'node:fs';
import path from 'node:path';
import Ajv from 'ajv';
import addFormats from 'ajv-formats';
import { afterEach, describe, expect, it } from 'vitest';
import { ScanWorkspaceRequest } from '../../server/src/protocol/messages';
import { type ReportFormat, ReportRequest } from '../../server/src/protocol/report';
import { InMemoryHost, ROOT } from '../inMemoryHost';
import { FakeEditor } from './fakeEditor';

let editor: FakeEditor;

async function report(files: Readonly<Record<string, string>>, format: ReportFormat, openCommand?: string): Promise<string> {
  const host = new InMemoryHost(files);
  editor = await FakeEditor.start(() => host);
  await editor.connection.sendRequest(ScanWorkspaceRequest, { inBackground: true });
  return editor.connection.sendRequest(ReportRequest, { format, language: 'en', openCommand });
}

/** The schemas of CycloneDX, as its own library ships them. */
const SCHEMAS = path.join(__dirname, '../../node_modules/@cyclonedx/cyclonedx-library/res/schema');
const schema = (name: string): object => JSON.parse(readFileSync(path.join(SCHEMAS, `${name}.SNAPSHOT.schema.json`), 'utf8'));
const ajv = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false, formats: { 'iri-reference': true, 'idn-email': true } });
addFormats(ajv);
for (const name of ['spdx', 'jsf-0.82']) {
  ajv.addSchema(schema(name), `http://cyclonedx.org/schema/${name}.SNAPSHOT.schema.json`);
}
const validBom = ajv.compile(schema('bom-1.6'));

afterEach(() => editor.stop());

const FILES = {
  'requirements.txt': 'requests==2.32.0\npycryptoenv==1.0.7\ngit+https://example.org/x#egg=thing\nyaml  # lookalike: ignore\n',
  'lookalike.toml': 'exclude = ["old"]\n',
  'old/requirements.txt': 'requests\n',
};

describe('the report as a page', () => {
  it('has totals, findings with links, what was not checked, suppressed and left out, and the dates of the data', async () => {
    const html = await report(FILES, 'html', 'lookalike.openFinding');
    for (const heading of ['Totals', 'Findings', 'Not checked', 'Suppressed', 'Left out']) {
      expect(html).toContain(`<h2>${heading}</h2>`);
    }
    expect(html).toContain('<td>pycryptoenv</td>');
    expect(html).toContain('November 2026');
    const links = [...html.matchAll(/href="command:lookalike\.openFinding\?([^"]+)"/g)].map(([, query]) =>
      JSON.parse(decodeURIComponent(query as string)),
    );
    expect(links).toContainEqual([
      { of: { uri: `${ROOT}/requirements.txt`, range: expect.objectContaining({ start: { line: 1, character: 0 } }) } },
    ]);
  });

  it('runs nothing, loads nothing, and has no links to commands in a file', async () => {
    const html = await report(FILES, 'html');
    expect(html).toContain('default-src &#39;none&#39;; style-src &#39;sha256-');
    expect(html).not.toMatch(/<script|<img|<link|<iframe|\son\w+=|javascript:|command:|url\(/i);
  });

  it.each(['<img src=x onerror=1>', '"><script>1</script>', "'&lt;"])('shows %s as text', async (name) => {
    const html = await report({ 'setup.cfg': `[options]\ninstall_requires =\n  ${name}\n` }, 'html');
    expect(html).not.toMatch(/<img|<script/);
    expect(html).toContain('invalid-requirement');
  });

  it('says that there are no findings', async () => {
    expect(await report({ 'requirements.txt': 'requests\n' }, 'html')).toContain('No findings.');
  });
});

describe('the report for programs', () => {
  it('is JSON as the command line prints it', async () => {
    const { findings, notChecked, suppressed, skipped } = JSON.parse(await report(FILES, 'json'));
    expect(findings).toContainEqual(expect.objectContaining({ rule: 'known-malicious', path: 'requirements.txt', name: 'pycryptoenv' }));
    expect(Object.keys(notChecked[0]).sort()).toEqual(['name', 'path', 'why']);
    expect([suppressed.length, skipped.length]).toEqual([1, 1]);
  });

  it('is SARIF with a result for each finding', async () => {
    const [run] = JSON.parse(await report(FILES, 'sarif')).runs;
    expect(run.results.map(({ ruleId }: { ruleId: string }) => ruleId)).toContain('known-malicious');
  });

  it('is CSV with a row for each thing', async () => {
    const rows = (await report(FILES, 'csv')).trimEnd().split('\r\n');
    expect(rows[0]).toBe('status,severity,rule,package,version,path,line,column,message,advisories,fixed,details,record,suppressed-by');
    expect(rows.map((row) => row.split(',')[0])).toEqual(expect.arrayContaining(['reported', 'suppressed', 'not-checked', 'left-out']));
    expect(rows.find((row) => row.includes('pycryptoenv,1.0.7,requirements.txt,2,1,'))).toBeDefined();
  });

  it.each(['=cmd|1', '+1', '-1', '@x'])('makes no formula of %s', async (text) => {
    const csv = await report({ 'setup.cfg': `[options]\ninstall_requires =\n  ${text}\n` }, 'csv');
    expect(csv).not.toMatch(/(?:^|,)"?[=+@-]/m);
  });

  it('is a bill of materials with purls, places and advisories', async () => {
    const bom = JSON.parse(await report(FILES, 'cyclonedx'));
    expect(bom).toMatchObject({ bomFormat: 'CycloneDX', specVersion: '1.6' });
    const component = bom.components.find(({ name }: { name: string }) => name === 'pycryptoenv');
    expect(component).toMatchObject({
      type: 'library',
      purl: 'pkg:pypi/pycryptoenv@1.0.7',
      version: '1.0.7',
      evidence: { occurrences: [{ location: 'requirements.txt' }] },
    });
    const refs = new Set(bom.components.map((each: Record<string, string>) => each['bom-ref']));
    expect(refs.size).toBe(bom.components.length);
    for (const { affects } of bom.vulnerabilities) {
      expect(affects.every(({ ref }: { ref: string }) => refs.has(ref))).toBe(true);
    }
    expect(bom.components.some(({ purl }: { purl: string }) => purl === 'pkg:generic/thing')).toBe(true);
  });

  it.each<[string, Readonly<Record<string, string>>]>([
    ['findings of all kinds', FILES],
    ['an empty workspace', {}],
    [
      'a vulnerable package in several files',
      { 'requirements.txt': 'pycrypto==2.6.1\n', 'dev/requirements.txt': 'pycrypto==2.6.1\nPyCrypto\n' },
    ],
    [
      'odd names, versions and places',
      { 'a b#ü%/requirements.txt': 'x===$weird\nüber\ny @ https://u:p@example.org/y.zip\n-e ./z\nw>=1,<2\nv==1!2.0+local\n' },
    ],
    [
      'a lock file',
      {
        'uv.lock': 'version = 1\n[[package]]\nname = "pycryptoenv"\nversion = "1.0.7"\nsource = { registry = "https://pypi.org/simple" }\n',
      },
    ],
  ])('fits the schema of CycloneDX 1.6: %s', async (_what, files) => {
    const bom = JSON.parse(await report(files, 'cyclonedx'));
    expect(validBom(bom), JSON.stringify(validBom.errors)).toBe(true);
    // The schema does not accept everything.
    expect(validBom({ ...bom, components: [{ name: 'x' }] })).toBe(false);
  });
});

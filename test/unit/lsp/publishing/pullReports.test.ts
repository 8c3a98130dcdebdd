import { beforeEach, describe, expect, it } from 'vitest';
import type { Diagnostic, TextDocuments } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { DiagnosticSeverity, DiagnosticTag } from 'vscode-languageserver-types';
import type { DiagnosticSource } from '../../../../server/src/lsp/publishing/diagnosticSource';
import { PullReports } from '../../../../server/src/lsp/publishing/pullReports';
import type { TrackedFiles } from '../../../../server/src/lsp/publishing/trackedFiles';

const URI = 'file:///project/requirements.txt';
const OTHER = 'file:///project/other.txt';

const made = (): Diagnostic => ({
  range: { start: { line: 1, character: 2 }, end: { line: 1, character: 9 } },
  severity: DiagnosticSeverity.Warning,
  code: 'typosquat',
  codeDescription: { href: 'file:///docs/rules/typosquat.md' },
  source: 'Lookalike',
  message: "'reqeusts' looks like 'requests'.",
  tags: [DiagnosticTag.Unnecessary],
  relatedInformation: [
    { location: { uri: OTHER, range: { start: { line: 0, character: 0 }, end: { line: 0, character: 1 } } }, message: 'x' },
  ],
  data: { rule: 'typosquat', name: 'reqeusts', targets: ['requests'], source: { name: 'OSV', month: '2026-11' } },
});

let diagnostics: Diagnostic[];
let reports: PullReports;

beforeEach(() => {
  diagnostics = [made(), { ...made(), code: 'unknown-package' }];
  const open = TextDocument.create(URI, '', 7, '');
  const documents = { get: (uri: string) => (uri === URI ? open : undefined) } as TextDocuments<TextDocument>;
  const tracked = { uris: new Set([URI, OTHER]) } as unknown as TrackedFiles;
  reports = new PullReports(documents, tracked, { of: async () => diagnostics } as unknown as DiagnosticSource);
});

/** Each object and array within a value, with a key. */
function* places(value: unknown): Generator<readonly [parent: Record<string, unknown>, key: string]> {
  if (typeof value === 'object' && value !== null) {
    for (const [key, member] of Object.entries(value)) {
      yield [value as Record<string, unknown>, key];
      yield* places(member);
    }
  }
}

describe('a report', () => {
  it('of equal diagnostics is "unchanged", for the same file', async () => {
    const { resultId } = await reports.ofDocument(URI, undefined);
    diagnostics = [made(), { ...made(), code: 'unknown-package' }];
    expect(await reports.ofDocument(URI, resultId)).toEqual({ kind: 'unchanged', resultId });
    const other = await reports.ofDocument(OTHER, resultId);
    expect(other).toMatchObject({ kind: 'full', items: diagnostics });
    expect(other.resultId).not.toBe(resultId);
  });

  it('is full if any member of any diagnostic is another one, or is missing', async () => {
    const count = [...places(diagnostics)].length;
    expect(count).toBeGreaterThan(60);
    for (let i = 0; i < count; i++) {
      for (const to of ['other', undefined]) {
        diagnostics = [made(), { ...made(), code: 'unknown-package' }];
        const { resultId } = await reports.ofDocument(URI, undefined);
        diagnostics = structuredClone(diagnostics);
        const [parent, key] = [...places(diagnostics)][i]!;
        parent[key] = to;
        const report = await reports.ofDocument(URI, resultId);
        expect([key, report.kind]).toEqual([key, 'full']);
        expect(await reports.ofDocument(URI, resultId)).toEqual(report);
      }
    }
  });

  it.each<[what: string, change: (items: Diagnostic[]) => Diagnostic[]]>([
    ['one more', (items) => [...items, made()]],
    ['one less', (items) => items.slice(1)],
    ['none', () => []],
    ['another order', (items) => [...items].reverse()],
  ])('is full with %s', async (_, change) => {
    const { resultId } = await reports.ofDocument(URI, undefined);
    diagnostics = change(diagnostics);
    expect(await reports.ofDocument(URI, resultId)).toMatchObject({ kind: 'full', items: diagnostics });
  });

  it('is full after the document was closed, and for an id of an earlier run', async () => {
    const { resultId } = await reports.ofDocument(URI, undefined);
    reports.documentClosed(URI);
    expect(await reports.ofDocument(URI, resultId)).toMatchObject({ kind: 'full', items: diagnostics });
    expect((await reports.ofDocument(URI, 'x-1')).kind).toBe('full');
  });

  it('of the workspace has the same ids as those of documents', async () => {
    const { resultId } = await reports.ofDocument(URI, undefined);
    const { items } = await reports.ofWorkspace([{ uri: URI, value: resultId ?? '' }]);
    expect(items).toEqual([
      { kind: 'unchanged', uri: URI, version: 7, resultId },
      { kind: 'full', uri: OTHER, version: null, resultId: expect.not.stringMatching(resultId ?? ''), items: diagnostics },
    ]);
    diagnostics = [];
    const later = await reports.ofWorkspace(items.map((item) => ({ uri: item.uri, value: item.resultId ?? '' })));
    expect(later.items.map(({ kind }) => kind)).toEqual(['full', 'full']);
  });
});

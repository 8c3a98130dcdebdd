import fc from 'fast-check';
import { afterEach, expect, test, vi } from 'vitest';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { PackageFactStore } from '../../../server/src/facts/packages/packageFactStore';
import { createLanguageService, type LanguageService } from '../../../server/src/languageService';
import { found } from '../../../server/src/lookup';
import { InMemoryHost, ROOT } from '../../inMemoryHost';

/** Files for typing: names with each kind of finding, and the parts that affect the findings of other lines. */
const FILES: Readonly<Record<string, readonly string[]>> = {
  'requirements.txt': [
    'requests==2.0.0\n',
    'reqeusts\n',
    'pillow==10.2.0  # lookalike: ignore\n',
    'pillow==10.2.0  # lookalike: ignore[CVE-2024-28219]\n',
    'django==1.0 \\\n  --hash=sha256:00\n',
    'acme-utils\n',
    'pycryptoenv==1.0.7\n',
    '--extra-index-url https://acme.test/simple\n',
    'no-such-name-anywhere-1\n',
    'a b c\n',
    '# comment\n',
  ],
  'pyproject.toml': [
    '[project]\nname = "x"\ndependencies = ["requests==2.0.0", "reqeusts"]\n',
    '[dependency-groups]\na = [\n  "pillow==10.2.0",  # lookalike: ignore\n  "acme-utils",\n]\n',
    '[tool.uv.sources]\nacme-utils = { path = "../x" }\n',
    '[tool.lookalike]\ntrust = ["reqeusts"]\n',
    '[[tool.uv.index]]\nname = "acme"\nurl = "https://acme.test/simple"\n',
  ],
  'uv.lock': [
    'version = 1\n',
    '[[package]]\nname = "pillow"\nversion = "10.2.0"\n\n',
    '[[package]]\nname = "reqeusts"\nversion = "1"\n\n',
    '[[package]]\nname = "acme-utils"\nversion = "1"\nsource = { registry = "https://acme.test/simple" }\n',
  ],
};
const TYPED = ['', 'x', '\n', ' ', '#', '==1', '"', '\\\n', 'reqeusts\n', '# lookalike: ignore\n', '[[package]]\n'];

const edit = fc.record({ at: fc.nat(), length: fc.oneof(fc.constant(0), fc.nat({ max: 20 })), text: fc.constantFrom(...TYPED) });

function newService(): { service: LanguageService; host: InMemoryHost } {
  const host = new InMemoryHost();
  host.current = { ...host.current, private: ['acme-*'], rules: { unpinned: 'hint', 'missing-hash': 'hint' } };
  return { host, service: createLanguageService(host, { rulesUri: '', documentChanges: true }) };
}

function type(document: TextDocument, at: number, length: number, text: string): TextDocument {
  const range = { start: document.positionAt(at), end: document.positionAt(at + length) };
  return TextDocument.update(document, [{ range, text }], document.version + 1);
}

afterEach(() => {
  vi.restoreAllMocks();
});

test.each(Object.entries(FILES))(
  '%s: after each edit, all is said that is said of the same text when it is opened',
  async (name, parts) => {
    const start = fc.array(fc.constantFrom(...parts), { minLength: 1, maxLength: 8 }).map((list) => list.join(''));
    const judged = async (service: LanguageService, document: TextDocument) => {
      const report = await service.report(document);
      const { findings, suppressed } = report?.analysis ?? { findings: [], suppressed: [] };
      return JSON.parse(JSON.stringify({ findings, suppressed, diagnostics: await service.diagnostics(document) })) as object;
    };
    await fc.assert(
      fc.asyncProperty(start, fc.array(edit, { maxLength: 6 }), async (text, edits) => {
        const { service } = newService();
        const document = TextDocument.create(`${ROOT}/${name}`, '', 1, text);
        await service.diagnostics(document);
        for (const { at, length, text: typed } of edits) {
          type(document, at % (document.getText().length + 1), length, typed);
          const fresh = TextDocument.create(document.uri, '', 1, document.getText());
          expect(await judged(service, document), JSON.stringify(fresh.getText())).toEqual(await judged(newService().service, fresh));
        }
      }),
      { numRuns: 60 },
    );
  },
);

/** The number of names for which facts are gathered while `run` runs: a measure of work that does not depend on the load of the machine. */
async function namesGathered(run: () => Promise<unknown>): Promise<number> {
  const facts = vi.spyOn(PackageFactStore.prototype, 'facts');
  await run();
  const { length } = facts.mock.calls;
  facts.mockRestore();
  return length;
}

test.each([
  ['requirements.txt', (i: number) => `name-${i}==1.0\n`, ''],
  ['pyproject.toml', (i: number) => `  "name-${i}==1.0",\n`, '[project]\ndependencies = [\n'],
  ['uv.lock', (i: number) => `[[package]]\nname = "name-${i}"\nversion = "1.0"\n`, 'version = 1\n'],
])('%s: a letter in one of 300 requirements has that one judged again', async (name, line, head) => {
  const { service } = newService();
  const lines = Array.from({ length: 300 }, (_, i) => line(i)).join('');
  const document = TextDocument.create(`${ROOT}/${name}`, '', 1, `${head}${lines}${head.startsWith('[') ? ']\n' : ''}`);
  expect(await namesGathered(() => service.diagnostics(document))).toBe(300);
  type(document, document.getText().indexOf('name-150') + 4, 0, 'x');
  expect(await namesGathered(() => service.diagnostics(document))).toBe(1);
  type(document, document.getText().indexOf('name-200'), 'name-200'.length, 'reqeusts');
  expect(await namesGathered(() => service.diagnostics(document))).toBe(1);
});

test('an answer about one name judges only that one again, and only open facts are looked up', async () => {
  const { host, service } = newService();
  host.current = { ...host.current, offline: false };
  host.index.projects.set('no-such-name-anywhere-1', found({ name: 'no-such-name-anywhere-1', status: 'active', releases: [] }));
  const lines = Array.from({ length: 100 }, (_, i) => `requests>=1.${i}\n`).join('');
  const document = TextDocument.create(`${ROOT}/requirements.txt`, '', 1, lines);
  const { signal } = new AbortController();
  const learn = async () => {
    const analysis = await service.analyse(document);
    return analysis && service.learn(analysis, signal);
  };
  await learn();
  type(document, 0, 0, 'no-such-name-anywhere-1\n');
  expect((await service.diagnostics(document)).map(({ code }) => code)).toContain('unknown-package');
  expect(await learn()).toBe(true);
  expect(await namesGathered(() => service.diagnostics(document))).toBe(1);
  expect((await service.diagnostics(document)).map(({ code }) => code)).not.toContain('unknown-package');
  expect(await namesGathered(learn)).toBeLessThan(3);
});

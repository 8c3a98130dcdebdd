import { expect, it } from 'vitest';
import type { Release } from '../../../../server/src/index/project';
import { createLanguageService } from '../../../../server/src/languageService';
import { found } from '../../../../server/src/lookup';
import { InMemoryHost, project } from '../../../inMemoryHost';
import { applied, documentOf, learn, RULES } from '../service';

const RELEASES = ['1.0', '1.5', '2.0', '2.5'].map(
  (version): Release => ({
    version,
    files: [{ filename: `x-${version}.whl`, hashes: { sha256: version.replace('.', '').repeat(32) }, uploadTime: '2025-01-01T00:00:00Z' }],
  }),
);
const ADVISORY = { id: 'X-1', aliases: [], ranges: [{ introduced: '0', fixed: '1.5' }], versions: [] };

async function serviceFor(text: string, file: string, changeAnnotations = true, previewFile?: string) {
  const host = new InMemoryHost({});
  host.current = { ...host.current, offline: false };
  for (const name of ['tabulate', 'idna']) {
    host.index.projects.set(name, project(name, { releases: RELEASES }));
    host.advisories.known.set(name, found(name === 'idna' ? [ADVISORY] : []) as never);
  }
  const service = createLanguageService(host, {
    rulesUri: RULES,
    documentChanges: true,
    changeAnnotations,
    previewFile,
    runsCommands: true,
  });
  const document = documentOf(file, text);
  await learn(service, document);
  return { service, document, range: { start: { line: 0, character: 0 }, end: document.positionAt(text.length) } };
}

const BOTH = 'tabulate==1.0  # a\nidna==1.0\nflask\n';

it.each([
  ['all', 'requirements.txt', BOTH, 'tabulate==2.5  # a\nidna==2.5\nflask\n'],
  ['vulnerable', 'requirements.txt', BOTH, 'tabulate==1.0  # a\nidna==1.5\nflask\n'],
  ['vulnerable', 'requirements.txt', 'idna>=0.5,<1.5\n', 'idna>=1.5,<1.6\n'],
  [
    'all',
    'pyproject.toml',
    '[project]\ndependencies = ["tabulate~=1.0", "idna<2"]\n',
    '[project]\ndependencies = ["tabulate~=2.5", "idna<3"]\n',
  ],
] as const)('updates %s of %s: %j', async (scope, file, text, expected) => {
  const { service, document } = await serviceFor(text, file);
  const edit = await service.updateEdit(document, scope);
  expect(applied(document, { edit })).toBe(expected);
});

it('labels each change for the preview', async () => {
  const { service, document } = await serviceFor(BOTH, 'requirements.txt');
  const { changeAnnotations = {}, documentChanges = [] } = (await service.updateEdit(document, 'all')) ?? {};
  expect(Object.values(changeAnnotations)).toEqual([
    { label: 'tabulate: Update to 2.5', needsConfirmation: true },
    { label: 'idna: Update to 2.5', needsConfirmation: true },
  ]);
  const [change] = documentChanges;
  const ids = change !== undefined && 'edits' in change ? change.edits.map((one) => ('annotationId' in one ? one.annotationId : '')) : [];
  expect(ids).toEqual(['0', '1']);
});

it('leaves nothing for VS Code to tick', async () => {
  const { service, document } = await serviceFor(BOTH, 'requirements.txt', true, 'file:///extension/package.json');
  const { changeAnnotations = {}, documentChanges = [] } = (await service.updateEdit(document, 'all')) ?? {};
  expect(Object.values(changeAnnotations).map(({ needsConfirmation }) => needsConfirmation)).toEqual([false, false, true]);
  expect(documentChanges.slice(1)).toEqual([
    { kind: 'create', uri: 'file:///extension/package.json', options: { ignoreIfExists: true }, annotationId: 'preview' },
  ]);
});

it('has no labels for a client without support', async () => {
  const { service, document } = await serviceFor(BOTH, 'requirements.txt', false);
  expect(JSON.stringify(await service.updateEdit(document, 'all'))).not.toContain('nnotation');
});

it('is undefined without updates', async () => {
  const { service, document } = await serviceFor('tabulate\nidna>=2\n', 'requirements.txt');
  expect(await service.updateEdit(document, 'all')).toBeUndefined();
  expect(await service.updateEdit(document, 'vulnerable')).toBeUndefined();
});

it.each([
  [['source'], ['Update All', 'Upgrade All Vulnerable']],
  [['source.updateAll'], ['Update All']],
  [['source.upgradeVulnerable.lookalike'], ['Upgrade All Vulnerable']],
  [['source.fixAll'], []],
  [undefined, []],
])('is a source action for %j', async (only, titles) => {
  const { service, document, range } = await serviceFor(BOTH, 'requirements.txt');
  const actions = await service.codeActions(document, range, { diagnostics: [], ...(only && { only }) });
  expect(actions.map(({ title }) => title).filter((title) => title.includes('All'))).toEqual(titles);
});

it.each([
  [
    'uv.lock',
    '[[package]]\nname = "tabulate"\nversion = "1.0"\nsource = { registry = "https://pypi.org/simple" }\n',
    'uv lock --upgrade-package tabulate',
  ],
  ['poetry.lock', '[[package]]\nname = "tabulate"\nversion = "1.0"\n', 'poetry update tabulate'],
  ['pdm.lock', '[[package]]\nname = "tabulate"\nversion = "1.0"\n', 'pdm update tabulate'],
  ['Pipfile.lock', '{"default": {"tabulate": {"version": "==1.0"}}}', 'pipenv upgrade tabulate'],
  ['uv.lock', '[[package]]\nname = "tabulate"\nversion = "2.5"\nsource = { registry = "https://pypi.org/simple" }\n', undefined],
])('copies the command for %s', async (file, text, command) => {
  const { service, document, range } = await serviceFor(text, file);
  const actions = await service.codeActions(document, range, { diagnostics: [], only: ['refactor.rewrite'] });
  expect(actions.map((action) => action.command?.arguments?.[0])).toEqual(command === undefined ? [] : [command]);
  expect(await service.updateEdit(document, 'all')).toBeUndefined();
});

it('proposes to raise a vulnerable lower bound without a finding, once', async () => {
  const { service, document, range } = await serviceFor('idna>=1.0\n', 'requirements.txt');
  expect(await service.diagnostics(document)).toEqual([]);
  const [action, ...others] = await service.codeActions(document, range, { diagnostics: [], only: ['refactor.rewrite'] });
  expect(action?.title).toBe('Raise the lower bound to >=1.5');
  expect(others).toEqual([]);
  const after = applied(document, action);
  expect(after).toBe('idna>=1.5\n');
  const next = await serviceFor(after, 'requirements.txt');
  expect(await next.service.codeActions(next.document, next.range, { diagnostics: [], only: ['refactor.rewrite'] })).toEqual([]);
});

it('refills the hashes of an upgrade', async () => {
  const { service, document, range } = await serviceFor('idna==1.0 --hash=sha256:aa --hash=sha256:bb  # why\n', 'requirements.txt');
  const expected = `idna==1.5 --hash=sha256:${'15'.repeat(32)}  # why\n`;
  const actions = await service.codeActions(document, range, { diagnostics: [], only: ['quickfix'] });
  expect(
    applied(
      document,
      actions.find(({ title }) => title.startsWith('Upgrade to 1.5')),
    ),
  ).toBe(expected);
  expect(applied(document, { edit: await service.updateEdit(document, 'vulnerable') })).toBe(expected);
});

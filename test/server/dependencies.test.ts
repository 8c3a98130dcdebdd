import { afterEach, describe, expect, it } from 'vitest';
import {
  type Dependencies,
  DependenciesChangedNotification,
  DependenciesRequest,
  HidingEditRequest,
} from '../../server/src/protocol/dependencies';
import { ScanWorkspaceRequest } from '../../server/src/protocol/messages';
import { InMemoryHost, ROOT } from '../inMemoryHost';
import { FakeEditor } from './fakeEditor';

let editor: FakeEditor;

async function start(files: Readonly<Record<string, string>>): Promise<InMemoryHost> {
  const host = new InMemoryHost(files);
  editor = await FakeEditor.start(() => host, { initializationOptions: { showsDependencies: true } });
  return host;
}

afterEach(() => editor.stop());

const ask = (): Promise<Dependencies> => editor.connection.sendRequest(DependenciesRequest);
const brief = ({ findings }: Dependencies): string[] =>
  findings.map(
    ({ uri, range, rule, severity, name }) => `${uri.slice(ROOT.length + 1)}:${range.start.line + 1} ${rule} ${severity} ${name}`,
  );

const FILES = {
  'requirements.txt': 'requests\npycryptoenv\n',
  'more/requirements.txt': 'yaml\ngit+https://example.org/x#egg=thing\n-r nowhere.txt\n',
};

describe('the content of the view', () => {
  it('is empty before a scan, and then has the findings of the scan', async () => {
    await start(FILES);
    expect(await ask()).toEqual({ findings: [], notChecked: [] });
    await editor.connection.sendRequest(ScanWorkspaceRequest, { inBackground: true });
    const found = await ask();
    expect(found.scan).toMatchObject({ files: 2, online: false });
    expect(brief(found)).toContain('requirements.txt:2 known-malicious error pycryptoenv');
    expect(brief(found)).toContain('more/requirements.txt:1 import-name warning yaml');
    const [unchecked] = found.notChecked.filter(({ name }) => name === 'thing');
    expect(unchecked).toMatchObject({ uri: `${ROOT}/more/requirements.txt`, range: { start: { line: 1 } } });
  });

  it('follows the text of open documents and of files on disk, with notifications to the client', async () => {
    const host = await start(FILES);
    let changes = 0;
    editor.connection.onNotification(DependenciesChangedNotification, () => {
      changes++;
    });
    await editor.connection.sendRequest(ScanWorkspaceRequest, { inBackground: true });
    const uri = await editor.open('requirements.txt', 'requests\n');
    expect(brief(await ask()).filter((one) => one.startsWith('requirements.txt'))).toEqual([]);
    await editor.type(uri, 'pycryptoenv\n', 0);
    expect(brief(await ask())).toContain('requirements.txt:1 known-malicious error pycryptoenv');
    host.workspace.files.set(`${ROOT}/more/requirements.txt`, 'requests\n');
    const refreshes = editor.refreshes;
    await editor.connection.sendNotification('workspace/didChangeWatchedFiles', {
      changes: [{ uri: `${ROOT}/more/requirements.txt`, type: 2 }],
    });
    await editor.until(() => editor.refreshes > refreshes);
    expect(brief(await ask())).toEqual(['requirements.txt:1 known-malicious error pycryptoenv']);
    await expect.poll(() => changes).toBeGreaterThan(0);
  });
});

describe('the edit that hides a finding', () => {
  it.each([
    [
      'accepts an advisory in pyproject.toml',
      { 'pyproject.toml': '[project]\nname = "x"\n' },
      { accept: { id: 'CVE-2023-1', name: 'requests', reason: 'not "reached"' } },
      '[[tool.lookalike.accept]]\nid = "CVE-2023-1"\npackage = "requests"\nreason = "not \\"reached\\""\n',
    ],
    [
      'accepts it in lookalike.toml',
      { 'lookalike.toml': '[rules]\n' },
      { accept: { id: 'GHSA-x', name: 'requests', reason: 'r' } },
      '[[accept]]\nid = "GHSA-x"\npackage = "requests"\nreason = "r"\n',
    ],
    [
      'trusts a malicious name for a reason and for a time',
      { 'lookalike.toml': '[rules]\n' },
      { trust: 'pycryptoenv', note: { reason: 'a mirror', until: '2027-01-31' } },
      'trust = [{ name = "pycryptoenv", reason = "a mirror", until = 2027-01-31 }]\n',
    ],
    ['trusts a name', { 'lookalike.toml': 'trust = ["a"]\n' }, { trust: 'Some_Name' }, ', "some-name"'],
    [
      'is none where the list is written inline',
      { 'pyproject.toml': '[tool.lookalike]\naccept = [{ id = "x" }]\n' },
      { accept: { id: 'CVE-2023-1', name: 'requests', reason: 'r' } },
      undefined,
    ],
  ])('%s', async (_, files, hiding, text) => {
    await start({ 'requirements.txt': 'requests\n', ...files });
    const edit = await editor.connection.sendRequest(HidingEditRequest, { uri: `${ROOT}/requirements.txt`, ...hiding });
    const edits = edit?.documentChanges?.flatMap((change) => ('edits' in change ? change.edits : [])) ?? [];
    expect(edits.map((one) => ('newText' in one ? one.newText.trimStart() : ''))).toEqual(text === undefined ? [] : [text]);
  });
});

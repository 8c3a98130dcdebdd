import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { WorkspaceDiagnosticReport } from 'vscode-languageserver-protocol';
import {
  CancellationTokenSource,
  createProtocolConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver-protocol/node';
import { type ScanResult, ScanWorkspaceRequest } from '../../../server/src/protocol/messages';
import { LARGE, processors, write, writeLargeProject } from './largeProject';

const ROOT = path.join(__dirname, '../../..');
const SERVER = path.join(ROOT, 'dist/server.js');

const folder = realpathSync(mkdtempSync(path.join(os.tmpdir(), 'editor-threads-')));
const project = path.join(folder, 'project');
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Sets the number of processors for Node.js, and notes each thread of a scan. */
const preload = (count: number): string => `${processors(count)}const threads = require('node:worker_threads');
threads.Worker = class extends threads.Worker {
  constructor(script, options) {
    super(script, options);
    if (options.workerData.kind === 'scan') { require('node:fs').appendFileSync(${JSON.stringify(path.join(folder, `${count}.log`))}, 'started\\n'); }
  }
};
`;

beforeAll(() => {
  writeLargeProject(project);
  write(
    project,
    'z/Dockerfile',
    'FROM python\nRUN pip install --extra-index-url https://pypi.corp.example/simple -r ../p/4/requirements.txt\n',
  );
  write(
    project,
    'pyproject.toml',
    '[project]\nname = "x"\nversion = "1"\ndependencies = ["djnago", "zqxw-absent-name"]\n[tool.uv]\nindex-url = "https://a.example/simple"\n',
  );
  // The server reads this one before the scan, because of the open document.
  write(project, 'requirements.txt', '-r odd/deps.list\n');
  write(project, 'odd/deps.list', 'djnago\n');
  write(project, 'tools/run.py', '# /// script\n# dependencies = ["beautifulsoop4"]\n# ///\n');
  write(project, 'tools/other.py', 'print("pip install reqeusts")\n');
  write(project, 'lookalike.toml', 'trust = ["reqeusts"]\nexclude = ["p/3/**"]\n');
  for (const count of [1, 2]) {
    write(folder, `${count}.cjs`, preload(count));
  }
});

beforeEach(() => {
  for (const count of [1, 2]) {
    writeFileSync(path.join(folder, `${count}.log`), '');
  }
});

/** An editor with the project as its folder, and with a text that is not saved. */
async function open(count: number, trusted: boolean) {
  const server = spawn(process.execPath, ['--require', path.join(folder, `${count}.cjs`), SERVER, '--stdio'], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const connection = createProtocolConnection(new StreamMessageReader(server.stdout), new StreamMessageWriter(server.stdin));
  const settings = { offline: true, private: ['acme-*'], files: ['**/more.list'] };
  connection.onRequest('workspace/configuration', ({ items }: { items: unknown[] }) => items.map(() => settings));
  connection.listen();
  const rootUri = pathToFileURL(project).toString();
  await connection.sendRequest('initialize', {
    processId: null,
    rootUri,
    workspaceFolders: [{ uri: rootUri, name: 'project' }],
    capabilities: { textDocument: { diagnostic: {} }, workspace: { configuration: true, diagnostics: { refreshSupport: true } } },
    initializationOptions: { trusted },
  });
  await connection.sendNotification('initialized', {});
  const uri = `${rootUri}/p/1/requirements.txt`;
  await connection.sendNotification('textDocument/didOpen', {
    textDocument: { uri, languageId: 'pip-requirements', version: 1, text: 'pycryptoconf\nacme-unsaved\n' },
  });
  await connection.sendRequest('textDocument/diagnostic', { textDocument: { uri } });
  return {
    connection,
    async [Symbol.asyncDispose]() {
      await connection.sendRequest('shutdown');
      await connection.sendNotification('exit');
      connection.dispose();
      await new Promise((resolve) => server.once('close', resolve));
    },
  };
}

async function scan(count: number, trusted: boolean): Promise<{ result: ScanResult; diagnostics: unknown[] }> {
  await using editor = await open(count, trusted);
  const { connection } = editor;
  const result = await connection.sendRequest(ScanWorkspaceRequest, { inBackground: true });
  const report: WorkspaceDiagnosticReport = await connection.sendRequest('workspace/diagnostic', { previousResultIds: [] });
  const diagnostics = report.items
    .filter((item) => item.kind === 'full')
    .map(({ uri, items }) => [uri, items.map(({ code, range, message }) => ({ code, range, message }))]);
  return { result, diagnostics: diagnostics.sort() };
}

it.each([
  ['a trusted workspace', true],
  ['Restricted Mode', false],
])('finds the same with and without another thread: %s', async (_, trusted) => {
  const alone = await scan(1, trusted);
  const together = await scan(2, trusted);
  expect(together).toEqual(alone);
  expect(together.result.malicious).toEqual(expect.arrayContaining(['pycryptoenv', 'pycryptoconf']));
  expect(together.diagnostics.length).toBeGreaterThan(LARGE);
  expect(readFileSync(path.join(folder, '1.log'), 'utf8')).toBe('');
  expect(readFileSync(path.join(folder, '2.log'), 'utf8')).toMatch(/^started\n/);
});

it('stops at a cancellation', async () => {
  await using editor = await open(2, true);
  const source = new CancellationTokenSource();
  const scan = editor.connection.sendRequest(ScanWorkspaceRequest, {}, source.token);
  source.cancel();
  expect((await scan).cancelled).toBe(true);
});

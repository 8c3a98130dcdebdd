import { type ChildProcess, spawn } from 'node:child_process';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import {
  createProtocolConnection,
  type ProtocolConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver-protocol/node';
import { CrashWatch } from '../../client/src/crashes';
import { WorkNotification } from '../../server/src/protocol/messages';
import { InMemoryHost } from '../inMemoryHost';
import { FakeEditor } from './fakeEditor';

const SERVER = path.join(__dirname, '../../dist/server.js');
const BAD = 'file:///project/bad/requirements.txt';
const GOOD = 'file:///project/requirements.txt';

interface Report {
  readonly items: readonly { readonly code: string; readonly message: string }[];
}

/** A client of the server: it passes the texts to skip, and receives what the server works on. */
async function start(
  crashes: CrashWatch,
  open: readonly [uri: string, text: string][],
  nodeOptions: readonly string[] = [],
  onLog: (message: string) => void = () => undefined,
): Promise<{ server: ChildProcess; connection: ProtocolConnection }> {
  const server = spawn(process.execPath, [...nodeOptions, SERVER, '--stdio'], { stdio: ['pipe', 'pipe', 'inherit'] });
  const connection = createProtocolConnection(new StreamMessageReader(server.stdout), new StreamMessageWriter(server.stdin));
  server.stdin.on('error', () => undefined);
  connection.onRequest('workspace/configuration', ({ items }: { items: unknown[] }) => items.map(() => ({ offline: true })));
  connection.onNotification(WorkNotification, (work) => crashes.worked(work));
  connection.onNotification('window/logMessage', ({ message }: { message: string }) => onLog(message));
  connection.listen();
  await connection.sendRequest('initialize', {
    processId: null,
    rootUri: 'file:///project',
    capabilities: { textDocument: { diagnostic: {} }, workspace: { configuration: true } },
    initializationOptions: { reportsWork: true, leaveAlone: crashes.leftAlone },
  });
  await connection.sendNotification('initialized', {});
  for (const [uri, text] of open) {
    await connection.sendNotification('textDocument/didOpen', { textDocument: { uri, languageId: 'pip-requirements', version: 3, text } });
  }
  return { server, connection };
}

const pull = (connection: ProtocolConnection, uri: string): Promise<Report> =>
  connection.sendRequest('textDocument/diagnostic', { textDocument: { uri } });

describe('an uncaught error', () => {
  it.each([
    ['thrown', "setTimeout(() => { throw new RangeError('too deep'); }, 10);"],
    ['of a promise', "setTimeout(() => Promise.reject(new RangeError('too deep')), 10);"],
  ])('is logged with its stack, and the server goes on: %s', async (_, script) => {
    const crashes = new CrashWatch();
    const logged: string[] = [];
    const thrower = ['--import', `data:text/javascript,${encodeURIComponent(script)}`];
    const { server, connection } = await start(crashes, [[GOOD, 'pycryptoenv\n']], thrower, (message) => logged.push(message));
    expect((await pull(connection, GOOD)).items.map(({ code }) => code)).toEqual(['known-malicious']);
    while (logged.length === 0) {
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    expect(logged[0]).toMatch(/^RangeError: too deep\n {4}at /);
    expect((await pull(connection, GOOD)).items).toHaveLength(1);
    connection.dispose();
    server.kill();
  });
});

describe('a server that crashed on a text', () => {
  it('skips that text after a restart, and reports that, until the text changes', async () => {
    const crashes = new CrashWatch();
    const open: [string, string][] = [
      [BAD, `reqeusts\n${'pycryptoenv\n'.repeat(5_000)}`],
      [GOOD, 'pycryptoenv\n'],
    ];
    const first = await start(crashes, open);
    expect((await pull(first.connection, GOOD)).items.map(({ code }) => code)).toEqual(['known-malicious']);
    const ended = new Promise((resolve) => first.server.once('exit', resolve));
    first.connection.onNotification(WorkNotification, (work) => {
      crashes.worked(work);
      if (work.uri === BAD && !work.isDone) {
        first.server.kill('SIGKILL');
      }
    });
    pull(first.connection, BAD).catch(() => undefined);
    await ended;
    first.connection.dispose();
    expect(crashes.stopped()).toEqual([BAD]);

    const second = await start(crashes, open);
    const { items } = await pull(second.connection, BAD);
    expect(items.map(({ message }) => message)).toEqual([
      'This file was not checked because Lookalike failed on it: the server crashed on this file; edit it or restart the server',
    ]);
    expect((await pull(second.connection, GOOD)).items.map(({ code }) => code)).toEqual(['known-malicious']);
    await second.connection.sendNotification('textDocument/didChange', {
      textDocument: { uri: BAD, version: 4 },
      contentChanges: [{ text: 'pycryptoenv\n' }],
    });
    expect((await pull(second.connection, BAD)).items.map(({ code }) => code)).toEqual(['known-malicious']);
    expect(crashes.stopped()).toEqual([]);
    second.connection.dispose();
    second.server.kill();
  });
});

describe('a client that does not listen', () => {
  let editor: FakeEditor | undefined;
  afterEach(() => editor?.stop());

  it('gets no notifications of work', async () => {
    const host = new InMemoryHost();
    editor = await FakeEditor.start(() => host);
    await editor.pull(await editor.open('requirements.txt', 'requests\n'));
    expect(editor.received).not.toContain('lookalike/work');
  });
});

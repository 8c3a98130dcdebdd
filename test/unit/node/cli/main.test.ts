// First, because it replaces a module that those below load. The tests of a folder may share their modules.
import './calls';

import { EventEmitter } from 'node:events';
import nodeModule, { syncBuiltinESMExports } from 'node:module';
import threads from 'node:worker_threads';
import { afterEach, describe, expect, it, vi } from 'vitest';
import * as server from '../../../../server/src/node/cli/lsp';
import * as running from '../../../../server/src/node/cli/run';
import * as services from '../../../../server/src/node/cli/service';
import * as scanTask from '../../../../server/src/node/scan/scanTask';

/** What the program does in place of its parts. */
interface Parts {
  readonly run?: () => Promise<number>;
  readonly isThread?: boolean;
}

interface Started {
  /** The calls of the parts, in order. */
  readonly calls: readonly (readonly unknown[])[];
  /** What the program listens for. */
  readonly listeners: ReadonlyMap<string, (error: unknown) => void>;
  /** The exit code when a part is called, and at the end. */
  readonly codes: readonly unknown[];
  readonly stderr: string;
}

const before = { argv: process.argv, exitCode: process.exitCode };
const { isMainThread, parentPort, workerData } = threads;
const { createRequire } = nodeModule;

/** Changes what the program imports from Node.js. No module is loaded again, so other tests keep theirs. */
function replaceBuiltin<T extends object>(of: T, changes: { readonly [K in keyof T]?: unknown }): void {
  Object.assign(of, changes);
  syncBuiltinESMExports();
}

afterEach(() => {
  process.argv = before.argv;
  process.exitCode = before.exitCode;
  vi.restoreAllMocks();
  replaceBuiltin(threads, { isMainThread, parentPort, workerData });
  replaceBuiltin(nodeModule, { createRequire });
});

let starts = 0;

/** Starts the program with these arguments. Its parts only note how they are called. */
async function start(args: readonly string[], { run = async () => 0, isThread = false }: Parts = {}): Promise<Started> {
  const calls: (readonly unknown[])[] = [];
  const codes: unknown[] = [];
  const listeners = new Map<string, (error: unknown) => void>();
  let stderr = '';
  process.argv = ['node', 'lookalike', ...args];
  process.exitCode = undefined;
  const note = (event: string | symbol, listener: (error: unknown) => void) => listeners.set(String(event), listener);
  vi.spyOn(process, 'on').mockImplementation((event: string | symbol, listener: (error: unknown) => void) => {
    note(event, listener);
    return process;
  });
  vi.spyOn(process.stdout, 'on').mockImplementation((event, listener) => {
    note(`stdout ${String(event)}`, listener);
    return process.stdout;
  });
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
    stderr += text;
    return true;
  });
  // Vitest itself needs that of its own thread.
  const port = parentPort ?? (isThread ? new EventEmitter() : null);
  if (isThread && port !== null) {
    vi.spyOn(port as EventEmitter, 'once').mockImplementation((event, listener) => {
      calls.push([event]);
      listener('shared');
      return port as EventEmitter;
    });
  }
  replaceBuiltin(threads, {
    isMainThread: !isThread,
    parentPort: port,
    workerData: { call: 'call', scanned: 'scanned', current: 'current' },
  });
  vi.spyOn(running, 'run').mockImplementation(async (given) => {
    calls.push(['run', ...given]);
    codes.push(process.exitCode);
    return run();
  });
  vi.spyOn(server, 'lsp').mockImplementation(async (given) => {
    calls.push(['lsp', ...given]);
    codes.push(process.exitCode);
    return 5;
  });
  vi.spyOn(services, 'serviceFor').mockImplementation((call, _, program) => `service of ${call}, ${program}` as never);
  vi.spyOn(scanTask, 'runScanTask').mockImplementation((...given) => calls.push(given) as never);
  starts++;
  await import(`../../../../server/src/node/cli/main?start=${starts}`);
  await new Promise((resolve) => setImmediate(resolve));
  codes.push(process.exitCode);
  return { calls, listeners, codes, stderr };
}

describe('the program', () => {
  it('is an error until it has an answer, and ends with the code of the answer', async () => {
    const { calls, codes, listeners } = await start(['scan', '.'], { run: async () => 1 });
    expect(calls).toEqual([['run', 'scan', '.']]);
    expect(codes).toEqual([2, 1]);
    expect([...listeners.keys()]).toEqual(['uncaughtException', 'unhandledRejection', 'stdout error']);
  });

  it.each([
    [['lsp'], ['lsp']],
    [
      ['lsp', '--stdio'],
      ['lsp', '--stdio'],
    ],
    [
      ['lsp', '--help'],
      ['run', 'lsp', '--help'],
    ],
    [
      ['lsp', '-h'],
      ['run', 'lsp', '-h'],
    ],
    [
      ['scan', 'lsp'],
      ['run', 'scan', 'lsp'],
    ],
    [[], ['run']],
  ])('with %j calls %j', async (args, called) => {
    const { calls, codes } = await start(args);
    expect(calls).toEqual([called]);
    // The language server sets its own code.
    expect(codes).toEqual(called[0] === 'lsp' ? [undefined, 5] : [2, 0]);
  });

  it('says why a call has no answer', async () => {
    const { codes, stderr } = await start(['scan'], { run: () => Promise.reject(new Error('no answer')) });
    expect(stderr).toBe('lookalike: no answer\n');
    expect(codes[1]).toBe(2);
  });

  it.each(['uncaughtException', 'unhandledRejection'])('ends with an error after an %s', async (event) => {
    const { listeners } = await start(['scan']);
    const exit = vi.spyOn(process, 'exit').mockReturnValue(undefined as never);
    let trace = '';
    vi.mocked(process.stderr.write).mockImplementation((text) => {
      trace += text;
      return true;
    });
    listeners.get(event)?.(new Error('a fault'));
    expect(exit).toHaveBeenCalledExactlyOnceWith(2);
    expect(trace).toContain('Error: a fault');
  });

  it.each([
    ['EPIPE', 0],
    ['EIO', 2],
  ])('whose output cannot be written (%s) ends with %i', async (code, expected) => {
    const { listeners } = await start(['scan']);
    const exit = vi.spyOn(process, 'exit').mockReturnValue(undefined as never);
    listeners.get('stdout error')?.(Object.assign(new Error('no reader'), { code }));
    expect(exit).toHaveBeenCalledExactlyOnceWith(expected);
  });

  it('is a part of a scan in a thread, after a message with the data', async () => {
    const { calls, listeners } = await start([], { isThread: true });
    expect(calls).toEqual([['message'], [threads.parentPort, 'service of call, shared', 'scanned', 'current']]);
    expect(listeners.size).toBe(0);
  });
});

describe('the language server', () => {
  it.each([
    [[], ['--stdio']],
    [['--log'], ['--stdio']],
    [['--stdio'], []],
    [['--node-ipc'], []],
    [['--socket=1234'], []],
    [['--pipe=a'], []],
  ])('with %j gets %j', async (args, added) => {
    const loaded: string[] = [];
    replaceBuiltin(nodeModule, { createRequire: () => (file: string) => loaded.push(file) });
    process.argv = ['node'];
    let end = (): void => {};
    vi.spyOn(process, 'once').mockImplementation((event: string | symbol, listener: () => void) => {
      expect(event).toBe('exit');
      end = listener;
      return process;
    });
    let code: number | undefined;
    const ended = server.lsp(args).then((answer) => {
      code = answer;
    });
    await new Promise((resolve) => setImmediate(resolve));
    expect(code).toBeUndefined();
    end();
    await ended;
    expect(code).toBe(0);
    expect(process.argv).toEqual(['node', ...added]);
    expect(loaded).toEqual([expect.stringMatching(/server\.js$/)]);
  });
});

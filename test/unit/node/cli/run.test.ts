// First, because it replaces a module that those below load. The tests of a folder may share their modules.
import './calls';

import path from 'node:path';
import { Readable } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { LanguageService } from '../../../../server/src/languageService';
import * as checking from '../../../../server/src/node/cli/check';
import * as dataAge from '../../../../server/src/node/cli/dataAge';
import * as explaining from '../../../../server/src/node/cli/explain';
import * as initializing from '../../../../server/src/node/cli/init';
import * as listing from '../../../../server/src/node/cli/listRules';
import * as server from '../../../../server/src/node/cli/lsp';
import * as parsing from '../../../../server/src/node/cli/parse';
import * as scanning from '../../../../server/src/node/cli/scan';
import * as services from '../../../../server/src/node/cli/service';
import * as updating from '../../../../server/src/node/cli/updateData';
import { PUBLIC_DATA } from '../../../../server/src/node/data/dataUrls';
import * as client from '../../../../server/src/node/http/createClient';
import * as host from '../../../../server/src/node/nodeHost';
import { version } from '../../../../server/src/node/version';
import { lookalike } from './calls';

/** What the parts of the command line are asked, in order. */
let asked: (readonly [part: string, call: unknown])[];
const cwd = process.cwd();
const service = { configurationReport: async () => undefined, checkNames: vi.fn() } as unknown as LanguageService;
const isTerminal = process.stderr.isTTY;
const env = { ...process.env };

beforeEach(() => {
  asked = [];
  const note =
    <T>(part: string, answer: T) =>
    async (call: unknown): Promise<T> => {
      asked.push([part, call]);
      return answer;
    };
  vi.spyOn(services, 'serviceFor').mockImplementation((call) => {
    asked.push(['service', call]);
    return service;
  });
  vi.spyOn(scanning, 'scan').mockImplementation(async (_, call) => note('scan', 1)(call));
  vi.spyOn(checking, 'check').mockImplementation(note('check', 1));
  vi.spyOn(explaining, 'explain').mockImplementation(note('explain', undefined));
  vi.spyOn(parsing, 'parse').mockImplementation(note('parse', 1));
  vi.spyOn(server, 'lsp').mockImplementation(note('lsp', 1));
  vi.spyOn(initializing, 'init').mockImplementation(async (folder) => {
    asked.push(['init', folder]);
    return 1;
  });
  vi.spyOn(listing, 'ruleList').mockImplementation((options) => {
    asked.push(['rules', options]);
    return '';
  });
  vi.spyOn(updating, 'updateDataCommand').mockImplementation(note('update', 1));
  vi.spyOn(dataAge, 'refreshIfDue').mockImplementation(async (of, say) => {
    expect(of).toBe(service);
    say('Refreshed.');
    asked.push(['refresh', process.exitCode]);
  });
  delete process.env.CI;
});

afterEach(() => {
  vi.restoreAllMocks();
  Object.assign(process.env, env);
  process.stderr.isTTY = isTerminal;
  process.exitCode = undefined;
});

const callOf = (part: string): unknown => asked.find(([each]) => each === part)?.[1];

describe('what a scan gets', () => {
  const defaults = {
    paths: ['.'],
    format: 'text',
    failOn: 'warning',
    offline: false,
    strict: false,
    showSuppressed: false,
    quiet: false,
    verbose: false,
    output: undefined,
    baseline: undefined,
    as: undefined,
    relativeTo: undefined,
    version,
    cwd,
    env: process.env,
  };

  it.each<readonly [args: readonly string[], different: object]>([
    [[], {}],
    [['server', 'test'], { paths: ['server', 'test'] }],
    [['--format', 'json'], { format: 'json' }],
    [['--fail-on', 'error'], { failOn: 'error' }],
    [['--fail-on', 'never'], { failOn: 'never' }],
    [['--offline'], { offline: true }],
    [['--strict'], { strict: true }],
    [['--show-suppressed'], { showSuppressed: true }],
    [['--verbose'], { verbose: true, showSuppressed: true }],
    [['--quiet'], { quiet: true }],
    [['--output', 'a.txt'], { output: 'a.txt' }],
    [['--output', '-'], { output: undefined }],
    [['--baseline', 'b.json'], { baseline: 'b.json' }],
    [['package.json', '--as', 'requirements.txt'], { paths: ['package.json'], as: 'requirements.txt' }],
    [['--relative-to', 'server'], { relativeTo: 'server' }],
  ])('with %j', async (args, different) => {
    expect(await lookalike('scan', ...args)).toMatchObject({ code: 1, stdout: '', stderr: '' });
    expect(callOf('scan')).toMatchObject({ ...defaults, ...different });
  });

  it.each([
    [[], 'a fault'],
    [['--quiet'], ''],
  ])('reports with %j: %j', async (args, said) => {
    vi.mocked(scanning.scan).mockImplementation(async (_, call) => {
      call.report('a fault');
      return 0;
    });
    expect(await lookalike('scan', ...args)).toMatchObject({ code: 0, stderr: said });
  });

  it('is written to a file without colors', async () => {
    await lookalike('scan', '--output', 'a.txt');
    expect((callOf('scan') as scanning.ScanCall).style('bold', 'x')).toBe('x');
    asked = [];
    await lookalike('scan', '--color', 'always');
    expect((callOf('scan') as scanning.ScanCall).style('bold', 'x')).not.toBe('x');
  });
});

describe('what the language service is made from', () => {
  const common = { cwd, env: expect.objectContaining({ PATH: process.env.PATH }), offline: false, config: undefined };

  it.each<readonly [args: readonly string[], call: object]>([
    [['scan', 'server'], { ...common, roots: [path.resolve('server')], as: undefined, stdin: undefined }],
    [['scan', 'package.json', '--as', 'requirements.txt'], { roots: [path.resolve('package.json')], as: 'requirements.txt' }],
    [['scan', '--offline'], { offline: true }],
    [['scan', '--config', 'a.toml'], { config: 'a.toml' }],
    [['scan', '--no-project-config'], { config: null }],
    [['check', 'requests'], { ...common, roots: [cwd] }],
    [['check', 'requests', '--offline'], { offline: true }],
    [['explain', 'typosquat'], { ...common, roots: [cwd] }],
    [['explain', 'typosquat', '--offline'], { offline: true }],
  ])('for %j', async (args, call) => {
    await lookalike(...args);
    expect(callOf('service')).toMatchObject(call);
    // The program itself, which runs as a thread of a large scan.
    expect(vi.mocked(services.serviceFor).mock.lastCall?.[2]).toMatch(/run\.[jt]s$/);
  });
});

it.each([
  [['-'], ['one', 'two']],
  [
    ['first', '-'],
    ['first', 'one', 'two'],
  ],
  [['first'], ['first']],
])('explain reads the subjects of %j from standard input', async (args, subjects) => {
  const stdin = process.stdin;
  Object.defineProperty(process, 'stdin', { value: Readable.from(['one\n\ntw', 'o\n']), configurable: true });
  await lookalike('explain', ...args);
  Object.defineProperty(process, 'stdin', { value: stdin, configurable: true });
  expect(callOf('explain')).toMatchObject({ subjects });
});

it('explain without a subject is refused', async () => {
  expect(await lookalike('explain')).toMatchObject({ code: 2, usage: { command: 'explain' } });
});

describe('what the other commands get', () => {
  it.each<readonly [args: readonly string[], part: string, call: unknown]>([
    [['check', 'a', 'b'], 'check', { names: ['a', 'b'], format: 'text', failOn: 'warning', strict: false, quiet: false, verbose: false }],
    [['check', 'a', '--format', 'jsonl'], 'check', { format: 'jsonl' }],
    [['check', 'a', '--fail-on', 'error'], 'check', { failOn: 'error' }],
    [['check', 'a', '--strict'], 'check', { strict: true }],
    [['check', 'a', '--quiet'], 'check', { quiet: true }],
    [['check', 'a', '--verbose'], 'check', { verbose: true }],
    [['check', '-'], 'check', { names: ['-'], stdin: process.stdin }],
    [['explain', 'a', 'b'], 'explain', { subjects: ['a', 'b'], cwd, service, columns: 100 }],
    [['parse', 'a', 'b'], 'parse', { files: ['a', 'b'], as: undefined, cwd, stdin: process.stdin }],
    [['parse', 'a', '--as', 'requirements.txt'], 'parse', { as: 'requirements.txt' }],
    [['rules'], 'rules', { format: 'text', columns: 100 }],
    [['rules', '--format', 'json'], 'rules', { format: 'json' }],
    [['init'], 'init', cwd],
    [['init', 'a'], 'init', path.resolve('a')],
    [['lsp'], 'lsp', []],
  ])('for %j', async (args, part, call) => {
    await lookalike(...args);
    expect(asked.at(-1)?.[0]).toBe(part);
    const got = callOf(part);
    expect(got).toEqual(typeof call === 'string' || Array.isArray(call) ? call : expect.objectContaining(call as object));
  });

  it('a check judges names for the folder of the call', async () => {
    await lookalike('check', 'a');
    await (callOf('check') as checking.CheckCall).check([]);
    expect(service.checkNames).toHaveBeenLastCalledWith([], `file://${cwd}/`, expect.any(AbortSignal));
  });
});

describe('update-data', () => {
  beforeEach(() => {
    vi.spyOn(host, 'currentDataFolder').mockResolvedValue('/current');
    vi.spyOn(host, 'refreshedDataFolder').mockReturnValue('/refreshed');
  });

  it.each([
    [[], { from: undefined, out: '/refreshed' }],
    [['--from', 'a', '--out', 'b'], { from: 'a', out: path.resolve('b') }],
  ])('with %j', async (args, different) => {
    expect((await lookalike('update-data', ...args)).code).toBe(1);
    expect(callOf('update')).toMatchObject({ current: '/current', urls: PUBLIC_DATA, ...different });
    const connected = vi.spyOn(client, 'connect').mockRejectedValue(new Error('not connected'));
    const { connect, clock } = callOf('update') as updating.UpdateDataCall;
    await expect(connect()).rejects.toThrow('not connected');
    expect(connected).toHaveBeenCalledWith({ version, clock, logger: expect.anything() });
    expect(Math.abs(clock.now() - Date.now())).toBeLessThan(3_600_000);
  });

  it.each([
    [[], 'progress'],
    [['--quiet'], ''],
  ])('says with %j: %j', async (args, said) => {
    vi.mocked(updating.updateDataCommand).mockImplementation(async (call) => {
      call.writeError('progress');
      return 0;
    });
    expect((await lookalike('update-data', ...args)).stderr).toBe(said);
  });
});

describe('package data is refreshed', () => {
  it.each<readonly [args: readonly string[], onTerminal: boolean, inCi: boolean, order: readonly string[]]>([
    [[], false, false, ['check']],
    [[], true, false, ['check', 'refresh']],
    [[], true, true, ['check']],
    [['--offline'], true, false, ['check']],
    [['--refresh'], false, false, ['refresh', 'check']],
    [['--refresh'], true, true, ['refresh', 'check']],
  ])('by a call with %j, on a terminal: %s, in CI: %s', async (args, onTerminal, inCi, order) => {
    process.stderr.isTTY = onTerminal;
    if (inCi) {
      process.env.CI = '1';
    }
    process.exitCode = undefined;
    const { code, stderr } = await lookalike('check', 'a', ...args);
    expect(code).toBe(1);
    expect(asked.map(([part]) => part)).toEqual(['service', ...order]);
    expect(stderr).toBe(order.includes('refresh') ? 'lookalike: Refreshed.\n' : '');
    // Who ends the program during a refresh still gets the answer's code.
    expect(callOf('refresh')).toBe(order.at(-1) === 'refresh' ? 1 : undefined);
  });
});

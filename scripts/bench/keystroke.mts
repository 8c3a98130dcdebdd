import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { LspClient } from './lspClient.mjs';
import type { BenchFile } from './texts.mjs';

/** Milliseconds. */
export interface Times {
  readonly median: number;
  readonly p95: number;
}

export interface Server {
  readonly command: readonly string[];
  /** Whether it supports pulls. Otherwise it pushes. */
  readonly pushes?: boolean;
  readonly settings?: object;
}

/** Number of edits before the measurement: a server that has just started is slower. */
export const WARM_UP = 60;
const PULLING = { textDocument: { diagnostic: {} }, workspace: { configuration: true } };
const PUSHED = { textDocument: { publishDiagnostics: {} }, workspace: { configuration: true } };

/** One server with one document open in it. */
export class Typist {
  readonly client: LspClient;
  readonly times: number[] = [];
  readonly #server: Server;
  readonly #uri: string;
  readonly #line: number;
  #version = 1;
  #resultId: string | undefined;

  private constructor(server: Server, folder: string, file: BenchFile) {
    this.#server = server;
    this.client = new LspClient(server.command, server.settings);
    this.#uri = pathToFileURL(path.join(folder, file.name)).toString();
    const lines = file.text.split('\n');
    const middle = Math.floor(lines.length / 2);
    // In a lock file, only some lines have names.
    const named = lines.findIndex((line, i) => i >= middle && line.startsWith('name = '));
    this.#line = named === -1 ? middle : named;
  }

  static async start(server: Server, folder: string, file: BenchFile): Promise<Typist> {
    const typist = new Typist(server, folder, file);
    const { client } = typist;
    await client.initialize(pathToFileURL(folder).toString(), server.pushes ? PUSHED : PULLING);
    const first = server.pushes ? client.published(typist.#uri) : undefined;
    client.notify('textDocument/didOpen', { textDocument: { uri: typist.#uri, languageId: file.languageId, version: 1, text: file.text } });
    await (first ?? typist.#pull());
    return typist;
  }

  async edit(isWarm: boolean): Promise<void> {
    // Inserts a letter after the first letters of the line, and removes it again.
    const isTyped = this.#version % 2 === 1;
    const start = { line: this.#line, character: 10 };
    const range = { start, end: isTyped ? start : { ...start, character: 11 } };
    const from = performance.now();
    const pushed = this.#server.pushes ? this.client.published(this.#uri) : undefined;
    this.client.notify('textDocument/didChange', {
      textDocument: { uri: this.#uri, version: ++this.#version },
      contentChanges: [{ range, text: isTyped ? 'x' : '' }],
    });
    await (pushed ?? this.#pull());
    if (isWarm) {
      this.times.push(performance.now() - from);
    }
  }

  async #pull(): Promise<void> {
    const params = { textDocument: { uri: this.#uri }, previousResultId: this.#resultId };
    const { resultId } = (await this.client.ask('textDocument/diagnostic', params)) as { readonly resultId?: string };
    this.#resultId = resultId;
  }
}

/** Milliseconds from the start of a server to the first diagnostics of a document. */
export async function measureStarts(servers: readonly Server[], file: BenchFile, starts: number): Promise<Times[]> {
  return inFolder(file, async (folder) => {
    const times: number[][] = servers.map(() => []);
    for (let i = 0; i < starts; i++) {
      for (const [j, server] of servers.entries()) {
        const from = performance.now();
        const { client } = await Typist.start(server, folder, file);
        times[j]?.push(performance.now() - from);
        await client.stop();
      }
    }
    return times.map(summary);
  });
}

/** Makes a Node.js process collect its garbage at a signal: V8 itself waits for as long as there is memory. */
const COLLECTS = ['--expose-gc', '--import', "data:text/javascript,process.on('SIGUSR2', () => gc())"];
/** Maximum milliseconds of a collection. */
const COLLECTION = 1_500;

/** The resident memory of a server, in bytes, with the document open. */
export async function measureMemory(server: Server, file: BenchFile): Promise<number> {
  return inFolder(file, async (folder) => {
    const { client } = await Typist.start(server, folder, file);
    const memory = client.memory();
    await client.stop();
    return memory;
  });
}

/** The same after that number of edits, and after garbage collection. Node.js runs the server. */
export async function measureGrowth({ command, ...server }: Server, file: BenchFile, edits: readonly number[]): Promise<number[]> {
  const [program = '', ...args] = command;
  return inFolder(file, async (folder) => {
    const typist = await Typist.start({ ...server, command: [program, ...COLLECTS, ...args] }, folder, file);
    const memory: number[] = [];
    let done = 0;
    for (const upTo of edits) {
      for (; done < upTo; done++) {
        await typist.edit(false);
      }
      typist.client.process.kill('SIGUSR2');
      await new Promise((resolve) => setTimeout(resolve, COLLECTION));
      memory.push(typist.client.memory());
    }
    await typist.client.stop();
    return memory;
  });
}

/**
 * Milliseconds from a keystroke to diagnostics, over stdio. An edit is a letter in the middle of the file, typed or removed, and then a pull. The servers
 * take turns, so other work on the machine affects all of them equally.
 */
export async function measureKeystrokes(
  jobs: readonly { readonly server: Server; readonly file: BenchFile }[],
  edits: number,
): Promise<Times[]> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'bench-'));
  try {
    const typists: Typist[] = [];
    for (const { server, file } of jobs) {
      writeFileSync(path.join(folder, file.name), file.text);
      typists.push(await Typist.start(server, folder, file));
    }
    for (let i = 0; i < WARM_UP + edits; i++) {
      for (const typist of typists) {
        await typist.edit(i >= WARM_UP);
      }
    }
    await Promise.all(typists.map(({ client }) => client.stop()));
    return typists.map(({ times }) => summary(times));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function inFolder<T>(file: BenchFile, work: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'bench-'));
  try {
    writeFileSync(path.join(folder, file.name), file.text);
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

export function summary(times: readonly number[]): Times {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (quantile: number): number => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * quantile))] as number;
  return { median: at(0.5), p95: at(0.95) };
}

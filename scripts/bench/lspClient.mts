import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';

interface Message {
  readonly id?: number;
  readonly method?: string;
  readonly params?: unknown;
  readonly result?: unknown;
  readonly error?: unknown;
}

/** Requests and answers over the streams of a language server, with as little work of its own as possible, because the server is measured. */
export class LspClient {
  readonly process: ChildProcess;
  readonly #waiting = new Map<number, (message: Message) => void>();
  readonly #published = new Map<string, () => void>();
  readonly #settings: object;
  #last = 0;
  #received: Buffer<ArrayBufferLike> = Buffer.alloc(0);

  /** `settings`: the answer to the server's request for its section of the settings. */
  constructor(command: readonly string[], settings: object = {}) {
    const [program = '', ...args] = command;
    this.#settings = settings;
    this.process = spawn(program, args, { stdio: ['pipe', 'pipe', 'ignore'] });
    this.process.stdout?.on('data', (chunk: Buffer) => this.#receive(chunk));
    // A server that has ended is noticed by missing answers.
    this.process.stdin?.on('error', () => undefined);
  }

  async initialize(rootUri: string | null, capabilities: object): Promise<void> {
    await this.ask('initialize', {
      processId: process.pid,
      rootUri,
      capabilities,
      workspaceFolders: rootUri && [{ uri: rootUri, name: 'bench' }],
    });
    this.notify('initialized', {});
  }

  ask(method: string, params: object | null): Promise<unknown> {
    const id = ++this.#last;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, ({ result, error }) => (error === undefined ? resolve(result) : reject(new Error(JSON.stringify(error)))));
      this.#send({ id, method, params });
    });
  }

  notify(method: string, params: object | null): void {
    this.#send({ method, params });
  }

  /** Resolves when the server next pushes diagnostics of a document. */
  published(uri: string): Promise<void> {
    return new Promise((resolve) => this.#published.set(uri, resolve));
  }

  /** Resident memory of the server, in bytes. */
  memory(): number {
    const status = readFileSync(`/proc/${this.process.pid}/status`, 'utf8');
    return Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1] ?? Number.NaN) * 1024;
  }

  async stop(): Promise<void> {
    const ended = new Promise((resolve) => this.process.once('exit', resolve));
    await this.ask('shutdown', null);
    this.notify('exit', null);
    const timer = setTimeout(() => this.process.kill('SIGKILL'), 2_000);
    await ended;
    clearTimeout(timer);
  }

  #send(message: object): void {
    const body = JSON.stringify({ jsonrpc: '2.0', ...message });
    this.process.stdin?.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
  }

  #receive(chunk: Buffer): void {
    this.#received = this.#received.length === 0 ? chunk : Buffer.concat([this.#received, chunk]);
    for (;;) {
      const headerEnd = this.#received.indexOf('\r\n\r\n');
      if (headerEnd === -1) {
        return;
      }
      const length = Number(/Content-Length: (\d+)/i.exec(this.#received.toString('latin1', 0, headerEnd))?.[1]);
      const end = headerEnd + 4 + length;
      if (this.#received.length < end) {
        return;
      }
      const message = JSON.parse(this.#received.toString('utf8', headerEnd + 4, end)) as Message;
      this.#received = this.#received.subarray(end);
      this.#take(message);
    }
  }

  #take(message: Message): void {
    const { id, method, params } = message;
    if (method === undefined) {
      this.#waiting.get(id as number)?.(message);
      this.#waiting.delete(id as number);
    } else if (id !== undefined) {
      const { items = [] } = (params ?? {}) as { readonly items?: readonly { readonly section?: string }[] };
      this.#send({
        id,
        result: method === 'workspace/configuration' ? items.map(({ section }) => (section === 'lookalike' ? this.#settings : {})) : null,
      });
    } else if (method === 'textDocument/publishDiagnostics') {
      const { uri } = params as { readonly uri: string };
      this.#published.get(uri)?.();
      this.#published.delete(uri);
    }
  }
}

import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { LookupFunction } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { UrlCredentials } from '../../server/src/index/safeUrl';
import { createNodeHost, type NodeHostOptions } from '../../server/src/node/nodeHost';
import type { UserSystem } from '../../server/src/node/userConfig/system';
import { type ScanResult, ScanWorkspaceRequest } from '../../server/src/protocol/messages';
import { unseal } from '../../server/src/protocol/seal';
import { FakeClock, RecordingLogger } from '../stub/client';
import { type Internet, startInternet } from '../stub/internet';
import type { Stub, StubOptions } from '../stub/services';
import { type EditorOptions, FakeEditor } from './fakeEditor';

const DATA = path.join(__dirname, '../../data');

/** Milliseconds; more than any working step needs. */
const PATIENCE = 600_000;
/** Tenths of a second that the folder of a world may still be in use. */
const MOST_TRIES = 100;

export interface WorldOptions {
  /** Hosts besides the public index and the advisory database. */
  readonly hosts?: Readonly<Record<string, StubOptions>>;
  /** Files of the workspace. */
  readonly files?: Readonly<Record<string, string>>;
  /** Files below the user's home. */
  readonly home?: Readonly<Record<string, string>>;
  readonly env?: Readonly<Record<string, string>>;
}

/** A machine with a workspace, a user and an internet. Servers come and go, the cache stays. */
export class World {
  readonly clock = new FakeClock();
  readonly logger = new RecordingLogger();
  readonly key = Buffer.alloc(32, 7);
  readonly workspace: string;
  readonly cache: string;
  readonly env: Record<string, string>;
  /**
   * Milliseconds that new servers wait for an answer. Long, so a busy machine does not make a healthy service look slow. A test
   * with a service that never responds makes it short.
   */
  deadline = PATIENCE;
  /** The lookup of host names without a proxy. Default: the system's. */
  lookup: LookupFunction | undefined;
  readonly #editors: FakeEditor[] = [];

  readonly #folder: string;

  private constructor(
    readonly internet: Internet,
    folder: string,
    { files = {}, home = {}, env = {} }: WorldOptions,
  ) {
    this.#folder = folder;
    this.workspace = path.join(folder, 'project');
    this.cache = path.join(folder, 'cache');
    writeFiles(this.workspace, { '.keep': '', ...files });
    writeFiles(path.join(folder, 'home'), { '.keep': '', ...home, 'ca.pem': internet.certificate });
    this.env = {
      PATH: process.env.PATH ?? '',
      HOME: path.join(folder, 'home'),
      LOOKALIKE_CACHE: this.cache,
      HTTPS_PROXY: internet.proxy,
      SSL_CERT_FILE: path.join(folder, 'home', 'ca.pem'),
      ...env,
    };
  }

  static async open(options: WorldOptions = {}): Promise<World> {
    const internet = await startInternet({ 'pypi.org': {}, 'api.osv.dev': {}, ...options.hosts });
    return new World(internet, mkdtempSync(path.join(os.tmpdir(), 'lookalike-world-')), options);
  }

  get pypi(): Stub {
    return this.internet.host('pypi.org');
  }

  get osv(): Stub {
    return this.internet.host('api.osv.dev');
  }

  /** A new server with an editor. It knows only the contents of the cache. */
  async start(options: EditorOptions = {}, host: Partial<NodeHostOptions> = {}): Promise<FakeEditor> {
    const system: UserSystem = { env: this.env, platform: 'linux', home: this.env.HOME as string, read: readText };
    const editor = await FakeEditor.start(
      ({ sealedCredentials, ...environment }) =>
        createNodeHost({
          ...environment,
          version: '1.2.3',
          logger: this.logger,
          clock: this.clock,
          system,
          bundled: DATA,
          secret: async (origin) => {
            const text = unseal((await sealedCredentials(origin)) ?? '', this.key);
            return text === undefined ? undefined : (JSON.parse(text) as UrlCredentials);
          },
          http: { deadline: this.deadline, sleep: async () => undefined, lookup: this.lookup },
          ...host,
        }),
      {
        settings: {},
        root: pathToFileURL(this.workspace).toString(),
        ...options,
        server: { hoverPatience: PATIENCE, ...options.server },
      },
    );
    this.#editors.push(editor);
    return editor;
  }

  /** Runs a scan to wait until all open facts have been looked up. */
  async learnt(editor: FakeEditor): Promise<ScanResult> {
    return editor.connection.sendRequest(ScanWorkspaceRequest, { workDoneToken: 'scan' });
  }

  write(files: Readonly<Record<string, string>>): void {
    writeFiles(this.workspace, files);
  }

  emptyCache(): void {
    rmSync(this.cache, { recursive: true, force: true });
  }

  async stop(): Promise<void> {
    for (const editor of this.#editors.splice(0)) {
      await editor.stop();
    }
  }

  async close(): Promise<void> {
    await this.stop();
    await this.internet.close();
    // A write into the cache may still be in progress. It can make a folder anew that was just removed.
    for (let tries = 1; existsSync(this.#folder); tries++) {
      try {
        rmSync(this.#folder, { recursive: true, force: true });
      } catch (error) {
        if (tries === MOST_TRIES) {
          throw error;
        }
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
    }
  }
}

function writeFiles(folder: string, files: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), text);
  }
}

async function readText(file: string): Promise<string | undefined> {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

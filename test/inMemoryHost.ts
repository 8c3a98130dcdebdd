import path from 'node:path';
import type { Advisory } from '../server/src/advisories/advisory';
import { ADVISORIES_FILE, type AdvisoryIndex, openAdvisories } from '../server/src/advisories/compact';
import { read } from '../server/src/analysis/limits';
import type {
  AdvisoryDatabase,
  AdvisoryQuery,
  FindOptions,
  FolderAbove,
  FolderEntries,
  FoundFile,
  Host,
  PackageData,
  PackageIndex,
  PassedOver,
  UserIndexes,
  Workspace,
} from '../server/src/host';
import type { Project, ProjectMetadata, ReleaseFile } from '../server/src/index/project';
import type { Provenance } from '../server/src/index/provenance';
import { found, type Lookup, MISSING, unavailable } from '../server/src/lookup';
import type { NameData } from '../server/src/names/nameData';
import { dataReader, loadNameDataFrom } from '../server/src/node/data/dataFiles';
import { type Hinted, mayContain } from '../server/src/protocol/fileKinds';
import { DEFAULT_SETTINGS, type Settings } from '../server/src/settings';

let advisories: Promise<AdvisoryIndex> | undefined;

export function realAdvisories(): Promise<AdvisoryIndex> {
  advisories ??= dataReader(path.join(__dirname, '..', 'data'))(ADVISORIES_FILE).then((bytes) =>
    openAdvisories(new TextDecoder().decode(bytes)),
  );
  return advisories;
}

export const ROOT = 'file:///project';

let data: Promise<NameData> | undefined;

/** The real bundled data, read once per test process. */
export function realNameData(): Promise<NameData> {
  data ??= loadNameDataFrom(path.join(__dirname, '..', 'data'));
  return data;
}

/** Files that only exist in memory. A value that is not a string makes the file unreadable, and gives the reason. */
export class InMemoryWorkspace implements Workspace {
  readonly files = new Map<string, string | { readonly why: string }>();
  readonly reads: string[] = [];

  constructor(
    files: Readonly<Record<string, string | { readonly why: string }>> = {},
    readonly folders: () => readonly string[] = () => [ROOT],
  ) {
    for (const [name, content] of Object.entries(files)) {
      this.files.set(`${ROOT}/${name}`, content);
    }
  }

  isInside(uri: string): boolean {
    return this.folders().some((folder) => uri.startsWith(folder.endsWith('/') ? folder : `${folder}/`));
  }

  async passedOver(uri: string): Promise<PassedOver | undefined> {
    return uri.includes('/.venv/') ? { why: 'environment' } : undefined;
  }

  async readFile(uri: string): Promise<Lookup<string>> {
    return this.isInside(uri) ? this.readAround(uri) : unavailable('it is outside the workspace');
  }

  /** `ROOT` is the repository, including folders that are not in the workspace. */
  async readAround(uri: string): Promise<Lookup<string>> {
    this.reads.push(uri);
    const content = this.files.get(uri);
    return content === undefined ? MISSING : typeof content === 'string' ? found(content) : unavailable(content.why);
  }

  async foldersAbove(uri: string): Promise<readonly FolderAbove[]> {
    const parts = uri.slice(ROOT.length + 1).split('/');
    return this.isInside(uri)
      ? parts.map((_, i) => ({ uri: [ROOT, ...parts.slice(0, parts.length - 1 - i)].join('/'), onlyForUv: false }))
      : [];
  }

  async entries(folder: string): Promise<FolderEntries> {
    const below = [...this.files.keys()].filter((uri) => uri.startsWith(`${folder}/`)).map((uri) => uri.slice(folder.length + 1));
    const folders = below.flatMap((path) => (path.includes('/') ? path.slice(0, path.indexOf('/')) : []));
    return { files: below.filter((path) => !path.includes('/')).sort(), folders: [...new Set(folders)].sort() };
  }

  mayContain(uri: string, kind: Hinted): boolean {
    const content = this.files.get(uri);
    return typeof content !== 'string' || mayContain(kind, content);
  }

  async *findFiles(root: string, { matcherOf, signal }: FindOptions): AsyncIterable<FoundFile> {
    for (const uri of [...this.files.keys()].sort()) {
      if (!signal.aborted && uri.startsWith(root) && (await this.passedOver(uri)) === undefined) {
        const matches = await matcherOf(uri.slice(0, uri.lastIndexOf('/')));
        if (matches(new URL(uri).pathname)) {
          yield { uri };
        }
      }
    }
  }
}

/** A fake index with given answers that records each request. Without an answer it is `unavailable`. */
export class InMemoryIndex implements PackageIndex {
  readonly asked: string[] = [];
  readonly projects = new Map<string, Lookup<Project>>();
  readonly metadatas = new Map<string, Lookup<ProjectMetadata>>();
  /** By file name. */
  readonly provenances = new Map<string, Lookup<Provenance>>();

  async project(name: string): Promise<Lookup<Project>> {
    this.asked.push(name);
    return this.projects.get(name) ?? unavailable('the index did not answer');
  }

  async metadata(name: string): Promise<Lookup<ProjectMetadata>> {
    this.asked.push(name);
    return this.metadatas.get(name) ?? unavailable('the index did not answer');
  }

  async provenance(_name: string, _version: string, { filename }: ReleaseFile): Promise<Lookup<Provenance>> {
    return this.provenances.get(filename) ?? MISSING;
  }
}

/** A fake database with given answers. It has none for other packages. */
export class InMemoryAdvisories implements AdvisoryDatabase {
  readonly asked: string[][] = [];
  readonly known = new Map<string, Lookup<readonly Advisory[]>>();

  async query(packages: readonly AdvisoryQuery[]): Promise<readonly Lookup<readonly Advisory[]>[]> {
    this.asked.push(packages.map(({ name }) => name));
    return packages.map(({ name }) => this.known.get(name) ?? unavailable('the database did not answer'));
  }
}

export class InMemoryHost implements Host {
  readonly advisories = new InMemoryAdvisories();
  readonly workspace: InMemoryWorkspace;
  read: Host['read'] = async (text, format) => read(text, format);
  readonly index = new InMemoryIndex();
  readonly logged: string[] = [];
  /** 23 November 2026, noon. */
  time = Date.UTC(2026, 10, 23, 12);
  current: Settings = { ...DEFAULT_SETTINGS, offline: true };
  readonly clock = { now: () => this.time };
  readonly logger = {
    info: (message: string) => this.logged.push(message),
    warn: (message: string) => this.logged.push(message),
    error: (message: string) => this.logged.push(message),
  };

  constructor(files: Readonly<Record<string, string | { readonly why: string }>> = {}) {
    this.workspace = new InMemoryWorkspace(files);
  }

  packageData: PackageData = {
    dates: async () => (await this.nameData()).dates,
    refreshed: async () => undefined,
    isDue: async () => false,
    update: () => Promise.reject(new Error('there are no fresh data')),
  };
  userConfigurationChanged = (): void => undefined;
  indexAt = (): PackageIndex => this.index;
  user: UserIndexes = { pip: [], uv: [], others: [] };
  userIndexes = async (): Promise<UserIndexes> => this.user;
  nameData = realNameData;
  advisoryIndex = realAdvisories;
  trusted = true;
  trustsWorkspace = (): boolean => this.trusted;
  settings: Host['settings'] = async () => this.current;
}

export function project(name: string, more: Partial<Project> = {}): Lookup<Project> {
  return found({ name, status: 'active', releases: [], ...more });
}

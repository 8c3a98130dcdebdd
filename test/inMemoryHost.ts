import path from 'node:path';
import type { Advisory } from '../server/src/advisories/advisory';
import { type AdvisoryIndex, openAdvisories } from '../server/src/advisories/compact';
import type { Project, ProjectMetadata, ReleaseFile } from '../server/src/facts/project';
import type { Provenance } from '../server/src/facts/provenance';
import type {
  AdvisoryDatabase,
  AdvisoryQuery,
  FindOptions,
  Host,
  PackageData,
  PackageIndex,
  UserIndexes,
  Workspace,
} from '../server/src/host';
import { found, type Lookup, MISSING, unavailable } from '../server/src/lookup';
import type { NameData } from '../server/src/names/data';
import { dataReader, loadNameDataFrom } from '../server/src/node/data';
import { DEFAULT_SETTINGS, type Settings } from '../server/src/settings';

let advisories: Promise<AdvisoryIndex> | undefined;

export function realAdvisories(): Promise<AdvisoryIndex> {
  advisories ??= dataReader(path.join(__dirname, '..', 'data'))('advisories.txt.br').then((bytes) =>
    openAdvisories(new TextDecoder().decode(bytes)),
  );
  return advisories;
}

export const ROOT = 'file:///project';

let data: Promise<NameData> | undefined;

/** The real bundled data, read once a test process. */
export function realNameData(): Promise<NameData> {
  data ??= loadNameDataFrom(path.join(__dirname, '..', 'data'));
  return data;
}

/** Files that exist nowhere but here. A value that is no string stands for a file that cannot be read, and says why. */
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

  async isIgnored(uri: string): Promise<boolean> {
    return uri.includes('/.venv/');
  }

  async readFile(uri: string): Promise<Lookup<string>> {
    this.reads.push(uri);
    if (!this.isInside(uri)) {
      return unavailable('it is outside the workspace');
    }
    const content = this.files.get(uri);
    return content === undefined ? MISSING : typeof content === 'string' ? found(content) : unavailable(content.why);
  }

  async *findFiles(root: string, { matches, signal }: FindOptions): AsyncIterable<string> {
    for (const uri of [...this.files.keys()].sort()) {
      if (!signal.aborted && uri.startsWith(root) && matches(new URL(uri).pathname) && !(await this.isIgnored(uri))) {
        yield uri;
      }
    }
  }
}

/** An index that knows what it is told, and records what it is asked. What it is not told of is `unavailable`. */
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

/** Answers what it is told of; nothing for others. */
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
  settings = async (): Promise<Settings> => this.current;
}

export function project(name: string, more: Partial<Project> = {}): Lookup<Project> {
  return found({ name, status: 'active', releases: [], ...more });
}

import type { Host } from '../host';
import { lastAnswers } from '../lastAnswers';
import { wellFormed } from '../packaging/escapes';
import { isUntitled, uriFolder, uriIn } from '../packaging/uris';
import { cachePromise } from '../promiseCache';
import { DAY } from '../protocol/language';
import { fileUriOf } from '../protocol/notebookUri';
import type { Settings } from '../settings';
import { Configuration, type ProjectConfiguration } from './configuration';
import { CONFIGURATION_FILE, PYPROJECT } from './configurationFile';
import { innermostFolder } from './globs';
import { readProjectConfiguration, unreadableConfiguration } from './projectConfiguration';

/** The file that a project's configuration is written to. */
export interface ConfigurationHome {
  readonly uri: string;
  /** Absent: the file does not exist yet. */
  readonly text?: string;
}

/** A configuration that the user of a scan has chosen: it applies to every file, in place of the repository's own ones. */
export interface ChosenConfiguration {
  readonly uri: string;
  readonly text: string;
}

/** In the order of precedence. */
const CONFIGURATION_FILES = [CONFIGURATION_FILE, PYPROJECT];

/** Represents the absence of a project configuration in a WeakMap. */
const NO_PROJECT = {};

/** The input of a configuration besides the settings and the project's own. */
interface Circumstances {
  /** ISO date. */
  readonly today: string;
  readonly trusted: boolean;
  readonly workspaceFolder: string;
}

/** Maximum number of folders to search upwards for a configuration. */
const MAX_LEVELS = 32;

/**
 * Finds the configuration that applies to a file: the nearest lookalike.toml or `[tool.lookalike]`, upwards to the workspace folder, and from there to
 * the top of the repository that contains the workspace folder.
 */
export class ConfigurationStore {
  readonly #host: Host;
  readonly #chosen: ChosenConfiguration | null | undefined;

  #folders = new Map<string, Promise<ProjectConfiguration | undefined>>();
  /** By URI: the contents of each file. */
  #read = new Map<string, Promise<ProjectConfiguration | undefined>>();
  /** By folder (URI with a trailing slash): the result of `foldersOf`. */
  #above = new Map<string, Promise<readonly string[]>>();
  /** By folder (URI with a trailing slash): the configuration in force there, which every request needs. */
  #nearestTo = new Map<string, Promise<ProjectConfiguration | undefined>>();
  readonly #chosenProject: ProjectConfiguration | undefined;
  /** Each configuration is made once: its lists may be long, and every request asks for it. */
  readonly #built = new WeakMap<Settings, WeakMap<object, Map<string, Configuration>>>();

  /** `chosen`: null means none at all, undefined means that of the repository. */
  constructor(host: Host, chosen?: ChosenConfiguration | null) {
    this.#host = host;
    this.#chosen = chosen;
    this.#chosenProject = chosen ? readProjectConfiguration(chosen.uri, chosen.text) : undefined;
  }

  async of(document: string): Promise<Configuration> {
    const uri = fileUriOf(document);
    const nearest = this.#nearest(uri);
    const settings = await this.#host.settings(uri);
    const project = await nearest;
    const trusted = this.#host.trustsWorkspace();
    const today = dateOf(Math.floor(this.#host.clock.now() / DAY));
    const workspaceFolder = this.#workspaceFolderOf(uri);
    const ofSettings = this.#built.get(settings) ?? new WeakMap<object, Map<string, Configuration>>();
    this.#built.set(settings, ofSettings);
    const ofProject = ofSettings.get(project ?? NO_PROJECT) ?? new Map<string, Configuration>();
    ofSettings.set(project ?? NO_PROJECT, ofProject);
    const key = `${today} ${trusted} ${workspaceFolder}`;
    const configuration = ofProject.get(key) ?? this.#build(settings, project, { today, trusted, workspaceFolder });
    ofProject.set(key, configuration);
    return configuration;
  }

  #build(settings: Settings, project: ProjectConfiguration | undefined, { today, trusted, workspaceFolder }: Circumstances): Configuration {
    // Private names and further files only make a verdict stricter, so they always count.
    const effective =
      project === undefined || trusted ? project : { ...project, trust: [], rules: {}, exclude: [], accept: [], coolDown: undefined };
    return new Configuration({
      settings,
      project: effective,
      today,
      honoursComments: trusted,
      isProjectOutside: this.#chosen !== undefined,
      settingsFolder: workspaceFolder,
      projectFolder: project === undefined || this.#chosen !== undefined ? workspaceFolder : uriFolder(project.uri),
    });
  }

  /** The innermost workspace folder of a file, else the file's own folder. */
  #workspaceFolderOf(uri: string): string {
    return innermostFolder(this.#host.workspace.folders(), uri) ?? uriFolder(uri);
  }

  /** The file for a new entry: the configuration in force, else the nearest pyproject.toml, else a new lookalike.toml. */
  async homeOf(document: string): Promise<ConfigurationHome | undefined> {
    const uri = fileUriOf(document);
    const project = await this.#nearest(uri);
    const folders = (await this.#foldersOf(uri)).filter((folder) => this.#isInside(folder));
    const candidates = project === undefined ? folders.map((folder) => uriIn(folder, PYPROJECT)) : [project.uri];
    for (const candidate of candidates) {
      const text = await this.#host.workspace.readFile(candidate);
      if (text.kind === 'found') {
        return { uri: candidate, text: text.value };
      }
    }
    const top = folders.at(-1);
    return top === undefined ? undefined : { uri: uriIn(top, CONFIGURATION_FILE) };
  }

  /** Globs of the files that the settings, the workspace folders and the known configurations add, each relative to a folder. */
  async namedFiles(): Promise<readonly string[]> {
    const ofFolders = await Promise.all(this.#host.workspace.folders().map((folder) => this.of(folder.replace(/\/*$/, '/'))));
    const known = await Promise.all(this.#folders.values());
    return [...ofFolders.flatMap(({ files }) => files), ...known.flatMap((project) => project?.files ?? [])];
  }

  /** The text of a configuration file. */
  async textOf(uri: string): Promise<string | undefined> {
    if (this.#chosen?.uri === uri) {
      return this.#chosen.text;
    }
    const text = await this.#host.workspace.readAround(uri);
    return text.kind === 'found' ? text.value : undefined;
  }

  clear(): void {
    this.#folders = new Map();
    this.#read = new Map();
    this.#above = new Map();
    this.#nearestTo = new Map();
  }

  /** The text of a configuration file has changed, in the editor or on disk. True: everything that was judged with it must be judged again. */
  async changed(uri: string): Promise<boolean> {
    const folder = uriFolder(wellFormed(uri));
    const before = this.#folders.get(folder);
    if (before === undefined) {
      return false;
    }
    for (const name of CONFIGURATION_FILES.filter((each) => uri.endsWith(`/${each}`))) {
      this.#read.delete(uriIn(folder, name));
    }
    const after = cachePromise(this.#folders, folder, this.#readFolder(folder));
    this.#nearestTo = new Map();
    if (JSON.stringify(await before) === JSON.stringify(await after) && this.#folders.get(folder) === after) {
      // The same object, so verdicts that depend on it stay valid.
      this.#folders.set(folder, before);
      this.#nearestTo = new Map();
    }
    return judgedBy(await before) !== judgedBy(await after);
  }

  #nearest(uri: string): Promise<ProjectConfiguration | undefined> {
    const folder = uri.slice(0, uri.lastIndexOf('/') + 1);
    return this.#nearestTo.get(folder) ?? cachePromise(this.#nearestTo, folder, this.#findNearest(uri));
  }

  async #findNearest(uri: string): Promise<ProjectConfiguration | undefined> {
    if (this.#chosen !== undefined) {
      return this.#chosenProject;
    }
    for (const folder of await this.#foldersOf(uri)) {
      let project = this.#folders.get(folder);
      if (project === undefined) {
        project = cachePromise(this.#folders, folder, this.#readFolder(folder));
      }
      const found = await project;
      if (found !== undefined) {
        return found;
      }
    }
    return undefined;
  }

  async #readFolder(folder: string): Promise<ProjectConfiguration | undefined> {
    for (const name of CONFIGURATION_FILES) {
      const project = await this.#readConfiguration(uriIn(folder, name));
      if (project !== undefined) {
        return project;
      }
    }
    return undefined;
  }

  #readConfiguration(uri: string): Promise<ProjectConfiguration | undefined> {
    return this.#read.get(uri) ?? cachePromise(this.#read, uri, this.#readAnew(uri));
  }

  async #readAnew(uri: string): Promise<ProjectConfiguration | undefined> {
    const { workspace } = this.#host;
    const text = await workspace.readAround(uri);
    if (text.kind === 'unavailable' && uri.endsWith(`/${CONFIGURATION_FILE}`)) {
      return unreadableConfiguration(uri, text.why);
    }
    const project = text.kind === 'found' ? readProjectConfiguration(uri, text.value) : undefined;
    // An incomplete text does not count yet: until it parses, the saved text does, so findings do not change with each keystroke.
    const saved = project?.broken ? await workspace.readSaved?.(uri) : undefined;
    const before = saved?.kind === 'found' ? readProjectConfiguration(uri, saved.value) : undefined;
    return before?.broken === false ? before : project;
  }

  /** From the file's own folder upwards. Empty for a document without a folder, or outside of the workspace. */
  #foldersOf(uri: string): Promise<readonly string[]> {
    const folder = uri.slice(0, uri.lastIndexOf('/') + 1);
    return this.#above.get(folder) ?? cachePromise(this.#above, folder, this.#findFoldersOf(uri));
  }

  async #findFoldersOf(uri: string): Promise<readonly string[]> {
    if (isUntitled(uri) || uri === '') {
      return [];
    }
    const folders: string[] = [];
    let folder = uri.endsWith('/') ? uri.replace(/\/+$/, '') : uriFolder(uri);
    while (folders.length < MAX_LEVELS && this.#isInside(folder)) {
      folders.push(folder);
      const parent = uriFolder(folder);
      if (parent === folder) {
        break;
      }
      folder = parent;
    }
    const [nearest] = folders;
    if (nearest === undefined) {
      return [];
    }
    const above = await this.#host.workspace.foldersAbove(uriIn(nearest, CONFIGURATION_FILE));
    const shared = above.flatMap(({ uri: each, onlyForUv }) => (onlyForUv ? [] : [each]));
    return [...new Set([...folders, ...shared])].slice(0, MAX_LEVELS);
  }

  #isInside(folder: string): boolean {
    return this.#host.workspace.isInside(uriIn(folder, CONFIGURATION_FILE));
  }
}

/** The ISO date of a day since the epoch. */
const dateOf = lastAnswers((day: number) => new Date(day * DAY).toISOString().slice(0, 10), 1);

/** A comparable form of all parts that can change a verdict. */
function judgedBy(project: ProjectConfiguration | undefined): string | undefined {
  return project && JSON.stringify({ ...project, problems: [] });
}

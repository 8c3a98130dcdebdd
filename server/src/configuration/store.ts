import { URI, Utils } from 'vscode-uri';
import { fileUriOf } from '../formats/notebookUri';
import { parseToml } from '../formats/toml/parse';
import type { Host } from '../host';
import { Configuration, type ProjectConfiguration } from './configuration';
import { CONFIGURATION_FILE, PYPROJECT, readProjectConfiguration } from './projectConfiguration';

/** The file that a project's configuration is written to. */
export interface ConfigurationHome {
  readonly uri: string;
  /** Absent: the file is not there yet. */
  readonly text?: string;
}

/** How many folders up a configuration is looked for. */
const MAX_LEVELS = 32;

/** Finds the configuration that holds for a file: the nearest lookalike.toml or `[tool.lookalike]`, upwards to the workspace folder. */
export class ConfigurationStore {
  private folders = new Map<string, Promise<ProjectConfiguration | undefined>>();

  constructor(private readonly host: Host) {}

  async of(document: string): Promise<Configuration> {
    const uri = fileUriOf(document);
    const [settings, project] = await Promise.all([this.host.settings(uri), this.nearest(uri)]);
    const trusted = this.host.trustsWorkspace();
    // Private names only ever make a verdict stricter, so they count in any case.
    const effective = project === undefined || trusted ? project : { ...project, trust: [], rules: {}, exclude: [], coolDown: undefined };
    return new Configuration(settings, effective, new Date(this.host.clock.now()).toISOString().slice(0, 10), trusted);
  }

  /** Where a new entry belongs: the configuration in force, else the nearest pyproject.toml, else a new lookalike.toml. */
  async homeOf(document: string): Promise<ConfigurationHome | undefined> {
    const uri = fileUriOf(document);
    const project = await this.nearest(uri);
    const folders = this.foldersOf(uri);
    const candidates = project === undefined ? folders.map((folder) => join(folder, PYPROJECT)) : [project.uri];
    for (const candidate of candidates) {
      const text = await this.host.workspace.readFile(candidate);
      if (text.kind === 'found') {
        return { uri: candidate, text: text.value };
      }
    }
    const top = folders.at(-1);
    return top === undefined ? undefined : { uri: join(top, CONFIGURATION_FILE) };
  }

  clear(): void {
    this.folders = new Map();
  }

  /**
   * The text of a configuration file is another one, in the editor or on disk. True: what was judged by it must be judged again. What is
   * half typed does not count yet, so that nothing comes and goes with each keystroke.
   */
  async changed(uri: string): Promise<boolean> {
    const folder = Utils.dirname(URI.parse(uri)).toString();
    const before = this.folders.get(folder);
    if (before === undefined) {
      return false;
    }
    const after = this.isHalfTyped(uri).then((isHalfTyped) => (isHalfTyped ? before : this.readFolder(folder)));
    this.folders.set(folder, after);
    return judgedBy(await before) !== judgedBy(await after);
  }

  private async isHalfTyped(uri: string): Promise<boolean> {
    const text = await this.host.workspace.readFile(uri);
    return text.kind === 'found' && parseToml(text.value).problems.length > 0;
  }

  private async nearest(uri: string): Promise<ProjectConfiguration | undefined> {
    for (const folder of this.foldersOf(uri)) {
      let project = this.folders.get(folder);
      if (project === undefined) {
        project = this.readFolder(folder);
        this.folders.set(folder, project);
      }
      const found = await project;
      if (found !== undefined) {
        return found;
      }
    }
    return undefined;
  }

  private async readFolder(folder: string): Promise<ProjectConfiguration | undefined> {
    for (const name of [CONFIGURATION_FILE, PYPROJECT]) {
      const uri = join(folder, name);
      const text = await this.host.workspace.readFile(uri);
      const project = text.kind === 'found' ? readProjectConfiguration(uri, text.value) : undefined;
      if (project !== undefined) {
        return project;
      }
    }
    return undefined;
  }

  /** From the file's own folder up to the workspace folder; none for a document without a place. */
  private foldersOf(uri: string): string[] {
    if (URI.parse(uri).scheme === 'untitled' || uri === '') {
      return [];
    }
    const folders: string[] = [];
    let folder = uri.endsWith('/') ? uri.replace(/\/+$/, '') : Utils.dirname(URI.parse(uri)).toString();
    while (folders.length < MAX_LEVELS && this.host.workspace.isInside(join(folder, CONFIGURATION_FILE))) {
      folders.push(folder);
      const parent = Utils.dirname(URI.parse(folder)).toString();
      if (parent === folder) {
        break;
      }
      folder = parent;
    }
    return folders;
  }
}

/** All of it that can change a verdict, comparable. */
function judgedBy(project: ProjectConfiguration | undefined): string | undefined {
  return project && JSON.stringify({ ...project, problems: [] });
}

function join(folder: string, name: string): string {
  return Utils.joinPath(URI.parse(folder), name).toString();
}

import { languageOf } from '../../../commands/programs/interpreters';
import { dialectOf, programOf } from '../../../commands/programs/programs';
import { lengthOfKnownFolder } from '../../../pip/commandInclude';
import type { CodeLanguage } from '../../../syntax/code/codeTokens';
import type { ShellDialect } from '../../../syntax/shell/command';
import type { YamlFile } from '../../../syntax/yaml/file';
import type { YamlNode } from '../../../syntax/yaml/node';

/** What the surrounding mappings tell about the place where a script runs. */
export interface Surroundings {
  /** As written. */
  readonly shell?: string | undefined;
  readonly folder?: string | undefined;
  /** The id of a step. */
  readonly step?: string | undefined;
  /** Whether the machine runs Windows. */
  readonly windows?: 'yes' | 'maybe' | undefined;
  /** The shell there, unless another one is named. Default: PowerShell. */
  readonly windowsShell?: 'cmd' | undefined;
}

const FOLDER_KEYS: ReadonlySet<string> = new Set(['working-directory', 'workingDirectory', 'working_directory']);

/** The program for the script that an action of GitHub or a task of Azure Pipelines gets, according to its name. */
const STEP_SHELLS: readonly (readonly [step: RegExp, shell: string])[] = [
  [/(?:^|[/_-])(?:github-script|javascript)(?:$|[@_-])/i, 'node'],
  [/^PythonScript@/i, 'python'],
  [/^(?:Azure)?PowerShell@/i, 'powershell'],
  [/^(?:Bash|ShellScript)@/i, 'bash'],
];
/** The same for values of `scriptType` (AzureCLI). */
const SCRIPT_TYPES: ReadonlyMap<string, string> = new Map([
  ['ps', 'powershell'],
  ['pscore', 'powershell'],
  ['batch', 'cmd'],
  ['bash', 'bash'],
]);

/** Reads the surroundings that the mappings of a CI file set. */
export class SurroundingsReader {
  readonly #file: YamlFile;
  readonly #mentionsWindows: boolean;
  /** Many jobs can share a list of labels through an alias. */
  readonly #machines = new Map<YamlNode, Surroundings['windows']>();

  constructor(file: YamlFile, text: string) {
    this.#file = file;
    this.#mentionsWindows = /windows/i.test(text);
  }

  /** What applies inside a mapping. */
  in(node: YamlNode, outer: Surroundings): Surroundings {
    let around = outer;
    for (const { key, value } of this.#file.entries(node)) {
      const run = key === 'defaults' ? this.#file.get(value, 'run') : undefined;
      around = this.#with(key, value, around);
      for (const inner of run === undefined ? [] : this.#file.entries(run)) {
        around = this.#with(inner.key, inner.value, around);
      }
    }
    return around;
  }

  #with(key: string, value: YamlNode, around: Surroundings): Surroundings {
    if (key === 'shell') {
      return { ...around, shell: this.#file.slice(value)?.text };
    }
    if (key === 'uses' || key === 'task' || key === 'scriptType') {
      const name = this.#file.slice(value)?.text ?? '';
      const shell = key === 'scriptType' ? SCRIPT_TYPES.get(name) : STEP_SHELLS.find(([step]) => step.test(name))?.[1];
      return shell === undefined ? around : { ...around, shell };
    }
    if (key === 'id') {
      return { ...around, step: this.#file.slice(value)?.text };
    }
    if (FOLDER_KEYS.has(key)) {
      const path = this.#file.slice(value)?.text;
      const folder = path?.slice(lengthOfKnownFolder(path));
      return { ...around, folder: folder === undefined || /[$~]/.test(folder) ? undefined : folder };
    }
    if (key === 'runs-on' || key === 'vmImage' || key === 'pool') {
      // GitHub's machines have PowerShell, those of Azure Pipelines the command prompt.
      return { ...around, windows: this.#isWindows(value), windowsShell: key === 'runs-on' ? undefined : 'cmd' };
    }
    return around;
  }

  /** Whether a machine runs Windows, by its names: a text, a list of labels, `vmImage` or `labels`. */
  #isWindows(machine: YamlNode): Surroundings['windows'] {
    if (!this.#machines.has(machine)) {
      const inner = ['vmImage', 'name', 'labels'].flatMap((key) => this.#file.get(machine, key) ?? []);
      const named = [machine, ...inner].flatMap((one) => [one, ...this.#file.items(one).map((item) => item.value)]);
      const names = named.flatMap((one) => this.#file.slice(one)?.text ?? []).join(' ');
      const isOpen = names.includes('${') || names.includes('$(') || names === '';
      this.#machines.set(machine, /windows/i.test(names) ? 'yes' : isOpen && this.#mentionsWindows ? 'maybe' : undefined);
    }
    return this.#machines.get(machine);
  }
}

/** The language of a script. */
export function languageOfScript(script: string, { shell, windows, windowsShell }: Surroundings): ShellDialect | 'python' | CodeLanguage {
  if (shell?.includes('python')) {
    return 'python';
  }
  if (shell !== undefined) {
    const program = programOf(/^[^\s{]*/.exec(shell)?.[0]);
    return dialectOf(program) ?? languageOf(program) ?? 'posix';
  }
  const joins = (windowsShell === 'cmd' ? /[^^]\^[ \t]*\r?\n/ : /[^`]`[ \t]*\r?\n/).test(script);
  return windows === 'yes' || (windows === 'maybe' && joins) ? (windowsShell ?? 'powershell') : 'posix';
}

import { Slice } from '../../../packaging/slice';
import { readListedCommand } from '../../commands/listedCommand';
import { ShellScope } from '../../commands/scope';
import { INSTALL_WORDS, readCommand, readPython, readScript } from '../../commands/script';
import type { FileFormat, Manifest } from '../../manifest/format';
import { ManifestBuilder } from '../../manifest/manifestBuilder';
import { addManifest, mapManifest } from '../../manifest/mapManifest';
import { addConfigurationMentions } from '../../pip/indexVariables';
import { readYamlVariables } from '../../pip/yamlVariables';
import { readYaml } from '../../syntax/broken';
import type { Word } from '../../syntax/words';
import type { YamlFile, YamlNode } from '../../syntax/yaml';
import { argumentsOf, meaningOfInput } from './actionInputs';
import { dockerfile } from './dockerfile';
import { dialectOf, type Surroundings } from './surroundings';

/** Keys with a shell script as their text, or a list of them: in all dialects of CI files together, task files and compose files. */
const SCRIPT_KEYS: ReadonlySet<string> = new Set(
  (
    'run script before_script after_script bash sh cmd cmds command commands entrypoint init install before_install ' +
    'before_build after_build before_test after_test before_deploy after_deploy on_success on_failure on_finish ' +
    'before prebuild buildCommand startCommand preDeployCommand'
  ).split(' '),
);

/** CI and task definitions in YAML: what their scripts install. */
export const ciWorkflow: FileFormat = {
  id: 'ci-workflow',
  title: 'CI workflow',
  globs: [
    '**/.github/workflows/*.{yml,yaml}',
    '**/.github/actions/**/*.{yml,yaml}',
    '**/action.{yml,yaml}',
    '**/*.gitlab-ci.{yml,yaml}',
    '**/.gitlab/**/*.{yml,yaml}',
    '**/azure-pipelines*.{yml,yaml}',
    '**/.circleci/*.{yml,yaml}',
    '**/.travis.{yml,yaml}',
    '**/bitbucket-pipelines.{yml,yaml}',
    '**/{.,}appveyor*.{yml,yaml}',
    '**/buildspec*.{yml,yaml}',
    '**/.cirrus.{yml,yaml}',
    '**/.{drone,woodpecker}.{yml,yaml}',
    '**/.woodpecker/*.{yml,yaml}',
    '**/.azure-pipelines/**/*.{yml,yaml}',
    '**/.buildkite/*.{yml,yaml}',
    '**/cloudbuild*.{yml,yaml}',
    '**/[Tt]askfile*.{yml,yaml}',
    '**/{docker-,}compose*.{yml,yaml}',
    '**/.gitpod.{yml,yaml}',
    '**/render.{yml,yaml}',
  ],
  hints: [INSTALL_WORDS],
  comments: true,
  generated: false,
  parse,
};

const VARIABLE_KEYS: ReadonlySet<string> = new Set(['env', 'variables', 'environment']);
/** Keys with scripts that PowerShell runs (Azure Pipelines, AppVeyor). */
const POWERSHELL_KEYS: ReadonlySet<string> = new Set(['pwsh', 'powershell', 'ps']);
const FOLDER_KEYS: ReadonlySet<string> = new Set(['working-directory', 'workingDirectory', 'working_directory']);

function parse(text: string): Manifest {
  const into = new ManifestBuilder();
  const file = readYaml(text, into);
  readYamlVariables(file, text, into);
  addConfigurationMentions(Slice.of(text), into);
  new WorkflowReader(file, text, into).read();
  return into;
}

class WorkflowReader {
  readonly #file: YamlFile;
  readonly #into: ManifestBuilder;

  // Aliases can lead to a node many times, or to a node around them.
  readonly #seen = new Set<YamlNode>();
  readonly #scripts = new Set<YamlNode>();
  readonly #mentionsWindows: boolean;
  /** AppVeyor's `cmd:` is for the command prompt; a task file's is a shell's. */
  readonly #isForWindows: boolean;
  readonly #isTaskfile: boolean;
  readonly #scope = new ShellScope();
  readonly #whole: Slice;

  constructor(file: YamlFile, text: string, into: ManifestBuilder) {
    this.#file = file;
    this.#into = into;

    this.#mentionsWindows = /windows/i.test(text);
    this.#isForWindows = /^(?:image: *Visual Studio|build_script:|environment:)/m.test(text);
    this.#isTaskfile = /^version:/m.test(text) && /^tasks:/m.test(text);
    this.#whole = Slice.of(text);
  }

  read(): void {
    this.#noteVariables();
    // After a break in the file, a list of texts may be a script.
    for (const fragment of this.#file.fragments) {
      this.#readScripts(fragment, {});
    }
    const pending = this.#file.roots.map((node) => ({ node, around: {} as Surroundings })).reverse();
    for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
      const { node } = next;
      if (this.#seen.has(node)) {
        continue;
      }
      this.#seen.add(node);
      const around = this.#surroundingsIn(node, next.around);
      const children: YamlNode[] = this.#file.items(node).map((item) => item.value);
      for (const { key, value } of this.#file.entries(node)) {
        if (SCRIPT_KEYS.has(key) || key.endsWith('_script')) {
          this.#readScripts(value, key === 'cmd' && this.#isForWindows ? { ...around, shell: 'cmd' } : around);
        } else if (/^CIBW_(?:BEFORE_|TEST_COMMAND|REPAIR_WHEEL_COMMAND)/.test(key)) {
          this.#readScripts(value, { folder: around.folder });
        } else if (/^CIBW_TEST_REQUIRES/.test(key)) {
          this.#readPackages(value);
        } else if (key === 'with') {
          this.#readInputs(value, this.#slice(node, 'uses'), around);
        } else if (key === 'args') {
          this.#readWords([this.#file.get(node, 'entrypoint'), ...this.#itemsOf(value)]);
        } else if (key === 'tasks' && this.#isTaskfile) {
          for (const task of this.#file.entries(value)) {
            // The short form: a command, or a list of them.
            this.#readScripts(task.value, around);
          }
        } else if (key === 'dockerfile_inline') {
          this.#readDockerfile(value);
        } else if (POWERSHELL_KEYS.has(key)) {
          this.#readScripts(value, { ...around, shell: 'powershell' });
        }
        children.push(value);
      }
      for (let i = children.length - 1; i >= 0; i--) {
        pending.push({ node: children[i] as YamlNode, around });
      }
    }
  }

  /** The texts of `env` and `variables`, wherever they are, and the lists of a matrix: they hold for the scripts of the file. */
  #noteVariables(): void {
    for (const node of this.#file.below(this.#file.roots)) {
      for (const { key, value } of this.#file.entries(node)) {
        const isMatrix = key === 'matrix';
        if (!isMatrix && !VARIABLE_KEYS.has(key)) {
          continue;
        }
        for (const { key: name, value: inner } of this.#file.entries(value)) {
          const values = [inner, ...this.#itemsOf(inner)].flatMap((one) => this.#file.slice(one) ?? []);
          for (const text of values) {
            this.#scope.set(isMatrix ? `matrix.${name}` : name, text.text.includes('${{') ? undefined : text, 'add');
          }
        }
      }
    }
  }

  #surroundingsIn(node: YamlNode, outer: Surroundings): Surroundings {
    let around = outer;
    for (const { key, value } of this.#file.entries(node)) {
      if (key === 'shell') {
        around = { ...around, shell: this.#file.slice(value)?.text };
      } else if (FOLDER_KEYS.has(key)) {
        const folder = this.#file.slice(value)?.text.replace(/^\$\{\{ ?github\.workspace ?\}\}\/?/, '');
        around = { ...around, folder: folder === undefined || /[$~]/.test(folder) ? undefined : folder };
      } else if (key === 'runs-on' || key === 'vmImage' || key === 'pool') {
        const machine = this.#file.slice(value)?.text ?? '';
        const isOpen = machine.includes('${') || machine.includes('$(') || machine === '';
        around = { ...around, windows: /windows/i.test(machine) ? 'yes' : isOpen && this.#mentionsWindows ? 'maybe' : undefined };
      } else if (key === 'defaults') {
        const run = this.#file.get(value, 'run');
        around = run ? this.#surroundingsIn(run, around) : around;
      }
    }
    return around;
  }

  /** A script is one text, or a list of texts and of lists. */
  #readScripts(node: YamlNode, around: Surroundings): void {
    const pending = [node];
    for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
      if (this.#scripts.has(next)) {
        continue;
      }
      this.#scripts.add(next);
      const script = this.#file.slice(next);
      if (script) {
        const dialect = dialectOf(script.text, around);
        if (dialect === 'python') {
          readPython(script, this.#into);
        } else {
          readScript(script, this.#into, { dialect, folder: around.folder ?? '', ...(dialect === 'posix' && { scope: this.#scope }) });
        }
        continue;
      }
      const items = this.#itemsOf(next);
      this.#readWords(items);
      for (let i = items.length - 1; i >= 0; i--) {
        pending.push(items[i] as YamlNode);
      }
    }
  }

  #itemsOf(list: YamlNode): YamlNode[] {
    return this.#file.items(list).map(({ value }) => value);
  }

  /** A command as the list of its words: `["pip", "install", "name"]`. */
  #readWords(nodes: readonly (YamlNode | undefined)[]): void {
    const words: Word[] = [];
    for (const node of nodes) {
      const slice = node && this.#file.slice(node);
      if (slice && slice.length > 0) {
        const { start, end } = slice.span();
        words.push({ text: slice.text, start, end, unquoted: slice });
      }
    }
    // Of a list of scripts, the first has more than one word.
    if (words.length > 1 && !/\s/.test(words[0]?.text ?? '')) {
      readListedCommand(this.#whole, words, this.#into);
    }
  }

  /** A text with arguments of an install command. */
  #readPackages(node: YamlNode, before: readonly string[] = ['pip', 'install'], { folder }: Surroundings = {}): void {
    const slice = this.#file.slice(node);
    if (slice !== undefined) {
      const command = before.map((text): Word => ({ text, start: 0, end: 0 }));
      readCommand(slice, [...command, ...argumentsOf(slice)], this.#into, { folder });
    }
  }

  /** The inputs of an action, GitHub's `with`. */
  #readInputs(node: YamlNode, action: string, around: Surroundings): void {
    for (const { key, value } of this.#file.entries(node)) {
      const text = SCRIPT_KEYS.has(key) ? undefined : this.#file.slice(value)?.trim().text;
      const meaning = text === undefined ? undefined : meaningOfInput(action, key, text);
      if (meaning === 'script') {
        this.#readScripts(value, around);
      } else if (meaning !== undefined) {
        this.#readPackages(value, meaning, around);
      }
    }
  }

  #slice(node: YamlNode, key: string): string {
    const value = this.#file.get(node, key);
    return (value && this.#file.slice(value)?.text) ?? '';
  }

  #readDockerfile(node: YamlNode): void {
    const slice = this.#file.slice(node);
    if (slice) {
      addManifest(
        mapManifest(dockerfile.parse(slice.text), ({ start, end }) => slice.span(start, end)),
        this.#into,
      );
    }
  }
}

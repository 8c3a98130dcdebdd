import { Slice } from '../../../packaging/slice';
import { CALL_WORDS } from '../../commands/calls/calledScripts';
import { isInstallText } from '../../commands/calls/installTexts';
import { INSTALL_WORDS } from '../../commands/installWords';
import { readListedCommand } from '../../commands/listedCommand';
import { readCommand, readPython, readScript } from '../../commands/script';
import { ShellScope } from '../../commands/variables/scope';
import type { FileFormat, Manifest } from '../../manifest/format';
import { ManifestBuilder } from '../../manifest/manifestBuilder';
import { addManifest, mapManifest } from '../../manifest/mapManifest';
import { addConfigurationMentions } from '../../pip/indexVariables';
import { readYamlVariables } from '../../pip/yamlVariables';
import { readYaml } from '../../syntax/broken';
import type { Word } from '../../syntax/words';
import type { YamlFile } from '../../syntax/yaml/file';
import type { YamlNode } from '../../syntax/yaml/node';
import { RepeatedReads } from '../repeatedReads';
import { argumentsOf, mayNamePackages, meaningOfInput, namesPackages } from './actionInputs';
import { definitionsIn } from './definitions';
import { dockerfile } from './dockerfile';
import { dialectOf, type Surroundings, SurroundingsReader } from './surroundings';
import { addWorkflowVariables } from './workflowVariables';

/** Keys with a shell script as their text, or a list of them: in all dialects of CI files, task files and compose files. */
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
    '**/.semaphore/*.{yml,yaml}',
    '**/.buildkite/*.{yml,yaml}',
    '**/cloudbuild*.{yml,yaml}',
    '**/[Tt]askfile*.{yml,yaml}',
    '**/{docker-,}compose*.{yml,yaml}',
    '**/.gitpod.{yml,yaml}',
    '**/render.{yml,yaml}',
  ],
  hints: [[...INSTALL_WORDS, ...CALL_WORDS, '/.github/workflows/', 'include', 'template:']],
  comments: true,
  generated: false,
  parse,
};

/** Keys with a list of commands each of which has a shell of its own. */
const EACH_ALONE: ReadonlySet<string> = new Set(['cmds', 'run', 'command', 'entrypoint']);
/** Keys with scripts that PowerShell runs (Azure Pipelines, AppVeyor). */
const POWERSHELL_KEYS: ReadonlySet<string> = new Set(['pwsh', 'powershell', 'ps']);
/** Keys with texts for people. */
const LABEL_KEYS: ReadonlySet<string> = new Set(
  'name displayName description label title summary message body notes text comment content prompt if when'.split(' '),
);

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

  // Aliases can lead to a node many times, or to one of its parents.
  readonly #seen = new Set<YamlNode>();
  readonly #scripts = new Set<YamlNode>();
  readonly #reads = new RepeatedReads();
  readonly #surroundings: SurroundingsReader;
  /** AppVeyor's `cmd:` is for the command prompt, that of a task file for a shell. */
  readonly #isForWindows: boolean;
  readonly #isTaskfile: boolean;
  readonly #scope = new ShellScope();
  readonly #whole: Slice;

  constructor(file: YamlFile, text: string, into: ManifestBuilder) {
    this.#file = file;
    this.#into = into;

    this.#surroundings = new SurroundingsReader(file, text);
    this.#isForWindows = /^(?:image: *Visual Studio|build_script:|environment:)/m.test(text);
    this.#isTaskfile = /^version:/m.test(text) && /^tasks:/m.test(text);
    this.#whole = Slice.of(text);
  }

  read(): void {
    addWorkflowVariables(this.#file, this.#reads, this.#scope);
    this.#noteDefinitions();
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
      const around = this.#surroundings.in(node, next.around);
      const children: YamlNode[] = this.#file.items(node).map((item) => item.value);
      for (const { key, value } of this.#file.entries(node)) {
        if (SCRIPT_KEYS.has(key) || key.endsWith('_script')) {
          this.#readScripts(value, key === 'cmd' && this.#isForWindows ? { ...around, shell: 'cmd' } : around, !EACH_ALONE.has(key));
        } else if (/^CIBW_(?:BEFORE_|TEST_COMMAND|REPAIR_WHEEL_COMMAND)/.test(key)) {
          this.#readScripts(value, { folder: around.folder });
        } else if (/^CIBW_TEST_REQUIRES/.test(key)) {
          this.#readPackages(value);
        } else if (key === 'with') {
          const action = this.#sliceOf(node, 'uses');
          if (this.#reads.isNew(`inputs of ${action?.text} in ${around.folder}`, value)) {
            this.#readInputs(value, action ?? this.#whole.sub(0, 0), around);
          }
        } else if (key === 'args' && this.#file.slice(value) !== undefined) {
          this.#readArguments(value, this.#file.get(node, 'entrypoint'), around);
        } else if (key === 'args') {
          const entrypoint = this.#sliceOf(node, 'entrypoint');
          if (this.#reads.isNew(`arguments of ${entrypoint?.text}`, value)) {
            const use = entrypoint ?? this.#whole.sub(0, 0);
            const items = this.#reads.within(value, this.#itemsOf(value), use, this.#into);
            this.#readWords([this.#file.get(node, 'entrypoint'), ...items]);
          }
        } else if (key === 'tasks' && this.#isTaskfile && this.#reads.isNew(key, value)) {
          for (const task of this.#file.entries(value)) {
            // The short form: a command, or a list of them.
            this.#readScripts(task.value, around);
          }
        } else if (key === 'dockerfile_inline') {
          this.#readDockerfile(value);
        } else if (POWERSHELL_KEYS.has(key)) {
          this.#readScripts(value, { ...around, shell: 'powershell' });
        } else if (/(?:^|\/)install-packages$/.test(key)) {
          // CircleCI's orb for Python.
          const packages = this.#file.get(value, 'args');
          if (packages !== undefined) {
            this.#readPackages(packages);
          }
        } else if (!LABEL_KEYS.has(key) && isInstallText(this.#file.slice(value)?.text ?? '')) {
          this.#readScripts(value, around);
        }
        children.push(value);
      }
      for (let i = children.length - 1; i >= 0; i--) {
        pending.push({ node: children[i] as YamlNode, around });
      }
    }
  }

  /** The other definitions that this one names: their files, and the values that it gives to them. */
  #noteDefinitions(): void {
    for (const { file, path, inputs, isIncluded } of definitionsIn(this.#file)) {
      if (isIncluded) {
        this.#into.includes.push({ kind: 'requirement', path, span: file.span(), tries: [path], readAs: ciWorkflow.id });
      }
      const entries = inputs === undefined ? [] : this.#reads.within(inputs, [...this.#file.entries(inputs)], file, this.#into);
      for (const { key, value } of entries) {
        const written = this.#file.slice(value);
        const names = written?.text.trim() ?? '';
        if (!mayNamePackages(names) || meaningOfInput(path, key, names) !== undefined) {
          continue;
        }
        const slice = this.#reads.text(value, written, file, this.#into);
        if (slice === undefined) {
          continue;
        }
        const found = new ManifestBuilder();
        const before = ['pip', 'install'].map((text): Word => ({ text, start: 0, end: 0 }));
        readCommand(slice, [...before, ...argumentsOf(slice)], found, {});
        const text = slice.text.slice(0, 100);
        this.#into.addHanded({ path, input: key, value: found, text, span: slice.span(), isNamedSo: namesPackages(key) });
      }
    }
  }

  /** The arguments of a container, as one text. */
  #readArguments(node: YamlNode, entrypoint: YamlNode | undefined, around: Surroundings): void {
    const entry = entrypoint && this.#file.slice(entrypoint);
    const program = entry?.text;
    if (program !== undefined) {
      const isNew = this.#reads.isNew(`arguments of ${program} in ${around.folder}`, node);
      const slice = isNew ? this.#reads.text(node, this.#file.slice(node), entry, this.#into) : undefined;
      if (slice === undefined) {
        return;
      }
      readCommand(slice, [{ text: program, start: 0, end: 0 }, ...argumentsOf(slice)], this.#into, { folder: around.folder });
    } else {
      this.#readScripts(node, around);
    }
  }

  /**
   * A script is one text, or a list of texts and of lists.
   * @param together whether one shell runs the whole list, where `cd` counts for what follows
   */
  #readScripts(node: YamlNode, around: Surroundings, together = false): void {
    let folder = around.folder ?? '';
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
          const behind = readScript(withFields(script), this.#into, {
            dialect,
            folder,
            step: around.step,
            ...(dialect === 'posix' && { scope: this.#scope }),
          });
          folder = together ? behind : folder;
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
  #readPackages(node: YamlNode, before: readonly string[] = ['pip', 'install'], { folder }: Surroundings = {}, use?: Slice): void {
    const isNew = this.#reads.isNew(`packages of ${before.join(' ')} in ${folder}`, node);
    const slice = isNew ? this.#reads.text(node, this.#file.slice(node), use, this.#into) : undefined;
    if (slice !== undefined) {
      const command = before.map((text): Word => ({ text, start: 0, end: 0 }));
      readCommand(slice, [...command, ...argumentsOf(slice)], this.#into, { folder });
    }
  }

  /** The inputs of an action, GitHub's `with`. */
  #readInputs(node: YamlNode, action: Slice, around: Surroundings): void {
    for (const { key, value } of this.#reads.within(node, [...this.#file.entries(node)], action, this.#into)) {
      const text = SCRIPT_KEYS.has(key) ? undefined : this.#file.slice(value)?.trim().text;
      const meaning = text === undefined ? undefined : meaningOfInput(action.text, key, text);
      if (meaning === 'script') {
        this.#readScripts(value, around);
      } else if (meaning !== undefined) {
        this.#readPackages(value, meaning, around, action);
      }
    }
  }

  #sliceOf(node: YamlNode, key: string): Slice | undefined {
    const value = this.#file.get(node, key);
    return value && this.#file.slice(value);
  }

  #readDockerfile(node: YamlNode): void {
    const slice = this.#reads.isNew('dockerfile', node) ? this.#file.slice(node) : undefined;
    if (slice) {
      addManifest(
        mapManifest(dockerfile.parse(slice.text), ({ start, end }) => slice.span(start, end)),
        this.#into,
      );
    }
  }
}

/** CircleCI's `<< parameters.NAME >>` and GitLab's `$[[ inputs.NAME ]]` as expressions: a shell would divide them, or take them for redirections. */
const FIELD =
  /<<[ \t]{0,10}((?:parameters|pipeline|matrix)\.[\w.-]{1,100})[ \t]{0,10}>>|\$\[\[[ \t]{0,10}(inputs\.[\w.-]{1,100})[^\]\n]{0,200}\]\]/g;

function withFields(script: Slice): Slice {
  return script.replaceEach(FIELD, ({ 1: parameter, 2: input }) => `\${{ ${parameter ?? input} }}`);
}

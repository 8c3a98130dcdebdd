import { Slice } from '../../../../packaging/slice';
import { isInstallText } from '../../../commands/calls/installTexts';
import { ShellScope } from '../../../commands/variables/scope';
import type { ManifestBuilder } from '../../../manifest/manifestBuilder';
import type { YamlFile } from '../../../syntax/yaml/file';
import type { YamlNode } from '../../../syntax/yaml/node';
import { RepeatedReads } from '../../repeatedReads';
import { CommandNodes } from './commandNodes';
import { InputReader } from './inputs';
import { EACH_ALONE, KEY_SHELLS, LABEL_KEYS, SCRIPT_KEYS } from './keys';
import { type Surroundings, SurroundingsReader } from './surroundings';
import { addWorkflowVariables } from './workflowVariables';

/** Maximum number of words of a list that are looked at to see whether it is a command. */
const MAX_WORDS = 25;

/** Walks through a CI file, and reads each node as its key says. */
export class WorkflowReader {
  readonly #file: YamlFile;
  /** The format of the file. */
  readonly #readAs: string;
  // Aliases can lead to a node many times, or to one of its parents.
  readonly #seen = new Set<YamlNode>();
  readonly #reads = new RepeatedReads();
  readonly #scope = new ShellScope();
  readonly #surroundings: SurroundingsReader;
  readonly #commands: CommandNodes;
  readonly #inputs: InputReader;
  /** AppVeyor's `cmd:` is for the command prompt, that of a task file for a shell. */
  readonly #isForWindows: boolean;
  readonly #isTaskfile: boolean;
  readonly #whole: Slice;

  constructor(file: YamlFile, text: string, readAs: string, into: ManifestBuilder) {
    this.#file = file;
    this.#readAs = readAs;
    this.#surroundings = new SurroundingsReader(file, text);
    this.#commands = new CommandNodes(file, text, this.#reads, this.#scope, into);
    this.#inputs = new InputReader(file, this.#reads, this.#commands, into);
    this.#isForWindows = /^(?:image: *Visual Studio|build_script:|environment:)/m.test(text);
    this.#isTaskfile = /^version:/m.test(text) && /^tasks:/m.test(text);
    this.#whole = Slice.of(text);
  }

  read(): void {
    addWorkflowVariables(this.#file, this.#reads, this.#scope);
    this.#inputs.noteDefinitions(this.#readAs);
    // After a break in the file, a list of texts may be a script.
    for (const fragment of this.#file.fragments) {
      this.#commands.readScripts(fragment, {});
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
          const shell = key === 'cmd' && this.#isForWindows ? 'cmd' : KEY_SHELLS.get(key);
          this.#commands.readScripts(value, shell === undefined ? around : { ...around, shell }, !EACH_ALONE.has(key));
        } else if (/^CIBW_(?:BEFORE_|TEST_COMMAND|REPAIR_WHEEL_COMMAND)/.test(key)) {
          this.#commands.readScripts(value, { folder: around.folder });
        } else if (/^CIBW_TEST_REQUIRES/.test(key)) {
          this.#commands.readPackages(value);
        } else if (key === 'with') {
          const uses = this.#file.get(node, 'uses');
          const action = uses && this.#file.slice(uses);
          if (this.#reads.isNew(`inputs of ${action?.text} in ${around.folder}`, value)) {
            this.#inputs.readInputs(value, action ?? this.#whole.sub(0, 0), around);
          }
        } else if (key === 'args') {
          this.#commands.readArguments(value, this.#file.get(node, 'entrypoint') ?? this.#listedCommand(node), around);
        } else if (key === 'tasks' && this.#isTaskfile && this.#reads.isNew(key, value)) {
          for (const task of this.#file.entries(value)) {
            // The short form: a command, or a list of them.
            this.#commands.readScripts(task.value, around);
          }
        } else if (key === 'dockerfile_inline') {
          this.#commands.readDockerfile(value);
        } else if (KEY_SHELLS.has(key)) {
          this.#commands.readScripts(value, { ...around, shell: KEY_SHELLS.get(key) });
        } else if (/(?:^|\/)install-packages$/.test(key)) {
          // CircleCI's orb for Python.
          const packages = this.#file.get(value, 'args');
          if (packages !== undefined) {
            this.#commands.readPackages(packages);
          }
        } else if (!LABEL_KEYS.has(key) && isInstallText(this.#commandIn(value))) {
          this.#commands.readScripts(value, around);
        }
        children.push(value);
      }
      for (let i = children.length - 1; i >= 0; i--) {
        pending.push({ node: children[i] as YamlNode, around });
      }
    }
  }

  /** The program of a container of Kubernetes, which is a list of words. */
  #listedCommand(node: YamlNode): YamlNode | undefined {
    const command = this.#file.get(node, 'command');
    return command !== undefined && this.#file.slice(command) === undefined ? command : undefined;
  }

  /** A text, or the words of a list as one: `["CMD", "pip", "install", "name"]` of a health check. */
  #commandIn(node: YamlNode): string {
    const text = this.#file.slice(node)?.text;
    if (text !== undefined) {
      return text;
    }
    const words = this.#file
      .items(node)
      .slice(0, MAX_WORDS)
      .map(({ value }) => this.#file.slice(value)?.text ?? '');
    return words.join(' ').replace(/^CMD(?:-SHELL)? /, '');
  }
}

import type { Slice } from '../../packaging/slice';
import { lengthOfKnownFolder } from '../pip/commandInclude';
import { joinPaths } from '../syntax/paths';
import type { ShellCommand, ShellDialect } from '../syntax/shell/command';
import { sliceOfWord, type Word } from '../syntax/words';
import type { Assignment } from './assignments/assignment';
import { assignmentsOf } from './assignments/assignments';
import { noteRead } from './assignments/readLoops';
import { BlockTracker, endsOfLoops } from './blocks';
import { PowershellParameters } from './calls/powershellParameters';
import { FunctionEffects } from './functionEffects';
import { ShellFunctions } from './functions';
import { startOfProgram } from './programs/programs';
import { ShellScope } from './variables/scope';

/** Where a script runs. */
interface Surroundings {
  readonly dialect?: ShellDialect | undefined;
  readonly folder?: string | undefined;
  readonly scope?: ShellScope;
}

/** What the commands of a script change for those after them: variables, arguments, aliases and the working directory. */
export class ScriptState {
  readonly scope: ShellScope;
  readonly #script: Slice;
  readonly #dialect: ShellDialect;
  readonly #assigned: ReadonlyMap<ShellCommand, readonly Assignment[]>;
  readonly #parameters: PowershellParameters | undefined;
  readonly #functions: ShellFunctions;
  readonly #effects: FunctionEffects | undefined;
  readonly #blocks: BlockTracker;
  /** The `done` of each loop. */
  readonly #ends: ReadonlyMap<ShellCommand, ShellCommand> | undefined;
  #folder: string;

  constructor(script: Slice, commands: readonly ShellCommand[], { dialect = 'posix', folder = '', scope }: Surroundings) {
    this.#script = script;
    this.#dialect = dialect;
    this.#folder = folder;
    const parameters = dialect === 'powershell' ? new PowershellParameters(script, commands) : undefined;
    this.#parameters = parameters;
    this.#assigned = new Map(
      commands.map((command) => [command, parameters?.defaultsIn(command) ?? assignmentsOf(script, command, dialect)]),
    );
    this.scope = new ShellScope(scope?.dialect === 'make' || scope?.dialect === 'just' ? scope.dialect : dialect, scope);
    this.#expectAssignments();
    this.#functions = new ShellFunctions(script, dialect === 'posix' ? commands : []);
    this.#effects = dialect === 'posix' ? new FunctionEffects(this.#assigned) : undefined;
    this.#blocks = new BlockTracker((name) => this.#enterFunction(name));
    this.#ends = dialect === 'posix' ? endsOfLoops(commands) : undefined;
  }

  /** The working directory of the next command. */
  get folder(): string {
    return this.#folder;
  }

  /** Moves on to the next command, and takes over what it changes. */
  pass(command: ShellCommand): void {
    const { words } = command;
    this.#changeFolder(words);
    this.#blocks.pass(command);
    const mayRun = command.isEnclosed === true || command.isAfterTest === true;
    this.#changeArguments(words, mayRun);
    noteRead(this.#script, command, this.#ends?.get(command), this.scope);
    for (const assignment of this.#assigned.get(command) ?? []) {
      // The default of a parameter.
      const isParameter = this.#parameters?.values.has(assignment.name.toLowerCase()) === true;
      this.#assign(assignment, this.#blocks.isConditional || mayRun || isParameter);
    }
    for (const { name, value } of this.#effects?.of(command) ?? []) {
      this.scope.set(name, value, 'add');
    }
    this.#noteAliases(words);
  }

  /** Whether a command of PowerShell only gives a text to a variable. */
  isText(command: ShellCommand): boolean {
    const assigned = this.#dialect === 'powershell' ? this.#assigned.get(command) : undefined;
    return assigned?.some(({ how, values }) => how !== 'each' && values[0] !== undefined) === true;
  }

  #expectAssignments(): void {
    for (const { name, values, how } of [...this.#assigned.values()].flat()) {
      for (const value of how === 'each' ? [] : values) {
        this.scope.expect(name, value, how === 'append' ? how : 'replace');
      }
    }
    for (const [name, values] of this.#parameters?.values ?? []) {
      for (const value of values) {
        this.scope.set(name, value, 'add');
      }
    }
  }

  #enterFunction(name: string): () => void {
    const leaveScope = this.scope.enterFunction();
    const leave = this.#functions.enter(name, this.scope);
    return () => {
      leave();
      leaveScope();
    };
  }

  #assign({ name, values, how }: Assignment, isConditional: boolean): void {
    if (how === 'each') {
      this.scope.setEach(name, values);
      return;
    }
    for (const value of values) {
      this.scope.set(name, value, how === 'replace' && isConditional ? 'add' : how);
    }
  }

  /** `shift` and `set --` */
  #changeArguments(words: readonly Word[], mayRun: boolean): void {
    const [first, second, ...rest] = words.slice(startOfProgram(words));
    if (first?.text === 'shift') {
      this.#functions.shift(second?.text, this.#blocks.isInBlock, this.scope);
    } else if (first?.text === 'set' && second?.text === '--') {
      this.#functions.replace(
        rest.map((word) => sliceOfWord(this.#script, word)),
        this.#blocks.isInBlock || mayRun,
        this.scope,
      );
    }
  }

  /** `alias NAME='COMMAND'`, and PowerShell's `Set-Alias NAME COMMAND`. */
  #noteAliases(words: readonly Word[]): void {
    if (/^(?:(?:set|new)-alias|sal|nal)$/i.test(words[0]?.text ?? '')) {
      const [name, value] = words.slice(1).filter(({ text }) => !text.startsWith('-'));
      if (name !== undefined && value !== undefined) {
        this.scope.setAlias(name.text, sliceOfWord(this.#script, value));
      }
      return;
    }
    for (const word of words[0]?.text === 'alias' ? words.slice(1) : []) {
      const name = /^([\w.-]+)=/.exec(word.text)?.[1];
      if (name !== undefined) {
        this.scope.setAlias(name, sliceOfWord(this.#script, word, name.length + 1));
      }
    }
  }

  /** `cd FOLDER`. An unknown folder may be any: paths are then looked up as written. */
  #changeFolder([first, second]: readonly Word[]): void {
    if ((first?.text !== 'cd' && first?.text !== 'pushd') || second === undefined) {
      return;
    }
    const { text } = this.scope.onlyValueOf(this.#script, second);
    const known = lengthOfKnownFolder(text);
    const path = text.slice(known);
    if (!/[$`%~]|^-/.test(path)) {
      this.#folder = joinPaths(known > 0 ? '' : this.#folder, path);
    }
  }
}

import { addAll } from '../../packaging/lists';
import type { Slice } from '../../packaging/slice';
import { currentBudget } from '../manifest/readingBudget';
import type { ShellCommand } from '../syntax/shell/command';
import type { Assignment } from './assignments/assignment';
import { BlockTracker, nameOfFunction } from './blocks';
import { startOfProgram } from './programs/programs';

/** Builtins that assign to variables of the function alone. */
const LOCAL: ReadonlySet<string> = new Set(['local', 'declare', 'typeset']);

/** A value that a call of a function may give to a variable. Undefined: the file does not tell it. */
export interface Effect {
  readonly name: string;
  readonly value: Slice | undefined;
}

/** What the functions of a shell script assign, for the commands after their calls. */
export class FunctionEffects {
  readonly #own = new Map<string, Effect[]>();
  /** The names of the programs that are run in each function. */
  readonly #runs = new Map<string, Set<string>>();
  readonly #budget = currentBudget();

  constructor(assigned: ReadonlyMap<ShellCommand, readonly Assignment[]>) {
    const around: string[] = [];
    const blocks = new BlockTracker((name) => {
      around.push(name);
      return () => around.pop();
    });
    for (const [command, assignments] of assigned) {
      blocks.pass(command);
      const name = around.at(-1);
      const program = programIn(command);
      if (name !== undefined && nameOfFunction(command) === undefined) {
        this.#runs.set(name, (this.#runs.get(name) ?? new Set()).add(program));
        const own = this.#own.get(name) ?? [];
        this.#own.set(name, own);
        for (const { name: variable, values } of LOCAL.has(program) ? [] : assignments) {
          for (const value of values) {
            own.push({ name: variable, value });
          }
        }
      }
    }
  }

  /** What a command assigns by calling a function, and the functions that this calls. */
  of(command: ShellCommand): readonly Effect[] {
    const effects: Effect[] = [];
    const called = new Set(nameOfFunction(command) === undefined ? [programIn(command)] : []);
    for (const name of called) {
      const runs = this.#runs.get(name);
      if (runs === undefined) {
        continue;
      }
      const own = this.#own.get(name) ?? [];
      if (!this.#budget.allowsWords(runs.size + own.length)) {
        break;
      }
      addAll(effects, own);
      for (const inner of runs) {
        called.add(inner);
      }
    }
    return effects;
  }
}

function programIn({ words }: ShellCommand): string {
  return words[startOfProgram(words)]?.text ?? '';
}

import type { Word } from '../../syntax/words';
import { INSTALL_COMMANDS, type InstallCommand } from './installCommands';
import { installerOf, isInstaller, type Module, PYTHON, programOf, startOfModule } from './programs';
import { isOpen } from './variablePrograms';

/** Finds where install commands begin among words: a program, and its subcommand after options. All places together take linear time. */
export class InstallSearch {
  readonly #words: readonly Word[];
  /** For a text, the place of the next word that is it, at or after each place. */
  readonly #next = new Map<string, readonly number[]>();
  /** The modules after the options that were read. */
  readonly #modules = new Map<number, Module | undefined>();

  constructor(words: readonly Word[]) {
    this.#words = words;
  }

  isAt(at: number): boolean {
    return this.commandAt(at) !== undefined;
  }

  commandAt(at: number): InstallCommand | undefined {
    const program = installerOf(programOf(this.#words[at]?.text));
    if (PYTHON.test(program)) {
      const module = startOfModule(this.#words, at, this.#modules);
      return module && this.#withSubcommand(module.program, module.next);
    }
    return isInstaller(program) ? this.#withSubcommand(program, at + 1) : undefined;
  }

  /** What a program installs with the words from a place on as its arguments. */
  #withSubcommand(program: string, from: number): InstallCommand | undefined {
    return INSTALL_COMMANDS.find((command) => {
      if (command.program !== program) {
        return false;
      }
      const [first, second] = command.subcommand;
      if (first === undefined) {
        return from < this.#words.length;
      }
      // There may be options in a variable, and values of options, before the subcommand.
      const start = this.#placeOf(first, from);
      const isNear =
        start !== undefined &&
        (start === from || this.#words[from]?.text.startsWith('-') === true || isOpen(this.#words[from]?.text ?? ''));
      return isNear && (second === undefined || this.#placeOf(second, start + 1) !== undefined);
    });
  }

  #placeOf(text: string, from: number): number | undefined {
    let next = this.#next.get(text);
    if (next === undefined) {
      const places: number[] = new Array(this.#words.length);
      let place = this.#words.length;
      for (let i = this.#words.length - 1; i >= 0; i--) {
        place = this.#words[i]?.text === text ? i : place;
        places[i] = place;
      }
      next = places;
      this.#next.set(text, next);
    }
    const place = next[from] ?? this.#words.length;
    return place < this.#words.length ? place : undefined;
  }
}

/** Whether the first of the words begins an install command. */
export function isInstall(words: readonly Word[]): boolean {
  return new InstallSearch(words).isAt(0);
}

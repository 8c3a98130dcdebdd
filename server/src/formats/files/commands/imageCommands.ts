import { Slice } from '../../../packaging/slice';
import { readListedCommand } from '../../commands/listedCommand';
import { dialectOf, PYTHON, programOf } from '../../commands/programs/programs';
import { type CommandContext, readCommand, readPython, readScript } from '../../commands/script';
import { ManifestBuilder } from '../../manifest/manifestBuilder';
import { addManifest } from '../../manifest/mapManifest';
import { onlyNew } from '../../manifest/onlyNew';
import type { ShellDialect } from '../../syntax/shell/command';
import type { Word } from '../../syntax/words';

/** A list of words in an instruction. */
interface Listed {
  readonly instruction: Slice;
  readonly words: readonly Word[];
}

/** How the commands of a container image run: the shell of its instructions, and the program that gets the arguments of `CMD`. */
export class ImageCommands {
  readonly #into: ManifestBuilder;
  readonly #context: CommandContext;
  /** The shell without a `SHELL` instruction. */
  readonly #dialect: ShellDialect;
  #shell: readonly string[] | undefined;
  /** The shells of the stages that have a name. */
  readonly #shells = new Map<string, readonly string[] | undefined>();
  #stage: string | undefined;
  #entry: (Listed & { readonly found: ManifestBuilder }) | undefined;
  #arguments: (Listed & { readonly found: ManifestBuilder }) | undefined;

  constructor(into: ManifestBuilder, context: CommandContext, isWindows: boolean) {
    this.#into = into;
    this.#context = context;
    this.#dialect = isWindows ? 'cmd' : 'posix';
  }

  /** @param words `IMAGE AS NAME` */
  startStage(words: readonly Word[]): void {
    this.endStage();
    const [image, as, name] = words.filter(({ text }) => !text.startsWith('--')).map(({ text }) => text.toLowerCase());
    this.#shell = this.#shells.get(image ?? '');
    this.#stage = as === 'as' ? name : undefined;
    this.setShell(this.#shell);
  }

  setShell(words: readonly string[] | undefined): void {
    this.#shell = words;
    if (this.#stage !== undefined) {
      this.#shells.set(this.#stage, words);
    }
  }

  /** Reads the words of `RUN`, `CMD` or `ENTRYPOINT`. */
  readWords(keyword: string, instruction: Slice, words: readonly Word[]): void {
    const found = new ManifestBuilder();
    readCommand(instruction, words, found, this.#context);
    addManifest(found, this.#into);
    if (keyword === 'ENTRYPOINT') {
      this.#entry = { instruction, words, found };
    } else if (keyword === 'CMD') {
      this.#arguments = { instruction, words, found };
    }
  }

  /** Reads a text that the shell of the image runs. */
  readText(text: Slice): void {
    const shell = this.#shell ?? [];
    const programs = shell.map(programOf);
    const dialect = shell.length === 0 ? this.#dialect : programs.map(dialectOf).find((one) => one !== undefined);
    if (programs.some((program) => PYTHON.test(program))) {
      readPython(text, this.#into);
    } else if (dialect !== undefined) {
      readScript(text, this.#into, { ...this.#context, dialect });
    } else {
      const own = shell.map((word): Word => ({ text: word, start: 0, end: 0 }));
      readCommand(text, [...own, { text: text.text, start: 0, end: text.length, unquoted: text }], this.#into, this.#context);
    }
  }

  /** Reads the arguments of `CMD` as those of `ENTRYPOINT`. */
  endStage(): void {
    const [entry, more] = [this.#entry, this.#arguments];
    this.#entry = undefined;
    this.#arguments = undefined;
    if (entry === undefined || more === undefined) {
      return;
    }
    const line = Slice.join([entry.instruction, more.instruction]);
    const after = entry.instruction.length;
    const moved = more.words.map((word): Word => ({ ...word, start: word.start + after, end: word.end + after }));
    const found = new ManifestBuilder();
    readListedCommand(line, [...entry.words, ...moved], found, this.#context);
    const known = new ManifestBuilder();
    addManifest(entry.found, known);
    addManifest(more.found, known);
    addManifest(onlyNew(found, known), this.#into);
  }
}

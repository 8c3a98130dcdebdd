import type { Slice } from '../../../packaging/slice';
import type { CodeToken } from '../../syntax/code/codeTokens';
import { sliceOfWord, splitWords, type Word } from '../../syntax/words';
import { isInstallText } from '../calls/installTexts';
import { kindOfWritten } from '../output/writtenFile';
import type { ProgramCommand } from '../programCommand';
import { installerOf, isInstaller, PYTHON, programOf } from '../programs/programs';
import { type CodeText, CodeValue, joins } from './codeValues';
import { CodeVariables } from './codeVariables';
import { endsCall, isCommandKey, isLabel, makesList, onlySpeaks, runsCommands, separatorOf, writtenFile } from './runningCalls';

/** Maximum number of functions in each other that put texts together. Of others, the texts are listed as not checked. */
const MAX_JOINS = 3;

/** A list in brackets, and what it belongs to. `call` without brackets: `system "…"`. */
interface Frame {
  readonly kind: 'file' | 'call' | 'open-call' | 'list' | 'index' | 'group' | 'block';
  readonly start: number;
  /** The function of a call. */
  readonly name: string;
  readonly values: CodeValue[];
  value: CodeValue;
  /** The key or the variable that gets the value. */
  key: string | undefined;
  /** How many texts and commands were before it. */
  readonly texts: number;
  readonly guesses: number;
}

/** Reads the calls of a source, one token after the other, in linear time. */
export class CodeCalls {
  readonly #source: Slice;
  readonly #frames: Frame[] = [];
  readonly #texts: CodeText[] = [];
  readonly #guesses: { readonly command: ProgramCommand; isDropped: boolean }[] = [];
  readonly #calls: (readonly CodeValue[])[] = [];
  readonly #written: ProgramCommand[] = [];
  readonly #variables = new CodeVariables();
  readonly #scripts = new Set<CodeValue>();
  #before: CodeToken | undefined;
  /** The last sign was the end of `==` and the like. */
  #isComparison = false;

  constructor(source: Slice) {
    this.#source = source;
    this.#open('file');
  }

  pass(token: CodeToken, next: CodeToken | undefined): void {
    const before = this.#before;
    this.#before = token;
    switch (token.kind) {
      case 'name':
        // A method of what is before it.
        if (before?.text === '.' && before.end === token.start && !token.text.startsWith('$')) {
          this.#frame.value.addSign('()');
          return;
        }
        if (endsCall(token.text)) {
          this.#closeOpenCalls();
        }
        this.#frame.value.addName(token);
        if (next !== undefined && next.kind !== 'name' && next.kind !== 'sign' && (runsCommands(token.text) || onlySpeaks(token.text))) {
          this.#open('open-call', token.text);
        }
        return;
      case 'text': {
        const text = this.#frame.value.addText(token);
        if (this.#isComparison) {
          text.isKnown = true;
        } else {
          this.#texts.push(text);
        }
        return;
      }
      case 'words':
        this.#frame.value.items = [...token.text.matchAll(/\S+/g)].map(({ 0: text, index }) => {
          const value = new CodeValue(this.#source);
          const from = token.from + index;
          value.addText({ kind: 'text', text, from, start: from, end: from + text.length });
          return value;
        });
        return;
      case 'command':
        this.#frame.value.addSign('`');
        return;
      case 'sign':
        this.#passSign(token.text, before, next);
    }
  }

  /** All texts, and the commands of the calls. */
  end(): { readonly texts: readonly CodeText[]; readonly commands: readonly ProgramCommand[] } {
    while (this.#frames.length > 0) {
      this.#close();
    }
    const commands = this.#calls.flatMap((values) => this.#commandsOf(values));
    const guesses = this.#guesses.flatMap((one) => (one.isDropped ? [] : [one.command]));
    const { cut: at } = this.#variables;
    const cut = at === undefined ? [] : [{ cut: at, words: [], unknown: [] }];
    return { texts: this.#texts, commands: [...commands, ...this.#written, ...guesses, ...cut] };
  }

  get #frame(): Frame {
    return this.#frames.at(-1) as Frame;
  }

  #open(kind: Frame['kind'], name = ''): void {
    const value = new CodeValue(this.#source);
    const start = this.#before?.start ?? 0;
    this.#frames.push({ kind, start, name, values: [], value, key: undefined, texts: this.#texts.length, guesses: this.#guesses.length });
  }

  #passSign(sign: string, before: CodeToken | undefined, next: CodeToken | undefined): void {
    const isBehindName = before?.kind === 'name';
    this.#isComparison = sign === '=' && before?.kind === 'sign' && /[=!<>]/.test(before.text);
    if (this.#isComparison) {
      // What is before it gets no value.
      this.#frame.key = undefined;
    }
    if (sign === '(') {
      this.#open(isBehindName ? 'call' : 'group', isBehindName ? before.text : '');
    } else if (sign === '[' || sign === '{') {
      this.#open(sign === '{' ? 'block' : isBehindName ? 'index' : 'list');
    } else if (/[)\]}]/.test(sign)) {
      this.#closeOpenCalls();
      if (this.#frames.length > 1) {
        this.#close();
      }
    } else if (sign === ',') {
      this.#next();
    } else if (sign === ';' || sign === '\n') {
      this.#closeOpenCalls();
      const { kind, value } = this.#frame;
      const goesOn = sign === '\n' && (value.isOpen || (next?.kind === 'sign' && joins(next.text)));
      if ((kind === 'file' || kind === 'block') && !goesOn) {
        this.#next();
      }
    } else if ((sign === ':' || sign === '=') && isBehindName && before !== undefined) {
      this.#next(false);
      this.#frame.key = before.text;
    } else {
      this.#frame.value.addSign(sign);
    }
  }

  /** Ends a value. @param isKept whether it counts: a key does not */
  #next(isKept = true): void {
    const frame = this.#frame;
    const { value, key } = frame;
    if (isKept && !value.isEmpty) {
      value.key = key;
      frame.values.push(value);
      if (key !== undefined) {
        this.#variables.assign(key, value);
        if (isLabel(key)) {
          value.take();
        }
      }
    }
    frame.value = new CodeValue(this.#source);
    frame.key = undefined;
  }

  #closeOpenCalls(): void {
    while (this.#frame.kind === 'open-call') {
      this.#close();
    }
  }

  #close(): void {
    this.#next();
    const { kind, start, name, values, texts, guesses } = this.#frames.pop() as Frame;
    const outer = this.#frames.at(-1);
    const separator = kind === 'call' ? separatorOf(name, values) : undefined;
    if (separator !== undefined && outer?.value.length === 1 && values.every(({ joins: count }) => count < MAX_JOINS)) {
      const own = values.find(({ key }) => key === 'sep')?.text?.text;
      const joined = name.startsWith('paste') ? values : values.slice(1);
      outer.value.join(
        joined.filter(({ key }) => key === undefined),
        own ?? separator,
      );
      return;
    }
    const isList = kind === 'call' && makesList(name);
    if ((kind === 'call' || kind === 'open-call') && !isList) {
      outer?.value.addCall();
      if (runsCommands(name)) {
        this.#calls.push(values);
        for (const value of values) {
          value.take();
        }
        return;
      }
      const written = writtenFile(name, values);
      if (written !== undefined) {
        this.#written.push({ written, words: [], unknown: [] });
        // Others may be scripts in any language.
        for (const value of kindOfWritten(written.path, '') === 'other' ? [] : values) {
          value.take();
        }
        return;
      }
      if (onlySpeaks(name)) {
        this.#texts.length = texts;
        this.#guesses.length = guesses;
        return;
      }
    }
    const guess = kind === 'file' || kind === 'block' ? undefined : this.#guess(values);
    const [only] = values;
    if (outer === undefined || ((kind === 'call' || kind === 'open-call') && !isList)) {
      return;
    }
    if (kind === 'index') {
      outer.value.addCall();
    } else if (!isList && !outer.value.isEmpty) {
      outer.value.addBrackets(start, this.#before?.end ?? start);
    } else if (kind === 'group' && values.length === 1 && only !== undefined) {
      outer.value = only;
    } else {
      outer.value.items = kind === 'block' ? values.flatMap((one) => (isCommandKey(one.key) ? (one.items ?? [one]) : [])) : values;
      outer.value.guess = guess;
    }
  }

  /** A list that begins with a program that installs packages may be a command, whatever function gets it. */
  #guess(values: readonly CodeValue[]): { isDropped: boolean } | undefined {
    const program = installerOf(programOf(values[0]?.text?.text));
    if (values.length < 2 || !(isInstaller(program) || PYTHON.test(program))) {
      return undefined;
    }
    const guess = { command: { words: values.flatMap((value) => value.words()), unknown: [], isGuess: true as const }, isDropped: false };
    this.#guesses.push(guess);
    return guess;
  }

  /** The commands of a call: its first argument is a text for a shell, or a program before its arguments. */
  #commandsOf(values: readonly CodeValue[]): readonly ProgramCommand[] {
    const [first, ...rest] = values;
    const firsts = first === undefined ? [] : this.#variables.valuesOf(first);
    return firsts.flatMap((value): readonly ProgramCommand[] => {
      const script = value.text;
      const isScript = script !== undefined && /\s/.test(script.text.trim());
      const more = value.items !== undefined ? [] : rest.filter((one) => !isScript || one.items !== undefined);
      const words = more.flatMap((one) => this.#variables.valuesOf(one)).flatMap((one) => one.words());
      if (isScript && words.length === 0) {
        // The value of a variable is one script, however often it runs.
        if (this.#scripts.has(value)) {
          return [];
        }
        this.#scripts.add(value);
        return [{ script, words: [], unknown: [] }];
      }
      const [head, ...tail] = value.words();
      const isJoined = head?.unquoted !== undefined && isInstallText(`${head.text} NAME`);
      const before = isScript ? wordsOf(script, head) : isJoined ? [...wordsOf(head.unquoted, head), ...tail] : value.words();
      return before.length === 0 ? [] : [{ words: [...before, ...words], unknown: [] }];
    });
  }
}

/** The words of a text before further arguments. */
function wordsOf(script: Slice, place: Word | undefined): readonly Word[] {
  const { start = 0, end = 0 } = place ?? {};
  return (splitWords(script, 0) ?? []).map((word) => ({ text: word.text, start, end, unquoted: sliceOfWord(script, word) }));
}

import { ENTERED, MOST_FUNCTIONS } from './entered.mjs';
import { functionsOf, type Mutant, type Node } from './mutants.mjs';

/** Names the functions that tests enter. A function's name is `FILE:OFFSET`; that of a module is its file. */
export class Probes {
  readonly #names: string[] = [];

  /** The module with a probe at its beginning and in each function, which notes its number when it is entered. */
  probed(file: string, text: string): string {
    const insertions = [{ at: 0, added: this.#probe(file) }];
    for (const node of functionsOf(text)) {
      const probe = this.#probe(nameOf(file, node));
      const { type, start, end } = node.body as Node;
      if (type === 'BlockStatement') {
        insertions.push({ at: start + 1, added: probe });
      } else {
        insertions.push({ at: start, added: `(${probe.replace(';', ',')}` }, { at: end, added: ')' });
      }
    }
    insertions.sort((a, b) => b.at - a.at);
    return insertions.reduce((code, { at, added }) => code.slice(0, at) + added + code.slice(at), text);
  }

  namesOf(entered: readonly number[]): readonly string[] {
    return entered.flatMap((number) => this.#names[number] ?? []);
  }

  #probe(name: string): string {
    if (this.#names.length === MOST_FUNCTIONS) {
      throw new Error('There are more functions than entered.mts has room for.');
    }
    return `globalThis.${ENTERED}[${this.#names.push(name) - 1}] = 1;`;
  }
}

/** The name of the innermost function around a mutant, or of the module. Tests that do not enter it cannot see the mutant. */
export function placeOf(file: string, text: string, { start, end }: Mutant): string {
  const around = functionsOf(text).findLast((node) => node.start <= start && end <= node.end);
  return around === undefined ? file : nameOf(file, around);
}

function nameOf(file: string, { start }: Node): string {
  return `${file}:${start}`;
}

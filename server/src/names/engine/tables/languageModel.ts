import { addAll } from '../../../packaging/lists';
/**
 * How surprising a word of a project name is: a model of four letters at a time over all words of all project names, so "requests"
 * is cheap, "dataflow" is plausible and "rqeusets" is neither.
 *
 * `trigrams[(a * 38 + b) * 38 + c]` is `-log2 P(c | a b)` in quarter bits for letters, digits and the edge of a word. Where a fourth letter
 * of memory changes the estimate by a bit or more, `tetragrams` has half bits plus one, else 0: a row of 38 for each three letters for
 * which it has any, `rows[three letters]`, the first of which is empty. Probabilities are interpolated with shorter ones (Witten and Bell
 * 1991).
 */
export interface LanguageModel {
  readonly trigrams: Uint8Array;
  readonly rows: Uint16Array;
  readonly tetragrams: Uint8Array;
}

const SYMBOLS = 38;
const SYMBOLS_3 = SYMBOLS ** 3;
const EDGE = 37;
const TRIGRAM_STEPS = 4;
const TETRAGRAM_STEPS = 2;
const MAX_STEPS = 63;
/** A sequence is kept if it occurs at least this often, and differs by at least this many bits. */
const LEAST_SEEN = 16;
const LEAST_DIFFERENCE = 1;

/** Symbol of a character code: 0–25 letters, 26–35 digits, 36 anything else. */
const SYMBOL_OF = new Uint8Array(128).fill(36);
for (const [i, character] of [...'abcdefghijklmnopqrstuvwxyz0123456789'].entries()) {
  SYMBOL_OF[character.charCodeAt(0)] = i;
}

/** `words`: the number of projects with each word in their names. A word counts with the logarithm, because otherwise the model would only know "python". */
export function trainLanguageModel(words: ReadonlyMap<string, number>): LanguageModel {
  const counts = [1, 2, 3, 4].map((order) => new Float64Array(SYMBOLS ** order)) as [
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  for (const [word, projects] of words) {
    const weight = Math.ceil(Math.log2(projects + 1));
    let context = (EDGE * SYMBOLS + EDGE) * SYMBOLS + EDGE;
    for (let i = 0; i <= word.length; i++) {
      const sequence = context * SYMBOLS + (i < word.length ? SYMBOL_OF[word.charCodeAt(i) & 127]! : EDGE);
      for (const table of counts) {
        table[sequence % table.length]! += weight;
      }
      context = sequence % SYMBOLS_3;
    }
  }
  const one = interpolate(counts[0], new Float64Array(SYMBOLS).fill(1 / SYMBOLS));
  const two = interpolate(counts[1], one);
  const three = interpolate(counts[2], two);
  const four = interpolate(counts[3], three);
  const rows = new Uint16Array(SYMBOLS_3);
  const tetragrams: number[] = new Array<number>(SYMBOLS).fill(0);
  for (let context = 0; context < SYMBOLS_3; context++) {
    const row = Array.from({ length: SYMBOLS }, (_, symbol) => {
      const sequence = context * SYMBOLS + symbol;
      const bits = -Math.log2(four[sequence]!);
      const without = -Math.log2(three[sequence % SYMBOLS_3]!);
      const matters = counts[3][sequence]! >= LEAST_SEEN && Math.abs(bits - without) >= LEAST_DIFFERENCE;
      return matters ? 1 + Math.min(MAX_STEPS - 1, Math.round(bits * TETRAGRAM_STEPS)) : 0;
    });
    if (row.some((steps) => steps > 0)) {
      rows[context] = tetragrams.length / SYMBOLS;
      addAll(tetragrams, row);
    }
  }
  return {
    trigrams: Uint8Array.from(three, (p) => Math.min(MAX_STEPS, Math.round(-Math.log2(p) * TRIGRAM_STEPS))),
    rows,
    tetragrams: Uint8Array.from(tetragrams),
  };
}

/** A context with many different followers trusts the shorter context more. */
function interpolate(counts: Float64Array, shorter: Float64Array): Float64Array {
  const probabilities = new Float64Array(counts.length);
  for (let start = 0; start < counts.length; start += SYMBOLS) {
    let total = 0;
    let kinds = 0;
    for (let i = start; i < start + SYMBOLS; i++) {
      total += counts[i]!;
      kinds += counts[i]! > 0 ? 1 : 0;
    }
    for (let i = start; i < start + SYMBOLS; i++) {
      const backOff = shorter[i % shorter.length]!;
      probabilities[i] = total === 0 ? backOff : (counts[i]! + kinds * backOff) / (total + kinds);
    }
  }
  return probabilities;
}

/** Bits of the word `letters[start .. end)` between two edges. */
export function surprise(model: LanguageModel, letters: Uint8Array, start: number, end: number): number {
  const { trigrams, rows, tetragrams } = model;
  let sum = 0;
  let a = EDGE;
  let b = EDGE;
  let c = EDGE;
  for (let i = start; i <= end; i++) {
    const symbol = i < end ? SYMBOL_OF[letters[i]! & 127]! : EDGE;
    const exact = tetragrams[rows[(a * SYMBOLS + b) * SYMBOLS + c]! * SYMBOLS + symbol]! - 1;
    a = b;
    b = c;
    c = symbol;
    // All ones where there is no entry. Without a branch: a third of these would be predicted wrongly.
    const isUnknown = exact >> 31;
    sum += ((exact * (TRIGRAM_STEPS / TETRAGRAM_STEPS)) & ~isUnknown) | (trigrams[(a * SYMBOLS + b) * SYMBOLS + c]! & isUnknown);
  }
  return sum / TRIGRAM_STEPS;
}

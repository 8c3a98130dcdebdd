/** Generated misspellings, which show the score more targets than squatters have attacked so far. */
import type { Squat } from './trainingSet.mjs';

const ALPHABET = 'abcdefghijklmnopqrstuvwxyz';
const KEYBOARD = ['qwertyuiop', 'asdfghjkl', 'zxcvbnm'];
const VOWELS = 'aeiou';

/** Shares of the kinds of edits, about as in the labeled squats. */
const KINDS: readonly [share: number, edit: (name: string, at: number, random: () => number) => string][] = [
  [0.26, (name, at) => name.slice(0, at) + (name[at + 1] ?? '') + name[at]! + name.slice(at + 2)],
  [0.25, (name, at) => name.slice(0, at) + name.slice(at + 1)],
  [0.24, (name, at) => name.slice(0, at) + name[at]! + name.slice(at)],
  [0.07, (name, at, random) => name.slice(0, at) + neighbour(name[at]!, random) + name.slice(at + 1)],
  [0.06, (name, at, random) => name.slice(0, at) + pick(ALPHABET, random) + name.slice(at + 1)],
  [0.07, (name, at, random) => name.slice(0, at) + pick(ALPHABET, random) + name.slice(at)],
  [0.05, (name, at, random) => name.slice(0, at) + (VOWELS.includes(name[at]!) ? pick(VOWELS, random) : name[at]!) + name.slice(at + 1)],
];

/** Upper rank of a band, and its share of imitated names. */
const BANDS: readonly [rank: number, share: number][] = [
  [100, 0.19],
  [300, 0.2],
  [1000, 0.2],
  [2000, 0.06],
  [4000, 0.06],
  [8000, 0.14],
  [15000, 0.15],
];
const TWO_EDITS = 0.06;
const MIN_LENGTH = 4;

export function makeSquats(popular: readonly string[], count: number, isTaken: (name: string) => boolean, random: () => number): Squat[] {
  const squats = new Map<string, Squat>();
  while (squats.size < count) {
    const target = popular[pickRank(random)]!;
    if (target.replaceAll('-', '').length < MIN_LENGTH) {
      continue;
    }
    let name = editOnce(target, random);
    if (random() < TWO_EDITS) {
      name = editOnce(name, random);
    }
    if (name !== target && /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/.test(name) && !name.includes('--') && !isTaken(name)) {
      squats.set(name, { name, targets: [target], technique: 'synthetic' });
    }
  }
  return [...squats.values()];
}

function pickRank(random: () => number): number {
  let share = random();
  let from = 0;
  for (const [to, weight] of BANDS) {
    if (share < weight) {
      return Math.floor(from + random() * (to - from));
    }
    share -= weight;
    from = to;
  }
  return 0;
}

export function editOnce(name: string, random: () => number): string {
  let share = random();
  // A first letter is changed less often than others.
  let at = Math.floor(random() * name.length);
  if (at === 0 && random() < 0.5) {
    at = Math.floor(random() * name.length);
  }
  for (const [weight, edit] of KINDS) {
    if (share < weight) {
      return edit(name, at, random);
    }
    share -= weight;
  }
  return name;
}

function neighbour(letter: string, random: () => number): string {
  const row = KEYBOARD.find((keys) => keys.includes(letter));
  if (row === undefined) {
    return pick(ALPHABET, random);
  }
  const i = row.indexOf(letter);
  return (random() < 0.5 ? row[i - 1] : row[i + 1]) ?? letter;
}

function pick(letters: string, random: () => number): string {
  return letters[Math.floor(random() * letters.length)]!;
}

/** The kinds of squats with separate figures, by the labels of data/training. */
const SINGLE_EDITS: readonly string[] = [
  'transposition',
  'omission',
  'repetition',
  'replacement',
  'replacement-keyboard',
  'addition',
  'vowel-swap',
  'homoglyph',
  'single-edit',
];

/** One letter swapped, left out, doubled, replaced or inserted. */
export function isSingleEdit(technique: string): boolean {
  return SINGLE_EDITS.includes(technique);
}

/** A word added to a popular name. */
export function isCombosquat(technique: string): boolean {
  return /^brand|combo|^prefix/.test(technique);
}

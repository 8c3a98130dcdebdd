/** A kind of dependency file, as far as a client has to know it: enough to recognize a document without a parser. */
export interface FileKind {
  /** Globs (`/` separated, matched against the whole path) of the files; document selectors, watchers and scans derive from them. */
  readonly globs: readonly string[];
  /** Editor language ids that mean this kind, whatever the file's name. */
  readonly languageIds?: readonly string[] | undefined;
  /**
   * For globs that match many other files (`*.py`): the text is only worth parsing if it has one word of each of these lists. Absent: any
   * text is.
   */
  readonly hints?: readonly (readonly string[])[];
}

export type Hinted = Pick<FileKind, 'hints'>;

/** A cheap test of a text, or of the bytes of one. False: there is nothing to parse in it. */
export function mayContain({ hints }: Hinted, text: string | { includes(word: string): boolean }): boolean {
  return hints === undefined || hints.every((words) => words.some((word) => text.includes(word)));
}

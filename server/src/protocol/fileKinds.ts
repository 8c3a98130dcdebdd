/** What a client needs to know of a kind of dependency file: enough to tell whether a document is one, without a parser. */
export interface FileKind {
  /** Globs (`/` separated, matched against the whole path) of the files; document selectors, watchers and scans derive from them. */
  readonly globs: readonly string[];
  /** Editor language ids that are this kind whatever the file's name. */
  readonly languageIds?: readonly string[] | undefined;
  /**
   * For globs that match many other files (`*.py`): the text has something to parse only if it has one word of each of these lists. Absent: any
   * text does.
   */
  readonly hints?: readonly (readonly string[])[];
}

/** A cheap test of a text: false means that there is nothing to parse in it. */
export function mayContain({ hints }: Pick<FileKind, 'hints'>, text: string): boolean {
  return hints === undefined || hints.every((words) => words.some((word) => text.includes(word)));
}

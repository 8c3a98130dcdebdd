import * as l10n from '@vscode/l10n';
import type { Problem } from '../../packaging/problem';

/** `name=version=build`, a line of `conda list --export`. */
const CONDA_ROW = /^[A-Za-z0-9_][\w.-]*=[^=\s]+=[^=\s]+$/;
/** `name  version  …`, a line of `pip list` and `conda list`; old versions of pip put the version in parentheses. */
const TABLE_ROW = /^[A-Za-z0-9_][\w.-]*[ \t]+\(?\d[\w.+!-]*\)?(?:[ \t]+\S.*)?$/;
const TABLE_HEAD = /^Package[ \t]+Version\b|^-{3,}[ \t]+-{3,}[ \t-]*$/;

/** A comment with the blanks before it, as pip finds it. */
const COMMENT = /(?:^|[ \t])#.*/;

/** Number of lines that determine the format of a file, and how many of them must be rows. */
const LOOKED_AT = 40;
const ENOUGH = 3;

/**
 * The output of a package manager that was saved as a requirements file, by its first row. Undefined: other texts. pip can read none of its
 * rows, so one problem says what hundreds would.
 */
export function findListing(text: string): Problem | undefined {
  let rows = 0;
  let lines = 0;
  let first: { start: number; end: number } | undefined;
  let ofConda = false;
  for (let start = 0; start < text.length && lines < LOOKED_AT; ) {
    const newline = text.indexOf('\n', start);
    const end = newline === -1 ? text.length : newline;
    const content = text
      .slice(start, Math.min(end, start + 500))
      .replace(COMMENT, '')
      .trimEnd();
    const line = content.trimStart();
    if (line !== '') {
      lines++;
      if (isListingRow(line)) {
        first ??= { start: start + content.length - line.length, end: start + content.length };
        ofConda ||= CONDA_ROW.test(line);
        rows += TABLE_HEAD.test(line) ? ENOUGH : 1;
      }
    }
    start = end + 1;
  }
  if (first === undefined || rows < ENOUGH) {
    return undefined;
  }
  const message = ofConda
    ? l10n.t("The output of 'conda list' is not a requirements file. pip cannot read it.")
    : l10n.t("The output of 'pip list' is not a requirements file. Use 'pip freeze'.");
  return { message, span: first };
}

/** Whether a line, without white space around it, can only be from such an output. */
export function isListingRow(line: string): boolean {
  return CONDA_ROW.test(line) || TABLE_ROW.test(line) || TABLE_HEAD.test(line);
}

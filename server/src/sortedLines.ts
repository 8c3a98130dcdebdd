// Texts with a line for each name, sorted by the names: a name, then a tab or the end of the line. Nothing is indexed when such a text is opened.

/** The offset of the line of `name`, by binary search from the line at `from` on. */
export function lineOf(text: string, name: string, from = 0): number | undefined {
  let low = from;
  let high = text.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    // `lastIndexOf` takes an index below 0 for 0.
    const start = middle === 0 ? 0 : text.lastIndexOf('\n', middle - 1) + 1;
    const other = nameAt(text, start);
    if (other === name) {
      return start;
    }
    if (other < name) {
      low = endOfLine(text, start) + 1;
    } else {
      high = start;
    }
  }
  return undefined;
}

/** The offsets of all lines from the one at `from` on. */
export function* lineStarts(text: string, from = 0): Generator<number> {
  for (let start = from; start < text.length; start = endOfLine(text, start) + 1) {
    yield start;
  }
}

/** The name of the line that begins at `start`. */
export function nameAt(text: string, start: number): string {
  const end = endOfLine(text, start);
  const tab = text.indexOf('\t', start);
  return text.slice(start, tab < 0 || tab > end ? end : tab);
}

/** The part of a line after the name, by tabs. */
export function entriesAt(text: string, start: number): string[] {
  const [, ...entries] = text.slice(start, endOfLine(text, start)).split('\t');
  return entries;
}

function endOfLine(text: string, start: number): number {
  const end = text.indexOf('\n', start);
  return end < 0 ? text.length : end;
}

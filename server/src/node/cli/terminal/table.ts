import type { Style } from './style';
import { padEnd, widest, wrap } from './width';

const GAP = '  ';
/** Minimum width of a column. */
const LEAST = 8;

/** The cells of the lines of a Markdown table, without the line under its header. */
export function tableRows(lines: readonly string[]): string[][] {
  return lines
    .filter((line) => !/^\|(?: *:?-+:? *\|)+ *$/.test(line))
    .map((line) =>
      line
        .replace(/^\||\|\s*$/g, '')
        .split(/(?<!\\)\|/)
        .map((cell) => cell.trim()),
    );
}

/** A table of plain text for a terminal: a bold header, aligned columns, and cells that are wrapped to fit `columns` where they can. */
export function tableText(rows: readonly (readonly string[])[], style: Style, columns: number): string {
  const count = rows.reduce((most, row) => Math.max(most, row.length), 0);
  const widths = shrink(
    Array.from({ length: count }, (_, i) => widest(rows.map((row) => row[i] ?? ''))),
    columns - GAP.length * (count - 1),
  );
  return rows
    .flatMap((row, i) => {
      const cells = widths.map((width, at) => wrap(row[at] ?? '', width));
      const height = cells.reduce((most, lines) => Math.max(most, lines.length), 1);
      return Array.from({ length: height }, (_, line) => {
        const text = cells.map((lines, at) => padEnd(lines[line] ?? '', widths[at] ?? 0)).join(GAP);
        return i === 0 ? style('bold', text.trimEnd()) : text.trimEnd();
      });
    })
    .join('\n');
}

/** Widths of columns with `total` at most: the widest ones are reduced. */
function shrink(natural: readonly number[], total: number): number[] {
  const sorted = [...natural].sort((a, b) => a - b);
  let left = total;
  let most = Number.POSITIVE_INFINITY;
  for (const [i, width] of sorted.entries()) {
    const share = Math.floor(left / (sorted.length - i));
    if (width > share) {
      most = Math.max(LEAST, share);
      break;
    }
    left -= width;
  }
  return natural.map((width) => Math.min(width, most));
}

import { escapeForTerminal } from '../output/terminalEscape';
import type { Style } from './style';
import { tableRows, tableText } from './table';
import { wrap } from './width';

export interface MarkdownOptions {
  readonly style: Style;
  readonly columns: number;
}

/** The Markdown of our own pages and hovers as text for a terminal: headings, paragraphs, lists, tables, fences, links, bold text and code. */
export function terminalText(markdown: string, options: MarkdownOptions): string {
  return `${blocksOf(markdown)
    .map((block) => blockText(block, options))
    .join('\n\n')}\n`;
}

/** Paragraphs and fences. */
function blocksOf(markdown: string): string[] {
  const blocks: string[][] = [];
  let block: string[] = [];
  let isFence = false;
  const end = (): void => {
    if (block.length > 0) {
      blocks.push(block);
    }
    block = [];
  };
  for (const line of markdown.split(/\r?\n/)) {
    const isMark = line.startsWith('```');
    if ((isMark || line.trim() === '') && !isFence) {
      end();
    }
    if (isMark || isFence || line.trim() !== '') {
      block.push(line);
    }
    if (isMark) {
      isFence = !isFence;
      if (!isFence) {
        end();
      }
    }
  }
  end();
  return blocks.map((lines) => lines.join('\n'));
}

function blockText(block: string, { style, columns }: MarkdownOptions): string {
  if (block.startsWith('```')) {
    const lines = block.split('\n').slice(1, -1);
    return lines.map((line) => (line === '' ? '' : style('dim', `    ${escapeForTerminal(line)}`))).join('\n');
  }
  const heading = /^#+ (.*)/.exec(block);
  if (heading !== null) {
    const [first = '', ...rest] = block.split('\n');
    const title = style('bold', inline(first.replace(/^#+ /, ''), style));
    return rest.length === 0 ? title : `${title}\n${blockText(rest.join('\n'), { style, columns })}`;
  }
  if (block.startsWith('|')) {
    const rows = tableRows(block.split('\n'));
    return tableText(
      rows.map((row) => row.map((cell) => inline(cell, (_, text) => text))),
      style,
      columns,
    );
  }
  // A line continues unless the next one begins an item, or this one ends with a hard break.
  const lines = block.replace(/(\S)\n(?!\s*(?:[-*]|\d+\.) )\s*/g, '$1 ').split(/ *\n/);
  return lines
    .map((line) =>
      wrapItem(
        inline(line, (_, text) => text),
        columns,
      ),
    )
    .join('\n');
}

/** Further lines of a list's item are aligned with its text. */
function wrapItem(line: string, columns: number): string {
  const [, bullet = '', text = line] = /^(\s*(?:[-*]|\d+\.) )(.*)$/s.exec(line) ?? [];
  const [first = '', ...rest] = wrap(text, columns - bullet.length);
  return [bullet + first, ...rest.map((each) => ' '.repeat(bullet.length) + each)].join('\n');
}

/** For links to pages that a terminal cannot open, only the label is printed. */
function inline(text: string, style: Style): string {
  return escapeForTerminal(text)
    .replace(/(?<!\\)\[((?:\\.|[^\]\\]){0,300})\]\((https:[^)\s]{0,2000})\)/g, (_, label: string, url: string) => `${label} (${url})`)
    .replace(/(?<!\\)\[((?:\\.|[^\]\\]){0,300})\]\([^)\s]{0,2000}\)/g, '$1')
    .replace(/\*\*(.{1,300}?)\*\*/g, (_, bold: string) => style('bold', bold))
    .replace(/(?<!\\)`([^`]*)`/g, '$1')
    .replace(/^_(.*)_$/, '$1')
    .replace(/\\([!-/:-@[-`{-~])/g, '$1')
    .replace(/&nbsp;/g, ' ');
}

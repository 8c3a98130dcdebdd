import type { Span } from '../../packaging/span';
import { isOperator, tokenizePython } from './python/tokens';

/** A line that belongs to no format: it is from git or a template engine. */
export interface ForeignLine {
  readonly kind: 'conflict' | 'template';
  /** Without white space around it. */
  readonly span: Span;
}

export interface ForeignLines {
  /** Start of a merge conflict, and lines that only belong to a template. */
  readonly lines: readonly ForeignLine[];
  /** The text with spaces in place of these lines, and of the other marks of a conflict. */
  readonly text: string;
}

/** Where a template engine's lines can be found: `anywhere`, those of Jinja anywhere, in Python outside of its strings (Jinja's `{% %}` only), or `none`: such a line can be part of the format. */
export type TemplateLines = 'anywhere' | 'jinja' | 'python' | 'none';

const CONFLICT = /^(?:<{7}|\|{7}|>{7})(?:[ \r][^\n]*)?$|^={7}\r?$/;
const JINJA = /^[ \t]*(?:\{%.*%\}|\{\{.*\}\}|\{#.*#\})[ \t\r]*$/;
const JINJA_STATEMENT = /^[ \t]*\{%.*%\}[ \t\r]*$/;
const MAKO = /^[ \t]*%[ \t]{0,8}(?:if|elif|else|endif|for|endfor|while|endwhile|block|endblock|include|set|raw|endraw)\b/;

/**
 * Finds the marks of a merge in a text, and the lines of Jinja, Mako and the like.
 * @param fill first characters of the replacing line: a comment mark if an empty line would end something
 */
export function foreignLines(text: string, templates: TemplateLines, fill = ' '): ForeignLines {
  const mayConflict = text.includes('<<<<<<<');
  const isTemplateLine = templateTest(text, templates);
  if (!mayConflict && isTemplateLine === undefined) {
    return { lines: [], text };
  }
  const lines: ForeignLine[] = [];
  const pieces: string[] = [];
  let inConflict = false;
  for (let start = 0; start < text.length; ) {
    const newline = text.indexOf('\n', start);
    const end = newline === -1 ? text.length : newline;
    const line = text.slice(start, end);
    const isConflict: boolean = mayConflict && CONFLICT.test(line) && (inConflict || line.startsWith('<<<<<<<'));
    const isTemplate = !isConflict && isTemplateLine?.(line, start) === true;
    if (isConflict || isTemplate) {
      const first = start + line.length - line.trimStart().length;
      if (isTemplate || line.startsWith('<<<<<<<')) {
        lines.push({ kind: isTemplate ? 'template' : 'conflict', span: { start: first, end: start + line.trimEnd().length } });
      }
      inConflict = isConflict ? !line.startsWith('>>>>>>>') : inConflict;
    }
    pieces.push(isConflict || isTemplate ? (fill + ' '.repeat(line.length)).slice(0, line.length) : line, newline === -1 ? '' : '\n');
    start = end + 1;
  }
  return { lines, text: pieces.join('') };
}

/** Tests a line and its start. Undefined: the text has no such line. */
function templateTest(text: string, templates: TemplateLines): ((line: string, start: number) => boolean) | undefined {
  if (templates === 'anywhere' && /\{[%{#]|^[ \t]*%/m.test(text)) {
    return (line) => JINJA.test(line) || MAKO.test(line);
  }
  if (templates === 'jinja' && /\{[%{#]/.test(text)) {
    return (line) => JINJA.test(line);
  }
  if (templates === 'python' && text.includes('{%')) {
    // Python has no `{%` outside of strings and comments.
    const braces = new Set(tokenizePython(text).flatMap((token) => (isOperator(token, '{') ? [token.span.start] : [])));
    return (line, start) => JINJA_STATEMENT.test(line) && braces.has(start + line.indexOf('{'));
  }
  return undefined;
}

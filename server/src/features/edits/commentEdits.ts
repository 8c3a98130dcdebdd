import { TextDocument } from 'vscode-languageserver-textdocument';
import { read } from '../../analysis/limits';
import type { FileFormat } from '../../formats/manifest/format';
import type { Span } from '../../packaging/span';
import type { Edit } from '../../rules/rule';

/** Maximum number of lines that are tried one by one if all together fail. */
const MAX_TRIED = 20;

/**
 * The edits, in the order of the text, that only add a comment: the requirements of the file stay the same. A line may end inside an
 * unclosed text, or inside a multi-line one, where a comment would become part of a requirement.
 */
export function commentEdits(text: string, format: FileFormat, edits: readonly Edit[]): readonly Edit[] {
  const outside = format.jsonEscapedLines ? edits : edits.filter(({ span }) => !endsInQuotes(text, span.start));
  if (outside.length === 0) {
    return outside;
  }
  const before = contentOf(text, format);
  const isComment = (some: readonly Edit[]): boolean => contentOf(applied(text, some), format) === before;
  return isComment(outside) ? outside : outside.slice(0, MAX_TRIED).filter((edit) => isComment([edit]));
}

/** The whole contents of a file, with their lines: a comment moves nothing to another line. */
function contentOf(text: string, format: FileFormat): string {
  const [{ requirements, includes, indexes, problems, unchecked }] = read(text, format);
  const document = TextDocument.create('', '', 0, text);
  const lineOf = ({ start }: Span): number => document.positionAt(start).line;
  return JSON.stringify([
    requirements.map(({ span, name, extras, specifier, marker, url, hashes, source, group }) => [
      lineOf(span),
      name,
      extras,
      specifier,
      marker,
      url,
      hashes.length,
      source,
      group,
    ]),
    includes.map(({ span, kind, path }) => [lineOf(span), kind, path]),
    indexes.map(({ span, kind, name, url }) => [lineOf(span), kind, name, url]),
    problems.map(({ span, message }) => [lineOf(span), message]),
    unchecked.map(({ span, text: shown, why }) => [lineOf(span), shown, why]),
  ]);
}

function applied(text: string, edits: readonly Edit[]): string {
  const pieces: string[] = [];
  let at = 0;
  for (const { span, text: put } of edits) {
    pieces.push(text.slice(at, span.start), put);
    at = span.end;
  }
  return pieces.join('') + text.slice(at);
}

/** Whether a quote that opens on the line of `end` is still open there. Multi-line quotes are left to the reader of the format. */
function endsInQuotes(text: string, end: number): boolean {
  let open = '';
  for (let at = text.lastIndexOf('\n', end - 1) + 1; at < end; at++) {
    const character = text.charAt(at);
    if (character === '\\') {
      at++;
    } else if (character === open) {
      open = '';
    } else if (open === '' && (character === '"' || character === "'")) {
      if (text.startsWith(character.repeat(3), at)) {
        return false;
      }
      open = character;
    } else if (open === '' && character === '#') {
      return false;
    }
  }
  return open !== '';
}

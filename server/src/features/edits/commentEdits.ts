import { read } from '../../analysis/limits';
import type { FileFormat, Manifest } from '../../formats/manifest/format';
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
  const before = contentOf(read(text, format)[0]);
  const isComment = (some: readonly Edit[]): boolean => contentOf(read(applied(text, some), format)[0]) === before;
  return isComment(outside) ? outside : outside.slice(0, MAX_TRIED).filter((edit) => isComment([edit]));
}

/** The whole contents of a file, without the positions. */
function contentOf({ requirements, includes, indexes, problems, unchecked }: Manifest): string {
  return JSON.stringify([
    requirements.map(({ name, extras, specifier, marker, url, hashes, source, group }) => [
      name,
      extras,
      specifier,
      marker,
      url,
      hashes.length,
      source,
      group,
    ]),
    includes.map(({ kind, path }) => [kind, path]),
    indexes.map(({ kind, name, url }) => [kind, name, url]),
    problems.map(({ message }) => message),
    unchecked.map(({ text, why }) => [text, why]),
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

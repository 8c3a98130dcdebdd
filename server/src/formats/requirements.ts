import { skipPythonSpace, trimPythonSpaceEnd } from '../packaging/characters';
import { Slice } from '../packaging/slice';
import type { FileFormat, Manifest, RequirementRole } from './format';
import { endOfLine, startOfComment, startOfNextLine } from './lines';
import { ManifestBuilder } from './manifestBuilder';
import { parseRequirementLine } from './requirementLine';

/** Requirements files (pip, "Requirements File Format"). */
export const requirements: FileFormat = {
  id: 'requirements',
  title: 'requirements file',
  globs: ['**/*requirements*.{txt,in,pip}', '**/requirements/**/*.{txt,in,pip}'],
  languageIds: ['pip-requirements'],
  comments: true,
  generated: false,
  parse: (text) => parseRequirementsFile(text, 'dependency'),
};

/** Constraints files: the same grammar, but a name there only limits which version may be installed. */
export const constraints: FileFormat = {
  id: 'constraints',
  title: 'constraints file',
  globs: ['**/*constraints*.{txt,in,pip}', '**/constraints/**/*.{txt,in,pip}'],
  comments: true,
  generated: false,
  parse: (text) => parseRequirementsFile(text, 'constraint'),
};

function parseRequirementsFile(text: string, role: RequirementRole): Manifest {
  const into = new ManifestBuilder();
  // A byte order mark is no part of the first name.
  let at = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  while (at < text.length) {
    const start = at;
    const end = endOfLine(text, start);
    at = startOfNextLine(text, end);
    const first = skipPythonSpace(text, start, end);
    if (first === end || text.charCodeAt(first) === 0x23) {
      continue;
    }
    let line: Slice;
    if (text.charCodeAt(end - 1) === 0x5c) {
      const joined = joinLines(text, start);
      line = joined.line;
      at = joined.next;
      const from = skipPythonSpace(line.text, 0);
      line = line.sub(from, trimPythonSpaceEnd(line.text, from, startOfComment(line.text, 0, line.length)));
    } else {
      line = Slice.of(text, first, trimPythonSpaceEnd(text, first, startOfComment(text, first, end)));
    }
    if (line.length > 0) {
      parseRequirementLine(line, into, { role, removeSpan: { start, end: at } });
    }
  }
  return into;
}

/**
 * The logical line that begins at `start`: a line that ends in a backslash goes on in the next one, until a line that is a comment.
 * pip strips the backslashes at both ends of such lines.
 */
function joinLines(text: string, start: number): { line: Slice; next: number } {
  const pieces: Slice[] = [];
  let at = start;
  while (at < text.length) {
    const end = endOfLine(text, at);
    const next = startOfNextLine(text, end);
    const isComment = text.charCodeAt(skipPythonSpace(text, at, end)) === 0x23;
    if (isComment) {
      return { line: Slice.join(pieces), next };
    }
    if (end === at || text.charCodeAt(end - 1) !== 0x5c) {
      pieces.push(Slice.of(text, at, end));
      return { line: Slice.join(pieces), next };
    }
    pieces.push(withoutBackslashes(text, at, end));
    at = next;
  }
  return { line: Slice.join(pieces), next: at };
}

function withoutBackslashes(text: string, start: number, end: number): Slice {
  let from = start;
  while (from < end && text.charCodeAt(from) === 0x5c) {
    from++;
  }
  let to = end;
  while (to > from && text.charCodeAt(to - 1) === 0x5c) {
    to--;
  }
  return Slice.of(text, from, to);
}

import { skipPythonSpace, trimPythonSpaceEnd } from '../../packaging/characters';
import { Slice } from '../../packaging/slice';
import type { FileFormat, Manifest, Pieces, RequirementRole } from '../manifest/format';
import { ManifestBuilder } from '../manifest/manifestBuilder';
import { findListing, isListingRow } from '../pip/listing';
import { parseRequirementLine } from '../pip/requirementLine';
import { declaredEncoding, encodingProblem } from '../syntax/declaredEncoding';
import { endOfLine, startOfComment, startOfLine, startOfNextLine, startOfText } from '../syntax/lines';

/** Requirements files (pip, "Requirements File Format"). */
export const requirements: FileFormat = {
  id: 'requirements',
  title: 'requirements file',
  globs: [
    '**/*requirements*.{txt,in,pip,lock}',
    '**/requirements/**/*.{txt,in,pip,lock}',
    '**/requirement.{txt,in}',
    '**/{reqs,*-reqs,*_reqs}.{txt,in}',
    '**/reqs/**/*.{txt,in}',
    // Sources of pip-compile. Other files with that extension are templates and input of programs.
    '**/{all,base,build,ci,core,dev,develop,development,doc,docs,lint,local,main,mypy,prod,production,test,testing,tests,typing}.in',
  ],
  languageIds: ['pip-requirements'],
  comments: true,
  generated: false,
  declaredEncoding: 'pip',
  parse: (text) => parseRequirementsFile(text, 'dependency'),
  pieces: logicalLines('dependency'),
};

/** Constraints files: the same grammar, but a name there only limits which version may be installed. */
export const constraints: FileFormat = {
  id: 'constraints',
  title: 'constraints file',
  globs: ['**/*constraints*.{txt,in,pip}', '**/constraint.{txt,in}', '**/constraints/**/*.{txt,in,pip}'],
  comments: true,
  generated: false,
  declaredEncoding: 'pip',
  parse: (text) => parseRequirementsFile(text, 'constraint'),
  pieces: logicalLines('constraint'),
};

/** Each logical line is read by itself. A line ends a logical line if it does not end in a backslash, or is a comment. */
function logicalLines(role: RequirementRole): Pieces {
  return {
    startBefore(text, at) {
      for (let start = startOfLine(text, at); start > 0; ) {
        const before = startOfLine(text, start - 1);
        if (endsLogicalLine(text, before)) {
          return start;
        }
        start = before;
      }
      return 0;
    },
    startAfter(text, at) {
      let start = startOfNextLine(text, endOfLine(text, at));
      for (let isEnd = false; start < text.length && !isEnd; ) {
        isEnd = endsLogicalLine(text, start);
        start = startOfNextLine(text, endOfLine(text, start));
      }
      return start;
    },
    isInPieces: () => true,
    parse(piece) {
      const into = new ManifestBuilder();
      readLines(piece, 0, into, role, false);
      return into;
    },
    hasOwnTop: (text) => startOfText(text) > 0 || declaredEncoding(text, 'pip') !== undefined || findListing(text) !== undefined,
  };
}

function endsLogicalLine(text: string, start: number): boolean {
  const end = endOfLine(text, start);
  return end === start || text.charCodeAt(end - 1) !== 0x5c || text.charCodeAt(skipPythonSpace(text, start, end)) === 0x23;
}

function parseRequirementsFile(text: string, role: RequirementRole): Manifest {
  const into = new ManifestBuilder();
  into.addProblem(encodingProblem(text, 'pip'));
  const listing = findListing(text);
  into.addProblem(listing);
  readLines(text, startOfText(text), into, role, listing !== undefined);
  return into;
}

function readLines(text: string, from: number, into: ManifestBuilder, role: RequirementRole, isListing: boolean): void {
  let at = from;
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
    if (line.length > 0 && !(isListing && isListingRow(line.text))) {
      parseRequirementLine(line, into, { role, removeSpan: { start, end: at } });
    }
  }
}

/**
 * The logical line that begins at `start`: a line that ends in a backslash continues on the next one, until a line that is a comment.
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

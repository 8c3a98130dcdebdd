import type { Manifest } from '../../../server/src/formats/manifest/format';
import { normalizeName } from '../../../server/src/packaging/name';
import type { Span } from '../../../server/src/packaging/span';

/** Throws unless every span of the manifest is in the text, and names are at their spans. */
export function checkManifest(text: string, manifest: Manifest): void {
  const check = (span: Span | undefined, what: string) => {
    if (span !== undefined && !(0 <= span.start && span.start <= span.end && span.end <= text.length)) {
      throw new Error(`${what} is outside the text: ${span.start}-${span.end} of ${text.length}\n${text}`);
    }
  };
  for (const requirement of manifest.requirements) {
    const { name, nameSpan, span } = requirement;
    check(nameSpan, `name of ${name}`);
    check(span, name);
    for (const other of requirement.otherNameSpans ?? []) {
      check(other, `name of ${name}`);
    }
    check(requirement.specifierSpan, `specifier of ${name}`);
    check(requirement.markerSpan, `marker of ${name}`);
    check(requirement.removeSpan, `removal of ${name}`);
    for (const hash of requirement.hashes) {
      check(hash.span, `hash of ${name}`);
    }
    if (nameSpan.end <= nameSpan.start) {
      throw new Error(`${name} has an empty span`);
    }
    for (const part of [nameSpan, requirement.specifierSpan, requirement.markerSpan]) {
      if (part !== undefined && part.start < part.end && (part.start < span.start || part.end > span.end)) {
        throw new Error(`a part of ${name} is outside its requirement`);
      }
    }
    const written = text.slice(nameSpan.start, nameSpan.end);
    // No name has several lines. In one that does, a merge conflict or a template may be replaced with blanks.
    if (written !== name && !name.includes('\n') && !canStandFor(written, name)) {
      throw new Error(`${name} is written ${written}`);
    }
    if (requirement.normalizedName !== normalizeName(name)) {
      throw new Error(`${name} is normalized to ${requirement.normalizedName}`);
    }
  }
  for (const { span, path } of manifest.includes) {
    check(span, path);
  }
  for (const { span, kind } of manifest.indexes) {
    check(span, kind);
  }
  for (const { span, message } of manifest.problems) {
    check(span, message);
  }
  for (const { span, text: shown } of manifest.unchecked) {
    check(span, shown);
  }
}

/** Placeholders of a shell, make or the command prompt, or an incomplete escape: the name may then be any with this beginning. */
const EXPANSION = /\\u(?![\da-f]{4})|\\x(?![\da-f]{2})|[$`]|%\w+%|%%\w|![A-Za-z_]\w*!|\{[^{}]*\}?/i;
/** In PowerShell, the sum of a text and a variable, up to the variable. */
const SUM = /["'][\s`]*\+[\s`]*$/;
/** Comments of Python after a literal that another one continues. */
const COMMENTS = /(?<=["'](?:[\s,+\\]|#[^\n]*\n)*)#[^\n]*/g;
/** An escape, for one character or none; what is between two literals; a line break, for a blank or none; a quote. */
const PARTS =
  /\\(?:\r?\n[ \t]*|u[\da-f]{0,4}|U[\da-f]{0,8}|x[\da-f]{0,2}|[0-7]{1,3}|[\s\S])|["'](?:[\s,+#]|\\\s)*[rbuf]{0,2}["']|[ \t\r]*\n[\s#>]*|["'^\\]/gi;

/** Whether a name can be written like this: with escapes, quotes and line breaks in it, or with variables and braces after some point. */
function canStandFor(written: string, name: string): boolean {
  const uncommented = written.replace(COMMENTS, '');
  const expansion = uncommented.search(EXPANSION);
  const literal = expansion === -1 ? uncommented : uncommented.slice(0, expansion).replace(SUM, '');
  let pattern = '';
  let at = 0;
  for (const { 0: part, index } of literal.matchAll(PARTS)) {
    pattern += escapeForRegExp(literal.slice(at, index)) + patternFor(part);
    at = index + part.length;
  }
  return new RegExp(`^${pattern}${escapeForRegExp(literal.slice(at))}${expansion === -1 ? '$' : ''}`).test(name);
}

function patternFor(part: string): string {
  if (part.startsWith('\\')) {
    // A shell only drops the backslash.
    return `(?:[\\s\\S]{0,2}|${escapeForRegExp(part.slice(1))})`;
  }
  if (/^[ \t\r]*\n/.test(part)) {
    return ' ?';
  }
  // As it is, or without the quotes, or with only the letters in them: they are a part of the name, or a prefix of Python.
  return `(?:${escapeForRegExp(part)}|${/[a-z]+/i.exec(part)?.[0] ?? ''})?`;
}

function escapeForRegExp(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

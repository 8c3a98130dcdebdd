import * as l10n from '@vscode/l10n';
import { isAlphanumeric, isBlank, isNameCharacter, skipBlanks } from './characters';
import { findMarkerProblem } from './marker';
import type { Problem } from './problem';
import type { Slice } from './slice';
import type { Span } from './span';
import { scanSpecifier } from './specifier';

/** A dependency specifier (PEP 508). Every span is in the document. */
export interface ParsedRequirement {
  /** As written. */
  readonly name: string;
  readonly nameSpan: Span;
  readonly extras: readonly string[];
  /** The version specifiers as written, without parentheses around them. Absent: none. */
  readonly specifier?: string;
  readonly specifierSpan?: Span;
  /** Without the `;`. */
  readonly marker?: string;
  readonly markerSpan?: Span;
  readonly url?: string;
  readonly urlSpan?: Span;
  /** From the name to the last part of the requirement. */
  readonly span: Span;
}

export interface RequirementReading {
  /** The result for any text, even with problems. Only a text without a name has none. */
  readonly requirement?: ParsedRequirement;
  readonly problems: readonly Problem[];
}

/**
 * Reads one PEP 508 string, such as an item of an array in pyproject.toml. Accepts what pip accepts. Never throws, linear in its length.
 * An incomplete text gives its complete parts, and problems.
 */
export function parseRequirement(slice: Slice): RequirementReading {
  return new RequirementReader(slice).read();
}

/**
 * The name that begins at `at`. Letters and dashes beyond ASCII belong to it, with a problem: a name that imitates another with a foreign letter
 * must not be cut to its harmless half.
 */
export function scanName(text: string, at: number): { readonly span: Span; readonly problem?: Problem } | undefined {
  let end = at;
  let foreign = false;
  while (end < text.length) {
    const code = text.charCodeAt(end);
    if (code > 0x7f && isForeignNameCharacter(text, end)) {
      foreign = true;
      end += code >= 0xd800 && code <= 0xdbff ? 2 : 1;
    } else if (isNameCharacter(code)) {
      end++;
    } else {
      break;
    }
  }
  const whole = end;
  while (end > at && (text.charCodeAt(end - 1) === 0x2d || text.charCodeAt(end - 1) === 0x2e)) {
    end--;
  }
  const first = text.charCodeAt(at);
  if (end === at || !(isAlphanumeric(first) || first > 0x7f)) {
    return undefined;
  }
  const span = { start: at, end };
  if (foreign) {
    return { span, problem: { message: l10n.t("A package name can only have the letters a to z, digits, '.', '_' and '-'."), span } };
  }
  if (end < whole) {
    return { span, problem: { message: l10n.t('A package name must end with a letter or a digit.'), span: { start: end, end: whole } } };
  }
  return { span };
}

/** `[extra, other]` at `at`. Undefined: there is no bracket. */
export function scanExtras(
  text: string,
  at: number,
): { readonly extras: readonly string[]; readonly end: number; readonly problem?: Problem | undefined } | undefined {
  if (text.charCodeAt(at) !== 0x5b) {
    return undefined;
  }
  const extras: string[] = [];
  let i = skipBlanks(text, at + 1);
  let problem: Problem | undefined;
  let afterComma = false;
  for (let extra = scanName(text, i); extra !== undefined && extra.problem === undefined; extra = scanName(text, i)) {
    extras.push(text.slice(extra.span.start, extra.span.end));
    i = skipBlanks(text, extra.span.end);
    afterComma = text.charCodeAt(i) === 0x2c;
    if (!afterComma) {
      break;
    }
    i = skipBlanks(text, i + 1);
  }
  if (text.charCodeAt(i) === 0x5d) {
    if (afterComma) {
      problem = { message: l10n.t("Expected an extra after ','."), span: { start: i, end: i + 1 } };
    }
    return { extras, end: i + 1, problem };
  }
  let end = i;
  while (end < text.length && !isDelimiter(text.charCodeAt(end))) {
    end++;
  }
  problem = { message: l10n.t("Expected extras separated by commas, then ']'."), span: { start: at, end } };
  return { extras, end: text.charCodeAt(end) === 0x5d ? end + 1 : end, problem };
}

class RequirementReader {
  readonly #text: string;
  readonly #problems: Problem[] = [];
  readonly #end: number;

  readonly #slice: Slice;

  constructor(slice: Slice) {
    this.#slice = slice;
    this.#text = slice.text;
    let end = this.#text.length;
    while (end > 0 && isBlank(this.#text.charCodeAt(end - 1))) {
      end--;
    }
    this.#end = end;
  }

  read(): RequirementReading {
    const start = skipBlanks(this.#text, 0);
    const name = scanName(this.#text, start);
    if (name === undefined) {
      this.#report(l10n.t('Expected a package name.'), start, this.#end);
      return { problems: this.#problems };
    }
    this.#add(name.problem);
    let i = skipBlanks(this.#text, name.problem?.span.end ?? name.span.end);
    const extras = scanExtras(this.#text, i);
    this.#add(extras?.problem);
    i = skipBlanks(this.#text, extras?.end ?? i);

    const isUrl = this.#text.charCodeAt(i) === 0x40;
    const url = isUrl ? this.#readUrl(i) : undefined;
    const specifier = isUrl ? undefined : this.#readSpecifier(i, name.problem === undefined && extras?.problem === undefined);
    const markerAt = url?.rest ?? specifier?.rest ?? this.#end;
    const marker = markerAt < this.#end ? this.#readMarker(markerAt) : undefined;
    return {
      requirement: {
        name: this.#text.slice(name.span.start, name.span.end),
        nameSpan: this.#document(name.span),
        extras: extras?.extras ?? [],
        ...(specifier?.span && {
          specifier: this.#text.slice(specifier.span.start, specifier.span.end),
          specifierSpan: this.#document(specifier.span),
        }),
        ...(url?.span && { url: this.#text.slice(url.span.start, url.span.end), urlSpan: this.#document(url.span) }),
        ...(marker && { marker: this.#text.slice(marker.start, marker.end), markerSpan: this.#document(marker) }),
        span: this.#slice.span(start, this.#end),
      },
      problems: this.#problems,
    };
  }

  /** `@ URL`: everything up to a space, including any `;`. `rest` is where a marker's `;` must be, or the end. */
  #readUrl(at: number): { span?: Span; rest: number } {
    const start = skipBlanks(this.#text, at + 1);
    if (start >= this.#end) {
      this.#report(l10n.t("Expected a URL after '@'."), at, this.#end);
      return { rest: this.#end };
    }
    let end = start;
    while (end < this.#end && !isBlank(this.#text.charCodeAt(end))) {
      end++;
    }
    const rest = skipBlanks(this.#text, end);
    return { span: { start, end }, rest: this.#requireMarker(rest, l10n.t("Expected ' ; ' and a marker, or nothing, after the URL.")) };
  }

  #readSpecifier(at: number, mayReport: boolean): { span?: Span | undefined; rest: number } {
    const inParentheses = this.#text.charCodeAt(at) === 0x28;
    const scan = scanSpecifier(this.#text, inParentheses ? at + 1 : at);
    const first = scan.clauses[0];
    const last = scan.clauses.at(-1);
    const span = first && last ? { start: first.span.start, end: last.span.end } : undefined;
    if (scan.problem) {
      this.#add(scan.problem);
      return { span, rest: this.#nextMarker(scan.end) };
    }
    let i = skipBlanks(this.#text, scan.end);
    if (inParentheses) {
      if (this.#text.charCodeAt(i) !== 0x29) {
        this.#report(l10n.t("Expected ')' to close the versions' '('."), at, Math.max(at + 1, i));
        return { span, rest: this.#nextMarker(i) };
      }
      i = skipBlanks(this.#text, i + 1);
    }
    if (!mayReport && i < this.#end && this.#text.charCodeAt(i) !== 0x3b) {
      return { span, rest: this.#nextMarker(i) };
    }
    return { span, rest: this.#requireMarker(i, this.#explainRest(i, last !== undefined || inParentheses)) };
  }

  #explainRest(at: number, afterVersions: boolean): string {
    if (afterVersions) {
      return l10n.t("Expected ',' and another version, ';' and a marker, or nothing.");
    }
    return this.#text.charCodeAt(at) === 0x3d
      ? l10n.t("'=' does not compare versions. Did you mean '=='?")
      : l10n.t("Expected a version such as '>=1.0', ';' and a marker, or nothing, after the name.");
  }

  /** `at` if the text ends there or a marker begins. Otherwise reports what is expected, and continues at the next `;`. */
  #requireMarker(at: number, message: string): number {
    if (at >= this.#end || this.#text.charCodeAt(at) === 0x3b) {
      return at;
    }
    const next = this.#nextMarker(at);
    let end = next;
    while (end > at + 1 && isBlank(this.#text.charCodeAt(end - 1))) {
      end--;
    }
    this.#report(message, at, end);
    return next;
  }

  #nextMarker(at: number): number {
    const next = this.#text.indexOf(';', at);
    return next === -1 ? this.#end : next;
  }

  /** The marker after the `;` at `at`. */
  #readMarker(at: number): Span | undefined {
    const start = skipBlanks(this.#text, at + 1);
    if (start >= this.#end) {
      this.#report(l10n.t("Expected a marker after ';', such as python_version < '3.9'."), at, this.#end);
      return undefined;
    }
    const problem = findMarkerProblem(this.#text.slice(start, this.#end));
    if (problem) {
      this.#report(problem.message, start + problem.span.start, start + problem.span.end);
    }
    return { start, end: this.#end };
  }

  #add(problem: Problem | undefined): void {
    if (problem) {
      this.#report(problem.message, problem.span.start, problem.span.end);
    }
  }

  #report(message: string, start: number, end: number): void {
    this.#problems.push({ message, span: this.#slice.span(start, Math.min(end, this.#text.length)) });
  }

  #document(span: Span): Span {
    return this.#slice.span(span.start, span.end);
  }
}

const FOREIGN = /[\p{L}\p{N}\p{M}\p{Cf}\p{Pd}\u2212]/u;

function isForeignNameCharacter(text: string, at: number): boolean {
  return FOREIGN.test(String.fromCodePoint(text.codePointAt(at) as number));
}

/** The end of an unclosed list of extras. */
function isDelimiter(code: number): boolean {
  return (
    code === 0x5d || code === 0x3b || code === 0x40 || code === 0x3c || code === 0x3d || code === 0x3e || code === 0x21 || code === 0x7e
  );
}

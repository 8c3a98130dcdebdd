import * as l10n from '@vscode/l10n';
import { isPythonSpace, skipBlanks, skipPythonSpace } from './characters';
import type { Problem } from './problem';
import type { Span } from './span';
import { scanVersion } from './version';

export type Operator = '===' | '==' | '~=' | '!=' | '<=' | '>=' | '<' | '>';

/** One comparison of a specifier set. Spans are in the text that was scanned. */
export interface Clause {
  readonly operator: Operator;
  /** As written, without `.*`. */
  readonly version: string;
  /** `==1.2.*`: every version with this beginning of the release segment. */
  readonly wildcard: boolean;
  readonly span: Span;
  readonly versionSpan: Span;
}

export interface SpecifierScan {
  readonly clauses: readonly Clause[];
  /** Where reading stopped: after the last clause, or after the comma that may follow it. */
  readonly end: number;
  /** Why it stopped, if that is not a legal end. Its span ends where reading can continue. */
  readonly problem?: Problem;
}

const OPERATORS: readonly Operator[] = ['===', '==', '~=', '!=', '<=', '>=', '<', '>'];

/** The operator that begins at `at`, the longest first. */
export function operatorAt(text: string, at: number): Operator | undefined {
  const code = text.charCodeAt(at);
  if (code < 0x21 || (code > 0x3e && code !== 0x7e)) {
    return undefined;
  }
  return OPERATORS.find((operator) => text.startsWith(operator, at));
}

/**
 * Reads a PEP 440 version specifier set: clauses with commas between them, and optionally one comma at the end (PEP 508's grammar).
 * Stops without a problem at the first text that cannot belong to it: the caller knows what may follow.
 */
export function scanSpecifier(text: string, at: number): SpecifierScan {
  const clauses: Clause[] = [];
  let i = skipBlanks(text, at);
  let end = at;
  // The end of the text of an earlier `===`, which includes commas (as `packaging` reads it): a clause must end within, or begin after it.
  let taken = -1;
  for (;;) {
    const operator = operatorAt(text, i);
    if (operator === undefined) {
      return { clauses, end };
    }
    const clause = scanClause(text, i, operator);
    if (end <= taken && !('message' in clause) && clause.span.end > taken) {
      const message = l10n.t("No space is allowed after a comma following '===', because '===' compares everything up to the next space.");
      return { clauses, end: clause.span.end, problem: { message, span: clause.span } };
    }
    if (operator === '===' && end > taken) {
      taken = endOfUnblank(text, i);
    }
    if ('message' in clause) {
      return { clauses, end: clause.span.end, problem: clause };
    }
    clauses.push(clause);
    end = clause.span.end;
    i = skipBlanks(text, end);
    if (text.charCodeAt(i) !== 0x2c) {
      return { clauses, end };
    }
    end = i + 1;
    i = skipBlanks(text, end);
  }
}

/** The clauses of a whole specifier set. Undefined: not a specifier set. */
export function parseSpecifier(text: string): readonly Clause[] | undefined {
  const scan = scanSpecifier(text, 0);
  return scan.problem === undefined && skipBlanks(text, scan.end) === text.length ? scan.clauses : undefined;
}

function scanClause(text: string, at: number, operator: Operator): Clause | Problem {
  const start = skipPythonSpace(text, at + operator.length);
  if (operator === '===') {
    return scanIdentity(text, at, start);
  }
  const wordEnd = endOfWord(text, start);
  const version = scanVersion(text, start);
  if (version === undefined) {
    return start === wordEnd
      ? problem(
          l10n.t({ message: "Expected a version after '{0}'.", args: [operator], comment: ['{0} is an operator, such as: >=.'] }),
          at,
          Math.max(wordEnd, at + operator.length),
        )
      : problem(
          l10n.t({ message: "'{0}' is not a version.", args: [text.slice(start, wordEnd)], comment: ['{0} is a text from the file.'] }),
          start,
          wordEnd,
        );
  }
  const takesAny = operator === '==' || operator === '!=';
  if (text.startsWith('.*', version.end)) {
    if (!takesAny) {
      return problem(l10n.t("'.*' can only be used with '==' or '!='."), at, wordEnd);
    }
    if (version.end !== version.releaseEnd) {
      return problem(l10n.t("'.*' cannot follow a pre-release, post-release, development or local version."), start, wordEnd);
    }
  }
  if (version.hasLocal && !takesAny) {
    return problem(l10n.t("A local version ('+…') can only be used with '==' or '!='."), at, wordEnd);
  }
  if (operator === '~=' && version.segments < 2) {
    return problem(l10n.t("'~=' needs a version with at least two numbers, such as '1.2'."), at, wordEnd);
  }
  const wildcard = text.startsWith('.*', version.end);
  const end = wildcard ? version.end + 2 : version.end;
  if (end !== wordEnd) {
    return problem(
      l10n.t({ message: "'{0}' is not a version.", args: [text.slice(start, wordEnd)], comment: ['{0} is a text from the file.'] }),
      start,
      wordEnd,
    );
  }
  return {
    operator,
    version: text.slice(start, version.end),
    wildcard,
    span: { start: at, end },
    versionSpan: { start, end: version.end },
  };
}

/** `===` compares text: anything without a space, `;`, `)` or the comma before the next clause. */
function scanIdentity(text: string, at: number, start: number): Clause {
  const end = endOfWord(text, start);
  return {
    operator: '===',
    version: text.slice(start, end),
    wildcard: false,
    span: { start: at, end: Math.max(end, at + 3) },
    versionSpan: { start, end },
  };
}

/** Where the text ends that `===` may compare. */
function endOfUnblank(text: string, at: number): number {
  let i = skipPythonSpace(text, at + '==='.length);
  while (i < text.length && !isPythonSpace(text.charCodeAt(i)) && text.charCodeAt(i) !== 0x3b && text.charCodeAt(i) !== 0x29) {
    i++;
  }
  return i;
}

function endOfWord(text: string, at: number): number {
  let i = at;
  while (i < text.length) {
    const code = text.charCodeAt(i);
    if (isPythonSpace(code) || code === 0x2c || code === 0x3b || code === 0x29) {
      break;
    }
    i++;
  }
  return i;
}

function problem(message: string, start: number, end: number): Problem {
  return { message, span: { start, end } };
}

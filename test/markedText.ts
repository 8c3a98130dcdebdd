import { expect } from 'vitest';
import { type Diagnostic, DiagnosticSeverity } from 'vscode-languageserver-types';

/**
 * A text with its findings below the positions that they mark, in the form of compiler output:
 *
 *     reqeusts==2.31
 *     ^^^^^^^^ warning[typosquat]: 'reqeusts' looks like 'requests' (letters swapped).
 *
 * After the `^` come the severity, the rule, and the message, in which `…` stands for any text. `|` marks an empty place. A finding of several lines is
 * marked on its first one.
 */
export interface MarkedText {
  /** Without the marks. */
  readonly text: string;
  readonly marks: readonly Mark[];
}

interface Mark {
  readonly line: number;
  readonly start: number;
  readonly end: number;
  readonly severity: string;
  readonly rule: string;
  /** `…` stands for any text; absent for any message. */
  readonly message?: string | undefined;
}

const MARK = /^(\s*)(\^+|\|) (error|warning|information|hint)(?:\[([\w-]+)\])?(?:: (.*))?$/;

const SEVERITIES = new Map<DiagnosticSeverity | undefined, string>([
  [DiagnosticSeverity.Error, 'error'],
  [DiagnosticSeverity.Warning, 'warning'],
  [DiagnosticSeverity.Information, 'information'],
  [DiagnosticSeverity.Hint, 'hint'],
]);

/** `usualRule`: the rule of marks without a rule. */
export function readMarked(marked: string, usualRule = ''): MarkedText {
  const lines: string[] = [];
  const marks: Mark[] = [];
  for (const written of marked.split('\n')) {
    const [isMark, indent = '', sign = '', severity = '', rule = usualRule, message] = MARK.exec(written) ?? [];
    if (isMark === undefined) {
      lines.push(written);
    } else {
      const start = indent.length;
      marks.push({ line: lines.length - 1, start, end: start + sign.replace('|', '').length, severity, rule, message });
    }
  }
  return { text: lines.join('\n'), marks };
}

/** Fails unless the findings match the marks. Shows both as marked text. */
export function expectFindings({ text, marks }: MarkedText, diagnostics: readonly Diagnostic[]): void {
  const found = diagnostics.map((diagnostic) => markOf(text.split('\n'), diagnostic));
  const open = [...marks];
  const shown = found.map((mark) => {
    const at = open.findIndex((expected) => fits(mark, expected));
    return at === -1 ? mark : (open.splice(at, 1)[0] ?? mark);
  });
  expect(withMarks(text, shown)).toBe(withMarks(text, marks));
}

function markOf(lines: readonly string[], { code, message, range, severity }: Diagnostic): Mark {
  const { line, character: start } = range.start;
  const end = range.end.line === line ? range.end.character : (lines[line] ?? '').length;
  return { line, start, end, severity: SEVERITIES.get(severity) ?? '', rule: `${code}`, message: textOf(message) };
}

function fits(found: Mark, expected: Mark): boolean {
  return placeOf(found) === placeOf(expected) && patternOf(expected.message ?? '…').test(found.message ?? '');
}

function patternOf(message: string): RegExp {
  const parts = message.split(/ *… */).map((part) => part.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`, 's');
}

function placeOf({ line, start, end, severity, rule }: Mark): string {
  return [line, start, end, severity, rule].join(' ');
}

function withMarks(text: string, marks: readonly Mark[]): string {
  const ordered = marks.map(lineOf).sort();
  return text
    .split('\n')
    .flatMap((line, number) => [line, ...ordered.filter((each) => each.number === number).map(({ shown }) => shown)])
    .join('\n');

  function lineOf({ line, start, end, severity, rule, message }: Mark) {
    const sign = '^'.repeat(end - start) || '|';
    const said = message === undefined ? '' : `: ${message}`;
    const shown = `${' '.repeat(start)}${sign} ${severity}[${rule}]${said}`;
    return { number: line, shown, toString: () => shown };
  }
}

function textOf(message: Diagnostic['message']): string {
  return typeof message === 'string' ? message : message.value;
}

/**
 * Runs parse cases from outside the repository: `npm run conformance -- FOLDER [--failures] [--list]`. With `--lengths` it
 * prints the lengths of the built command line's messages for them instead.
 *
 * Every `*.jsonl` of the folder has cases, one per line. A case contains its text, or names a file next to the list (`local`). The
 * parser is chosen by the file's name, as for any file; `string.pep508` is one bare requirement.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { formatOfNamed } from '../../server/src/formats/index';
import type { FileFormat, Manifest, Requirement } from '../../server/src/formats/manifest/format';
import { ManifestBuilder } from '../../server/src/formats/manifest/manifestBuilder';
import { decode } from '../../server/src/node/textFile';
import { normalizeName } from '../../server/src/packaging/name';
import { parseRequirement } from '../../server/src/packaging/requirement';
import { Slice } from '../../server/src/packaging/slice';
import { printMessageLengths } from './messageLengths.mjs';

interface ExpectedName {
  readonly name: string;
  readonly specifier?: string | null | undefined;
  /** Of all tables, where there are several. */
  readonly specifiers?: readonly string[];
  readonly kind?: string;
  readonly line: number | null;
  /** Null where the text is escaped. */
  readonly start: number | null;
  readonly end: number | null;
}

interface ExpectedLine {
  readonly line: number;
}

interface Case {
  readonly id?: string;
  /** A virtual name, in files of cases. */
  readonly file?: string;
  readonly text?: string;
  /** A real file: its path in its repository, and the path of its copy. */
  readonly repo?: string;
  readonly path?: string;
  readonly local?: string;
  readonly source?: string;
  readonly expect: readonly ExpectedName[];
  readonly expectInvalid?: boolean;
  readonly invalidLines?: readonly number[];
  readonly invalid?: readonly (number | ExpectedLine)[];
  /** Rejected by current versions of pip, but the name should be found. */
  readonly softExpect?: readonly ExpectedName[];
  readonly deprecatedLines?: readonly number[];
  readonly removedOptionLines?: readonly number[];
  readonly disputed?: boolean;
  readonly tomlInvalid?: boolean;
  readonly yamlInvalid?: boolean;
  readonly invalidStrings?: readonly unknown[];
}

interface Outcome {
  readonly id: string;
  readonly source: string;
  readonly failures: readonly string[];
}

const excluded: Readonly<Record<string, string>> = JSON.parse(readFileSync(new URL('conformance-excluded.json', import.meta.url), 'utf8'));

const [folder, ...flags] = process.argv.slice(2);
if (folder === undefined || !existsSync(folder)) {
  console.error('usage: npm run conformance -- FOLDER [--failures] [--list] [--lengths]');
  process.exit(2);
}

function attempt(given: Case): readonly string[] {
  try {
    return run(given);
  } catch (error) {
    return [String(error)];
  }
}

function run(given: Case): readonly string[] {
  const text = given.text ?? readReal(join(folder!, given.local!));
  const file = given.file ?? given.path!;
  const manifest = file === 'string.pep508' ? parseString(text) : parserFor(file).parse(text);
  const failures: string[] = [];
  if (given.disputed || given.tomlInvalid || given.yamlInvalid) {
    return failures;
  }
  const lines = new LineIndex(text);
  const invalid = new Set((given.invalidLines ?? given.invalid ?? []).map((line) => (typeof line === 'number' ? line : line.line)));
  const tolerated = new Set([...invalid, ...(given.deprecatedLines ?? []), ...(given.removedOptionLines ?? [])]);
  compareNames(given, manifest, lines, tolerated, failures);
  compareProblems(given, manifest, lines, invalid, tolerated, failures);
  return failures;
}

/** The columns of these cases count a byte order mark as a character. */
function readReal(path: string): string {
  const bytes = readFileSync(path);
  const decoded = decode(bytes, { keepMark: true });
  if (decoded.kind !== 'found') {
    throw new Error(`cannot decode ${path}`);
  }
  return decoded.value;
}

function parserFor(file: string): FileFormat {
  const format = formatOfNamed(file);
  if (format === undefined) {
    throw new Error(`no format reads ${file}`);
  }
  return format;
}

function parseString(text: string): Manifest {
  const into = new ManifestBuilder();
  into.addReading(parseRequirement(Slice.of(text)), {});
  return into;
}

function compareNames(given: Case, manifest: Manifest, lines: LineIndex, tolerated: ReadonlySet<number>, failures: string[]): void {
  const left = new Set<Requirement>(manifest.requirements.filter((requirement) => !requirement.incomplete));
  const wanted = [...given.expect, ...(given.softExpect ?? [])];
  for (const expected of wanted) {
    // An array of Poetry's constraints is listed once, with all its specifiers; it is read as a requirement for each table.
    for (const specifier of expected.specifiers ?? [expected.specifier]) {
      const found = [...left].filter((requirement) => matches(requirement, { ...expected, specifier }, lines));
      if (found.length === 0 && (!given.expectInvalid || given.expect.includes(expected))) {
        failures.push(`missing ${show({ ...expected, specifier })}`);
      }
      for (const requirement of expected.kind === 'poetry' ? found : found.slice(0, 1)) {
        left.delete(requirement);
      }
    }
  }
  for (const requirement of left) {
    if (requirement.role === 'reference') {
      // Some lists of cases count a mention as a name, others do not.
      continue;
    }
    const at = lines.position(requirement.nameSpan.start);
    if (!tolerated.has(at.line)) {
      failures.push(`unexpected ${requirement.name} ${requirement.specifier ?? ''} at ${at.line}:${at.character}`);
    }
  }
}

function compareProblems(
  given: Case,
  manifest: Manifest,
  lines: LineIndex,
  invalid: ReadonlySet<number>,
  tolerated: ReadonlySet<number>,
  failures: string[],
): void {
  const reported = new Set(manifest.problems.map((problem) => lines.position(problem.span.start).line));
  if (given.invalidLines === undefined && given.invalid === undefined) {
    if (given.expectInvalid !== undefined && given.expectInvalid !== reported.size > 0) {
      failures.push(given.expectInvalid ? 'no problem reported' : `problem reported: ${manifest.problems[0]?.message}`);
    }
    return;
  }
  for (const line of invalid) {
    // A name in `#egg=x[y]` counts although pip rejects the line, so it is not reported.
    const isSoft = given.softExpect?.some((soft) => soft.line === line) || given.id === undefined;
    if (!isSoft && !reported.has(line)) {
      failures.push(`line ${line} is invalid, no problem reported`);
    }
  }
  for (const line of reported) {
    if (!tolerated.has(line)) {
      failures.push(
        `line ${line} is valid: ${manifest.problems.find((problem) => lines.position(problem.span.start).line === line)?.message}`,
      );
    }
  }
}

function matches(requirement: Requirement, expected: ExpectedName, lines: LineIndex): boolean {
  if (normalizeName(expected.name) !== requirement.normalizedName) {
    return false;
  }
  if (expected.start !== null && expected.line !== null) {
    const start = lines.position(requirement.nameSpan.start);
    const end = lines.position(requirement.nameSpan.end);
    const isAt = start.line === expected.line && start.character === expected.start;
    if (!isAt || (end.line === start.line && end.character !== expected.end)) {
      return false;
    }
  }
  // The URL in a table counts as its specifier.
  return (
    expected.specifier == null ||
    expected.specifier === requirement.url ||
    clausesOf(expected.specifier) === clausesOf(requirement.specifier ?? '')
  );
}

/** Specifier sets have no order. */
function clausesOf(specifier: string): string {
  return specifier
    .replace(/\s/g, '')
    .split(',')
    .filter((clause) => clause !== '')
    .sort()
    .join(',');
}

function show(expected: ExpectedName): string {
  return `${expected.name} ${expected.specifier ?? ''} at ${expected.line}:${expected.start}-${expected.end}`;
}

function report(): void {
  const bySource = new Map<string, { passed: number; all: number }>();
  let failed = 0;
  for (const { id, source, failures } of outcomes) {
    const share = bySource.get(source) ?? { passed: 0, all: 0 };
    share.all++;
    share.passed += failures.length === 0 ? 1 : 0;
    bySource.set(source, share);
    if (failures.length > 0) {
      failed++;
      if (flags.includes('--failures')) {
        console.log(`${id}\n  ${failures.join('\n  ')}`);
      }
    }
  }
  for (const [source, { passed, all }] of [...bySource].sort()) {
    console.log(
      `${((100 * passed) / all).toFixed(1).padStart(6)} %  ${String(passed).padStart(4)} of ${String(all).padStart(4)}  ${source}`,
    );
  }
  console.log(`${outcomes.length - failed} passed, ${failed} failed, ${skipped} skipped`);
  process.exitCode = failed > 0 ? 1 : 0;
}

/** Line and column of an offset, lines as Python's `str.splitlines()` counts them. */
class LineIndex {
  readonly #starts: number[] = [0];

  constructor(text: string) {
    for (const match of text.matchAll(/\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]/g)) {
      this.#starts.push(match.index + match[0].length);
    }
  }

  position(offset: number): { line: number; character: number } {
    let low = 0;
    let high = this.#starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.#starts[middle]! <= offset) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return { line: low, character: offset - this.#starts[low]! };
  }
}

/** The cases of all lists, except for the excluded ones. */
function* cases(from: string): Generator<{ readonly id: string; readonly list: string; readonly given: Case }> {
  for (const name of readdirSync(from).filter((entry) => entry.endsWith('.jsonl'))) {
    for (const line of readFileSync(join(from, name), 'utf8').split('\n')) {
      if (line.trim() !== '') {
        const given: Case = JSON.parse(line);
        const id = given.id ?? `${given.repo}/${given.path}`;
        if (flags.includes('--list')) {
          console.log(id);
        }
        if (excluded[id] === undefined) {
          yield { id, list: name.replace('.jsonl', ''), given };
        } else {
          skipped++;
        }
      }
    }
  }
}

const outcomes: Outcome[] = [];
let skipped = 0;
if (flags.includes('--lengths')) {
  const texts = [...cases(folder)].flatMap(({ given: { text, local, file, path } }) => {
    const name = file ?? path ?? '';
    return name === 'string.pep508' ? [] : [{ file: name, text: text ?? readReal(join(folder, local!)) }];
  });
  process.exitCode = printMessageLengths(texts) ? 0 : 1;
} else {
  for (const { id, list, given } of cases(folder)) {
    const source = given.id === undefined ? 'real files' : (given.source ?? '').split(/[:(]/, 1)[0]!;
    outcomes.push({ id, source: `${list} ${source}`, failures: attempt(given) });
  }
  report();
}

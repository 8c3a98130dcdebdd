import { realpathSync } from 'node:fs';
import path from 'node:path';
import { text as readText } from 'node:stream/consumers';
import * as l10n from '@vscode/l10n';
import { isRuleId } from '../../configuration/ruleLevels';
import type { SuppressedBy } from '../../configuration/suppressedBy';
import { reasonOf } from '../../errors';
import { asArray, asObject } from '../../json';
import { normalizeName } from '../../packaging/name';
import { ruleOf } from '../../rules/index';
import { fileUri } from '../fileUri';
import { isBelow } from '../isBelow';
import { readNamedFile } from './namedFile';
import type { PrintedFinding } from './output/finding';
import { FileError, STDIN } from './usage';

/**
 * The identity of a finding across runs: the rule, the file, the name, and for findings about versions these and the advisories. Lines may
 * have moved, and the wording may depend on newer data.
 */
export function identity({ rule, path: file, name, message, version, specifier, ids }: PrintedFinding): string {
  // A finding is identified by its name. Without a name, its message has to suffice.
  const subject = [rule, file, typeof name === 'string' ? normalizeName(name) : message];
  return JSON.stringify(ruleOf(rule).judgesVersion ? [...subject, version ?? specifier ?? '', ...[...asArray(ids)].sort()] : subject);
}

/** The findings of an earlier run. */
export interface Baseline {
  readonly by: SuppressedBy;
  /** Whether it contains a finding. Each of its own findings counts once. */
  has(finding: PrintedFinding): boolean;
  /** It was made offline, so it may have fewer findings than an online scan. */
  readonly offline: boolean;
  /** Its entries that `has` was not asked about. */
  left(): readonly PrintedFinding[];
}

/** Reads the output of an earlier `scan --format json`; `-` is standard input. `repository`: the scanned folders, or the repositories around them. */
export async function readBaseline(file: string, repository: readonly string[]): Promise<Baseline> {
  let parsed: unknown;
  try {
    parsed = JSON.parse(file === STDIN ? await readText(process.stdin) : readNamedFile(file));
  } catch (error) {
    // The message of a syntax error repeats text of the file, which may be a link to any other file.
    const why = error instanceof SyntaxError ? l10n.t('it is not JSON') : reasonOf(error);
    throw new FileError(
      l10n.t({
        message: "The baseline '{0}' could not be read: {1}",
        args: [file, why],
        comment: ['{0} is a file, {1} the error'],
      }),
    );
  }
  const findings = asObject(parsed)?.findings;
  if (!Array.isArray(findings) || findings.some((finding) => asObject(finding) === undefined)) {
    throw new FileError(
      l10n.t({
        message: "The baseline '{0}' is not the output of 'lookalike scan --format json'.",
        args: [file],
        comment: ['{0} is a file'],
      }),
    );
  }
  const left = new Map<string, PrintedFinding[]>();
  // A rule of another version of Lookalike has no findings here.
  for (const finding of (findings as PrintedFinding[]).filter(({ rule }) => isRuleId(rule))) {
    const key = identity(finding);
    const same = left.get(key) ?? [];
    left.set(key, same);
    same.push(finding);
  }
  return {
    offline: asObject(parsed)?.offline === true,
    by: {
      kind: 'baseline',
      uri: fileUri(file),
      // Standard input may come from a file of the repository, and the author of a repository also writes its links.
      outside: file !== STDIN && !repository.some((folder) => isIn(folder, file)),
    },
    has(finding) {
      return left.get(identity(finding))?.pop() !== undefined;
    },
    left: () => [...left.values()].flat(),
  };
}

/** Whether a file is in a folder by its path, or by the targets of its links. */
function isIn(folder: string, file: string): boolean {
  return isBelow(path.resolve(folder), file) || isBelow(realpathSync(folder), realpathSync(file));
}

import * as l10n from '@vscode/l10n';
import { Slice } from '../../../packaging/slice';
import { ManifestBuilder } from '../../manifest/manifestBuilder';
import { addManifest } from '../../manifest/mapManifest';
import { beginningOf } from '../../manifest/unchecked';
import { findShellExpansion, type VariableFinder } from '../../manifest/variables';
import { parseRequirementLine } from '../../pip/requirementLine';
import type { ShellScope } from '../variables/scope';

const REQUIREMENTS = /(?:^|[\\/])[^\\/]*(?:requirements?|constraints?|reqs|deps|dependencies)[^\\/]*\.(?:txt|in|pip)$/i;

/** The format of a file that a command writes, according to its name, or to the first line of a script. */
export function kindOfWritten(name: string, text: string): 'requirements' | 'shell' | 'python' | 'other' {
  if (REQUIREMENTS.test(name)) {
    return 'requirements';
  }
  const interpreter = /(?:^|[\\/])[^.\\/]+$/.test(name) ? /^#![^\n]*/.exec(text)?.[0] : undefined;
  if (interpreter !== undefined) {
    return /\bpython/.test(interpreter) ? 'python' : /\b(?:ba|z|da|a|k)?sh\b/.test(interpreter) ? 'shell' : 'other';
  }
  // The lists of `setup.py` are a format of their own.
  return /\.(?:sh|bash|zsh)$/.test(name) ? 'shell' : /(?<!(?:^|[\\/])(?:setup|noxfile))\.py$/.test(name) ? 'python' : 'other';
}

/** The output of `echo -e` and `printf` for a text of one line: `\n` ends a line. Any other text is returned unchanged. */
export function withLineBreaks(text: Slice): Slice {
  if (text.text.includes('\n') || !text.text.includes('\\n')) {
    return text;
  }
  const pieces: Slice[] = [];
  let at = 0;
  for (const { index } of text.text.matchAll(/\\n/g)) {
    pieces.push(text.sub(at, index), Slice.replaced('\n', text.span(index, index + 2)));
    at = index + 2;
  }
  return Slice.join([...pieces, text.sub(at)]);
}

/** Reads lines of a requirements file that a command writes. For `printf` and some shells, `\n` ends a line. */
export function readWrittenLines(
  name: string,
  text: Slice,
  into: ManifestBuilder,
  findVariable: VariableFinder = findShellExpansion,
): void {
  let at = 0;
  for (const end of text.text.matchAll(/\n|\\n|$/g)) {
    const line = text.sub(at, end.index);
    const comment = /(?:^|\s)#/.exec(line.text)?.index ?? line.length;
    const body = line.sub(0, comment).trim();
    if (body.length > 0 && !/^%[a-z]$/.test(body.text)) {
      const read = new ManifestBuilder();
      parseRequirementLine(body, read, { group: name, findVariable });
      if (read.problems.length === 0) {
        addManifest(read, into);
      } else {
        into.unchecked.push({ text: beginningOf(body.text), why: l10n.t('pip cannot read it as a requirement.'), span: body.span() });
      }
    }
    at = end.index + end[0].length;
  }
}

/** What is kept of a command for later steps. */
interface LaterSteps {
  readonly scope?: ShellScope;
  readonly step?: string | undefined;
}

/** `echo NAME=VALUE >> $GITHUB_ENV`, and the outputs of a step. */
export function noteForLater(file: string, text: Slice, { scope, step }: LaterSteps): void {
  const place = /^\$\{?GITHUB_(ENV|OUTPUT)\}?$/.exec(file)?.[1];
  const name = /^([A-Za-z_][\w-]{0,100})=(?!\s*$)[^\n]*$/.exec(text.text.trim())?.[1];
  if (place !== undefined && name !== undefined && (place === 'ENV' || step !== undefined)) {
    const value = text.sub(text.text.indexOf('=') + 1).trim();
    scope?.setForLater(place === 'ENV' ? name : `steps.${step}.outputs.${name}`, value);
  }
}

import { existsSync } from 'node:fs';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { text as readStream } from 'node:stream/consumers';
import * as l10n from '@vscode/l10n';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { read } from '../../analysis/limits';
import { messageOf, traceOf } from '../../errors';
import { rangeOf } from '../../features/range';
import { formatOfNamed } from '../../formats';
import type { Manifest, Requirement } from '../../formats/manifest/format';
import { redactUrls } from '../../index/safeUrl';
import { shownMessage } from '../../packaging/printable';
import type { Problem } from '../../packaging/problem';
import type { Span } from '../../packaging/span';
import { readTextFile } from '../textFile';
import { jsonText } from './output/json';
import { escapeForTerminal, escapeLinesForTerminal } from './output/terminalEscape';
import { EXIT, STDIN } from './usage';

export interface ParseCall {
  readonly files: readonly string[];
  /** Read every file as if it had this name. */
  readonly as?: string | undefined;
  readonly cwd: string;
  readonly stdin: Readable;
  write(text: string): void;
  writeError(text: string): void;
}

/** Runs the command `parse`. Returns its exit code. */
export async function parse(call: ParseCall): Promise<number> {
  let exit: number = EXIT.ok;
  const complain = (file: string, why: string): void => {
    exit = EXIT.error;
    call.writeError(`lookalike: ${escapeForTerminal(`${file}: ${why}`)}\n`);
  };
  for (const file of call.files) {
    if (file !== STDIN && !existsSync(path.resolve(call.cwd, file))) {
      complain(file, l10n.t('The file does not exist.'));
      continue;
    }
    const format = formatOfNamed(call.as ?? (file === STDIN ? 'requirements.txt' : file));
    if (format === undefined) {
      complain(file, l10n.t("Not a supported dependency file. To read it as one, use --as, such as '--as requirements.txt'."));
      continue;
    }
    const text =
      file === STDIN
        ? { kind: 'found' as const, value: await readStream(call.stdin) }
        : await readTextFile(path.resolve(call.cwd, file), { keepMark: true, declared: format.declaredEncoding });
    if (text.kind !== 'found') {
      complain(file, text.kind === 'missing' ? l10n.t('The file does not exist.') : text.why);
      continue;
    }
    try {
      const [manifest, leftOut] = read(text.value, format);
      const document = TextDocument.create('file:///', '', 0, text.value);
      call.write(`${jsonText({ path: file, format: format.id, ...printed(manifest, leftOut, document) })}\n`);
    } catch (error) {
      complain(
        file,
        l10n.t({
          message: 'This file was not checked because Lookalike failed on it: {0}',
          args: [messageOf(error)],
          comment: ['{0} is the error'],
        }),
      );
      call.writeError(`${escapeLinesForTerminal(traceOf(error))}\n`);
    }
  }
  return exit;
}

/** A manifest in the published form: LSP ranges, and no key without a value. What was left out is listed with the problems. */
function printed(manifest: Manifest, leftOut: readonly Problem[], document: TextDocument): object {
  const range = (span: Span | undefined) => (span === undefined ? undefined : rangeOf(document, span));
  const requirement = (it: Requirement) => ({
    name: it.name,
    normalizedName: it.normalizedName,
    extras: it.extras.length > 0 ? it.extras : undefined,
    specifier: it.specifier || undefined,
    marker: it.marker,
    url: it.url,
    group: it.group,
    role: it.role === 'dependency' ? undefined : it.role,
    source: it.source === 'index' ? undefined : it.source,
    range: range(it.span),
    nameRange: range(it.nameSpan),
    specifierRange: range(it.specifierSpan),
  });
  // The readable part of a text that its tool rejects is not a requirement. A mere mention is not one either, but a table of
  // sources (`tool.uv.sources`) is: it tells where a package comes from.
  const whole = manifest.requirements.filter(({ incomplete }) => !incomplete);
  const isMention = ({ role, group }: Requirement) => role === 'reference' && group?.endsWith('sources') !== true;
  const asked = whole.filter((it) => !isMention(it));
  const mentions = whole.filter(isMention);
  return {
    requirements: asked.map(requirement),
    mentions: mentions.length > 0 ? mentions.map(requirement) : undefined,
    includes: manifest.includes.map(({ kind, path: included, span }) => ({ kind, path: included, range: range(span) })),
    indexes: manifest.indexes.map(({ kind, url, span }) => ({
      kind,
      url: kind === 'trusted-host' ? url?.replace(/^.*@/, '***@') : url,
      range: range(span),
    })),
    problems: [...manifest.problems, ...leftOut].map(({ message, span }) => ({
      message: shownMessage(redactUrls(message)),
      range: range(span),
    })),
    unchecked:
      manifest.unchecked.length > 0 ? manifest.unchecked.map(({ text, why, span }) => ({ text, why, range: range(span) })) : undefined,
  };
}

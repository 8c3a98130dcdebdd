import * as l10n from '@vscode/l10n';
import type { ParseError } from 'jsonc-parser';
import { Slice } from '../../packaging/slice';
import type { Span } from '../../packaging/span';
import type { FileFormat, Manifest } from '../manifest/format';
import type { ManifestBuilder } from '../manifest/manifestBuilder';
import { tooLarge } from '../manifest/unchecked';
import { type ForeignLine, foreignLines, type TemplateLines } from './foreignLines';
import { deepPlace, type JsonNode, parseJsonTree } from './json/tree';
import type { TomlDocument } from './toml/node';
import { parseToml } from './toml/parse';
import { YamlFile } from './yaml/file';

// Files with possible syntax errors: the text after an error may not have been read, which is reported once.

/** The tree of a JSON file; its first error is a problem. */
export function readJson(text: string, into: ManifestBuilder, comments?: 'with-comments'): JsonNode | undefined {
  const errors: ParseError[] = [];
  const root = parseJsonTree(text, errors, comments);
  const deep = root === undefined && errors.length === 0 ? deepPlace(text) : undefined;
  const { offset, length } = deep === undefined ? (errors[0] ?? { offset: 0, length: 1 }) : { offset: deep, length: 1 };
  if ((root === undefined || errors.length > 0) && text.trim() !== '') {
    const span = { start: offset, end: Math.min(text.length, offset + length) };
    const reason = deep === undefined ? l10n.t('Invalid JSON.') : l10n.t('This is nested too deeply.');
    into.problems.push({ message: brokenHere(reason), span });
  }
  return root;
}

/** A TOML file that a tool wrote; its first error is a problem. */
export function readToml(text: string, into: ManifestBuilder): TomlDocument {
  const document = parseToml(text);
  const [first] = document.problems;
  if (first !== undefined) {
    into.problems.push({ message: brokenHere(first.message), span: first.span });
  }
  return document;
}

const MAX_SHOWN = 40;

/** A YAML file. Text that is not YAML is not checked: it may be a template. */
export function readYaml(text: string, into: ManifestBuilder): YamlFile {
  const file = new YamlFile(text, ({ offset }) => addTooLarge(offset));
  const lineFrom = (start: number): Span => {
    const newline = text.indexOf('\n', start);
    return { start, end: Math.min(newline === -1 ? text.length : newline, start + MAX_SHOWN) };
  };
  const addTooLarge = (start: number): void => {
    const span = lineFrom(start);
    into.unchecked.push(tooLarge(Slice.of(text).sub(span.start, span.end)));
  };
  for (const { at, isTooDeep } of file.breaks) {
    const span = lineFrom(at);
    if (isTooDeep) {
      // No template does this. It may be there to hide the rest.
      into.problems.push({ message: brokenHere(l10n.t('This is nested too deeply.')), span });
    } else {
      into.unchecked.push({ text: text.slice(span.start, span.end), why: brokenHere(l10n.t('Invalid YAML.')), span, isSyntaxError: true });
    }
  }
  if (file.unmerged !== undefined) {
    addTooLarge(file.unmerged.offset);
  }
  return file;
}

/** `reason` is a sentence. */
function brokenHere(reason: string): string {
  return l10n.t({ message: '{0} Anything after this point may not have been checked.', args: [reason], comment: ['{0} is a reason.'] });
}

/** The same format, for files with lines of a merge or a template engine: these lines are marked, and skipped. */
export function overForeignLines(format: FileFormat, templates: TemplateLines, fill?: string): FileFormat {
  const find = (text: string) => foreignLines(text, templates, fill);
  const { pieces } = format;
  return {
    ...format,
    parse(text) {
      const { lines, text: rest } = find(text);
      return lines.length === 0 ? format.parse(text) : withMarks(text, format.parse(rest), lines.slice(0, MAX_MARKS));
    },
    ...(pieces && {
      pieces: {
        ...pieces,
        isInPieces: (text, manifest) => find(text).lines.length === 0 && pieces.isInPieces(text, manifest),
        parse: (piece) => (find(piece).lines.length === 0 ? pieces.parse(piece) : undefined),
      },
    }),
  };
}

const MAX_MARKS = 20;

function withMarks(text: string, manifest: Manifest, lines: readonly ForeignLine[]): Manifest {
  const conflicts = lines.filter(({ kind }) => kind === 'conflict');
  const templates = lines.filter(({ kind }) => kind === 'template');
  const byPlace = (a: { readonly span: Span }, b: { readonly span: Span }): number => a.span.start - b.span.start;
  return {
    ...manifest,
    problems: [
      ...manifest.problems,
      ...conflicts.map(({ span }) => ({
        message: l10n.t('Merge conflict. The file cannot be read until it is resolved.'),
        span,
      })),
    ].sort(byPlace),
    unchecked: [
      ...manifest.unchecked,
      ...templates.map(({ span: { start, end } }) => {
        const span = { start, end: Math.min(end, start + MAX_SHOWN) };
        const why = l10n.t('This template line was not checked. It may add packages.');
        return { text: text.slice(span.start, span.end), why, span, isSyntaxError: true as const };
      }),
    ].sort(byPlace),
  };
}

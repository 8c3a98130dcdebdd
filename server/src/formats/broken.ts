import * as l10n from '@vscode/l10n';
import type { ParseError } from 'jsonc-parser';
import type { Span } from '../packaging/span';
import { type JsonNode, parseJson } from './json/tree';
import type { ManifestBuilder } from './manifestBuilder';
import type { TomlDocument } from './toml/node';
import { parseToml } from './toml/parse';
import { YamlFile } from './yaml';

// Files that may be broken somewhere: what stands behind that place may not have been read, and that is said, once.

/** The tree of a JSON file; its first error is a problem. */
export function readJson(text: string, into: ManifestBuilder): JsonNode | undefined {
  const errors: ParseError[] = [];
  const root = parseJson(text, errors);
  const { offset, length } = errors[0] ?? { offset: 0, length: 1 };
  if ((root === undefined || errors.length > 0) && text.trim() !== '') {
    const span = { start: offset, end: Math.min(text.length, offset + length) };
    into.problems.push({ message: brokenHere(text, span, l10n.t('This is no valid JSON.')), span });
  }
  return root;
}

/** A TOML file that a tool wrote; its first error is a problem. */
export function readToml(text: string, into: ManifestBuilder): TomlDocument {
  const document = parseToml(text);
  const [first] = document.problems;
  if (first !== undefined) {
    into.problems.push({ message: brokenHere(text, first.span, first.message), span: first.span });
  }
  return document;
}

const MAX_SHOWN = 40;

/** A YAML file; the first text that is no YAML is not checked: a template may stand there. */
export function readYaml(text: string, into: ManifestBuilder): YamlFile {
  const file = new YamlFile(text);
  const { broken: start } = file;
  if (start !== undefined) {
    const newline = text.indexOf('\n', start);
    const span = { start, end: Math.min(newline === -1 ? text.length : newline, start + MAX_SHOWN) };
    const why = brokenHere(text, span, l10n.t('This is no valid YAML.'));
    into.unchecked.push({ text: text.slice(span.start, span.end), why, span, isBreak: true });
  }
  return file;
}

/** `reason` is a sentence. */
function brokenHere(text: string, { start }: Span, reason: string): string {
  const why = text.startsWith('<<<<<<<', start) ? l10n.t('This is a merge conflict.') : reason;
  return l10n.t('{0} Packages behind it may be missing from what was checked.', why);
}

import { Slice } from '../../packaging/slice';
import { readListedCommand } from '../commands/listedCommand';
import { ManifestBuilder } from '../manifest/manifestBuilder';
import { addManifest } from '../manifest/mapManifest';
import { onlyNew } from '../manifest/onlyNew';
import { findToxSubstitution } from '../manifest/variables';
import { itemsOf, type TomlTable, type TomlValue } from '../syntax/toml/node';
import type { Word } from '../syntax/words';

/** Maximum depth of replacements in each other. */
const MAX_DEPTH = 5;

/** The result of the conditions in a command. */
type Branch = 'then' | 'else';

/** Reads a command of tox as a list of its words, or a list of such. */
export function readArgumentLists(text: string, value: TomlValue, into: ManifestBuilder): void {
  const items = itemsOf(value);
  const whole = Slice.of(text);
  for (const command of items.some(({ kind }) => kind === 'array') ? items.map(itemsOf) : [items]) {
    const found = new ManifestBuilder();
    for (const branch of ['then', 'else'] as const) {
      const read = new ManifestBuilder();
      const words = command.flatMap((item) => wordsOf(item, branch));
      // The file does not contain the placeholders for `deps` and for the words of the command line.
      const known = words.filter((word) => !/^\{(?:opts|packages|posargs)\b/.test(word.text));
      readListedCommand(whole, known, read, { findVariable: findToxSubstitution });
      addManifest(onlyNew(read, found), found);
    }
    addManifest(found, into);
  }
}

function wordsOf(value: TomlValue, branch: Branch, depth = 0): readonly Word[] {
  switch (value.kind) {
    case 'string':
      return [{ text: value.text, ...value.span, unquoted: value.slice }];
    case 'array':
      return depth > MAX_DEPTH ? [] : value.items.flatMap((item) => wordsOf(item, branch, depth + 1));
    case 'table':
      return depth > MAX_DEPTH ? [placeholder(value)] : replaced(value, branch, depth);
    default:
      return [];
  }
}

/** `{ replace = "env", name = "NAME", default = "VALUE" }`: what it is instead, and the value that it may have. */
function replaced(table: TomlTable, branch: Branch, depth: number): readonly Word[] {
  const values = ['default', branch].flatMap((key) => table.get(key) ?? []);
  const words = values.flatMap((value) => wordsOf(value, branch, depth + 1));
  return /^(?:posargs|if)$/.test(table.string('replace')?.text ?? '') ? words : [placeholder(table), ...words];
}

/** A replacement as tox.ini would have it. */
function placeholder(table: TomlTable): Word {
  const { span } = table;
  const text = `{env:${table.string('name')?.text.slice(0, 100) ?? ''}}`;
  return { text, ...span, unquoted: Slice.replaced(text, span) };
}

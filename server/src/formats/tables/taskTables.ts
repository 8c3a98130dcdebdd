import { Slice } from '../../packaging/slice';
import { mayInstall } from '../commands/installWords';
import { readListedCommand } from '../commands/listedCommand';
import { readScript } from '../commands/script';
import type { ManifestBuilder } from '../manifest/manifestBuilder';
import { findBracedExpansion } from '../manifest/variables';
import type { TomlValue } from '../syntax/toml/node';

/** Maximum depth; no tool's tasks nest deeper. */
const MAX_DEPTH = 64;
/** Keys without commands, with names of tasks, files and variables. */
const OTHER: ReadonlySet<string> = new Set([
  'env',
  'env_file',
  'envfile',
  'deps',
  'depends',
  'depends-on',
  'inputs',
  'outputs',
  'help',
  'description',
  'args',
  'cwd',
]);

/** Reads the commands of tasks (poe, PDM, Hatch, pixi, taskipy, Rye): texts for a shell, lists of them, and tables with a key for them. */
export function readTasks(text: string, value: TomlValue, into: ManifestBuilder, depth = 0): void {
  if (value.kind === 'string') {
    if (mayInstall(value.text)) {
      readScript(value.slice, into, { findVariable: findBracedExpansion });
    }
  } else if (depth >= MAX_DEPTH) {
    return;
  } else if (value.kind === 'array') {
    const [first, ...more] = value.items;
    if (first?.kind === 'string' && more.length > 0 && !/\s/.test(first.text)) {
      const words = value.items.flatMap((word) =>
        word.kind === 'string' ? [{ text: word.text, ...word.span, unquoted: word.slice }] : [],
      );
      readListedCommand(Slice.of(text), words, into, { findVariable: findBracedExpansion });
    }
    for (const item of value.items) {
      readTasks(text, item, into, depth + 1);
    }
  } else if (value.kind === 'table') {
    for (const { key, value: inner } of value.entries) {
      if (!OTHER.has(key.name)) {
        readTasks(text, inner, into, depth + 1);
      }
    }
  }
}

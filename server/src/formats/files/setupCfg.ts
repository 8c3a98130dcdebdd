import type { Slice } from '../../packaging/slice';
import type { Span } from '../../packaging/span';
import type { FileFormat, Manifest } from '../manifest/format';
import { ManifestBuilder } from '../manifest/manifestBuilder';
import { findInterpolation } from '../manifest/variables';
import { addIndexAddress, splitIntoWords } from '../pip/indexVariables';
import { parsePep508Item } from '../pip/pep508Item';
import { type IniEntry, parseIni, removalOf, splitList, withoutComment } from '../syntax/ini';
import { readToxEntries } from './toxIni';

/** Keywords of setuptools with lists of requirements. */
export const SETUP_LISTS: ReadonlySet<string> = new Set(['install_requires', 'setup_requires', 'tests_require']);

/** setup.cfg (setuptools, "Configuring setuptools using setup.cfg files"), with the tox settings that may be in it. */
export const setupCfg: FileFormat = {
  id: 'setup-cfg',
  title: 'setup.cfg',
  globs: ['**/setup.cfg'],
  comments: true,
  generated: false,
  describesProject: true,
  parse,
};

function parse(text: string): Manifest {
  const into = new ManifestBuilder();
  const entries = parseIni(text, into.problems);
  for (const entry of entries) {
    const group = groupOf(entry);
    if (group !== undefined) {
      readList(entry, group, into);
    } else if (entry.section === 'easy_install') {
      readEasyInstall(entry, into);
    }
  }
  readToxEntries(entries, into, 'tox:');
  return into;
}

/** Where old `setup.py` files look for their requirements (setuptools, "easy_install"). */
function readEasyInstall({ key, lines }: IniEntry, into: ManifestBuilder): void {
  const name = key.replace(/_/g, '-');
  if (name === 'index-url' || name === 'find-links') {
    for (const word of lines.flatMap(({ text }) => splitIntoWords(text))) {
      addIndexAddress(name === 'index-url' ? 'index' : name, word, into);
    }
  }
}

/** The list of requirements in an entry. Undefined: it has none. */
function groupOf({ section, key }: IniEntry): string | undefined {
  if (section === 'options.extras_require') {
    return key;
  }
  const name = key.replace(/-/g, '_');
  return section === 'options' && SETUP_LISTS.has(name) ? name : undefined;
}

/** setuptools' `list-semi`: by lines when the value has more than one, else by semicolons, so a marker there is cut off. */
function readList(entry: IniEntry, group: string, into: ManifestBuilder): void {
  const first = entry.lines[0];
  if (first?.text.text.startsWith('file:')) {
    for (const { item } of splitList(first.text.sub('file:'.length), ',')) {
      into.includes.push({ kind: 'requirement', path: item.text, span: item.span() });
    }
    return;
  }
  for (const line of entry.lines) {
    if (entry.hasLineBreak) {
      readItem(line.text, group, removalOf(line), into);
    } else {
      for (const { item, removeSpan } of splitList(line.text, ';')) {
        readItem(item, group, removeSpan, into);
      }
    }
  }
}

function readItem(text: Slice, group: string, removeSpan: Span, into: ManifestBuilder): void {
  const item = withoutComment(text);
  if (item.length > 0) {
    parsePep508Item(item, into, { group, removeSpan, findVariable: findInterpolation });
  }
}

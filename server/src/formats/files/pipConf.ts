import type { Slice } from '../../packaging/slice';
import type { FileFormat, IndexOption, Manifest } from '../manifest/format';
import { ManifestBuilder } from '../manifest/manifestBuilder';
import { addIndexAddress, splitIntoWords } from '../pip/indexVariables';
import { parseIni } from '../syntax/ini';

/** pip's options for the sources of packages, by their keys in its configuration file. */
const KEYS: ReadonlyMap<string, IndexOption['kind']> = new Map<string, IndexOption['kind']>([
  ['index-url', 'index'],
  ['pypi-url', 'index'],
  ['extra-index-url', 'extra-index'],
  ['find-links', 'find-links'],
  ['trusted-host', 'trusted-host'],
  ['no-index', 'no-index'],
]);

/** pip's configuration file (pip, "Configuration"), as a project keeps it for copying. It names no packages. */
export const pipConf: FileFormat = {
  id: 'pip-conf',
  title: 'pip.conf',
  globs: ['**/pip.{conf,ini}'],
  comments: true,
  generated: false,
  parse,
};

function parse(text: string): Manifest {
  const into = new ManifestBuilder();
  for (const { key, lines } of parseIni(text, into.problems)) {
    const kind = KEYS.get(key.toLowerCase().replaceAll('_', '-'));
    if (kind !== undefined) {
      for (const { text: value } of lines) {
        readValue(kind, value, into);
      }
    }
  }
  return into;
}

function readValue(kind: IndexOption['kind'], value: Slice, into: ManifestBuilder): void {
  if (kind === 'no-index') {
    if (/^(?:1|y|yes|t|true|on)$/i.test(value.text)) {
      into.indexes.push({ kind, span: value.span() });
    }
    return;
  }
  for (const word of splitIntoWords(value)) {
    addIndexAddress(kind, word, into);
  }
}

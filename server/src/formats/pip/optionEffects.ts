import * as l10n from '@vscode/l10n';
import { scanName } from '../../packaging/requirement';
import type { Slice } from '../../packaging/slice';
import type { Hash, Include } from '../manifest/format';
import { type ManifestBuilder, namedRequirement } from '../manifest/manifestBuilder';
import { addVariable } from '../manifest/unchecked';
import type { VariableFinder } from '../manifest/variables';
import { addIndexAddress } from './indexVariables';
import type { Option } from './pipOptions';

const HASH_ALGORITHMS: ReadonlySet<string> = new Set(['sha256', 'sha384', 'sha512']);

/** Checks the value of an option and reads the kinds that count even after a requirement. False: pip rejects it. */
export function takeOption(option: Option, into: ManifestBuilder, hashes: Hash[]): boolean {
  const { value } = option;
  if (value === undefined) {
    return true;
  }
  switch (option.kind) {
    case 'hash': {
      const colon = value.text.indexOf(':');
      const algorithm = value.text.slice(0, Math.max(0, colon));
      if (!HASH_ALGORITHMS.has(algorithm)) {
        into.problem(l10n.t("Expected a hash such as 'sha256:…' (sha256, sha384 or sha512)."), option.span);
        return false;
      }
      hashes.push({ algorithm, digest: value.text.slice(colon + 1), span: option.spanWithBlanks });
      return true;
    }
    case 'config-setting':
      if (!value.text.includes('=')) {
        into.problem(
          l10n.t({ message: "Expected 'KEY=VALUE' after '{0}'.", args: [option.name], comment: ['{0} is the name of an option.'] }),
          option.span,
        );
        return false;
      }
      return true;
    case 'names':
      addReferences(value, option.name, into);
      return true;
    default:
      return true;
  }
}

/** The file that `-r` or `-c` names. A name with a variable is listed as not checked. */
export function addInclude(kind: Include['kind'], path: Slice, into: ManifestBuilder, findVariable?: VariableFinder): void {
  if (!addVariable(path, into, findVariable)) {
    into.includes.push({ kind, path: path.text, span: path.span() });
  }
}

/** Adds an option for the sources of packages. Other options are ignored. */
export function addIndexOption(option: Option, into: ManifestBuilder): void {
  const { kind, value, span } = option;
  if (kind === 'no-index') {
    into.indexes.push({ kind, span });
  } else if (value && (kind === 'index' || kind === 'extra-index' || kind === 'find-links' || kind === 'trusted-host')) {
    addIndexAddress(kind, value, into);
  } else if (value && kind === 'index-source' && value.text.toLowerCase() !== 'pypi') {
    // An index by its name, or a file that names some.
    into.indexes.push({ kind: 'configuration', url: value.text, span: value.span() });
  }
}

/** The comma-separated names of `--no-binary` and the like, including `:all:` and `:none:`. */
export function addReferences(value: Slice, group: string, into: ManifestBuilder): void {
  let start = 0;
  while (start <= value.length) {
    const comma = value.text.indexOf(',', start);
    const end = comma === -1 ? value.length : comma;
    const name = scanName(value.text, start);
    if (name && name.problem === undefined && name.span.end === end) {
      const span = value.span(start, end);
      into.requirements.push({ ...namedRequirement(value.text.slice(start, end), span, { role: 'reference', group }) });
    }
    start = end + 1;
  }
}

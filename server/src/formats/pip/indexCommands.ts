import type { Slice } from '../../packaging/slice';
import type { IndexOption } from '../manifest/format';
import { sliceOfWord, type Word } from '../syntax/words';
import {
  addIndexAddress,
  addIndexAssignment,
  addIndexVariable,
  addNoIndex,
  indexVariableIn,
  splitIntoWords,
  type VariableTarget,
} from './indexVariables';

/** Keys of `pip config set`, `poetry config` and `pdm config` that name an index. */
const CONFIGURATION_KEYS: readonly (readonly [key: RegExp, kind: IndexOption['kind']])[] = [
  [/^(?:[\w:-]{1,50}\.)?index-url$/, 'index'],
  [/^(?:[\w:-]{1,50}\.)?extra-index-url$/, 'extra-index'],
  [/^(?:[\w:-]{1,50}\.)?find-links$/, 'find-links'],
  [/^(?:[\w:-]{1,50}\.)?trusted-host$/, 'trusted-host'],
  [/^(?:[\w:-]{1,50}\.)?no-index$/, 'no-index'],
  [/^pypi\.url$/, 'index'],
  [/^pypi\.[\w-]{1,50}\.url$/, 'extra-index'],
  [/^repositories\.[\w-]{1,50}(?:\.url)?$/, 'extra-index'],
  // Credentials for an index; those for PyPI are for uploads.
  [/^http-basic\.(?!pypi$)[\w-]{1,50}$/, 'configuration'],
];

/** A command without such a word does not affect indexes. */
const TELLING =
  /(?:PIP|UV|PIPENV|PDM|POETRY)_|--(?:extra-)?index|--default-index|--pypi-mirror|--find-links|--trusted-host|^-i$|^(?:config|source|codeartifact|(?:pip|poetry|pipenv)(?:-config|c))$/i;

/** Reads how a command affects the indexes of the commands after it: by variables, and by settings that it writes. */
export function readIndexSettings(line: Slice, words: readonly Word[], into: VariableTarget): void {
  if (words[0]?.text === 'unset' || !words.some(({ text }) => TELLING.test(text))) {
    return;
  }
  const slices = words.map((word) => sliceOfWord(line, word));
  for (const [i, slice] of slices.entries()) {
    if (addIndexAssignment(slice, into)) {
      continue;
    }
    const variable = indexVariableIn(slice);
    if (variable !== undefined) {
      addIndexVariable(variable, valueAfter(slices, i), into);
    }
  }
  readOptions(slices, into);
  readConfiguration(slices, into);
  const tool = configuringTool(slices);
  if (tool !== undefined) {
    into.indexes.push({ kind: 'configuration', url: tool.text, span: tool.span() });
  }
}

/** The program of `aws codeartifact login` and `jf pip-config`: they write the configuration of pip or Poetry, with an unknown index. */
function configuringTool(slices: readonly Slice[]): Slice | undefined {
  const at = slices.findIndex(({ text }) => /^(?:.*[\\/])?(?:aws|jf|jfrog)(?:\.exe)?$/is.test(text));
  const [program, ...words] = at < 0 ? [] : slices.slice(at);
  if (program === undefined) {
    return undefined;
  }
  const service = words.findIndex(({ text }) => text === 'codeartifact');
  const logsIn = service >= 0 && words.slice(service + 1).some(({ text }) => text === 'login');
  const configures = words.some(({ text }) => /^(?:pip|poetry|pipenv)(?:-config|c)$/.test(text));
  return (/aws(?:\.exe)?$/i.test(program.text) ? logsIn : configures) ? program : undefined;
}

/** The kinds of the options of `OPTION`; `index` if an option is not here. */
const OPTION_KINDS: ReadonlyMap<string, IndexOption['kind']> = new Map([
  ['--index', 'extra-index'],
  ['--extra-index-url', 'extra-index'],
  ['--find-links', 'find-links'],
  ['--trusted-host', 'trusted-host'],
]);
const OPTION = /(?:^|[\s"'=])(-i|--(?:extra-index-url|index-url|index|default-index|pypi-mirror|find-links|trusted-host))(?:[=\s]+|$)/;

/** Options that name an index, of any command (`pip-compile`, `uv sync`), also in the value of another option (`--pip-args='--index-url …'`). */
function readOptions(slices: readonly Slice[], into: VariableTarget): void {
  for (const [i, slice] of slices.entries()) {
    const match = OPTION.exec(slice.text);
    const name = match?.[1];
    if (match === null || name === undefined) {
      continue;
    }
    const rest = slice.sub(match.index + match[0].length);
    const value = rest.length === 0 && !slice.text.includes(' ') ? slices[i + 1] : splitIntoWords(rest)[0];
    const isAddress = value !== undefined && /:\/\/|\$|^\./.test(value.text);
    if (value === undefined || (!isAddress && (name === '-i' || name === '--index'))) {
      continue;
    }
    // Install commands are read elsewhere.
    const { start, end } = value.span();
    // A name before the address (`NAME=https://…`) is not part of it.
    if (
      !into.indexes.slice(-RECENT).some(({ span }) => span.start < Math.max(end, start + 1) && start < Math.max(span.end, span.start + 1))
    ) {
      addIndexAddress(OPTION_KINDS.get(name) ?? 'index', value, into);
    }
  }
}

const RECENT = 50;

/** `setenv NAME value`, `$env:NAME = value`. In `-e NAME` the value comes from elsewhere. */
function valueAfter(slices: readonly Slice[], i: number): Slice | undefined {
  const value = slices[slices[i + 1]?.text === '=' ? i + 2 : i + 1];
  return value !== undefined && /[:/$]/.test(value.text) && !value.text.startsWith('-') ? value : undefined;
}

function readConfiguration(slices: readonly Slice[], into: VariableTarget): void {
  const config = slices.findIndex(({ text }) => text === 'config');
  if (config > 0) {
    for (let i = config + 1; i + 1 < slices.length; i++) {
      const key = slices[i];
      const value = slices[i + 1];
      const kind = CONFIGURATION_KEYS.find(([pattern]) => pattern.test(key?.text ?? ''))?.[1];
      if (kind === 'configuration' && key !== undefined) {
        into.indexes.push({ kind, url: key.text, span: key.span() });
        return;
      }
      if (kind === 'no-index' && value !== undefined) {
        addNoIndex(value, into);
        return;
      }
      if (kind !== undefined && value !== undefined) {
        for (const word of splitIntoWords(value)) {
          addIndexAddress(kind, word, into);
        }
        return;
      }
    }
  }
  const source = slices.findIndex(({ text }) => text === 'source');
  if (source > 0 && slices[source + 1]?.text === 'add') {
    const address = slices.slice(source + 2).find(({ text }) => /^\w+:\/\/|\$/.test(text));
    if (address !== undefined) {
      addIndexAddress('extra-index', address, into);
    }
  }
}

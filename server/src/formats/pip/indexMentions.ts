import { Slice } from '../../packaging/slice';
import type { IndexOption } from '../manifest/format';
import { addConfigurationMentions, addIndexAddress, addIndexVariable, mayNameIndexes, type VariableTarget } from './indexVariables';

/**
 * Files that name no packages but can set the variables of the commands that install them: environment files, build files, compose files,
 * and the project's own settings of PDM, Poetry and VS Code, which may set variables of its terminals.
 */
const NAMES =
  /^(?:\.env(?:rc|\..{1,50})?|.{1,50}\.env|Earthfile|[Tt]askfile\.ya?ml|(?:docker-)?compose.{0,50}\.ya?ml|cloudbuild.{0,50}\.ya?ml|poetry\.toml|\.?pdm\.toml|settings\.json)$/;

/** Globs of most of them, to watch. */
export const INDEX_MENTIONS: readonly string[] = [
  '**/.env*',
  '**/*.env',
  '**/{docker-,}compose*.{yml,yaml}',
  '**/{poetry,pdm,.pdm}.toml',
  '**/.vscode/settings.json',
];

/** Whether a file of this name is one of them. */
export function mentionsIndexes(name: string): boolean {
  return NAMES.test(name);
}

const MAX_MENTIONS = 100;

/** Adds the index options in a text of any grammar, unless `into` already has them. */
export function addIndexMentions(text: string, into: Pick<VariableTarget, 'indexes'>): void {
  const known = new Set(into.indexes.map(({ span }) => span.start));
  for (const option of readIndexMentions('', text)) {
    if (!known.has(option.span.start)) {
      into.indexes.push(option);
    }
  }
}

/** The index options of such a file, whatever its grammar: `NAME=value`, `NAME: value`, `"NAME": "value"`; in the settings of PDM `url = "…"`. */
export function readIndexMentions(path: string, text: string): readonly IndexOption[] {
  const into: VariableTarget = { indexes: [], includes: [], unchecked: [] };
  const whole = Slice.of(text);
  const add = (pattern: RegExp, found: (name: Slice, value: Slice) => void): void => {
    for (const match of text.matchAll(pattern)) {
      const [all, name = '', value = ''] = match;
      const end = match.index + all.length;
      if (into.indexes.length < MAX_MENTIONS) {
        found(whole.sub(match.index, match.index + name.length), whole.sub(end - value.length, end));
      }
    }
  };
  if (mayNameIndexes(text)) {
    add(/(?<![\w$])([A-Z][A-Z0-9_]{1,100})["']?[ \t]{0,20}\??:?[:=][ \t]{0,20}["']?([^\s"',]*)/g, (name, value) => {
      addIndexVariable(name, value.length === 0 ? undefined : value, into);
    });
  }
  // Options of commands, and settings of `pip config set`.
  add(
    /(?<![\w-])(--(?:extra-index-url|index-url|default-index|pypi-mirror|index)|(?:global|install|site)\.(?:extra-)?index-url)[=\s]{1,20}["']?([^\s"',]+)/g,
    (name, value) => {
      addIndexAddress(/extra|--index$/.test(name.text) ? 'extra-index' : 'index', value, into);
    },
  );
  addConfigurationMentions(whole, into);
  if (/(?:pdm|poetry)\.toml$/.test(path)) {
    add(/(?<!\w)(url)[ \t]{0,20}=[ \t]{0,20}["']([^"'\s]*)/g, (_, value) => addIndexAddress('extra-index', value, into));
  }
  return into.indexes;
}

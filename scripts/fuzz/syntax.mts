import { parseTOML } from 'toml-eslint-parser';
import { parseAllDocuments } from 'yaml';

/** Longer texts are not parsed here: it takes too long. */
const MAX_TEXT = 300_000;

const READERS: readonly (readonly [RegExp, (text: string) => void])[] = [
  [/(\.toml|\/Pipfile|\/(uv|poetry|pdm)\.lock)$/, (text) => parseTOML(text)],
  [/(\.ipynb|\/Pipfile\.lock)$/, (text) => JSON.parse(text)],
  [
    /\.ya?ml$/,
    (text) => {
      for (const { errors } of parseAllDocuments(text)) {
        if (errors[0] !== undefined) {
          throw errors[0];
        }
      }
    },
  ],
];

/** Whether other libraries can read the text of a file: TOML, JSON or YAML. Undefined: no other library reads such a file. */
export function parses(path: string, text: string): boolean | undefined {
  const read = READERS.find(([ending]) => ending.test(path))?.[1];
  if (read === undefined || text.length > MAX_TEXT) {
    return undefined;
  }
  try {
    read(text);
    return true;
  } catch {
    return false;
  }
}

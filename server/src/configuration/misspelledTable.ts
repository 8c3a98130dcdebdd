import * as l10n from '@vscode/l10n';
import type { Problem } from '../formats/manifest/format';
import type { TomlEntry, TomlTable } from '../formats/syntax/toml/node';
import { didYouMean, nearestWord } from './nearest';

const TOOL = 'tool';
const OWN = 'lookalike';

/** A name of a table of tools, as most are written. */
const TABLES = /\btools?["' \t]{0,5}\.["' \t]{0,5}([\w-]{3,12})/gi;

/** Whether a pyproject.toml may have a table that is meant for Lookalike under another name: a cheap test. */
export function mayMisspellTable(text: string): boolean {
  for (const [, name = ''] of text.matchAll(TABLES)) {
    if (isNear(name, OWN)) {
      return true;
    }
  }
  return false;
}

/** Tables of a pyproject.toml that are probably meant for Lookalike, and that it does not read because of their names. */
export function misspelledTables(root: TomlTable): Problem[] {
  return root.entries.flatMap(({ key, value }) => {
    if (isNear(key.name, OWN)) {
      return [problemOf(key, key.name)];
    }
    const inner = value.kind === 'table' && isNear(key.name, TOOL) ? value.entries : [];
    return inner
      .filter(({ key: { name } }) => isNear(name, OWN) && (key.name !== TOOL || name !== OWN))
      .map((entry) => problemOf(entry.key, `${key.name}.${entry.key.name}`));
  });
}

function isNear(name: string, known: string): boolean {
  return nearestWord(name, [known]) === known;
}

function problemOf({ span }: TomlEntry['key'], name: string): Problem {
  const said = l10n.t({ message: "Unknown setting '{0}'.", args: [name], comment: ['{0} is the name of a key.'] });
  return { message: didYouMean(said, `${TOOL}.${OWN}`), span };
}

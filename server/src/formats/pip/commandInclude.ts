import * as l10n from '@vscode/l10n';
import type { Slice } from '../../packaging/slice';
import type { Include, Unchecked } from '../manifest/format';
import { addVariable, beginningOf } from '../manifest/unchecked';
import type { VariableFinder } from '../manifest/variables';
import { joinPaths } from '../syntax/paths';

const KNOWN_FOLDER =
  /^(?:\$\{\{ ?github\.(?:workspace|action_path) ?\}\}|\$\{?(?:GITHUB_WORKSPACE|GITHUB_ACTION_PATH|CI_PROJECT_DIR|TRAVIS_BUILD_DIR|APPVEYOR_BUILD_FOLDER|BITBUCKET_CLONE_DIR|BUILD_SOURCESDIRECTORY|CODEBUILD_SRC_DIR|PWD)\}?|\$\((?:Build\.SourcesDirectory|Build\.Repository\.LocalPath|System\.DefaultWorkingDirectory|pwd)\)|\{(?:toxinidir|tox_root)\}|\$\{workspace(?:Folder|Root)\})(?:[\\/]|$)/;

/** How many characters at the start of a path mean the folder of the repository, or of the file itself; 0 where none do. */
export function lengthOfKnownFolder(path: string): number {
  return KNOWN_FOLDER.exec(path)?.[0].length ?? 0;
}

interface Includes {
  readonly includes: Include[];
  readonly unchecked: Unchecked[];
}

/** The file that `pip install -r FILE` names. Where it lies depends on where the command runs. */
export function addCommandInclude(
  kind: Include['kind'],
  path: Slice,
  into: Includes,
  folder: string,
  findVariable: VariableFinder,
  readAs?: string,
): void {
  const known = lengthOfKnownFolder(path.text);
  const rest = path.sub(known);
  if (rest.text === '' || addVariable(rest, into, findVariable)) {
    return;
  }
  if (/[*?]/.test(rest.text)) {
    into.unchecked.push({ text: beginningOf(rest.text), why: l10n.t('The shell expands this to file names.'), span: rest.span() });
    return;
  }
  if (rest.text === '-' || rest.text === '/dev/stdin') {
    into.unchecked.push({
      text: beginningOf(rest.text),
      why: l10n.t('The packages come from the output of another command.'),
      span: rest.span(),
    });
    return;
  }
  const tries = known > 0 || folder === '' ? [rest.text] : [joinPaths(folder, rest.text), rest.text];
  into.includes.push({ kind, path: rest.text, span: path.span(), tries, ...(readAs !== undefined && { readAs }) });
}

import { existsSync } from 'node:fs';
import path from 'node:path';
import { isBelow } from '../isBelow';

/** The repositories that contain a file or folder, the nearest one first: a submodule is in that of its project too. */
export function repositoriesOf(start: string): string[] {
  const found: string[] = [];
  let folder = start;
  for (;;) {
    if (existsSync(path.join(folder, '.git'))) {
      found.push(folder);
    }
    const parent = path.dirname(folder);
    if (parent === folder) {
      return found;
    }
    folder = parent;
  }
}

/**
 * The folder to which code scanning services take paths to be relative: the repository, else the workspace of a GitHub job, else the working directory. A job may run
 * in any folder of the repository.
 */
export function sourceRoot(start: string, cwd: string, env: Readonly<Record<string, string | undefined>>): string {
  const { GITHUB_WORKSPACE: workspace } = env;
  const isInWorkspace = workspace !== undefined && workspace !== '' && isBelow(workspace, start);
  return repositoriesOf(start)[0] ?? (isInWorkspace ? workspace : cwd);
}

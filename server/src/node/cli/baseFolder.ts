import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import { isBelow } from '../isBelow';

/** The folder of the repository that a file or folder is in: the nearest one with a `.git`. */
export function repositoryOf(start: string): string | undefined {
  let folder = statSync(start, { throwIfNoEntry: false })?.isFile() ? path.dirname(start) : start;
  for (;;) {
    if (existsSync(path.join(folder, '.git'))) {
      return folder;
    }
    const parent = path.dirname(folder);
    if (parent === folder) {
      return undefined;
    }
    folder = parent;
  }
}

/**
 * What code scanning services take paths to be relative to: the repository, else the workspace of a GitHub job, else the working directory. A job may run
 * in any folder of the repository.
 */
export function sourceRoot(start: string, cwd: string, env: Readonly<Record<string, string | undefined>>): string {
  const { GITHUB_WORKSPACE: workspace } = env;
  const isInWorkspace = workspace !== undefined && workspace !== '' && isBelow(workspace, start);
  return repositoryOf(start) ?? (isInWorkspace ? workspace : cwd);
}

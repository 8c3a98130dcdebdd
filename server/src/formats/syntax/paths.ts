/** No folder of a project has a longer path. */
export const MAX_FOLDER = 1_000;

/**
 * The path of `path` in `folder`, both `/` separated. An absolute path stays, and `.` and `..` are resolved as far as possible. A folder with a very long path
 * counts as unknown: the path is then returned as it is.
 */
export function joinPaths(within: string, path: string): string {
  const folder = within.length > MAX_FOLDER ? '' : within;
  const posix = path.replace(/\\/g, '/');
  const isAbsolute = posix.startsWith('/');
  const parts: string[] = [];
  for (const part of `${isAbsolute ? '' : `${folder}/`}${posix}`.split('/')) {
    if (part === '..' && parts.length > 0 && parts.at(-1) !== '..') {
      parts.pop();
    } else if (part !== '' && part !== '.') {
      parts.push(part);
    }
  }
  return (isAbsolute || folder.startsWith('/') ? '/' : '') + parts.join('/');
}

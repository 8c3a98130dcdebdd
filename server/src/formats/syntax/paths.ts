/** The path of `path` in `folder`, both `/` separated. An absolute path stays, and `.` and `..` are resolved as far as possible. */
export function joinPaths(folder: string, path: string): string {
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

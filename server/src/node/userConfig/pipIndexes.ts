import path from 'node:path';
import { parseIni } from '../../formats/syntax/ini';
import type { ConfiguredIndex, UserSystem } from './system';
import { words } from './system';

/** Sections with options for installing. The more specific one takes precedence. */
const SECTIONS = ['global', 'install'];

/** pip's indexes: `PIP_INDEX_URL`, `PIP_EXTRA_INDEX_URL`, and pip.conf in all its locations (pip, "Configuration"). */
export async function readPipIndexes(system: UserSystem): Promise<ConfiguredIndex[]> {
  const { env, read } = system;
  const values = new Map<string, string>();
  for (const file of pipConfigFiles(system)) {
    const text = await read(file);
    if (text !== undefined) {
      for (const [key, value] of readPipConfig(text)) {
        values.set(key, value);
      }
    }
  }
  if (isTrue(env.PIP_NO_INDEX ?? values.get('no-index'))) {
    return [];
  }
  const index = env.PIP_INDEX_URL ?? values.get('index-url');
  const extra = env.PIP_EXTRA_INDEX_URL ?? values.get('extra-index-url');
  return [
    ...(index ? [{ kind: 'index' as const, url: index.trim() }] : []),
    ...words(extra).map((url) => ({ kind: 'extra-index' as const, url })),
  ];
}

/** In loading order: a later file takes precedence. */
export function pipConfigFiles({ env, platform, home }: UserSystem): string[] {
  const { PIP_CONFIG_FILE: own, VIRTUAL_ENV: environment } = env;
  if (own === '/dev/null' || own?.toLowerCase() === 'nul') {
    return [];
  }
  const { join } = platform === 'win32' ? path.win32 : path.posix;
  const name = platform === 'win32' ? 'pip.ini' : 'pip.conf';
  const site = environment ? [join(environment, name)] : [];
  switch (platform) {
    case 'win32':
      return [
        join(env.PROGRAMDATA ?? 'C:\\ProgramData', 'pip', name),
        ...(own ? [] : [join(home, 'pip', name), join(env.APPDATA ?? join(home, 'AppData', 'Roaming'), 'pip', name)]),
        ...site,
        ...(own ? [own] : []),
      ];
    case 'darwin':
      return [
        join('/Library/Application Support/pip', name),
        ...(own ? [] : [join(home, '.pip', name), join(home, '.config', 'pip', name), join(home, 'Library/Application Support/pip', name)]),
        ...site,
        ...(own ? [own] : []),
      ];
    default:
      return [
        ...(env.XDG_CONFIG_DIRS || '/etc/xdg').split(':').map((folder) => join(folder, 'pip', name)),
        join('/etc', name),
        ...(own ? [] : [join(home, '.pip', name), join(env.XDG_CONFIG_HOME || join(home, '.config'), 'pip', name)]),
        ...site,
        ...(own ? [own] : []),
      ];
  }
}

function readPipConfig(text: string): Map<string, string> {
  const values = new Map<string, string>();
  const entries = parseIni(text);
  for (const wanted of SECTIONS) {
    for (const { section, key, lines } of entries) {
      if (section === wanted) {
        values.set(key.toLowerCase().replaceAll('_', '-'), lines.map((line) => line.text.text).join('\n'));
      }
    }
  }
  return values;
}

function isTrue(value: string | undefined): boolean {
  return ['1', 'y', 'yes', 't', 'true', 'on'].includes((value ?? '').trim().toLowerCase());
}

import path from 'node:path';
import { uvToml } from '../../formats/files/uvToml';
import { ownValue } from '../../json';
import type { ConfiguredIndex, UserSystem } from './system';
import { words } from './system';

/** uv's indexes: `UV_DEFAULT_INDEX`, `UV_INDEX` and their old names, and the user's and the system's uv.toml (uv, "Configuration files"). */
export async function readUvIndexes(system: UserSystem): Promise<ConfiguredIndex[]> {
  const { env, read } = system;
  const indexes: ConfiguredIndex[] = [
    ...words(env.UV_INDEX).map((entry) => named('extra-index', entry)),
    ...words(env.UV_EXTRA_INDEX_URL).map((url) => named('extra-index', url)),
    ...words(env.UV_DEFAULT_INDEX ?? env.UV_INDEX_URL).map((entry) => named('index', entry)),
  ];
  for (const file of uvConfigFiles(system)) {
    const text = await read(file);
    if (text !== undefined) {
      for (const { kind, url, name, explicit } of uvToml.parse(text).indexes) {
        if ((kind === 'index' || kind === 'extra-index') && url !== undefined) {
          indexes.push({ kind, url, name, explicit });
        }
      }
    }
  }
  // Credentials by name apply to an index with that name in the user's own configuration. A workspace may give its index any name.
  return indexes.map((index) => {
    const variable = `UV_INDEX_${(index.name ?? '').toUpperCase().replace(/[^A-Z0-9]/g, '_')}`;
    const [username, password] = [ownValue(env, `${variable}_USERNAME`), ownValue(env, `${variable}_PASSWORD`)];
    const hasOwn = index.name !== undefined && (username !== undefined || password !== undefined);
    return hasOwn ? { ...index, credentials: { username: username ?? '', password: password ?? '' } } : index;
  });
}

/** The user's file first, because it takes precedence. `UV_CONFIG_FILE` replaces both. */
export function uvConfigFiles({ env, platform, home }: UserSystem): string[] {
  if (env.UV_CONFIG_FILE) {
    return [env.UV_CONFIG_FILE];
  }
  if (env.UV_NO_CONFIG) {
    return [];
  }
  if (platform === 'win32') {
    return [
      path.win32.join(env.APPDATA ?? path.win32.join(home, 'AppData', 'Roaming'), 'uv', 'uv.toml'),
      path.win32.join(env.PROGRAMDATA ?? 'C:\\ProgramData', 'uv', 'uv.toml'),
    ];
  }
  const system = (env.XDG_CONFIG_DIRS || '/etc/xdg').split(':').map((folder) => path.posix.join(folder, 'uv', 'uv.toml'));
  return [path.posix.join(env.XDG_CONFIG_HOME || path.posix.join(home, '.config'), 'uv', 'uv.toml'), ...system, '/etc/uv/uv.toml'];
}

/** `name=https://…` or only the URL. */
function named(kind: ConfiguredIndex['kind'], entry: string): ConfiguredIndex {
  const [, name, url] = /^([A-Za-z0-9_.-]+)=(.*)$/.exec(entry) ?? [];
  return name === undefined || url === undefined ? { kind, url: entry } : { kind, url, name };
}

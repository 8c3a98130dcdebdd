import path from 'node:path';
import { TomlTable, type TomlValue } from '../../formats/syntax/toml/node';
import { parseToml } from '../../formats/syntax/toml/parse';
import { ownValue } from '../../json';
import { type ConfiguredIndex, type UserSystem, userConfigFolder } from './system';

/** Poetry's repositories in the user's config.toml, with the credentials in its auth.toml (Poetry, "Configuration"). */
export async function readPoetryIndexes(system: UserSystem): Promise<ConfiguredIndex[]> {
  const folder = system.env.POETRY_CONFIG_DIR || userConfigFolder(system, 'pypoetry');
  const join = system.platform === 'win32' ? path.win32.join : path.posix.join;
  const [config, auth] = await Promise.all([readTable(system, join(folder, 'config.toml')), readTable(system, join(folder, 'auth.toml'))]);
  return tablesIn(config?.get('repositories')).flatMap(([name, repository]): ConfiguredIndex[] => {
    const url = textOf(repository, 'url');
    if (url === undefined) {
      return [];
    }
    const variable = `POETRY_HTTP_BASIC_${name.toUpperCase().replace(/[^A-Z0-9]/g, '_')}`;
    const basic = table(table(auth?.get('http-basic'))?.get(name));
    const username = ownValue(system.env, `${variable}_USERNAME`) ?? (basic && textOf(basic, 'username'));
    const password = ownValue(system.env, `${variable}_PASSWORD`) ?? (basic && textOf(basic, 'password'));
    return [{ kind: 'extra-index', url, name, ...(username !== undefined && { credentials: { username, password: password ?? '' } }) }];
  });
}

/** PDM's `pypi.*` settings in the user's config.toml (PDM, "Configurations"). */
export async function readPdmIndexes(system: UserSystem): Promise<ConfiguredIndex[]> {
  const join = system.platform === 'win32' ? path.win32.join : path.posix.join;
  const config = await readTable(system, system.env.PDM_CONFIG_FILE || join(userConfigFolder(system, 'pdm'), 'config.toml'));
  const pypi = table(config?.get('pypi'));
  const main = system.env.PDM_PYPI_URL ?? (pypi && textOf(pypi, 'url'));
  return [
    ...(main === undefined ? [] : [withCredentials('index', main, undefined, pypi)]),
    ...tablesIn(pypi).flatMap(([name, source]) => {
      const url = textOf(source, 'url');
      return url === undefined ? [] : [withCredentials('extra-index', url, name, source)];
    }),
  ];
}

/** Pipenv has one user setting. */
export function readPipenvIndexes({ env }: UserSystem): ConfiguredIndex[] {
  return env.PIPENV_PYPI_MIRROR ? [{ kind: 'index', url: env.PIPENV_PYPI_MIRROR }] : [];
}

function withCredentials(
  kind: ConfiguredIndex['kind'],
  url: string,
  name: string | undefined,
  source: TomlTable | undefined,
): ConfiguredIndex {
  const username = source && textOf(source, 'username');
  const password = source && textOf(source, 'password');
  return { kind, url, name, ...(username !== undefined && { credentials: { username, password: password ?? '' } }) };
}

async function readTable({ read }: UserSystem, file: string): Promise<TomlTable | undefined> {
  const text = await read(file);
  return text === undefined ? undefined : parseToml(text).root;
}

function table(value: TomlValue | undefined): TomlTable | undefined {
  return value instanceof TomlTable ? value : undefined;
}

function tablesIn(value: TomlValue | undefined): [name: string, table: TomlTable][] {
  return (table(value)?.entries ?? []).flatMap((entry): [string, TomlTable][] => {
    const inner = table(entry.value);
    return inner === undefined ? [] : [[entry.key.name, inner]];
  });
}

function textOf(of: TomlTable, key: string): string | undefined {
  return of.string(key)?.slice.text;
}

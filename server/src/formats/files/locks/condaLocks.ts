import { addAll } from '../../../packaging/lists';
import type { Slice } from '../../../packaging/slice';
import type { FileFormat, Hash, Manifest, Requirement } from '../../manifest/format';
import { lockedRequirement } from '../../manifest/locked';
import { ManifestBuilder, sourceOfUrl } from '../../manifest/manifestBuilder';
import { readYaml } from '../../syntax/broken';
import type { YamlFile } from '../../syntax/yaml/file';
import type { YamlNode } from '../../syntax/yaml/node';
import type { LockedSource } from '../../tables/lock';
import { isPublicIndex } from '../../tables/packageSources';

/** pixi's lock file (its own format): of the packages of all environments, those that come from a Python index. */
export const pixiLock: FileFormat = {
  id: 'pixi-lock',
  title: 'pixi.lock',
  globs: ['**/pixi.lock'],
  hints: [['pypi']],
  comments: true,
  generated: true,
  lockedFrom: ['pixi.toml', 'pyproject.toml'],
  parse: (text) =>
    readPackages(text, 'packages', (file, node) => isText(file, node, 'kind', 'pypi') || file.get(node, 'pypi') !== undefined),
};

/** The lock file of conda-lock: of its packages, those that pip installs. */
export const condaLock: FileFormat = {
  id: 'conda-lock',
  title: 'conda-lock.yml',
  globs: ['**/{,*.}conda-lock.{yml,yaml}', '**/conda-lock.*.{yml,yaml}'],
  hints: [['pip']],
  comments: true,
  generated: true,
  lockedFrom: ['environment.yml', 'environment.yaml', 'pyproject.toml'],
  parse: (text) => readPackages(text, 'package', (file, node) => isText(file, node, 'manager', 'pip')),
};

function isText(file: YamlFile, node: YamlNode, key: string, text: string): boolean {
  return textOf(file, node, key)?.text === text;
}

function textOf(file: YamlFile, node: YamlNode, key: string): Slice | undefined {
  const value = file.get(node, key);
  return value && file.slice(value);
}

/** The packages of all platforms. A package of several platforms is listed once, with the hashes of all its files. */
function readPackages(text: string, list: string, isPython: (file: YamlFile, node: YamlNode) => boolean): Manifest {
  const into = new ManifestBuilder();
  const file = readYaml(text, into);
  const places = indexesOf(file);
  const ownIndex = places.map((place) => place.text).find((index) => !isPublicIndex(index));
  // Which of them has a package that is not in the file is not told.
  addAll(
    into.indexes,
    places.filter((place) => !isPublicIndex(place.text)).map((place) => ({ kind: 'configuration', url: place.text, span: place.span() })),
  );
  const byVersion = new Map<string, { requirement: Requirement; hashes: Hash[] }>();
  for (const root of file.roots) {
    // After a break in the file, its list goes on.
    const lists = file.all(root, list);
    const packages = lists.length === 0 && file.fragments.has(root) ? [root] : lists;
    for (const { value } of packages.flatMap((each) => file.items(each))) {
      const requirement = isPython(file, value) ? readPackage(file, value, ownIndex) : undefined;
      if (requirement === undefined) {
        continue;
      }
      const key = [requirement.normalizedName, requirement.specifier, requirement.source].join(' ');
      const known = byVersion.get(key);
      if (known === undefined) {
        byVersion.set(key, { requirement, hashes: [...requirement.hashes] });
      } else {
        addAll(known.hashes, requirement.hashes);
      }
    }
  }
  for (const { requirement, hashes } of byVersion.values()) {
    into.requirements.push({ ...requirement, hashes });
  }
  return into;
}

function readPackage(file: YamlFile, node: YamlNode, ownIndex: string | undefined): Requirement | undefined {
  const url = textOf(file, node, 'pypi') ?? textOf(file, node, 'url');
  const wheel = url && nameInUrl(url);
  const name = textOf(file, node, 'name') ?? wheel?.name;
  const version = textOf(file, node, 'version') ?? wheel?.version;
  return (
    name &&
    lockedRequirement({
      ...sourceIn(url?.text ?? '', ownIndex),
      name,
      version,
      hashes: hashesOf(file, node),
      span: (url && url.length > 0 ? url : name).span(),
    })
  );
}

/** Name and version in the file name of a wheel, if the entry itself has none. */
function nameInUrl(url: Slice): { name: Slice; version: Slice } | undefined {
  const start = url.text.lastIndexOf('/') + 1;
  const match = /^([A-Za-z0-9][\w.]{0,200})-(\d[\w.!]{0,100})-.{1,200}\.whl$/.exec(url.text.slice(start));
  const [, name = '', version = ''] = match ?? [];
  const versionAt = start + name.length + 1;
  return match === null
    ? undefined
    : { name: url.sub(start, start + name.length), version: url.sub(versionAt, versionAt + version.length) };
}

/** `sha256: …` in the entry, or in its `hash`. */
function hashesOf(file: YamlFile, node: YamlNode): Hash[] {
  const hash = file.get(node, 'hash') ?? node;
  return ['sha256', 'sha384', 'sha512'].flatMap((algorithm) => {
    const digest = textOf(file, hash, algorithm);
    return digest === undefined ? [] : [{ algorithm, digest: digest.text, span: digest.span() }];
  });
}

/** A file of PyPI's own, or of `ownIndex`, the first index of the environments that is not public. Other addresses count as URLs. */
function sourceIn(url: string, ownIndex: string | undefined): LockedSource {
  const source = url === '' ? 'index' : sourceOfUrl(url);
  if (source !== 'url' || url.startsWith('https://files.pythonhosted.org/')) {
    return source === 'url' || source === 'index' ? { source: 'index' } : { source, url };
  }
  return ownIndex === undefined ? { source, url } : { source: 'explicit-index', indexName: ownIndex };
}

function indexesOf(file: YamlFile): Slice[] {
  return file.roots.flatMap((root) => {
    const environments = file.get(root, 'environments');
    return [...(environments ? file.entries(environments) : [])].flatMap(({ value }) => {
      const list = file.get(value, 'indexes');
      return list ? file.items(list).flatMap((item) => file.slice(item.value) ?? []) : [];
    });
  });
}

import { addAll } from '../../../packaging/lists';
import type { FileFormat, IndexOption } from '../../manifest/format';
import { type LockedPackage, lockedHash, lockedRequirement } from '../../manifest/locked';
import { ManifestBuilder } from '../../manifest/manifestBuilder';
import { readJson } from '../../syntax/broken';
import { elementsOf, type JsonNode, memberOf, membersOf, stringSlice } from '../../syntax/json/tree';
import { isPublicIndex } from '../../tables/packageSources';

/** Pipenv's lock file: JSON, a member for each category of packages (its own format). */
export const pipfileLock: FileFormat = {
  id: 'pipfile-lock',
  title: 'Pipfile.lock',
  globs: ['**/Pipfile.lock'],
  comments: false,
  generated: true,
  lockedFrom: ['Pipfile'],
  parse(text) {
    const into = new ManifestBuilder();
    const root = readJson(text, into);
    addAll(into.indexes, readSources(text, root));
    const urls = new Map(into.indexes.map(({ name, url }) => [name, url]));
    for (const { key: category, value: packages } of membersOf(root)) {
      if (category.value === '_meta') {
        continue;
      }
      for (const { key, value } of membersOf(packages)) {
        const name = stringSlice(text, key);
        const requirement =
          name &&
          lockedRequirement({
            ...sourceOf(value, urls),
            name,
            version: stringSlice(text, memberOf(value, 'version')),
            extras: elementsOf(memberOf(value, 'extras')).flatMap((extra) => (extra.type === 'string' ? [extra.value] : [])),
            marker: stringSlice(text, memberOf(value, 'markers')),
            hashes: elementsOf(memberOf(value, 'hashes')).flatMap((hash) => lockedHash(stringSlice(text, hash))),
            group: String(category.value),
            span: { start: key.offset, end: value.offset + value.length },
          });
        if (requirement) {
          into.requirements.push(requirement);
        }
      }
    }
    return into;
  },
};

function readSources(text: string, root: JsonNode | undefined): readonly IndexOption[] {
  return elementsOf(memberOf(memberOf(root, '_meta'), 'sources')).flatMap((source, i) => {
    const url = stringSlice(text, memberOf(source, 'url'));
    const name = memberOf(source, 'name');
    return url === undefined
      ? []
      : [
          {
            kind: i === 0 ? ('index' as const) : ('extra-index' as const),
            url: url.text,
            ...(name?.type === 'string' && { name: name.value }),
            span: url.span(),
          },
        ];
  });
}

function sourceOf(
  value: JsonNode,
  urls: ReadonlyMap<string | undefined, string | undefined>,
): Pick<LockedPackage, 'source' | 'indexName' | 'url'> {
  for (const key of ['git', 'hg', 'svn', 'bzr', 'path', 'file']) {
    const place = memberOf(value, key);
    if (place?.type === 'string') {
      const isUrl = key === 'file' && place.value.includes('://');
      return { source: isUrl ? 'url' : key === 'path' || key === 'file' ? 'path' : 'vcs', url: place.value };
    }
  }
  const index = memberOf(value, 'index');
  if (index?.type !== 'string') {
    return { source: 'index' };
  }
  return { source: isPublicIndex(urls.get(index.value) ?? index.value) ? 'index' : 'explicit-index', indexName: index.value };
}

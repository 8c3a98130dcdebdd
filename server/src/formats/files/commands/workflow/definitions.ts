import type { Slice } from '../../../../packaging/slice';
import type { YamlFile } from '../../../syntax/yaml/file';
import type { YamlNode } from '../../../syntax/yaml/node';

/** Another definition of the repository that a CI file names. */
export interface NamedDefinition {
  readonly file: Slice;
  /** Relative to the repository: a file, or the folder of an action. */
  readonly path: string;
  /** What the CI file gives to it, by the names of its inputs. Many definitions can share it through an alias. */
  readonly inputs: YamlNode | undefined;
  /** Its name does not show that it is a definition. */
  readonly isIncluded: boolean;
}

/** No file of a repository has this path. */
export const ELSEWHERE = ':';

/** GitHub's actions and reusable workflows (`uses: ./…`), and the files that GitLab includes and that are templates of Azure Pipelines. */
export function definitionsIn(file: YamlFile): readonly NamedDefinition[] {
  const found: NamedDefinition[] = [];
  const add = (path: YamlNode | undefined, inputs: YamlNode | undefined, isIncluded: boolean): void => {
    const slice = path && file.slice(path);
    const written = slice?.text.trim() ?? '';
    const isLocal = isIncluded
      ? /^(?:https?:\/\/\S+|[\w./*-]+\.ya?ml)$/.test(written)
      : /^\.\/|^[\w.-]+\/[\w.-]+\/\.github\/workflows\//.test(written);
    if (slice !== undefined && isLocal) {
      found.push({
        file: slice,
        path: written.replace(/^\.?\//, ''),
        inputs,
        isIncluded,
      });
    }
  };
  /** A definition of another repository is not read. */
  const addElsewhere = (place: YamlNode | undefined, other: YamlNode | undefined, inputs: YamlNode | undefined): void => {
    const slice = other && file.slice(other);
    if (place === undefined && slice !== undefined && inputs !== undefined) {
      found.push({ file: slice, path: ELSEWHERE, inputs, isIncluded: false });
    }
  };
  for (const node of file.below(file.roots)) {
    for (const { key, value } of file.entries(node)) {
      if (key === 'uses') {
        add(value, file.get(node, 'with'), false);
      } else if (key === 'template' && file.slice(value)?.text.endsWith('.gitlab-ci.yml') !== true) {
        add(value, file.get(node, 'parameters'), true);
      } else if (key === 'include') {
        const items = file.items(value).map((item) => item.value);
        for (const item of items.length === 0 ? [value] : items) {
          const place = file.slice(item) === undefined ? (file.get(item, 'local') ?? file.get(item, 'remote')) : item;
          add(place, file.get(item, 'inputs'), true);
          addElsewhere(place, file.get(item, 'project') ?? file.get(item, 'component'), file.get(item, 'inputs'));
        }
      }
    }
  }
  return found;
}

import type { FileFormat, Manifest } from '../manifest/format';
import { ManifestBuilder } from '../manifest/manifestBuilder';
import { parseRequirementLine } from '../pip/requirementLine';
import { readYamlVariables } from '../pip/yamlVariables';
import { readYaml } from '../syntax/broken';
import type { YamlNode } from '../syntax/yaml/node';

/** conda's environment.yml. Only the items of its `pip:` list come from a Python index; conda's own names are another name space. */
export const environmentYml: FileFormat = {
  id: 'environment-yml',
  title: 'conda environment.yml',
  globs: ['**/environment*.{yml,yaml}', '**/*environment.{yml,yaml}', '**/*conda*.{yml,yaml}', '**/env.{yml,yaml}'],
  hints: [['pip']],
  comments: true,
  generated: false,
  parse,
};

function parse(text: string): Manifest {
  const into = new ManifestBuilder();
  const file = readYaml(text, into);
  readYamlVariables(file, text, into);
  /** The column of the item with the last `pip:` list: after a break in the file, the items of the list are deeper than that. */
  let pipColumn = Number.POSITIVE_INFINITY;
  const taken = new Set<YamlNode>();
  const readPip = (list: YamlNode): void => {
    // Aliases and merged mappings can lead to a list twice.
    if (taken.has(list)) {
      return;
    }
    taken.add(list);
    for (const item of file.items(list)) {
      const line = file.slice(item.value)?.trim();
      if (line && line.length > 0) {
        parseRequirementLine(line, into, { group: 'pip', removeSpan: item.removeSpan });
      }
    }
  };
  const readDependencies = (list: YamlNode): void => {
    const items = file.items(list);
    if (items.some(({ value }) => file.hasKey(value, 'pip'))) {
      pipColumn = columnOf(text, list);
    }
    // `[pip: [NAME]]`: a list in brackets can have an entry without braces.
    for (const node of [list, ...items.map(({ value }) => value)]) {
      for (const entry of file.entries(node)) {
        if (entry.key === 'pip') {
          readPip(entry.value);
        }
      }
    }
  };
  for (const root of file.roots) {
    const lists = file.all(root, 'dependencies');
    lists.forEach(readDependencies);
    if (lists.length === 0 && file.fragments.has(root)) {
      readDependencies(root);
      if (columnOf(text, root) > pipColumn) {
        readPip(root);
      }
    }
  }
  return into;
}

function columnOf(text: string, { offset }: YamlNode): number {
  return offset - text.lastIndexOf('\n', offset - 1) - 1;
}

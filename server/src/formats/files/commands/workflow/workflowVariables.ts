import type { Slice } from '../../../../packaging/slice';
import type { ShellScope } from '../../../commands/variables/scope';
import type { YamlEntry, YamlFile } from '../../../syntax/yaml/file';
import type { YamlNode } from '../../../syntax/yaml/node';
import type { RepeatedReads } from '../../repeatedReads';

const VARIABLE_KEYS: ReadonlySet<string> = new Set(['env', 'variables', 'environment']);

/** Adds the texts of `env` and `variables`, anywhere in the file, and the lists of a matrix: they apply to all scripts of the file. */
export function addWorkflowVariables(file: YamlFile, reads: RepeatedReads, scope: ShellScope): void {
  for (const node of file.below(file.roots)) {
    for (const { key, value } of file.entries(node)) {
      if ((key === 'inputs' || key === 'parameters') && reads.isNew(key, value)) {
        addDefaults(key, value, file, scope);
      }
      const isMatrix = key === 'matrix';
      if ((!isMatrix && !VARIABLE_KEYS.has(key)) || !reads.isNew(key, value)) {
        continue;
      }
      const included = isMatrix ? file.get(value, 'include') : undefined;
      const tables = [value, ...itemsOf(file, value), ...(included === undefined ? [] : itemsOf(file, included))];
      for (const { key: name, value: inner } of entriesOf(file, tables, reads, `items of ${key}`)) {
        const described = file.get(inner, 'value');
        const values = [inner, ...itemsOf(file, inner), ...(described === undefined ? [] : [described])];
        for (const text of values.flatMap((one) => file.slice(one) ?? [])) {
          addVariable(name, text, isMatrix, scope);
        }
      }
    }
  }
}

function entriesOf(file: YamlFile, tables: readonly YamlNode[], reads: RepeatedReads, use: string): readonly YamlEntry[] {
  return tables.flatMap((table) => (reads.isNew(use, table) ? [...file.entries(table)] : []));
}

/** The defaults of inputs and parameters. A run can have others. */
function addDefaults(key: string, node: YamlNode, file: YamlFile, scope: ShellScope): void {
  const named = [...file.entries(node)].map(({ key: name, value }) => ({ name, table: value }));
  const listed = itemsOf(file, node).flatMap((table) => {
    const name = file.get(table, 'name');
    return name === undefined ? [] : [{ name: file.slice(name)?.text ?? '', table }];
  });
  for (const { name, table } of [...named, ...listed]) {
    const given = file.get(table, 'default');
    const value = given && file.slice(given);
    if (value !== undefined && !value.text.includes('${{')) {
      for (const place of key === 'inputs' ? ['inputs', 'github.event.inputs'] : ['parameters']) {
        scope.set(`${place}.${name}`, value, 'add');
        scope.set(`${place}.${name}`, undefined, 'add');
      }
    }
  }
}

/** GitHub's scripts call the variables of a matrix `matrix.NAME`, GitLab's by their names. */
function addVariable(name: string, text: Slice, isMatrix: boolean, scope: ShellScope): void {
  const value = text.text.includes('${{') ? undefined : text;
  scope.set(name, value, 'add');
  if (isMatrix) {
    scope.set(`matrix.${name}`, value, 'add');
  }
}

function itemsOf(file: YamlFile, list: YamlNode): readonly YamlNode[] {
  return file.items(list).map(({ value }) => value);
}

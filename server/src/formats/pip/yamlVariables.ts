import type { YamlFile } from '../syntax/yaml/file';
import type { YamlNode } from '../syntax/yaml/node';
import { addIndexAssignment, addIndexVariable, isIndexVariable, mayNameIndexes, type VariableTarget } from './indexVariables';

/** Tasks that set the variables of pip and uv to an index from their inputs (Azure Pipelines). */
const CONFIGURING_TASK = /^PipAuthenticate@/i;

/**
 * Reads the variables of a CI definition, anywhere in it: `NAME: value`, `NAME: { value: … }`, `- name: NAME` with `value`, and texts with
 * `NAME=value` in their lines. The commands that they apply to are not distinguished: they apply to the file.
 */
export function readYamlVariables(file: YamlFile, text: string, into: VariableTarget): void {
  if (!mayNameIndexes(text) && !/PipAuthenticate/i.test(text)) {
    return;
  }
  const seen = new Set<YamlNode>();
  const assigned = new Set<YamlNode>();
  const readOnce = (value: YamlNode): void => {
    if (!assigned.has(value)) {
      assigned.add(value);
      readAssignments(file, value, into);
    }
  };
  const pending = [...file.roots];
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    const resolved = file.resolve(node);
    if (resolved === undefined || seen.has(resolved)) {
      continue;
    }
    seen.add(resolved);
    for (const { value } of file.items(resolved)) {
      readOnce(value);
      pending.push(value);
    }
    for (const { keyNode, key, value } of file.entries(resolved)) {
      const name = isIndexVariable(key) ? file.slice(keyNode) : undefined;
      if (name !== undefined) {
        addIndexVariable(name, file.slice(value) ?? valueIn(file, value), into);
      } else if (!isScript(key)) {
        readOnce(value);
      }
      pending.push(value);
    }
    readNamed(file, resolved, into);
  }
  into.indexes.sort((a, b) => a.span.start - b.span.start);
}

/** Commands are read elsewhere. */
function isScript(key: string): boolean {
  return /script|^run$|^bash$|^command|install$/.test(key);
}

function valueIn(file: YamlFile, node: YamlNode) {
  const value = file.get(node, 'value') ?? file.get(node, 'default');
  return value && file.slice(value);
}

/** `- name: NAME`, `value: …`; and tasks that configure pip. */
function readNamed(file: YamlFile, node: YamlNode, into: VariableTarget): void {
  const nameNode = file.get(node, 'name');
  const name = nameNode && file.slice(nameNode);
  if (name !== undefined) {
    addIndexVariable(name, valueIn(file, node), into);
  }
  const taskNode = file.get(node, 'task');
  const task = taskNode && file.slice(taskNode);
  if (task !== undefined && CONFIGURING_TASK.test(task.text)) {
    into.indexes.push({ kind: 'configuration', url: task.text, span: task.span() });
  }
}

/** `NAME=value` in the lines of a text, as in Travis below `env` and in docker's build actions below `build-args`. */
function readAssignments(file: YamlFile, node: YamlNode, into: VariableTarget): void {
  const text = file.slice(node);
  if (text === undefined || !mayNameIndexes(text.text)) {
    return;
  }
  for (const match of text.text.matchAll(/(?<![^\s])[A-Z][A-Z0-9_]{1,100}=\S+/g)) {
    addIndexAssignment(text.sub(match.index, match.index + match[0].length), into);
  }
}

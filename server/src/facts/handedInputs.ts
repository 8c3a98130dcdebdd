import * as l10n from '@vscode/l10n';
import { ciWorkflow } from '../formats/files/commands/ciWorkflow';
import type { HandedInput, Manifest } from '../formats/manifest/format';
import type { Workspace } from '../host';
import { addAll } from '../packaging/lists';
import { includeTargets } from './includes';

/** Maximum number of values, and of characters of the other definition. */
const MAX_INPUTS = 200;
const MAX_TEXT = 200_000;

/** Where a value goes: into an install command, perhaps into one, or into none. */
type Use = 'installed' | 'unknown' | 'other';

/**
 * Adds the packages that a file gives to an input of another definition of the repository, if an install command there has that input among its arguments.
 * Where that cannot be told, the value is listed as not checked.
 */
export async function withHandedInputs(manifest: Manifest, uri: string, workspace: Pick<Workspace, 'readFile'>): Promise<Manifest> {
  const { handed = [] } = manifest;
  if (handed.length === 0) {
    return manifest;
  }
  const definitions = new Map<string, Promise<Definition | undefined>>();
  const requirements = [...manifest.requirements];
  const includes = [...manifest.includes];
  const unchecked = [...manifest.unchecked];
  for (const [i, input] of handed.entries()) {
    const known = definitions.get(input.path) ?? definitionAt(input.path, uri, workspace);
    definitions.set(input.path, known);
    const use = i < MAX_INPUTS ? useOf(input, await known) : 'unknown';
    if (use === 'installed') {
      addAll(requirements, input.value.requirements);
      addAll(includes, input.value.includes);
      addAll(unchecked, input.value.unchecked);
    } else if (use === 'unknown') {
      unchecked.push({ text: input.text, why: l10n.t('It is not known whether this names packages.'), span: input.span });
    }
  }
  return { ...manifest, requirements, includes, unchecked, handed: undefined };
}

interface Definition {
  readonly text: string;
  readonly manifest: Manifest;
  /** It is longer than what was read. */
  readonly isCut: boolean;
}

async function definitionAt(path: string, uri: string, workspace: Pick<Workspace, 'readFile'>): Promise<Definition | undefined> {
  const files = /\.ya?ml(?:@|$)/.test(path)
    ? [path]
    : ['action.yml', 'action.yaml'].map((name) => (path === '' ? name : `${path}/${name}`));
  for (const file of files) {
    for (const target of includeTargets(uri, { kind: 'requirement', path: file, span: { start: 0, end: 0 }, tries: [file] })) {
      const found = await workspace.readFile(target);
      if (found.kind === 'found') {
        const text = found.value.slice(0, MAX_TEXT);
        return { text, manifest: ciWorkflow.parse(text), isCut: found.value.length > MAX_TEXT };
      }
    }
  }
  return undefined;
}

function useOf({ input, isNamedSo, value }: HandedInput, definition: Definition | undefined): Use {
  const mayName = value.requirements.length + value.unchecked.length > 0;
  if (definition === undefined) {
    return isNamedSo && mayName ? 'unknown' : 'other';
  }
  const name = input.replace(/[^\w-]/g, '.');
  const uses = new RegExp(
    `(?:inputs|parameters)(?:\\.|\\[\\s*['"])${name}(?![\\w-])|\\$\\[\\[ *inputs\\.${name}|INPUT_${name.replaceAll('-', '[-_]')}\\b`,
    'i',
  );
  if (definition.manifest.unchecked.some(({ text }) => uses.test(text))) {
    return 'installed';
  }
  // Programs have other names for their inputs.
  const isProgram = /^\s*using:\s*['"]?(?:node|docker)/m.test(definition.text);
  if (definition.isCut && mayName) {
    return 'unknown';
  }
  if (!mayName || !(uses.test(definition.text) || isProgram)) {
    return 'other';
  }
  const { unchecked, handed = [] } = definition.manifest;
  // `NAME: ${{ inputs.x }}`, where `$NAME` is an argument of an install command.
  const variables = definition.text
    .split('\n')
    .flatMap((line) => (uses.test(line) ? (/^\s*-?\s*([\w-]{1,100}):/.exec(line)?.[1] ?? []) : []));
  const isPassedOn =
    variables.some((variable) => unchecked.some(({ text }) => text.includes(variable))) || handed.some(({ text }) => uses.test(text));
  return isNamedSo || isPassedOn ? 'unknown' : 'other';
}

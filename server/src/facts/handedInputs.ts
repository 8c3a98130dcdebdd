import * as l10n from '@vscode/l10n';
import { ciWorkflow } from '../formats/files/commands/ciWorkflow';
import type { HandedInput, Manifest } from '../formats/manifest/format';
import type { Workspace } from '../host';
import { addAll } from '../packaging/lists';
import { includeTargets } from './includes';

/** Maximum number of values, of the characters of an input's name, of other definitions, and of their characters. */
const MAX_INPUTS = 200;
const MAX_NAME = 100;
const MAX_DEFINITIONS = 50;
const MAX_TEXT = 200_000;

/** Where a value goes: into an install command, perhaps into one, or into none. */
type Use = 'installed' | 'unknown' | 'other';

interface Definition {
  readonly text: string;
  readonly manifest: Manifest;
  /** It is longer than what was read. */
  readonly isCut: boolean;
}

/** Follows the values that files give to inputs of other definitions in the repository. */
export class HandedInputs {
  readonly #workspace: Pick<Workspace, 'readFile'>;
  /** By URI. A definition is parsed again only if its text has changed. */
  readonly #definitions = new Map<string, Definition>();

  constructor(workspace: Pick<Workspace, 'readFile'>) {
    this.#workspace = workspace;
  }

  /**
   * Adds the packages that a file gives to an input, if an install command of the other definition has that input among its arguments. Where that
   * cannot be told, the value is listed as not checked.
   */
  async follow(manifest: Manifest, uri: string): Promise<Manifest> {
    const { handed = [] } = manifest;
    if (handed.length === 0) {
      return manifest;
    }
    const definitions = new Map<string, Definition | undefined>();
    const requirements = [...manifest.requirements];
    const includes = [...manifest.includes];
    const unchecked = [...manifest.unchecked];
    for (const [i, input] of handed.entries()) {
      const { path, value } = input;
      const isWithin = i < MAX_INPUTS && input.input.length <= MAX_NAME && (definitions.has(path) || definitions.size < MAX_DEFINITIONS);
      if (isWithin && !definitions.has(path)) {
        definitions.set(path, await this.#definitionAt(path, uri));
      }
      const use = isWithin ? useOf(input, definitions.get(path)) : 'unknown';
      if (use === 'installed') {
        addAll(requirements, value.requirements);
        addAll(includes, value.includes);
        addAll(unchecked, value.unchecked);
      } else if (use === 'unknown') {
        unchecked.push({ text: input.text, why: l10n.t('It is not known whether this names packages.'), span: input.span });
      }
    }
    return { ...manifest, requirements, includes, unchecked, handed: undefined };
  }

  async #definitionAt(path: string, uri: string): Promise<Definition | undefined> {
    const files = /\.ya?ml(?:@|$)/.test(path)
      ? [path]
      : ['action.yml', 'action.yaml'].map((name) => (path === '' ? name : `${path}/${name}`));
    for (const file of files) {
      for (const target of includeTargets(uri, { kind: 'requirement', path: file, span: { start: 0, end: 0 }, tries: [file] })) {
        const found = await this.#workspace.readFile(target);
        if (found.kind === 'found') {
          return this.#parsed(target, found.value);
        }
      }
    }
    return undefined;
  }

  #parsed(uri: string, whole: string): Definition {
    const text = whole.slice(0, MAX_TEXT);
    const known = this.#definitions.get(uri);
    if (known?.text === text) {
      return known;
    }
    if (this.#definitions.size >= MAX_DEFINITIONS) {
      this.#definitions.clear();
    }
    const definition = { text, manifest: ciWorkflow.parse(text), isCut: whole.length > MAX_TEXT };
    this.#definitions.set(uri, definition);
    return definition;
  }
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

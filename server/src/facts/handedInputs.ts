import * as l10n from '@vscode/l10n';
import { ciWorkflow } from '../formats/files/commands/workflow/ciWorkflow';
import { EMPTY_MANIFEST, type HandedInput, type Manifest } from '../formats/manifest/format';
import { overOneBudget } from '../formats/manifest/readingBudget';
import type { Workspace } from '../host';
import { addAll } from '../packaging/lists';
import type { ReadDefinition } from './handedUse';
import { includeTargets } from './includes';
import { ReachedDefinitions } from './reachedDefinitions';

/** Maximum number of values. */
const MAX_INPUTS = 200;
/** Maximum number of characters of a definition, and of those that are kept for the next file. */
const MAX_TEXT = 200_000;
const MAX_KEPT = 2_000_000;
/** A shorter one counts as much. */
const MIN_KEPT = 1_000;

const WORKFLOW = overOneBudget(ciWorkflow);
const ACTIONS = ['action.yml', 'action.yaml'];
const MAKEFILES = ['GNUmakefile', 'makefile', 'Makefile'];

/** Follows the values that files give to inputs of other definitions in the repository. */
export class HandedInputs {
  readonly #workspace: Pick<Workspace, 'readFile'>;
  /** By URI, the last used at the end. A definition is parsed again only if its text has changed. */
  readonly #definitions = new Map<string, ReadDefinition>();
  #kept = 0;

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
    const reached = new ReachedDefinitions((input) => this.#definitionAt(input, uri));
    const requirements = [...manifest.requirements];
    const includes = [...manifest.includes];
    const unchecked = [...manifest.unchecked];
    for (const [i, input] of handed.entries()) {
      const { value } = input;
      const use = i < MAX_INPUTS ? await reached.useOf(input) : 'unknown';
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

  async #definitionAt({ path, make }: HandedInput, uri: string): Promise<ReadDefinition | undefined> {
    const names = make === undefined ? ACTIONS : MAKEFILES;
    const isFile = make?.isFile ?? /\.ya?ml(?:@|$)/.test(path);
    const files = isFile ? [path] : names.map((name) => (path === '' ? name : `${path}/${name}`));
    for (const file of files) {
      for (const target of includeTargets(uri, { kind: 'requirement', path: file, span: { start: 0, end: 0 }, tries: [file] })) {
        const found = await this.#workspace.readFile(target);
        if (found.kind === 'found') {
          return this.#parsed(target, found.value, make === undefined);
        }
      }
    }
    return undefined;
  }

  #parsed(uri: string, whole: string, isWorkflow: boolean): ReadDefinition {
    const text = whole.slice(0, MAX_TEXT);
    const known = this.#definitions.get(uri);
    if (known?.text === text) {
      this.#keep(uri, known);
      return known;
    }
    const manifest = isWorkflow ? WORKFLOW.parse(text) : EMPTY_MANIFEST;
    const definition = {
      text,
      manifest,
      uncheckedWords: new Set(
        manifest.unchecked.flatMap((one) => [...(one.text.match(/\w+/g) ?? []), ...(one.text.match(/[\w-]+/g) ?? [])]),
      ),
      isCut: whole.length > MAX_TEXT,
      ofMake: new Map(),
    };
    this.#keep(uri, definition);
    return definition;
  }

  #keep(uri: string, definition: ReadDefinition): void {
    const before = this.#definitions.get(uri);
    this.#kept += sizeOf(definition) - (before === undefined ? 0 : sizeOf(before));
    this.#definitions.delete(uri);
    this.#definitions.set(uri, definition);
    for (const [oldest, kept] of this.#definitions) {
      if (this.#kept <= MAX_KEPT) {
        break;
      }
      this.#definitions.delete(oldest);
      this.#kept -= sizeOf(kept);
    }
  }
}

function sizeOf({ text }: ReadDefinition): number {
  return Math.max(text.length, MIN_KEPT);
}

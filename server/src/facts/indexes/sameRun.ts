import { fileUriOf } from '../../protocol/notebookUri';
import type { ProjectLayout } from '../layout/layout';
import type { DeclarationStore } from './declarationStore';
import type { IndexRelation } from './indexContext';
import { EMPTY, type IndexDeclarations, MAX_RUN, ofUv, UNREAD } from './indexDeclarations';

/** Takes what another file says, and how it affects the file. */
export type AddReading = (reading: IndexDeclarations | undefined, relation: IndexRelation) => void;

/** Formats with includes that pip reads in the same run. */
const PIP_FILES: ReadonlySet<string> = new Set(['requirements', 'constraints']);

/** Finds the files that an installer reads together with a file. */
export class SameRun {
  readonly #declarations: DeclarationStore;
  readonly #layoutOf: (uri: string) => Promise<ProjectLayout>;

  constructor(declarations: DeclarationStore, layoutOf: (uri: string) => Promise<ProjectLayout>) {
    this.#declarations = declarations;
    this.#layoutOf = layoutOf;
  }

  /** The uv settings that apply to the file, and whether uv installs it. No pyproject.toml affects an inline script. */
  async addUv(uri: string, formatId: string, add: AddReading): Promise<boolean> {
    if (formatId !== 'pyproject' && formatId !== 'inline-script') {
      return false;
    }
    const { uvSettings, workspace } = await this.#layoutOf(uri);
    const root = workspace?.tool === 'uv' ? workspace.root.manifest : undefined;
    const isMember = formatId === 'pyproject' && root !== undefined && root !== uri;
    if (uvSettings !== undefined && uvSettings !== uri && (formatId === 'pyproject' || uvSettings.endsWith('/uv.toml'))) {
      add(ofUv(await this.#declarations.reading(uvSettings)), 'run');
    }
    if (isMember) {
      add(ofUv(await this.#declarations.reading(root)), 'run');
    }
    return uvSettings !== undefined || isMember;
  }

  /** All files of the runs that read the file: those that include it, at any depth, and what they include. */
  async addIncluders(uri: string, add: AddReading): Promise<void> {
    const above = new Set<string>([uri]);
    for (const each of above) {
      for (const includer of this.#declarations.includersOf(each) ?? []) {
        if (above.size < MAX_RUN) {
          above.add(includer);
        } else if (!above.has(includer)) {
          add({ ...EMPTY, uri: includer, indexes: [UNREAD] }, 'run');
        }
      }
    }
    const installs: string[] = [];
    const seen = new Set<string>();
    for (const each of above) {
      const reading = await this.#declarations.reading(each);
      if (PIP_FILES.has(reading?.formatId ?? '') || each === uri) {
        await this.#addIncluded(each, seen, (one) => add(one, 'run'));
      } else {
        installs.push(each);
      }
    }
    for (const each of installs) {
      await this.#addIncluded(each, new Set(), (one) => add(one, 'install'));
    }
  }

  async #addIncluded(start: string, seen: Set<string>, add: (reading: IndexDeclarations | undefined) => void): Promise<void> {
    const pending: { readonly uri: string; readonly includer?: IndexDeclarations | undefined }[] = [{ uri: start }];
    for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
      const { uri, includer } = next;
      if (!seen.has(uri) && seen.size >= MAX_RUN) {
        // Any of the others may name an index.
        add({ ...EMPTY, uri, indexes: [UNREAD] });
        return;
      }
      if (!seen.has(uri)) {
        seen.add(uri);
        const reading = await this.#declarations.reading(uri);
        // The working directory of a command is a guess: a file that does not exist there is not part of its run.
        const isHidden = reading?.isUnread === true && PIP_FILES.has(includer?.formatId ?? '');
        add(isHidden ? { ...reading, indexes: [UNREAD] } : reading);
        for (const target of reading?.includes ?? []) {
          pending.push({ uri: target, includer: reading });
        }
      }
    }
  }

  /** A cell belongs to the kernel of its notebook, and so do its other cells. */
  async addNotebook(file: string, add: AddReading): Promise<void> {
    add(await this.#declarations.reading(file), 'run');
    for (const other of this.#declarations.known()) {
      if (other.formatId === 'notebook-cell' && fileUriOf(other.uri) === file) {
        add(other, 'run');
      }
    }
  }
}

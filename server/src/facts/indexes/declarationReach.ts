import { fileUriOf } from '../../protocol/notebookUri';
import type { DeclarationStore } from './declarationStore';
import { MAX_DEPTH_AROUND } from './nearbyFiles';

/** The folders with files that the index options of another file can affect. Made again only when what files say has changed. */
export class DeclarationReach {
  readonly #declarations: DeclarationStore;
  #last: { readonly version: number; readonly folders: ReadonlySet<string> } | undefined;

  constructor(declarations: DeclarationStore) {
    this.#declarations = declarations;
  }

  /** Whether such a file may be around a file. */
  includes(uri: string): boolean {
    const { version, speaking } = this.#declarations;
    if (this.#last?.version !== version) {
      this.#last = { version, folders: reachOf(speaking) };
    }
    const file = fileUriOf(uri);
    for (let slash = file.lastIndexOf('/'); slash > 0; slash = file.lastIndexOf('/', slash - 1)) {
      if (this.#last.folders.has(file.slice(0, slash))) {
        return true;
      }
    }
    return false;
  }
}

/** The folders in which a file can affect another one: a folder above it, or a folder at most this deep below one of those. */
function reachOf(uris: Iterable<string>): Set<string> {
  const folders = new Set<string>();
  for (const uri of uris) {
    let folder = fileUriOf(uri);
    for (let level = 0; level <= MAX_DEPTH_AROUND && folder.includes('/'); level++) {
      folder = folder.slice(0, folder.lastIndexOf('/'));
      folders.add(folder);
    }
  }
  return folders;
}

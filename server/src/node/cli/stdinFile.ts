import type { Host } from '../../host';
import { found } from '../../lookup';
import { mayContain } from '../../protocol/fileKinds';

/** The host with one more file: standard input, at `uri`. */
export function withStdin(host: Host, uri: string, text: string): Host {
  const { workspace } = host;
  return {
    ...host,
    workspace: {
      folders: () => workspace.folders(),
      isInside: (file) => workspace.isInside(file),
      passedOver: (file) => workspace.passedOver(file),
      foldersAbove: (file) => workspace.foldersAbove(file),
      entries: (folder) => workspace.entries(folder),
      readAround: async (file) => (file === uri ? found(text) : workspace.readAround(file)),
      readFile: async (file) => (file === uri ? found(text) : workspace.readFile(file)),
      mayContain: (file, kind) => (file === uri ? mayContain(kind, text) : workspace.mayContain(file, kind)),
      async *findFiles(root, options) {
        if (root === uri) {
          yield { uri };
        } else {
          yield* workspace.findFiles(root, options);
        }
      },
    },
  };
}

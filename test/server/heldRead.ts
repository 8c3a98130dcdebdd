import type { InMemoryHost } from '../inMemoryHost';

/** Keeps a file from being read until `release`. `isAsked` resolves when the server asks for it. */
export function holdRead({ workspace }: InMemoryHost, name: string): { readonly isAsked: Promise<void>; release(): void } {
  const [isAsked, ask] = gate();
  const [isReleased, release] = gate();
  const read = workspace.readFile.bind(workspace);
  workspace.readFile = async (uri) => {
    if (uri.endsWith(`/${name}`)) {
      ask();
      await isReleased;
    }
    return read(uri);
  };
  return { isAsked, release };
}

function gate(): [opens: Promise<void>, open: () => void] {
  let open = (): void => undefined;
  const opens = new Promise<void>((resolve) => {
    open = resolve;
  });
  return [opens, open];
}

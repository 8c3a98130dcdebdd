import { expect, it } from 'vitest';
import { withStdin } from '../../../../server/src/node/cli/stdinFile';
import { InMemoryHost, ROOT } from '../../../inMemoryHost';

const STDIN = `${ROOT}/-`;
const OTHER = `${ROOT}/other.txt`;
const INCLUDED = 'flask\n';

async function urisIn(files: AsyncIterable<{ readonly uri: string }>): Promise<readonly string[]> {
  const uris: string[] = [];
  for await (const { uri } of files) {
    uris.push(uri);
  }
  return uris;
}

it('standard input is a file beside those of the disk', async () => {
  const host = new InMemoryHost({ 'other.txt': INCLUDED });
  const { workspace, ...others } = withStdin(host, STDIN, 'requests\n');
  expect(others).toMatchObject({ logger: host.logger, clock: host.clock });
  for (const read of [workspace.readFile, workspace.readAround]) {
    expect(await read(STDIN)).toEqual({ kind: 'found', value: 'requests\n' });
    expect(await read(OTHER)).toEqual({ kind: 'found', value: INCLUDED });
  }
  expect(workspace.mayContain?.(STDIN, { hints: [['requests']] })).toBe(true);
  expect(workspace.mayContain?.(STDIN, { hints: [['flask']] })).toBe(false);
  const options = { matcherOf: async () => () => true, signal: new AbortController().signal } as never;
  expect(await urisIn(workspace.findFiles(STDIN, options))).toEqual([STDIN]);
  expect(await urisIn(workspace.findFiles(ROOT, options))).toEqual(await urisIn(host.workspace.findFiles(ROOT, options)));
  expect(workspace.folders()).toEqual(host.workspace.folders());
  expect(workspace.isInside(OTHER)).toBe(true);
  expect(workspace.isInside('file:///elsewhere/a.txt')).toBe(false);
});

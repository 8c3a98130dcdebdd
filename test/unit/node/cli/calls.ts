import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Writable } from 'node:stream';
import { vi } from 'vitest';
import { Output } from '../../../../server/src/node/cli/output/outputStreams';
import { run } from '../../../../server/src/node/cli/run';
import { UsageError } from '../../../../server/src/node/cli/usage';

/** The package data of this repository, which a build has next to its bundle. It is read once, not per call. */
const DATA = path.join(import.meta.dirname, '../../../../data');
vi.mock(import('../../../../server/src/node/data/dataFiles'), async (original) => {
  const real = await original();
  let data: ReturnType<typeof real.loadNameDataFrom> | undefined;
  return {
    ...real,
    bundledDataFolder: () => DATA,
    loadNameDataFrom: () => {
      data ??= real.loadNameDataFrom(DATA);
      return data;
    },
  };
});

/** The results of a call of the command line. */
export interface Answer {
  /** The exit code; 2 for a rejected call. */
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
  /** Why the call was rejected. */
  readonly message?: string;
  /** Whether the call is invalid, and the command for help. */
  readonly usage?: { readonly command: string | undefined };
}

/** Runs the command line in this process, as `main.ts` does. */
export async function lookalike(...args: readonly string[]): Promise<Answer> {
  const texts = ['', ''];
  const stream = (i: number) =>
    new Writable({
      write(chunk, _, done) {
        texts[i] += String(chunk);
        done();
      },
    });
  let code: number;
  let refused: Pick<Answer, 'message' | 'usage'> = {};
  try {
    code = await run(args, new Output(stream(0), stream(1), {}));
  } catch (error) {
    code = 2;
    refused = { message: (error as Error).message, ...(error instanceof UsageError && { usage: { command: error.command } }) };
  }
  return { code, stdout: texts[0] ?? '', stderr: texts[1] ?? '', ...refused };
}

/** A folder with files, which is deleted at the end. */
export function folderWith(files: Readonly<Record<string, string>>): {
  readonly folder: string;
  file(name: string): string;
  remove(): void;
} {
  const folder = realpathSync(mkdtempSync(path.join(os.tmpdir(), 'lookalike-cli-')));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), text);
  }
  return {
    folder,
    file: (name) => path.join(folder, name),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

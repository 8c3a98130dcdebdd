import { type SpawnOptions, spawn } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The repository's root: every script works from there, wherever it was called. */
export const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));

/** Node's arguments for running a TypeScript script as npm's own scripts do. */
export const tsx = ['--import', 'tsx'];

/** Runs a program with its output shown; resolves to its exit code (128 + n for a signal counts as 1). */
export function run(command: string, args: readonly string[], options: SpawnOptions = {}): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'], ...options });
    child.once('error', reject);
    child.once('exit', (code) => resolve(code ?? 1));
  });
}

/** The same, where anything but success is an error. */
export async function mustRun(command: string, args: readonly string[], options: SpawnOptions = {}): Promise<void> {
  const code = await run(command, args, options);
  if (code !== 0) {
    throw new Error(`${command} ${args.join(' ')} ended with exit code ${code}`);
  }
}

import { spawnSync } from 'node:child_process';
import os from 'node:os';
import path from 'node:path';
import { root } from '../../scripts/run.mjs';
import { type Counts, countsLine } from '../../scripts/test/counts.mjs';

/** Neovim over stdio, as a client without VS Code's library. */
export function neovimFlow(neovim: string, folder: string): Counts {
  console.log('\n  neovim');
  const run = spawnSync(neovim, ['--headless', '-u', 'NONE', '-i', 'NONE', '-n', '-S', path.join(root, 'test/editor/neovim.lua')], {
    cwd: os.tmpdir(),
    encoding: 'utf8',
    timeout: 900_000,
    env: {
      ...process.env,
      // Its log and state files are removed with the folder.
      XDG_STATE_HOME: path.join(folder, '.state'),
      XDG_CACHE_HOME: path.join(folder, '.state'),
      LOOKALIKE_NODE: process.execPath,
      LOOKALIKE_SERVER: path.join(root, 'dist/server.js'),
      LOOKALIKE_FOLDER: folder,
    },
  });
  // Neovim prints to standard error if it has no screen.
  const lines = `${run.stdout}\n${run.stderr}`.split(/\r?\n/).filter((line) => line.trim() !== '');
  for (const line of lines) {
    console.log(`    ${line.replace(/^ok /, '✓ ').replace(/^not ok /, '✗ ')}`);
  }
  const starting = (word: string): number => lines.filter((line) => line.startsWith(word)).length;
  const counts = { passed: starting('ok '), failed: starting('not ok '), skipped: starting('skip ') };
  if (run.status !== 0 && counts.failed === 0) {
    console.log(`    ✗ neovim ended with ${run.status ?? run.signal}`);
    counts.failed = 1;
  }
  console.log(`  neovim: ${countsLine(counts)}`);
  return counts;
}

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { type Counts, countsLine } from '../../scripts/counts.mjs';
import { root, tsx } from '../../scripts/run.mjs';

const TIMEOUT_MS = 90_000;

/** `npm start` without a desktop: what is found in the examples comes first, then an address that answers. */
export async function startFlow(): Promise<Counts> {
  console.log('\n  npm start');
  const child = spawn(process.execPath, [...tsx, 'scripts/start.mts'], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, LOOKALIKE_EDITOR: 'code-server' },
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  try {
    const address = await new Promise<string>((resolve, reject) => {
      let text = '';
      const timer = setTimeout(() => reject(new Error(`no address in:\n${text}`)), TIMEOUT_MS);
      child.once('exit', (code) => reject(new Error(`ended with ${code}:\n${text}`)));
      child.stdout.on('data', (chunk: Buffer) => {
        text += chunk;
        const found = /Open (http:\/\/127\.0\.0\.1:\S+) /.exec(text)?.[1];
        if (found !== undefined) {
          clearTimeout(timer);
          assert.ok(text.indexOf('pycryptoenv') < text.indexOf(found) && text.includes('pycryptoenv'), text);
          resolve(found);
        }
      });
    });
    const response = await fetch(address);
    assert.equal(response.status, 200);
    assert.match(await response.text(), /vscode-workbench-web-configuration/);
  } finally {
    child.kill('SIGTERM');
    await ended;
  }
  const counts = { passed: 1, failed: 0, skipped: 0 };
  console.log(`    ✓ prints the findings and serves the editor\n  npm start: ${countsLine(counts)}`);
  return counts;
}

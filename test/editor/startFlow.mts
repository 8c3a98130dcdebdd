import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { root, tsx } from '../../scripts/run.mjs';
import { type Counts, countsLine } from '../../scripts/test/counts.mjs';

const TIMEOUT_MS = 600_000;

/** `npm start` without a desktop: the findings in the examples come first, then the browser opens, and the address responds. */
export async function startFlow(): Promise<Counts> {
  console.log('\n  npm start');
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'lookalike-browser-'));
  const opened = path.join(folder, 'opened');
  const browser = path.join(folder, 'browser');
  fs.writeFileSync(browser, `#!/bin/sh\nprintf '%s' "$1" > '${opened}'\n`, { mode: 0o755 });
  const child = spawn(process.execPath, [...tsx, 'scripts/start.mts'], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, LOOKALIKE_EDITOR: 'code-server', BROWSER: browser },
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  try {
    const address = await new Promise<string>((resolve, reject) => {
      let text = '';
      const timer = setTimeout(() => reject(new Error(`no address in:\n${text}`)), TIMEOUT_MS);
      child.once('exit', (code) => reject(new Error(`ended with ${code}:\n${text}`)));
      child.stdout.on('data', (chunk: Buffer) => {
        text += chunk;
        const found = /Opened[\s\S]*address: (http:\/\/127\.0\.0\.1:\S+)\n$/.exec(text)?.[1];
        if (found !== undefined) {
          clearTimeout(timer);
          assert.ok(text.indexOf('pycryptoenv') < text.indexOf(found) && text.includes('pycryptoenv'), text);
          resolve(found);
        }
      });
    });
    assert.equal(fs.readFileSync(opened, 'utf8'), address);
    assert.match(decodeURIComponent(address), /openFile.*examples\/requirements\.txt:4/);
    const response = await fetch(address);
    assert.equal(response.status, 200);
    assert.match(await response.text(), /vscode-workbench-web-configuration/);
  } finally {
    child.kill('SIGTERM');
    await ended;
    fs.rmSync(folder, { recursive: true });
  }
  const counts = { passed: 1, failed: 0, skipped: 0 };
  console.log(`    ✓ prints the findings, serves the editor and opens the browser\n  npm start: ${countsLine(counts)}`);
  return counts;
}

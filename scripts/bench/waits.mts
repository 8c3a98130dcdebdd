/**
 * The delay of a hover while a large file is judged: `npm run bench -- waits`.
 *
 * A server gets one file of up to 2 MB in each row, and hovers in another document, one after the other, until the large file's diagnostics are there.
 */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { FuzzEditor } from '../fuzz/editor.mjs';
import { root } from '../run.mjs';
import { LARGE_FILES } from '../test/largeFiles.mjs';

const SERVER = [process.execPath, path.join(root, 'dist/server.js'), '--stdio'];
const { values } = parseArgs({ options: { only: { type: 'string' } } });
const SMALL = 'reqeusts\nrequests==2.31.0\n';

interface Waits {
  /** Milliseconds from opening the large file to its diagnostics. */
  readonly total: number;
  readonly hovers: number;
  readonly longest: number;
}

async function measure(file: string, text: string, settings: object): Promise<Waits> {
  const parent = mkdtempSync(path.join(os.tmpdir(), 'lookalike-waits-'));
  const folder = path.join(parent, 'project');
  mkdirSync(folder);
  const editor = new FuzzEditor(SERVER, folder, { pulls: true, trusted: true, versionedEdits: true }, { offline: true, ...settings });
  try {
    await editor.initialize();
    editor.open('small/requirements.txt', 'pip-requirements', SMALL);
    const hover = () =>
      editor.ask('textDocument/hover', {
        textDocument: { uri: editor.uriOf('small/requirements.txt') },
        position: { line: 0, character: 2 },
      });
    await hover();
    const start = performance.now();
    editor.open(file, 'plaintext', text);
    let isDone = false;
    const large = editor.ask('textDocument/diagnostic', { textDocument: { uri: editor.uriOf(file) } }).finally(() => {
      isDone = true;
    });
    const waits: number[] = [];
    while (!isDone) {
      const asked = performance.now();
      await hover();
      waits.push(performance.now() - asked);
    }
    await large;
    return { total: performance.now() - start, hovers: waits.length, longest: Math.max(...waits) };
  } finally {
    await editor.stop();
    rmSync(parent, { recursive: true, force: true });
  }
}

console.log('| file | judged in ms | hovers meanwhile | longest wait in ms |\n| --- | ---: | ---: | ---: |');
for (const { what, file, text, settings } of LARGE_FILES.filter(({ what }) => values.only === undefined || what.includes(values.only))) {
  const { total, hovers, longest } = await measure(file, text(), settings ?? {});
  console.log(`| ${what} | ${total.toFixed(0)} | ${hovers} | ${longest.toFixed(0)} |`);
}

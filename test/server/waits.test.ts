import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { FuzzEditor } from '../../scripts/fuzz/editor.mjs';
import { LARGE_FILES } from '../../scripts/test/largeFiles.mjs';

const SERVER = [process.execPath, path.join(__dirname, '../../dist/server.js'), '--stdio'];

/** `npm run bench -- waits` measures milliseconds. This test checks the order. */
describe('while a large file is judged', () => {
  it.each(LARGE_FILES.map((file) => [file.what, file] as const))('hovers in another document are answered: %s', async (_, large) => {
    const parent = mkdtempSync(path.join(os.tmpdir(), 'lookalike-waits-'));
    const folder = path.join(parent, 'project');
    mkdirSync(folder);
    const settings = { offline: true, ...large.settings };
    const editor = new FuzzEditor(SERVER, folder, { pulls: true, trusted: true, versionedEdits: true }, settings);
    try {
      await editor.initialize();
      editor.open('small/requirements.txt', 'pip-requirements', 'reqeusts\n');
      const small = { textDocument: { uri: editor.uriOf('small/requirements.txt') }, position: { line: 0, character: 2 } };
      await editor.ask('textDocument/hover', small);
      editor.open(large.file, 'plaintext', large.text());
      let isJudged = false;
      const judged = editor.ask('textDocument/diagnostic', { textDocument: { uri: editor.uriOf(large.file) } }).then((answer) => {
        isJudged = true;
        return answer;
      });
      // The time that the editor itself needs to send 2 MB is over when the first answer arrives.
      for (let hovers = 0; hovers < 3; hovers++) {
        await editor.ask('textDocument/hover', small);
        expect(isJudged).toBe(false);
      }
      expect(await judged).toBeDefined();
      expect(editor.faults).toEqual([]);
    } finally {
      await editor.stop();
      rmSync(parent, { recursive: true, force: true });
    }
  });
});

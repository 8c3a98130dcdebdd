import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { generate } from '../../scripts/fuzz/generate.mjs';
import { play } from '../../scripts/fuzz/play.mjs';
import { Random } from '../../scripts/fuzz/random.mjs';
import type { Sequence } from '../../scripts/fuzz/sequence.mjs';
import { shrink } from '../../scripts/fuzz/shrink.mjs';
import { textsOf } from '../../scripts/fuzz/texts.mjs';

const FIXTURES = path.join(__dirname, '../fixtures');
const SERVER = [process.execPath, path.join(__dirname, '../../dist/server.js'), '--stdio'];
const kept = readdirSync(path.join(FIXTURES, 'fuzz')).filter((file) => file.endsWith('.json'));

const playOn = (command: readonly string[]) => (sequence: Sequence) => play(sequence, command, { edits: 0, requests: 0 });

describe('a session that once had a fault', () => {
  it.each(kept)('%s', async (file) => {
    expect(await playOn(SERVER)(JSON.parse(readFileSync(path.join(FIXTURES, 'fuzz', file), 'utf8')))).toEqual([]);
  });
});

/** A server that speaks LSP, and has a fault that a document triggers. */
const BAD_SERVER = `
const { createConnection, TextDocuments } = require('vscode-languageserver/node');
const { TextDocument } = require('vscode-languageserver-textdocument');
const connection = createConnection(process.stdin, process.stdout);
const documents = new TextDocuments(TextDocument);
let remembers = false;
connection.onInitialize(() => ({ capabilities: { textDocumentSync: 2 } }));
const textOf = ({ textDocument }) => documents.get(textDocument.uri)?.getText() ?? '';
const at = (line, character) => ({ start: { line, character }, end: { line, character } });
documents.onDidChangeContent(({ document }) => {
  if (document.getText().includes('crash')) process.exit(7);
  remembers ||= document.getText().includes('history');
  if (document.getText().includes('log')) connection.console.error('something is wrong');
});
connection.onHover((params) => {
  const text = textOf(params);
  if (text.includes('throw')) throw new Error('no');
  return text.includes('range') ? { contents: 'x', range: at(1000, 0) } : null;
});
connection.languages.diagnostics.on((params) => {
  const text = textOf(params);
  const items = text.includes('bad') ? [{ range: at(0, 0), code: 'x', message: 'bad', data: { name: 'bad' } }] : [];
  if (remembers) items.push({ range: at(0, 0), message: 'y' });
  return { kind: 'full', items };
});
connection.onCodeAction((params) => {
  const { uri } = params.textDocument;
  const diagnostics = [{ range: at(0, 0), code: 'x', message: 'bad', data: { name: 'bad' } }];
  const newText = textOf(params).includes('toml') ? '[' : '';
  return textOf(params).includes('bad') ? [{ title: 'Mend', diagnostics, edit: { changes: { [uri]: [{ range: at(0, 0), newText }] } } }] : [];
});
documents.listen(connection);
connection.listen();
`;

describe('the fuzzer', () => {
  let folder: string;
  let badServer: string[];
  beforeAll(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'lookalike-fuzz-test-'));
    const file = path.join(folder, 'server.js');
    const required = BAD_SERVER.replace(/require\('(vscode[^']*)'\)/g, (_, name) => `require(${JSON.stringify(require.resolve(name))})`);
    writeFileSync(file, required);
    badServer = [process.execPath, file];
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const session = (text: string, ...more: Sequence['steps']): Sequence => ({
    client: { pulls: true, trusted: true, versionedEdits: false },
    settings: {},
    files: {},
    steps: [{ do: 'open', file: 'uv.toml', language: 'toml', text }, ...more],
  });
  const hover = { do: 'request', method: 'textDocument/hover', file: 'uv.toml', at: 0, cancel: false } as const;
  const fix = { do: 'fix', file: 'uv.toml', pick: 1 } as const;

  it.each([
    ['nothing', session('fine', hover, fix), undefined],
    ['a crash', session('crash', hover), 'crash'],
    ['an error in the log', session('log', hover), 'logged error'],
    ['an error for an answer', session('throw', hover), 'error response'],
    ['a range outside of the text', session('range', hover), 'range'],
    ['a fix that does nothing', session('bad', fix), 'Mend leaves its finding'],
    ['a fix that breaks the syntax', session('bad="toml"', fix), 'Mend breaks the syntax'],
    [
      'a server that remembers',
      session('history', { do: 'edit', file: 'uv.toml', changes: [{ at: 0, length: 9, text: '' }] }),
      'differs from a fresh server',
    ],
  ])('notices %s', async (_, sequence, kind) => {
    expect((await playOn(badServer)(sequence))[0]?.kind).toBe(kind);
  });

  it('shrinks a session with a fault', async () => {
    const edit = { do: 'edit', file: 'uv.toml', changes: [{ at: 0, length: 0, text: 'a = 1\n' }] } as const;
    const long = session('one\ntwo\nthree\nfour\ncrash\nsix\n', hover, edit, fix);
    const small = await shrink({ ...long, files: { 'a.txt': 'x' } }, 'crash', playOn(badServer));
    expect(small).toEqual({ ...session('crash\n'), files: {} });
  });

  it('makes the same session for the same seed, and another one for another seed', () => {
    const samples = textsOf(FIXTURES, 2);
    expect(samples.length).toBeGreaterThan(40);
    expect(generate(new Random(7), samples)).toEqual(generate(new Random(7), samples));
    expect(generate(new Random(8), samples)).not.toEqual(generate(new Random(7), samples));
  });
});

import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { type Diagnostic, type DocumentDiagnosticReport, FileChangeType } from 'vscode-languageserver-protocol';
import { checkAnswer } from './answers.mjs';
import { FuzzEditor } from './editor.mjs';
import { tryFix } from './fixes.mjs';
import type { Fault, Sequence, Step } from './sequence.mjs';
import { parses } from './syntax.mjs';

/** Counts of the played steps. */
export interface Tally {
  edits: number;
  requests: number;
}

/** Plays a session against a server that `command` starts, and returns the server's faults. */
export async function play(sequence: Sequence, command: readonly string[], tally: Tally): Promise<Fault[]> {
  const parent = mkdtempSync(path.join(os.tmpdir(), 'lookalike-fuzz-'));
  const folder = path.join(parent, 'project');
  mkdirSync(folder);
  for (const [file, text] of Object.entries(sequence.files)) {
    writeFile(folder, file, text);
  }
  const editor = new FuzzEditor(command, folder, sequence.client, sequence.settings);
  try {
    await editor.initialize();
    for (const step of sequence.steps) {
      await playStep(editor, step, tally);
    }
    await editor.settle();
    await compareWithFresh(editor, sequence, command);
  } finally {
    await editor.stop();
    rmSync(parent, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 });
  }
  return editor.faults;
}

async function playStep(editor: FuzzEditor, step: Step, tally: Tally): Promise<void> {
  switch (step.do) {
    case 'open':
      return editor.open(step.file, step.language, step.text);
    case 'edit':
      tally.edits += step.changes.length;
      return editor.edit(editor.uriOf(step.file), step.changes);
    case 'close':
      return editor.close(step.file);
    case 'rename': {
      const document = editor.documents.get(editor.uriOf(step.file));
      if (document !== undefined) {
        const text = document.versions.at(-1)?.getText() ?? '';
        editor.close(step.file);
        editor.open(step.to, document.language, text);
      }
      return;
    }
    case 'write':
      return writeAndTell(editor, step.file, step.text);
    case 'configure':
      editor.settings = step.settings;
      return editor.notify('workspace/didChangeConfiguration', { settings: {} });
    case 'trust':
      editor.isTrusted = true;
      return editor.notify('lookalike/trustGranted');
    case 'request':
      tally.requests++;
      request(editor, step);
      return;
    case 'fix':
      await editor.settle();
      tally.requests++;
      return tryFix(editor, step.file, step.pick);
    case 'settle':
      return editor.settle();
  }
}

/** Sent without waiting. The answer is checked when it arrives. */
function request(editor: FuzzEditor, { method, file, at, cancel }: Step & { do: 'request' }): void {
  const uri = editor.uriOf(file);
  const text = editor.documents.get(uri)?.versions.at(-1);
  const far = { line: at, character: at };
  const position = text === undefined || at > text.getText().length + 100 ? far : text.positionAt(at);
  const range = { start: position, end: text?.positionAt(at + 200) ?? far };
  const params = {
    textDocument: { uri },
    position,
    range,
    context: { diagnostics: [] },
    previousResultIds: [],
    name: text?.getText().slice(at, at + 20) ?? '',
  };
  editor
    .ask(method, params, cancel)
    .then((answer) => answer && checkAnswer(editor, method, uri, answer))
    .catch((error: unknown) => editor.fault('odd answer', `${method}: ${error}`));
}

function writeFile(folder: string, file: string, text: string): void {
  const whole = path.join(folder, file);
  try {
    mkdirSync(path.dirname(whole), { recursive: true });
    writeFileSync(whole, text);
  } catch {
    // If there is a folder at the path, or a file in place of its folder: file not found.
  }
}

/** `text` null: the file is deleted. */
export function writeAndTell(editor: FuzzEditor, file: string, text: string | null): void {
  if (file.startsWith('untitled:') || file.includes('#')) {
    return;
  }
  const whole = path.join(editor.folder, file);
  const type = text === null ? FileChangeType.Deleted : existsSync(whole) ? FileChangeType.Changed : FileChangeType.Created;
  if (text === null) {
    rmSync(whole, { recursive: true, force: true });
  } else {
    writeFile(editor.folder, file, text);
  }
  editor.notify('workspace/didChangeWatchedFiles', { changes: [{ uri: editor.uriOf(file), type }] });
}

/** The diagnostics of a document, sorted. */
export async function shownFor(editor: FuzzEditor, uri: string): Promise<Diagnostic[] | undefined> {
  if (!editor.pulls) {
    const published = await editor.settled(uri);
    return published?.diagnostics;
  }
  const answer = await editor.ask('textDocument/diagnostic', { textDocument: { uri } });
  if (answer === undefined) {
    return undefined;
  }
  checkAnswer(editor, 'textDocument/diagnostic', uri, answer);
  return (answer.result as DocumentDiagnosticReport & { items: Diagnostic[] }).items;
}

async function allShown(editor: FuzzEditor): Promise<Map<string, string[]>> {
  const shown = new Map<string, string[]>();
  for (const uri of editor.documents.keys()) {
    const diagnostics = await shownFor(editor, uri);
    shown.set(uri, (diagnostics ?? []).map((diagnostic) => JSON.stringify(diagnostic)).sort());
  }
  return shown;
}

/** Maximum number of checks before something counts as a fault: news about one document may still be on its way to another. */
const LOOKS = 40;

export async function eventually(editor: FuzzEditor, look: () => Promise<Fault | undefined>): Promise<void> {
  let fault: Fault | undefined;
  for (let looks = 0; looks < LOOKS; looks++) {
    fault = await look();
    if (fault === undefined) {
      return;
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  editor.faults.push(fault as Fault);
}

/** A fresh server must show the same. */
async function compareWithFresh(editor: FuzzEditor, sequence: Sequence, command: readonly string[]): Promise<void> {
  if (editor.faults.length > 0 || editor.documents.size === 0 || !configurationsParse(editor)) {
    return;
  }
  const fresh = new FuzzEditor(command, editor.folder, { ...sequence.client, trusted: editor.isTrusted }, editor.settings);
  try {
    await fresh.initialize();
    for (const { uri, language, versions } of editor.documents.values()) {
      fresh.openUri(uri, language, versions.at(-1)?.getText() ?? '');
    }
    await eventually(editor, async () => {
      const difference = differenceOf(await allShown(editor), await allShown(fresh));
      return difference === undefined ? undefined : { kind: 'differs from a fresh server', detail: difference };
    });
  } finally {
    await fresh.stop();
  }
}

function differenceOf(ours: ReadonlyMap<string, string[]>, others: ReadonlyMap<string, string[]>): string | undefined {
  for (const [uri, shown] of ours) {
    const expected = others.get(uri) ?? [];
    const extra = shown.filter((one) => !expected.includes(one));
    const missing = expected.filter((one) => !shown.includes(one));
    if (extra.length + missing.length > 0 || shown.length !== expected.length) {
      return `${uri}: too much ${extra.slice(0, 3)}; too little ${missing.slice(0, 3)}`;
    }
  }
  return undefined;
}

/** While a configuration file is incomplete, its last valid version applies. A fresh server has none. */
export function configurationsParse(editor: FuzzEditor): boolean {
  const open = [...editor.documents.values()].map(({ uri, versions }) => [uri, versions.at(-1)?.getText() ?? ''] as const);
  const texts = new Map([...filesOf(editor), ...open]);
  return [...texts].every(([uri, text]) => !/\/(lookalike|pyproject)\.toml$/.test(uri) || parses(uri, text) === true);
}

function filesOf(editor: FuzzEditor): (readonly [string, string])[] {
  return ['', 'sub/'].flatMap((folder) =>
    ['lookalike.toml', 'pyproject.toml'].flatMap((name) => {
      const whole = path.join(editor.folder, folder, name);
      return existsSync(whole) ? [[editor.uriOf(`${folder}${name}`), readFileSync(whole, 'utf8')] as const] : [];
    }),
  );
}

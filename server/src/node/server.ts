// dist/server.js: runs the language server, dist/languageServer.js, from code that V8 compiled at an earlier start. Compiling takes a third of a start.
// The bundle is one function with the parameters of a module: a text that had to be wrapped here would be copied.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { isMainThread } from 'node:worker_threads';
import { cacheFolder } from './cacheFolder';
import { compile } from './codeCache';

/** Written by the build: a digest of dist/languageServer.js. Empty: the bundle may change at any time. */
declare const LOOKALIKE_BUNDLE: string;

/** Milliseconds. By then, the usual first tasks of a server have run, and their code is kept. */
const SETTLED = 20_000;

const file = path.join(__dirname, 'languageServer.js');
const isBuilt = LOOKALIKE_BUNDLE !== '';
// esbuild writes only ASCII when it minifies.
const source = readFileSync(file, isBuilt ? 'latin1' : 'utf8');
const { script, save } = compile(source, file, isBuilt && isMainThread ? { folder: codeFolder(), id: LOOKALIKE_BUNDLE } : undefined);
if (save !== undefined) {
  keepOnce(save);
}
const main = { exports: {} };
script.runInThisContext()(main.exports, createRequire(file), main, file, __dirname);

function codeFolder(): string {
  return path.join(cacheFolder({ env: process.env, platform: process.platform, home: os.homedir() }), 'code');
}

function keepOnce(save: () => void): void {
  const timer = setTimeout(() => keep(), SETTLED);
  timer.unref();
  const keep = (): void => {
    clearTimeout(timer);
    process.off('exit', keep);
    save();
  };
  process.once('exit', keep);
}

// dist/server.js: runs the language server, dist/languageServer.js, from code that V8 compiled at an earlier start. Compiling takes a third of a start.
import { readFileSync } from 'node:fs';
import Module, { createRequire } from 'node:module';
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
if (LOOKALIKE_BUNDLE === '' || !isMainThread) {
  createRequire(__filename)(file);
} else {
  run();
}

function run(): void {
  const folder = path.join(cacheFolder({ env: process.env, platform: process.platform, home: os.homedir() }), 'code');
  // esbuild writes only ASCII.
  const source = Module.wrap(readFileSync(file, 'latin1'));
  const { script, save } = compile(source, file, { folder, id: LOOKALIKE_BUNDLE });
  if (save !== undefined) {
    keepOnce(save);
  }
  const module = { exports: {} };
  script.runInThisContext()(module.exports, createRequire(file), module, file, __dirname);
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

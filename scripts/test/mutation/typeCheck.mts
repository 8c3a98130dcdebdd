import { execFile } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { root } from '../../run.mjs';

/** Options for the compiler: it checks types, not unreachable or unused code, which a mutant with a constant condition causes. */
const OPTIONS = [
  '--noEmit',
  '--incremental',
  '--noUnusedLocals',
  'false',
  '--noUnusedParameters',
  'false',
  '--allowUnreachableCode',
  'true',
  '--noImplicitReturns',
  'false',
];

/** A copy of the server's sources for the type checker, one mutant at a time. Nothing in the project changes. */
export class TypeCheck {
  readonly #folder = mkdtempSync(path.join(os.tmpdir(), 'lookalike-mutants-'));
  #sound: Promise<boolean> | undefined;
  /** The last check: one runs at a time. */
  #last: Promise<unknown> = Promise.resolve();

  constructor() {
    for (const part of ['server', 'tsconfig.base.json', 'package.json']) {
      cpSync(path.join(root, part), path.join(this.#folder, part), { recursive: true });
    }
    symlinkSync(path.join(root, 'node_modules'), path.join(this.#folder, 'node_modules'));
  }

  /** Whether the server compiles with `code` in place of `text` in `file` (relative to the root). Rejects if it does not compile without a mutant. */
  async accepts(file: string, code: string, text: string): Promise<boolean> {
    const check = this.#last.then(() => this.#accepts(file, code, text));
    this.#last = check.catch(() => {});
    return check;
  }

  async #accepts(file: string, code: string, text: string): Promise<boolean> {
    this.#sound ??= this.#compiles();
    if (!(await this.#sound)) {
      throw new Error('The server does not compile: npm run lint says why.');
    }
    const copy = path.join(this.#folder, file);
    writeFileSync(copy, code);
    try {
      return await this.#compiles();
    } finally {
      writeFileSync(copy, text);
    }
  }

  end(): void {
    rmSync(this.#folder, { recursive: true, force: true });
  }

  #compiles(): Promise<boolean> {
    const compiler = path.join(root, 'node_modules/typescript/lib/tsc.js');
    const args = [compiler, '-p', 'server', ...OPTIONS];
    return new Promise((resolve) => {
      execFile(process.execPath, args, { cwd: this.#folder }, (error) => resolve(error === null));
    });
  }
}

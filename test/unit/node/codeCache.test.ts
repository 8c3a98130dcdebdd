import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { compile } from '../../../server/src/node/codeCache';
import { crc32 } from '../../../server/src/node/crc32';

const FOLDER = fs.mkdtempSync(path.join(os.tmpdir(), 'code-cache-'));
const folder = path.join(FOLDER, 'code');
const FILE = path.join(FOLDER, 'program.js');
const SOURCE = '(function () { const twice = (n) => n * 2; return twice(21); })';

const run = (id = '1', source = SOURCE): { readonly value: unknown; readonly wasKept: boolean } => {
  const { script, save } = compile(source, FILE, { folder, id });
  const value = script.runInThisContext()();
  save?.();
  return { value, wasKept: save === undefined };
};
const keptFile = (): string => path.join(folder, fs.readdirSync(folder)[0] as string);

beforeEach(() => fs.rmSync(folder, { recursive: true, force: true }));
afterAll(() => fs.rmSync(FOLDER, { recursive: true }));

describe('compiled code', () => {
  it('is kept for the next start, only for this user', () => {
    expect(run()).toEqual({ value: 42, wasKept: false });
    expect(run()).toEqual({ value: 42, wasKept: true });
    if (process.platform !== 'win32') {
      expect([folder, keptFile()].map((file) => fs.statSync(file).mode & 0o777)).toEqual([0o700, 0o600]);
    }
  });

  it('belongs to one text: another one of the same length is compiled', () => {
    run();
    expect(run('2', SOURCE.replace('* 2', '* 3'))).toEqual({ value: 63, wasKept: false });
  });

  it('is compiled again if the file is damaged, truncated or empty', () => {
    run();
    const whole = fs.readFileSync(keptFile());
    const damaged = Buffer.from(whole);
    damaged[damaged.length - 40] = (damaged[damaged.length - 40] as number) ^ 1;
    const cuts = [0, 1, 3, 4, 5, 31, 32, 100, whole.length - 1].map((length) => whole.subarray(0, length));
    const longer = Buffer.concat([whole, Buffer.alloc(1)]);
    for (const bytes of [damaged, longer, ...cuts, Buffer.alloc(3), Buffer.alloc(31)]) {
      fs.writeFileSync(keptFile(), bytes);
      expect(run()).toEqual({ value: 42, wasKept: false });
      expect(fs.readFileSync(keptFile()).length).toBeGreaterThan(100);
    }
  });

  it('is compiled again whatever bit of the file is another one', () => {
    run();
    const whole = fs.readFileSync(keptFile());
    for (let at = 0; at < whole.length; at += Math.ceil(whole.length / 100)) {
      const damaged = Buffer.from(whole);
      damaged[at]! ^= 1 << (at % 8);
      fs.writeFileSync(keptFile(), damaged);
      expect(run()).toEqual({ value: 42, wasKept: false });
    }
  });

  it.each<[what: string, of: (code: Buffer) => Buffer]>([
    ['nothing', () => Buffer.alloc(0)],
    ['a text', () => Buffer.from('no code at all')],
    ['other bytes', (code) => Buffer.alloc(code.length, 7)],
    ['a part', (code) => code.subarray(0, -8)],
    ['code after a longer checksum', (code) => Buffer.concat([Buffer.alloc(28), code])],
  ])('is compiled again if V8 refuses what is there, with the right checksum: %s', (what, of) => {
    run();
    const file = keptFile();
    const data = of(fs.readFileSync(file).subarray(4));
    const checksum = Buffer.alloc(4);
    checksum.writeUInt32LE(crc32(data));
    fs.writeFileSync(file, Buffer.concat([checksum, data]));
    // V8 does not read the file for a text that this process has compiled.
    const other = SOURCE.replace('* 2', `* 2 /* ${what} */`);
    expect(run('1', other)).toEqual({ value: 42, wasKept: false });
    expect(run('1', other)).toEqual({ value: 42, wasKept: true });
  });

  it.runIf(process.platform !== 'win32')('is not taken from a file that others may write, or that a link leads to', () => {
    run();
    fs.chmodSync(keptFile(), 0o666);
    expect(run().wasKept).toBe(false);
    const elsewhere = path.join(FOLDER, 'elsewhere');
    fs.renameSync(keptFile(), elsewhere);
    const { script } = compile(SOURCE, FILE, { folder, id: '1' });
    expect(script.runInThisContext()()).toBe(42);
    run();
    const file = keptFile();
    fs.rmSync(file);
    fs.chmodSync(elsewhere, 0o777);
    fs.symlinkSync(elsewhere, file);
    expect(run().wasKept).toBe(false);
  });

  it('is kept for a few versions, the newest ones', () => {
    for (let id = 1; id <= 6; id++) {
      run(String(id));
      fs.readdirSync(folder).forEach((name) => {
        const age = 6 - Number(/program-(\d)/.exec(name)?.[1]);
        fs.utimesSync(path.join(folder, name), 1e9 - age, 1e9 - age);
      });
    }
    const ids = fs.readdirSync(folder).map((name) => Number(/program-(\d)/.exec(name)?.[1]));
    expect(ids.sort()).toEqual([3, 4, 5, 6]);
  });

  it('is neither read nor kept without a place for it', () => {
    run();
    const { script, save } = compile(SOURCE, FILE);
    expect([script.runInThisContext()(), save, script.cachedDataRejected]).toEqual([42, undefined, undefined]);
    expect(fs.readdirSync(folder)).toHaveLength(1);
  });

  it('works without a folder that cannot be made', () => {
    fs.writeFileSync(folder, 'a file');
    expect(run()).toEqual({ value: 42, wasKept: false });
    expect(fs.readFileSync(folder, 'utf8')).toBe('a file');
  });
});

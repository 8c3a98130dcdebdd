import { PassThrough } from 'node:stream';
import { afterEach, expect, it, vi } from 'vitest';
import { complainAbout } from '../../../../../server/src/node/cli/failure';
import { Output } from '../../../../../server/src/node/cli/output/outputStreams';
import { FileError, UsageError } from '../../../../../server/src/node/cli/usage';

/** What was written, with the end of lines that are erased in place of the control sequence. */
function outputTo({ isTTY = false, columns }: { readonly isTTY?: boolean; readonly columns?: number } = {}) {
  const written: string[] = [];
  const stream = (name: string) =>
    Object.assign(
      new PassThrough().on('data', (chunk) => written.push(`${name}: ${chunk}`)),
      {
        isTTY,
        ...(columns !== undefined && { columns }),
      },
    );
  return { written, output: new Output(stream('out'), stream('error'), { TERM: 'xterm' }) };
}

afterEach(() => vi.useRealTimers());

const systemError = Object.assign(new Error("ENOENT: no such file or directory, open 'x'"), { code: 'ENOENT', errno: -2, path: 'x' });

it.each<[error: Error, lines: readonly string[]]>([
  [new Error('It is\u001b[31m red.'), ['error: lookalike: It is\\u001b[31m red.\n']],
  [new FileError('Not there.'), ['error: lookalike: Not there.\n']],
  [systemError, ['error: lookalike: there is no such file or folder (x)\n']],
  [new UsageError('No.'), ['error: lookalike: No.\n', "error: See 'lookalike --help'.\n"]],
  [new UsageError('No.', 'scan'), ['error: lookalike: No.\n', "error: See 'lookalike scan --help'.\n"]],
])('after %s', (error, lines) => {
  const { written, output } = outputTo();
  complainAbout(error, output);
  expect(written).toEqual(lines);
});

it.each([
  [undefined, 100],
  [1, 40],
  [40, 40],
  [41, 41],
  [100, 100],
  [101, 100],
])('a text for %s columns has %d', (columns, expected) => {
  expect(outputTo({ ...(columns !== undefined && { columns }) }).output.columns).toBe(expected);
});

it.each<[color: 'auto' | 'always' | 'never', isTTY: boolean, toFile: boolean, isStyled: boolean]>([
  ['auto', true, false, true],
  ['auto', false, false, false],
  ['auto', true, true, false],
  ['always', false, false, true],
  ['always', false, true, true],
  ['never', true, false, false],
])('with --color %s, on a terminal: %s, into a file: %s', (color, isTTY, toFile, isStyled) => {
  const { output } = outputTo({ isTTY });
  output.prefer({ color, quiet: false, verbose: false });
  expect(output.style(toFile)('bold', 'x') !== 'x').toBe(isStyled);
});

it('has no color before the options are read, except on a terminal', () => {
  expect(outputTo().output.style()('bold', 'x')).toBe('x');
  expect(outputTo({ isTTY: true }).output.style()('bold', 'x')).not.toBe('x');
});

it.each([
  [false, false, ['warn', 'error']],
  [true, false, ['warn', 'error']],
  [false, true, ['info', 'warn', 'error']],
])('logs with --quiet %s and --verbose %s: %s', (quiet, verbose, levels) => {
  const { written, output } = outputTo();
  output.prefer({ color: 'auto', quiet, verbose });
  output.logger.info('info');
  output.logger.warn('warn');
  output.logger.error('error\n  at \u001b');
  expect(written).toEqual(
    levels.map((level) => (level === 'error' ? 'error: lookalike: error\n  at \\u001b\n' : `error: lookalike: ${level}\n`)),
  );
  expect([output.quiet, output.verbose]).toEqual([quiet, verbose]);
});

it('neither logs information nor is quiet before the options are read', () => {
  const { written, output } = outputTo();
  output.logger.info('info');
  expect(written).toEqual([]);
  expect([output.quiet, output.verbose]).toEqual([false, false]);
});

it.each([
  [true, false, 2],
  [true, true, 0],
  [false, false, 0],
])('on a terminal: %s, quiet: %s, shows progress, and removes it before a text', (isTTY, quiet, count) => {
  const { written, output } = outputTo({ isTTY, columns: 80 });
  output.prefer({ color: 'auto', quiet, verbose: false });
  vi.useFakeTimers({ toFake: ['Date'], now: 0 });
  output.showProgress('Reading');
  vi.setSystemTime(400);
  output.showProgress('Reading \u001b');
  output.write('text\n');
  output.writeError('why\n');
  expect(written.slice(0, -2)).toHaveLength(count);
  expect(written.slice(0, -2).every((each) => each.startsWith('error: ') && !each.includes('Reading \u001b'))).toBe(true);
  expect(written.slice(-2)).toEqual(['out: text\n', 'error: why\n']);
});

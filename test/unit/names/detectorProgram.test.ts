import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runDetector } from '../../../scripts/bench/detectorProgram.mjs';

/** Flags the beginning of a popular name. */
const DETECTOR = `
const popular = require('node:fs').readFileSync(process.env.POPULAR, 'utf8').split('\\n').slice(0, -1);
const names = require('node:fs').readFileSync(0, 'utf8').split('\\n').slice(0, -1);
if (process.argv[2] === 'busy') for (let end = process.cpuUsage().user + 200_000; process.cpuUsage().user < end; );
if (process.argv[2] === 'deaf') names.pop();
for (const name of names) console.log(popular.find((target) => target.startsWith(name)) ?? '');
`;

// A POSIX shell measures the processor time.
describe.skipIf(process.platform === 'win32')('a detector that runs as a program', () => {
  let folder: string;
  let popular: string;
  let command: string;
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'lookalike detector '));
    popular = path.join(folder, 'popular.txt');
    await writeFile(popular, 'requests\nnumpy\n');
    await writeFile(path.join(folder, 'detector.cjs'), DETECTOR);
    command = `"${process.execPath}" "${path.join(folder, 'detector.cjs')}"`;
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it('answers each name with a target or nothing', async () => {
    const { answers } = await runDetector(command, popular, ['request', 'flask', 'num']);
    expect(answers).toEqual(['requests', '', 'numpy']);
  });

  it('may get no names', async () => {
    expect((await runDetector(command, popular, [])).answers).toEqual([]);
  });

  it('is charged for its own processor time', async () => {
    const { cpuSeconds } = await runDetector(`${command} busy`, popular, ['num']);
    expect(cpuSeconds).toBeGreaterThanOrEqual(0.2);
  });

  it('is rejected when it skips a name, rather than measured', async () => {
    await expect(runDetector(`${command} deaf`, popular, ['request', 'flask'])).rejects.toThrow('gave 1 lines for 2 names');
  });

  it('is rejected when it fails', async () => {
    await expect(runDetector('exit 3', popular, ['request'])).rejects.toThrow('exit code 3');
  });
});

import path from 'node:path';
import { measureKeystrokes, measureStarts, type Server, type Times } from './keystroke.mjs';
import { ALL_PROJECTS, measureScan } from './scanTime.mjs';
import { requirementsFile } from './texts.mjs';

/**
 * The lines of a table that compares this version with an older one, built in another folder. Machines differ by more than versions do, so a goal that was
 * set with the older version on another machine can only be checked by measuring both versions on this one.
 */
export async function linesBeside(
  folder: string,
  servers: { readonly bare: Server; readonly ours: Server; readonly cli: readonly string[] },
  names: readonly string[],
  starts: number,
): Promise<string[]> {
  const { bare, ours, cli } = servers;
  const before: Server = { command: [process.execPath, path.join(folder, 'dist/server.js'), '--stdio'], settings: { offline: true } };
  const lines = ['| | bare | before | now | before / now |', '| --- | ---: | ---: | ---: | ---: |'];
  const add = (what: string, values: readonly number[], digits: number): void => {
    const [old = Number.NaN, own = Number.NaN] = values.slice(-2);
    const cells = [...(values.length < 3 ? [''] : []), ...values.map((value) => value.toFixed(digits))];
    lines.push(`| ${what} | ${cells.join(' | ')} | ${(old / own).toFixed(1)} |`);
  };
  const medians = (times: readonly Times[]): number[] => times.map(({ median }) => median);
  for (const count of [200, 1_000, 5_000]) {
    const file = requirementsFile(names, count);
    const jobs = [bare, before, ours].map((server) => ({ server, file }));
    add(`a keystroke among ${count.toLocaleString('en')} requirements (ms)`, medians(await measureKeystrokes(jobs, 100)), 2);
  }
  add('start to first diagnostics (ms)', medians(await measureStarts([bare, before, ours], requirementsFile(names, 20), starts)), 0);
  const old = await measureScan([process.execPath, path.join(folder, 'dist/cli.js')], names, ALL_PROJECTS);
  const own = await measureScan(cli, names, ALL_PROJECTS);
  add('a scan of 10,000 dependency files (s)', [old.seconds, own.seconds], 1);
  add('processor time of the scan (s)', [old.cpu, own.cpu], 1);
  add('peak memory of the scan (MB)', [old.memory / 1e6, own.memory / 1e6], 0);
  return lines;
}

// npm run data -- --from DIR: compiles the snapshots in DIR into the files below data/, from nothing.
// npm run data -- --live [--from DIR]: continues data/ with today's data of the live services, and with the lists of malicious packages in DIR.
// npm run data -- model: fits the model of the name engine on data/ (scripts/engine/train.mts).
// docs/data.md has the details.
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { constants } from 'node:zlib';
import { FILES, moduleNames } from '../../server/src/names/files/compile';
import { compileFiles, readDataSources } from '../../server/src/node/data/compileSources';
import { downloadSources, readSources } from '../../server/src/node/data/dataSources';
import { PUBLIC_DATA } from '../../server/src/node/data/dataUrls';
import { updateData } from '../../server/src/node/data/updateData';
import { connect } from '../../server/src/node/http/createClient';
import { root } from '../run.mjs';

const data = path.join(root, 'data');
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { from: { type: 'string' }, live: { type: 'boolean', default: false }, out: { type: 'string', default: data } },
});
const { from, live, out } = values;
const quality = constants.BROTLI_MAX_QUALITY;
if (positionals[0] === 'model') {
  await import('../engine/train.mjs');
} else if (live) {
  await refresh();
} else if (from !== undefined) {
  await rebuild(from);
} else {
  console.error('usage: npm run data -- (model | --from DIR | --live [--from DIR]) [--out DIR]');
  process.exit(2);
}

/** Everything from the snapshots: the same files each time, whatever the contents of data/ and whatever the date. */
async function rebuild(folder: string): Promise<void> {
  const sources = await readSources(folder);
  const read = readDataSources({ sources, now: endOfMonth(sources.projectTable ?? '') });
  const modules = moduleNames(await readFile(path.join(data, FILES.standardLibrary)));
  await mkdir(out, { recursive: true });
  for (const [file, bytes] of compileFiles(read, quality, modules)) {
    await writeFile(path.join(out, file), bytes);
    console.log(`${file.padEnd(20)} ${bytes.length.toLocaleString('en')} bytes`);
  }
  console.log(JSON.stringify(read.manifest));
}

async function refresh(): Promise<void> {
  const clock = { now: () => Date.now() };
  const quiet = (): void => undefined;
  const logger = { info: quiet, warn: quiet, error: quiet };
  const http = await connect({ version: 'data', env: process.env, clock, proxy: async () => ({}), logger });
  const { signal } = new AbortController();
  try {
    const { malicious, campaigns } = from === undefined ? {} : await readSources(from);
    const sources = { malicious, campaigns, ...(await downloadSources(http, PUBLIC_DATA, signal, console.log)) };
    const options = { sources, current: data, out, clock, progress: console.log, signal, quality, isRelease: true };
    const { before, after } = await updateData(options);
    // git has the previous files.
    await rm(`${out}.previous`, { recursive: true, force: true });
    console.log(JSON.stringify({ before, after }, undefined, 2));
  } finally {
    http.dispose();
  }
}

/** The snapshots are of the month of their newest release: later dates are wrong. Milliseconds since the epoch. */
function endOfMonth(table: string): number {
  const now = new Date().toISOString().slice(0, 'YYYY-MM'.length);
  const months = table.split('\n').map((line) => line.split('\t')[2] ?? '');
  const newest = months.reduce((max, month) => (/^\d{4}-\d{2}$/.test(month) && month > max && month <= now ? month : max), '');
  return newest === '' ? Date.now() : Date.UTC(Number(newest.slice(0, 4)), Number(newest.slice(5, 7))) - 1;
}

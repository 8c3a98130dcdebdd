// npm run data -- --from DIR: compiles the snapshots in DIR into the files below data/.
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { brotliCompressSync, constants, gunzipSync } from 'node:zlib';
import { ADVISORIES_FILE, compileAdvisories } from '../server/src/advisories/compact';
import { compileData, FILES, moduleNames } from '../server/src/names/compile';
import { readSnapshot } from '../server/src/names/snapshot';
import { readAdvisoryDump } from '../server/src/node/advisoryDump';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const { values } = parseArgs({ options: { from: { type: 'string' }, out: { type: 'string', default: path.join(root, 'data') } } });
if (values.from === undefined) {
  console.error('usage: npm run data -- --from DIR [--out DIR]');
  process.exit(2);
}
const source = (file: string): Promise<Buffer> => readFile(path.join(values.from!, file));

const snapshot = readSnapshot({
  projects: gunzipSync(await source('pypi-projects.tsv.gz')).toString('utf8'),
  downloads: (await source('top-pypi-packages.min.json')).toString('utf8'),
  malicious: (await source('pypi-malicious-names.txt')).toString('utf8'),
});
const modules = moduleNames(await readFile(path.join(root, 'data', FILES.standardLibrary)));
await mkdir(values.out, { recursive: true });
const advisories = compileAdvisories(await readAdvisoryDump(await source('osv-pypi.zip')));
const files = [
  ...compileData(snapshot, compress, modules),
  [ADVISORIES_FILE, compress(new TextEncoder().encode(advisories.text))] as const,
];
for (const [file, bytes] of files) {
  await writeFile(path.join(values.out, file), bytes);
  console.log(`${file.padEnd(20)} ${bytes.length.toLocaleString('en')} bytes`);
}

function compress(bytes: Uint8Array): Uint8Array {
  return brotliCompressSync(bytes, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
      [constants.BROTLI_PARAM_LGWIN]: constants.BROTLI_MAX_WINDOW_BITS,
      [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
    },
  });
}

// node scripts/node.mjs tsx scripts/build/classifiers.mts FILE: writes server/src/packaging/classifiers.json, which completion offers.
// FILE is `src/trove_classifiers/__init__.py` of github.com/pypa/trove-classifiers (Apache License 2.0). Deprecated classifiers are left out.
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { root } from '../run.mjs';

const [source = ''] = process.argv.slice(2);
const [, list = ''] = /^sorted_classifiers\b[^=]*= \[\n([\s\S]*?)^\]/m.exec(await readFile(source, 'utf8')) ?? [];
const classifiers = [...list.matchAll(/^ +("[^"\\]+"),$/gm)].map(([, text = '']) => JSON.parse(text) as string);
if (classifiers.length === 0) {
  throw new Error(`${source} has no list of classifiers.`);
}
await writeFile(path.join(root, 'server/src/packaging/classifiers.json'), `${JSON.stringify({ classifiers }, undefined, 2)}\n`);
console.log(`classifiers: ${classifiers.length}`);

import fs from 'node:fs';
import path from 'node:path';
import type { Metafile } from 'esbuild';
import { root } from '../run.mjs';

const HEADER = `Lookalike's program files have parts of the packages below in them, each under the license that follows its name.

Package data: data/advisories.txt is compiled from the PyPA advisory database (https://github.com/pypa/advisory-database) under CC-BY 4.0
(https://creativecommons.org/licenses/by/4.0/): ids, ranges and severities were taken, texts left out.
`;

interface Package {
  readonly title: string;
  /** Packages of one owner under one license. */
  readonly family: string;
  /** Empty: the package has none. */
  readonly terms: string;
}

/** The licenses of all packages with code in the bundles. Throws if a license is not found. */
export function thirdPartyNotices(metafiles: readonly Metafile[]): string {
  const packages = bundledPackages(metafiles).map(readPackage);
  const byTerms = new Map<string, string[]>();
  for (const { title, family, terms: own } of packages) {
    // Some packages lack the text, which the same owners include in their other packages.
    const terms = own || packages.find((other) => other.family === family && other.terms !== '')?.terms;
    if (terms === undefined) {
      throw new Error(`${title} is bundled, but its package has no license text`);
    }
    byTerms.set(terms, [...(byTerms.get(terms) ?? []), title]);
  }
  const rule = '-'.repeat(100);
  return [HEADER, ...[...byTerms].map(([terms, titles]) => `${rule}\n${titles.join('\n')}\n\n${terms}\n`)].join('\n');
}

/** Folders below `node_modules`, sorted. */
function bundledPackages(metafiles: readonly Metafile[]): string[] {
  const folders = new Set<string>();
  for (const { outputs } of metafiles) {
    for (const { inputs } of Object.values(outputs)) {
      for (const [file, { bytesInOutput }] of Object.entries(inputs)) {
        const folder = /^.*node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/.exec(file)?.[0];
        if (folder !== undefined && bytesInOutput > 0) {
          folders.add(folder);
        }
      }
    }
  }
  return [...folders].sort();
}

function readPackage(folder: string): Package {
  const at = path.join(root, folder);
  const { name, version, license, author } = JSON.parse(fs.readFileSync(path.join(at, 'package.json'), 'utf8'));
  const terms = fs
    .readdirSync(at)
    .filter((file) => /^(licen[cs]e|copying|notice|thirdpartynotices)/i.test(file))
    .sort()
    .map((file) => fs.readFileSync(path.join(at, file), 'utf8').replaceAll('\r\n', '\n').trim());
  return {
    title: `${name} ${version} (${license})`,
    family: JSON.stringify([author, license]),
    terms: terms.join('\n\n'),
  };
}

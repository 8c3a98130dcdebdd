import path from 'node:path';
import { loadNameDataFrom } from '../../server/src/node/data/dataFiles.js';
import { root } from '../run.mjs';

/** A document to edit. */
export interface BenchFile {
  readonly name: string;
  readonly languageId: string;
  readonly text: string;
}

/** The names of the most downloaded projects, from the bundled data. */
export async function popularNames(): Promise<readonly string[]> {
  const { popular } = await loadNameDataFrom(path.join(root, 'data'));
  return Array.from({ length: popular.size }, (_, i) => popular.nameAt(i + 1) as string);
}

export function requirementsFile(names: readonly string[], count: number): BenchFile {
  const lines = take(names, count).map((name, i) => `${name}==${i % 9}.${i % 7}.0`);
  return { name: 'requirements.txt', languageId: 'pip-requirements', text: `${lines.join('\n')}\n` };
}

export function pyprojectFile(names: readonly string[], count: number): BenchFile {
  const lines = take(names, count).map((name, i) => `  "${name}>=${i % 9}.${i % 7}",`);
  return {
    name: 'pyproject.toml',
    languageId: 'toml',
    text: `[project]\nname = "bench"\nversion = "1.0"\ndependencies = [\n${lines.join('\n')}\n]\n`,
  };
}

export function uvLockFile(names: readonly string[], count: number): BenchFile {
  const packages = take(names, count).map((name, i) => {
    const url = `https://files.pythonhosted.org/packages/${name}-${i % 9}.${i % 7}.0.tar.gz`;
    return `[[package]]
name = "${name}"
version = "${i % 9}.${i % 7}.0"
source = { registry = "https://pypi.org/simple" }
sdist = { url = "${url}", hash = "sha256:${i.toString(16).padStart(64, '0')}", size = ${i} }
`;
  });
  return { name: 'uv.lock', languageId: 'toml', text: `version = 1\nrequires-python = ">=3.12"\n\n${packages.join('\n')}` };
}

function take(names: readonly string[], count: number): readonly string[] {
  return Array.from({ length: count }, (_, i) => names[i % names.length] as string);
}

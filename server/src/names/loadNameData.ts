import { normalizeName } from '../packaging/name';
import type { DataManifest } from './compile';
import { FILES } from './compile';
import type { ImportName, NameData, ReadData, Superseded } from './data';
import model from './model.json';
import { createNameEngine } from './nameEngine';
import { openNameTables } from './nameTables';
import { decodePopularNames } from './popularNames';
import type { Codec } from './projectList';
import { decodeProjectList } from './projectList';
import { unpackSections } from './sections';

/** Loads the compiled data. `decompress` opens blocks of the project list, one at a time, when they are first asked for. */
export async function loadNameData(read: ReadData, decompress: Codec): Promise<NameData> {
  const [manifest, popularFile, engineFile, projectsFile, maliciousFile, importNames, standardLibrary, supersededFile] = await Promise.all([
    read(FILES.manifest),
    read(FILES.popular),
    read(FILES.engine),
    read(FILES.projects),
    read(FILES.malicious),
    read(FILES.importNames),
    read(FILES.standardLibrary),
    read(FILES.superseded),
  ]);
  const popular = decodePopularNames(popularFile);
  const projects = decodeProjectList(projectsFile, decompress);
  const modules = once(() => readModules(importNames, standardLibrary));
  const malicious = once(() => new Set(new TextDecoder().decode(maliciousFile).split('\n')));
  const superseded = once(() => readTable<Superseded>(supersededFile, 'projects'));
  return {
    asOf: readJson<DataManifest>(manifest).asOf,
    popular,
    engine: createNameEngine(openNameTables(popular.byRank, unpackSections(engineFile)), model),
    isMalicious: (name) => malicious().has(name),
    project: (name) => projects.get(name),
    exists: (name) => projects.has(name),
    extensions: projects.extensions,
    completions: popular.completions,
    superseded: (name) => superseded().get(name),
    importName: (name) => modules().get(normalizeName(name)),
  };
}

function readModules(importNames: Uint8Array, standardLibrary: Uint8Array): Map<string, ImportName> {
  const modules = new Map<string, ImportName>();
  for (const [module, projects] of readTable<string[]>(importNames, 'projects')) {
    modules.set(normalizeName(module), { module, standardLibrary: false, projects });
  }
  for (const [module, { project, ...versions }] of readTable<{ since?: string; until?: string; project?: string }>(
    standardLibrary,
    'modules',
  )) {
    modules.set(normalizeName(module), { module, standardLibrary: true, projects: project === undefined ? [] : [project], ...versions });
  }
  return modules;
}

function readTable<T>(bytes: Uint8Array, key: string): Map<string, T> {
  return new Map(Object.entries(readJson<Record<string, Record<string, T>>>(bytes)[key] ?? {}));
}

function readJson<T>(bytes: Uint8Array): T {
  return JSON.parse(new TextDecoder().decode(bytes)) as T;
}

function once<T>(make: () => T): () => T {
  let value: { readonly made: T } | undefined;
  return () => {
    value ??= { made: make() };
    return value.made;
  };
}

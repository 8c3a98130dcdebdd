import { once } from '../../once';
import { normalizeName, toNormalForm } from '../../packaging/name';
import model from '../engine/model.json';
import { createNameEngine } from '../engine/nameEngine';
import { openNameTables } from '../engine/tables/nameTables';
import { createFamilyOf } from '../families';
import type { NameEngine } from '../judgement';
import type { ImportName, NameData, OpenData, SharedTables, Superseded } from '../nameData';
import { createNearest } from '../nearest';
import type { DataManifest } from './compile';
import { FILES } from './compile';
import { decodeMalicious } from './maliciousList';
import { decodePopularNames } from './popularNames';
import type { Codec, ProjectList } from './projectList';
import { decodeProjectList, openProjectList, UNCOMPRESSED } from './projectList';
import { textOf, unpackSections } from './sections';

/**
 * Loads the compiled data. Most dependency files contain only popular names, so other data is read on demand: the engine, and the
 * list of all projects, block by block. `open`: files as stored. `decompress` opens a part of a list. `shared`: tables that another thread has made
 * from the same files.
 */
export async function loadNameData(open: OpenData, decompress: Codec, shared?: SharedTables): Promise<NameData> {
  const [manifestFile, popularFile, popularProjectsFile] = [open(FILES.manifest)(), open(FILES.popular)(), open(FILES.popularProjects)()];
  const [engineFile, projectsFile, removedFile, maliciousFile] = [
    open(FILES.engine),
    open(FILES.projects),
    open(FILES.removed),
    open(FILES.malicious),
  ];
  const [importNames, standardLibrary, supersededFile] = [open(FILES.importNames), open(FILES.standardLibrary), open(FILES.superseded)];
  const popular = decodePopularNames(popularFile);
  const popularProjects = decodeProjectList(popularProjectsFile, UNCOMPRESSED);
  const allProjects = once(() => openProjectList(shared?.projects ?? { file: projectsFile(), blocks: [] }, decompress));
  const engineTables = once(() => shared?.engine ?? engineFile());
  /** A list contains the name if any list does. */
  const listWith = (name: string): ProjectList => (popular.rankOf(name) === undefined ? allProjects() : popularProjects);
  const namesStartingWith = (prefix: string, limit: number): string[] => allProjects().startingWith(prefix, limit);
  const extensions = (name: string, limit: number): number => allProjects().extensions(name, limit);
  const { dates } = readJson<DataManifest>(manifestFile);
  const removed = once(() => decodeProjectList(removedFile(), decompress));
  const modules = once(() => readModules(importNames(), standardLibrary()));
  const malicious = once(() => decodeMalicious(maliciousFile()));
  const superseded = once(
    () => new Map(Object.entries(readJson<{ projects?: Record<string, Superseded> }>(supersededFile()).projects ?? {})),
  );
  let opened: NameEngine | undefined;
  const engine: NameEngine = {
    judge(name, options) {
      // A popular name imitates no public one. The engine knows that too, but need not be opened for it.
      if (opened === undefined && popular.rankOf(name) !== undefined && !options?.privateNames?.length) {
        return undefined;
      }
      opened ??= createNameEngine(openNameTables(popular.byRank, unpackSections(engineTables())), model);
      return opened.judge(name, options);
    },
  };
  const exists = (name: string): boolean => listWith(name).has(name);
  const isMalicious = (name: string): boolean =>
    malicious()
      .recordsOf(name)
      .some(({ versions }) => versions === undefined);
  const familyOf = createFamilyOf(popular, extensions);
  return {
    asOf: dates.projects,
    dates,
    popular,
    engine,
    isMalicious,
    familyOf,
    // Each of many thousand spellings is looked up once. The whole list also contains those of popular names.
    nearest: createNearest({
      engine,
      popular,
      exists: (name) => allProjects().has(name),
      isShunned: isMalicious,
      familyOf,
      namesStartingWith,
    }),
    maliciousRecords: (name) => malicious().recordsOf(name),
    project: (name) => listWith(name).get(name),
    exists,
    wasRemoved: (name) => removed().has(name),
    namesStartingWith,
    extensions,
    superseded: (name) => superseded().get(name),
    importName: (name) => modules().get(normalizeName(name)),
    share: async (pause) => ({ projects: await allProjects().share(pause), engine: engineTables() }),
  };
}

function readModules(importNames: Uint8Array, standardLibrary: Uint8Array): Map<string, ImportName> {
  const byModule: ImportName[] = [];
  const { installed = {}, projects = {} } =
    readJson<Record<string, Record<string, string[] | { project: string; before: string }>>>(importNames);
  for (const [module, entry] of [...Object.entries(installed), ...Object.entries(projects)]) {
    const provided = Array.isArray(entry) ? { projects: entry } : { projects: [entry.project], until: entry.before };
    byModule.push({ module, standardLibrary: false, ...provided });
  }
  const { modules = {} } = readJson<Record<string, Record<string, { since?: string; until?: string; project?: string }>>>(standardLibrary);
  for (const [module, { project, ...versions }] of Object.entries(modules)) {
    byModule.push({ module, standardLibrary: true, projects: project === undefined ? [] : [project], ...versions });
  }
  // Normalized as one text: each start needs this.
  const names = byModule.map(({ module }) => module).join('\n');
  return new Map(
    toNormalForm(names)
      .split('\n')
      .map((name, i) => [name, byModule[i]!]),
  );
}

function readJson<T>(bytes: Uint8Array): T {
  return JSON.parse(textOf(bytes)) as T;
}

// node scripts/node.mjs tsx scripts/build/importNames.mts PKGS.json: adds the modules of installed projects to data/import-names.json.
// PKGS.json is `internal/backends/python/pkgs.json` of github.com/replit/upm (MIT license), one project per line: `{ name, modules, error? }`, the modules
// that `pip install --no-deps` installs. Hand-written entries of the table stay, and take precedence.
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { FILES } from '../../server/src/names/files/compile';
import { loadNameDataFrom } from '../../server/src/node/data/dataFiles';
import { normalizeName } from '../../server/src/packaging/name';
import { root } from '../run.mjs';

interface Installed {
  readonly name: string;
  readonly modules?: readonly string[];
  readonly error?: string;
}

interface ImportNames {
  readonly projects: Record<string, unknown>;
}

/** A module of so many projects identifies none of them (`tests`, `docs`, `examples`). */
const MAX_PROVIDERS = 6;
/** A project with more modules has none that people would install it for. */
const MAX_MODULES = 8;
/** A module with a name unlike its project, or with the name of another project, counts only for projects that are this popular. */
const WELL_KNOWN = 5000;
/** A project with the module's name and without a release since then does not matter. */
const QUIET_SINCE = '2024-11';
const MODULE = /^[A-Za-z]\w*(?:\.[A-Za-z]\w*)?$/;
/** Modules that many projects include by mistake. */
const STRAY = /^(?:tests?|bin|doc)(?:[_.]|$)|_tests?$/;

const [source = ''] = process.argv.slice(2);
const data = await loadNameDataFrom(path.join(root, 'data'));
const table = path.join(root, 'data', FILES.importNames);
const written = JSON.parse(await readFile(table, 'utf8')) as ImportNames;
const known = new Set(Object.keys(written.projects).map(normalizeName));

const modulesOf = new Map<string, readonly string[]>();
const providers = new Map<string, Set<string>>();
for (const line of (await readFile(source, 'utf8')).split('\n').filter((text) => text !== '')) {
  const { name, modules = [], error = '' } = JSON.parse(line) as Installed;
  if (error === '') {
    const project = normalizeName(name);
    modulesOf.set(
      project,
      modules.filter((module) => MODULE.test(module) && !STRAY.test(module)),
    );
    for (const module of modules) {
      providers.set(module, (providers.get(module) ?? new Set()).add(project));
    }
  }
}

const found = new Map<string, string>();
for (let rank = 1; rank <= data.popular.size; rank++) {
  const project = data.popular.nameAt(rank)!;
  const modules = modulesOf.get(project) ?? [];
  if (modules.length <= MAX_MODULES && data.exists(project) && data.superseded(project) === undefined && !data.isMalicious(project)) {
    const own = modules.filter((module) => providers.get(module)!.size <= MAX_PROVIDERS);
    for (const module of own) {
      if (isMeant(module, project, own.length === 1 && rank <= WELL_KNOWN) && isFree(module, rank) && !known.has(normalizeName(module))) {
        known.add(normalizeName(module));
        found.set(module, project);
      }
    }
  }
}
const sorted = [...found].sort(([a], [b]) => (a.toLowerCase() < b.toLowerCase() ? -1 : 1));
const lines = sorted.map(([module, project]) => `    ${JSON.stringify(module)}: ${JSON.stringify([project])}`);
const text = await readFile(table, 'utf8');
const end = text.indexOf(',\n  "installed"');
const kept = end < 0 ? text.slice(0, text.lastIndexOf('\n}')) : text.slice(0, end);
await writeFile(table, `${kept},\n  "installed": {\n${lines.join(',\n')}\n  }\n}\n`);
console.log(`${lines.length} modules`);

/** Whether all words of the module are in the project's name, so it is not a helper module, or whether the project has no other module. */
function isMeant(module: string, project: string, isOnly: boolean): boolean {
  const letters = project.replaceAll('-', '');
  const words = module
    .toLowerCase()
    .split(/[._]/)
    .filter((word) => word !== '');
  return isOnly || (words.length > 0 && words.every((word) => letters.includes(word)));
}

/** Whether no one means a project with that name: there is none, or it is unpopular, lacks the module and had no release for two years. */
function isFree(module: string, rank: number): boolean {
  const name = normalizeName(module);
  const namesake = data.project(name);
  if (data.popular.rankOf(name) !== undefined || data.importName(name)?.standardLibrary) {
    return false;
  }
  const isQuiet = namesake?.latestMonth !== undefined && namesake.latestMonth < QUIET_SINCE;
  return namesake === undefined || (rank <= WELL_KNOWN && isQuiet && !providers.get(module)!.has(name));
}

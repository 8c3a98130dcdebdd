import { readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { NameData, Superseded } from '../../../server/src/names/nameData';
import { normalizeName } from '../../../server/src/packaging/name';
import { realNameData } from '../../inMemoryHost';
import { applied, documentOf, serviceOn } from '../features/service';

/** The hand-written tables, compared with the list of all projects. */

let data: NameData;
beforeAll(async () => {
  data = await realNameData();
});

function table<T>(file: string, key: string): [string, T][] {
  const json = JSON.parse(readFileSync(path.join(import.meta.dirname, '../../../data', file), 'utf8')) as Record<string, Record<string, T>>;
  return Object.entries(json[key] ?? {});
}

describe('superseded projects', () => {
  const rows = table<Superseded>('superseded.json', 'projects');

  it('exist, as do their successors, which have no successors of their own', () => {
    expect(rows.filter(([name, { successor }]) => !data.exists(name) || !data.exists(successor) || data.superseded(successor))).toEqual([]);
  });

  it('had their last release in the month of the list', () => {
    expect(rows.filter(([name, { lastRelease }]) => data.project(name)?.latestMonth !== lastRelease)).toEqual([]);
  });

  it('are in order, with a source', () => {
    expect(rows.map(([name]) => name)).toEqual(rows.map(([name]) => name).sort());
    expect(rows.filter(([, { source }]) => !source.startsWith('https://'))).toEqual([]);
  });
});

describe('names of modules', () => {
  const modules = table<string[] | { project: string }>('import-names.json', 'projects');
  const library = table<{ project?: string }>('stdlib-names.json', 'modules');

  it('come from existing projects, and first from one without a successor', () => {
    const projects = [
      ...modules.flatMap(([, entry]) => (Array.isArray(entry) ? entry : entry.project)),
      ...library.flatMap(([, { project }]) => project ?? []),
    ];
    expect(projects.filter((project) => !data.exists(project))).toEqual([]);
    const firsts = modules.flatMap(([, entry]) => (Array.isArray(entry) ? entry.slice(0, 1) : []));
    expect(firsts.filter((project) => data.superseded(project) !== undefined)).toEqual([]);
  });

  it('from installations are of popular projects, and of no other project with that name', () => {
    const installed = table<[string]>('import-names.json', 'installed');
    expect(installed.length).toBeGreaterThan(700);
    expect(installed.filter(([, [project]]) => data.popular.rankOf(project) === undefined || data.superseded(project))).toEqual([]);
    expect(installed.filter(([module]) => data.popular.rankOf(normalizeName(module)) !== undefined)).toEqual([]);
    const names = [...modules, ...installed].map(([module]) => normalizeName(module));
    expect(names.filter((name, i) => names.indexOf(name) !== i)).toEqual([]);
    expect(installed.filter(([module]) => data.importName(module) === undefined)).toEqual([]);
  });

  it('are not both of Python and of a project', () => {
    const ofPython = new Set(library.map(([module]) => module));
    expect(modules.map(([module]) => module).filter((module) => ofPython.has(module))).toEqual([]);
  });

  it.each([
    ['pkg_resources', "'pkg_resources' is a module name. 'setuptools' provided it before version 82.", 'setuptools<82\n'],
    ['rangefilter', "'rangefilter' is a module name. Install 'django-admin-rangefilter' to import it.", 'django-admin-rangefilter\n'],
    ['linkify_it', "'linkify_it' is a module name. Install 'linkify-it-py' to import it.", 'linkify-it-py\n'],
    ['newspaper', "'newspaper' is a module name. Install 'newspaper4k' to import it.", 'newspaper4k\n'],
    ['annotationlib', "'annotationlib' has been in the standard library since Python 3.14. There is nothing to install.", ''],
    ['sre_parse', "'sre_parse' was removed from the standard library in Python 3.15. There is nothing to install.", ''],
  ])('say where %s comes from', async (name, message, fixed) => {
    const { service } = serviceOn();
    const document = documentOf('requirements.txt', `${name}\n`);
    const [diagnostic] = await service.diagnostics(document);
    expect(diagnostic?.message).toContain(message);
    const actions = await service.codeActions(document, diagnostic!.range, { diagnostics: [diagnostic!] });
    expect(
      applied(
        document,
        actions.find(({ isPreferred }) => isPreferred),
      ),
    ).toBe(fixed);
  });

  it('offer no older version if the line requires one itself', async () => {
    const { service } = serviceOn();
    const document = documentOf('requirements.txt', 'pkg_resources==0.0.0\n');
    const [diagnostic] = await service.diagnostics(document);
    const actions = await service.codeActions(document, diagnostic!.range, { diagnostics: [diagnostic!] });
    expect(actions.map(({ title }) => title).filter((title) => title.startsWith('Replace'))).toEqual([]);
  });
});

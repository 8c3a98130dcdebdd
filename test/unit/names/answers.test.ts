import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { CandidateSearch } from '../../../server/src/names/engine/candidates/candidateSearch';
import { FeatureExtractor } from '../../../server/src/names/engine/featureExtractor';
import { describeTechnique } from '../../../server/src/names/engine/labels';
import model from '../../../server/src/names/engine/model.json';
import { FEATURES } from '../../../server/src/names/engine/modelFeatures';
import { storedAffixOdds } from '../../../server/src/names/engine/nameModel';
import { Query } from '../../../server/src/names/engine/query';
import { openNameTables } from '../../../server/src/names/engine/tables/nameTables';
import { FILES } from '../../../server/src/names/files/compile';
import { unpackSections } from '../../../server/src/names/files/sections';
import type { NameJudgement } from '../../../server/src/names/judgement';
import { searchNames } from '../../../server/src/names/nameSearch';
import { compileWorld, POPULAR, type SmallWorld, slipsOf, squatsOf } from './world/smallWorld';

/*
 * The answers of the whole engine in a small world that never changes, name by name. `vitest run -u` rewrites the answers, for example after another training. Read the
 * difference before you commit it, because each line is a name that people may or may not be warned about.
 */

let first: SmallWorld;
let world: SmallWorld;

beforeAll(async () => {
  first = await compileWorld('2026-10-15');
  world = await compileWorld('2026-11-20', first.previous);
});

function round(value: number): string {
  return String(Number(value.toFixed(2)));
}

function judgementText(name: string, judgement: NameJudgement | undefined): string {
  return judgement === undefined
    ? '-'
    : `${judgement.confidence} ${judgement.imitations
        .map((each) => `${each.target} ${each.distance} ${round(each.score)} (${describeTechnique(name, each)})`)
        .join(', ')}`;
}

/** Names of each kind for each target; for the most popular one in every way. */
function names(): readonly string[] {
  const all = POPULAR.flatMap((name, i) => {
    const made = [...slipsOf(name, i * 5 + 2), ...squatsOf(name, i + 5)];
    return i < 24 ? made : [made[i % made.length] as string];
  });
  return [...new Set(all)];
}

const FURTHER = [
  '',
  'a',
  'requests',
  'urllib',
  'urlllib',
  'collection',
  'qqq',
  'x'.repeat(200),
  'rеquests',
  'numpу-utils',
  'gооgle-cloud-storag',
];

describe('in a small world', () => {
  it('the engine judges each name as before', async () => {
    const { engine } = world.data;
    const lines = [...names(), ...FURTHER].map((name) => {
      const existing = judgementText(name, engine.judge(name));
      const missing = judgementText(name, engine.judge(name, { exists: false }));
      return `${name}: ${existing}${existing === missing ? '' : ` | missing: ${missing}`}`;
    });
    await expect(lines.join('\n')).toMatchFileSnapshot('world/judgements.txt');
  });

  it('the engine judges private names and ages as before', async () => {
    const { engine } = world.data;
    const privateNames = ['acme-utils', 'acme-core', 'globex-*', 'zq', 'internal-tool2'];
    const own = privateNames.flatMap((name, i) => [...slipsOf(name.replace('-*', ''), i + 1), ...squatsOf(name.replace('-*', ''), i)]);
    const lines = [
      ...[...own, ...privateNames, 'аcme-utils', 'acme', 'globex-anything', 'g1obex-anything'].map(
        (name) => `${name}: ${judgementText(name, engine.judge(name, { privateNames }))}`,
      ),
      ...names()
        .slice(0, 60)
        .flatMap((name, i) => [`${name} (${i % 5} older): ${judgementText(name, engine.judge(name, { timeWeight: (i % 5) - 1 }))}`]),
    ];
    await expect(lines.join('\n')).toMatchFileSnapshot('world/privateNames.txt');
  });

  it('each feature of a candidate is measured as before', async () => {
    const { popular, engine } = { popular: world.previous.popular.byRank, engine: world.files.get(FILES.engine) as Uint8Array };
    const tables = openNameTables(popular, unpackSections(engine));
    const query = new Query();
    const search = new CandidateSearch(tables, tables.targets.popularCount);
    const extractor = new FeatureExtractor(tables, storedAffixOdds(model.affixes));
    const lines = names()
      .filter((_, i) => i % 9 === 0)
      .flatMap((name) => {
        query.set(name);
        search.run(query);
        extractor.begin(query, search.wholeEdits(query));
        return search.found.slice(0, search.count).map((candidate) => {
          extractor.measure(query, candidate);
          const values = FEATURES.flatMap((feature, f) => (extractor.at(f) === 0 ? [] : [`${feature} ${round(extractor.at(f))}`]));
          const place = [candidate.start, candidate.end, candidate.gapStart, candidate.gapEnd].join(' ');
          return `${name}, ${tables.targets.names[candidate.target]} at ${place}: ${values.join(', ')}`;
        });
      });
    await expect(lines.join('\n')).toMatchFileSnapshot('world/features.txt');
  });

  it('the meaning of a name is found as before', async () => {
    const { nearest, familyOf, extensions } = world.data;
    const texts = [
      ...names().filter((_, i) => i % 7 === 0),
      'google-cloud-storeage',
      'googel-cloud-storage',
      'types-reqeusts',
      'lmx',
      'tx',
      'cfi',
      'six7',
    ];
    const lines = texts.map((name) => `${name}: ${nearest(name).join(', ')}; family ${familyOf(name)}; ${extensions(name, 3)} extensions`);
    await expect(lines.join('\n')).toMatchFileSnapshot('world/nearest.txt');
  });

  it('completions for typed text are found as before', async () => {
    const typed = POPULAR.slice(0, 24).flatMap((name, i) => [name.slice(0, 2 + (i % 4)), slipsOf(name, i + 1)[i % 5] ?? name]);
    const lines = [...typed, '', 'a', 'ya', 'yaml', 'attr', 'clou', 'util', 'py'].map(
      (text) =>
        `${text}: ${searchNames(world.data, text, 6)
          .map(({ name, rank, match }) => `${name} ${rank} ${match}`)
          .join(', ')}`,
    );
    await expect(lines.join('\n')).toMatchFileSnapshot('world/offered.txt');
  });

  it('sources are read as before, at first and a month later', async () => {
    const lines = [first, world].flatMap(({ snapshot }) => [
      JSON.stringify([snapshot.dates, snapshot.listings]),
      ...snapshot.popular.map(({ name, downloads }, i) => `${i + 1} ${name} ${downloads}`),
      ...snapshot.projects.filter((_, i) => i % 11 === 0).map((row) => Object.values(row).join(' ')),
      ...snapshot.removed.map((row) => `removed ${Object.values(row).join(' ')}`),
      ...[...snapshot.malicious].filter((_, i) => i % 3 === 0).map(([name, records]) => `${name} ${JSON.stringify(records)}`),
    ]);
    await expect(lines.join('\n')).toMatchFileSnapshot('world/snapshots.txt');
  });

  it('the same sources give the same files', () => {
    const digest = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex').slice(0, 12);
    const sections = (file: string) =>
      Object.entries(unpackSections(world.files.get(file) as Uint8Array)).map(
        ([name, bytes]) => `${name} ${bytes.length} ${digest(bytes)}`,
      );
    expect(
      [FILES.popular, FILES.popularProjects, FILES.engine, FILES.projects, FILES.removed].map((file) => [file, sections(file)]),
    ).toMatchSnapshot();
  });

  it('the compiled data is read back', () => {
    const { data, previous, snapshot } = world;
    const { projects, removed, popular, malicious } = previous;
    const isKept = new Set(snapshot.popular.map(({ name }) => name));
    expect([...projects.rows()]).toEqual(snapshot.projects.map((row) => ({ ...row, version: isKept.has(row.name) ? row.version : '' })));
    expect([...removed.rows()]).toEqual(snapshot.removed.map((row) => ({ ...row, version: '' })));
    expect(popular.byRank).toEqual(snapshot.popular.map(({ name }) => name));
    expect([...malicious.all()]).toEqual([...snapshot.malicious]);
    expect(snapshot.projects.filter(({ name }) => !data.exists(name))).toEqual([]);
    expect(snapshot.removed.filter(({ name }) => !data.wasRemoved(name))).toEqual([]);
  });

  it('modules and successors are known', () => {
    const { importName, superseded, dates, asOf } = world.data;
    expect(['yaml', 'pkg-resources', 'tomllib', 'asyncore', 'numpy'].map(importName)).toEqual([
      { module: 'yaml', standardLibrary: false, projects: ['pyyaml'] },
      { module: 'pkg_resources', standardLibrary: false, projects: ['setuptools'], until: '82' },
      { module: 'tomllib', standardLibrary: true, projects: ['tomli'], since: '3.11' },
      { module: 'asyncore', standardLibrary: true, projects: [], until: '3.12' },
      undefined,
    ]);
    expect(superseded('pycrypto')).toEqual({ successor: 'pycryptodome', source: 'https://example.org' });
    expect(superseded('requests')).toBeUndefined();
    expect([asOf, dates.projects]).toEqual([dates.projects, dates.projects]);
  });
});

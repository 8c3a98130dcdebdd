import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';

const ROOT = path.join(__dirname, '../../server/src');

/**
 * The parts of the server, in the order in which they may import: each one imports from itself and from those above it.
 * A part is a folder with its subfolders, or a file. The longest matching name counts.
 */
const ROOMS = [
  'protocol/language.ts',
  'packaging',
  'protocol/fileKinds.ts',
  'protocol/markdown.ts',
  'protocol/notebookUri.ts',
  'lookup.ts',
  'json.ts',
  'lastAnswers.ts',
  'once.ts',
  'sortedLines.ts',
  'formats/manifest',
  'formats/syntax',
  'formats/pip',
  'formats/commands',
  // A TOML file can hold a tox.ini as text.
  'formats/files/toxIni.ts',
  'formats/tables',
  'formats/files',
  'formats',
  'names/judgement.ts',
  'names/files/sections.ts',
  'names/timeEvidence.ts',
  'names/engine',
  'names',
  'advisories',
  'index',
  'configuration/ruleLevels.ts',
  'protocol/dependencies.ts',
  'protocol/terminal.ts',
  'settings.ts',
  'host.ts',
  'errors.ts',
  'promiseCache.ts',
  'events.ts',
  'slices.ts',
  'ahead.ts',
  'documentGuard.ts',
  'configuration',
  'facts',
  'rules',
  'analysis',
  'analyzer',
  'features',
  'providers',
  'languageService.ts',
  'protocol',
  'lsp',
  'node/makeFolder.ts',
  'node/crc32.ts',
  'node/http',
  'node/data',
  'node/userConfig',
  'node/services',
  'node',
];

const files = readdirSync(ROOT, { recursive: true, encoding: 'utf8' })
  .map((file) => file.replace(/\\/g, '/'))
  .filter((file) => file.endsWith('.ts'));

function roomOf(file: string): number {
  const fitting = ROOMS.filter((room) => file === room || file.startsWith(`${room}/`));
  return ROOMS.indexOf(fitting.sort((a, b) => b.length - a.length)[0] ?? '');
}

/** The project files that a file imports, at once or later: paths below `server/src`. */
function importsOf(file: string): string[] {
  const text = readFileSync(path.join(ROOT, file), 'utf8');
  return [...text.matchAll(/\b(?:from |import |import\()'(\.[^']*)'/g)].map(([, specifier]) => {
    const target = path.posix.join(path.posix.dirname(file), specifier as string);
    return [`${target}.ts`, `${target}/index.ts`, target].find((one) => files.includes(one)) ?? target;
  });
}

it('puts each file into a part', () => {
  expect(files.filter((file) => roomOf(file) === -1)).toEqual([]);
});

it('lets the client import only the protocol', () => {
  const client = path.join(ROOT, '../../client/src');
  const imports = readdirSync(client, { recursive: true, encoding: 'utf8' }).flatMap((file) =>
    [...readFileSync(path.join(client, file), 'utf8').matchAll(/\b(?:from |import |import\()'([^']*server[^']*)'/g)].map(
      ([, target]) => `${file}: ${target}`,
    ),
  );
  expect(imports.length).toBeGreaterThan(0);
  expect(imports.filter((one) => !/: \.\.\/\.\.\/server\/src\/protocol\/\w+(?:\.json)?$/.test(one))).toEqual([]);
});

it('imports only types into the protocol', () => {
  const protocol = files.filter((file) => file.startsWith('protocol/'));
  const values = protocol.flatMap((file) =>
    [...readFileSync(path.join(ROOT, file), 'utf8').matchAll(/^(?:import|export) (?!type )[^;]*? from '(\.[^']*)'/gm)].map(
      ([, target]) => `${file} imports ${target}`,
    ),
  );
  expect(values).toEqual(['protocol/notebookUri.ts imports ../packaging/escapes', 'protocol/notebookUri.ts imports ../packaging/uris']);
});

it('imports only from parts above', () => {
  const against = files.flatMap((file) =>
    importsOf(file)
      .filter((target) => roomOf(target) > roomOf(file))
      .map((target) => `${file} imports ${target}`),
  );
  expect(against).toEqual([]);
});

it('gives each exported type a name of its own', () => {
  const places = new Map<string, string[]>();
  for (const file of files) {
    for (const [, name = ''] of readFileSync(path.join(ROOT, file), 'utf8').matchAll(/^export (?:interface|type|class) (\w+)/gm)) {
      places.set(name, [...(places.get(name) ?? []), file]);
    }
  }
  expect(places.size).toBeGreaterThan(500);
  expect([...places].filter(([, all]) => all.length > 1).map(([name, all]) => `${name}: ${all.join(', ')}`)).toEqual([]);
});

import { describe, expect, it } from 'vitest';
import type { MarkupContent } from 'vscode-languageserver-types';
import { fileResult } from '../../../server/src/analysis/scan/fileResult';
import { type DeclaredPlace, LockedPaths } from '../../../server/src/facts/lockedPaths';
import { toFileDiagnostics } from '../../../server/src/features/diagnostics';
import type { Requirement } from '../../../server/src/formats/manifest/format';
import { printedFindings } from '../../../server/src/node/cli/output/finding';
import { documentOf, RULES, serviceOn } from '../features/service';

describe('the path to a locked package', () => {
  type Locked = Partial<Requirement> & { readonly name: string };
  const placeOf = (name: string): DeclaredPlace => ({
    uri: `file:///${name}`,
    range: { start: { line: 0, character: 0 }, end: { line: 0, character: 1 } },
  });

  function viaOf(declared: readonly string[], locked: readonly Locked[], name: string): string | undefined {
    const requirements = locked.map((each) => ({ normalizedName: each.name.toLowerCase(), ...each })) as unknown as Requirement[];
    const paths = new LockedPaths(requirements, new Map(declared.map((each) => [each, placeOf(each)])));
    const via = paths.to({ normalizedName: name } as Requirement);
    return via && `${via.names.join(' > ')}${via.place === undefined ? '' : ` in ${via.place.uri}`}`;
  }

  it.each<readonly [what: string, declared: readonly string[], locked: readonly Locked[], via: string | undefined]>([
    ['a declared one', ['c'], [{ name: 'C', needs: ['a'] }, { name: 'a' }], 'C in file:///c'],
    [
      'what a declared one needs',
      ['a'],
      [{ name: 'A', needs: ['b'] }, { name: 'B', needs: ['c'] }, { name: 'C' }],
      'A > B > C in file:///a',
    ],
    [
      'the shortest one',
      ['a', 'b'],
      [{ name: 'a', needs: ['x'] }, { name: 'x', needs: ['c'] }, { name: 'b', needs: ['c'] }, { name: 'c' }],
      'b > c in file:///b',
    ],
    [
      'in a circle',
      ['a'],
      [
        { name: 'a', needs: ['c'] },
        { name: 'c', needs: ['a'] },
      ],
      'a > c in file:///a',
    ],
    [
      'two versions with other needs',
      ['a'],
      [{ name: 'a', needs: ['b'] }, { name: 'a', needs: ['c'] }, { name: 'b' }, { name: 'c' }],
      'a > c in file:///a',
    ],
    ['nothing declares it', ['a'], [{ name: 'a', needs: ['b'] }, { name: 'b' }, { name: 'c' }], undefined],
    ['what needs it is not locked', ['a'], [{ name: 'b', needs: ['c'] }, { name: 'c' }], undefined],
    ['no needs are told', ['c'], [{ name: 'c' }, { name: 'a' }], undefined],
    ['no needs are told, in empty lists', ['c'], [{ name: 'c', needs: [] }], undefined],
    ['no manifest: a project needs it', [], [{ name: 'app', source: 'path', needs: ['c'] }, { name: 'c' }], 'c'],
    [
      'no manifest: a member needs it',
      [],
      [{ name: 'app', source: 'workspace', needs: ['a'] }, { name: 'a', needs: ['c'] }, { name: 'c' }],
      'a > c',
    ],
    ['no manifest and no project', [], [{ name: 'a', source: 'index', needs: ['c'] }, { name: 'c' }], undefined],
  ])('%s', (_, declared, locked, via) => {
    expect(viaOf(declared, locked, 'c')).toBe(via);
  });
});

const PYPROJECT = '[project]\nname = "app"\ndependencies = [\n  "flask",\n  "requests>=2",\n]\n';
const POETRY = '[tool.poetry]\nname = "app"\n[tool.poetry.dependencies]\nflask = "*"\n\nrequests = "^2"\n';

/** `requests` needs `middle_part`, which needs `pycryptoenv`. There is a cycle. */
const LOCKS: readonly (readonly [file: string, manifest: string, text: string])[] = [
  [
    'uv.lock',
    PYPROJECT,
    'version = 1\n' +
      '[[package]]\nname = "app"\nsource = { virtual = "." }\ndependencies = [{ name = "flask" }, { name = "requests" }]\n' +
      '[[package]]\nname = "flask"\nversion = "3"\n' +
      '[[package]]\nname = "requests"\nversion = "2.33.0"\ndependencies = [{ name = "middle-part", marker = "x" }]\n' +
      '[[package]]\nname = "middle-part"\nversion = "1"\ndependencies = [{ name = "pycryptoenv" }]\n' +
      '[[package]]\nname = "pycryptoenv"\nversion = "1.0.7"\ndependencies = [{ name = "requests" }]\n',
  ],
  [
    'poetry.lock',
    POETRY,
    '[[package]]\nname = "flask"\nversion = "3"\n' +
      '[[package]]\nname = "requests"\nversion = "2.33.0"\n[package.dependencies]\nMiddle_Part = {version = ">=1", markers = "x"}\n' +
      '[[package]]\nname = "middle-part"\nversion = "1"\n[package.dependencies]\npycryptoenv = "*"\n' +
      '[[package]]\nname = "pycryptoenv"\nversion = "1.0.7"\n[package.dependencies]\nrequests = "*"\n',
  ],
  [
    'pdm.lock',
    PYPROJECT,
    '[[package]]\nname = "flask"\nversion = "3"\n' +
      '[[package]]\nname = "requests"\nversion = "2.33.0"\ndependencies = [\n "middle_part<2,>=1; python_version > \'3\'",\n]\n' +
      '[[package]]\nname = "middle-part"\nversion = "1"\ndependencies = ["pycryptoenv[x]"]\n' +
      '[[package]]\nname = "pycryptoenv"\nversion = "1.0.7"\ndependencies = ["requests"]\n',
  ],
  [
    'pylock.toml',
    PYPROJECT,
    'lock-version = "1.0"\n[[packages]]\nname = "flask"\nversion = "3"\n' +
      '[[packages]]\nname = "requests"\nversion = "2.33.0"\ndependencies = [{ name = "middle-part" }]\n' +
      '[[packages]]\nname = "middle-part"\nversion = "1"\ndependencies = [{ name = "pycryptoenv" }]\n' +
      '[[packages]]\nname = "pycryptoenv"\nversion = "1.0.7"\ndependencies = [{ name = "requests" }]\n',
  ],
];

async function look(file: string, text: string, files: Record<string, string>) {
  const { service } = serviceOn(files);
  const document = documentOf(file, text);
  const report = await service.report(document);
  const offset = text.lastIndexOf('pycryptoenv"\nversion') === -1 ? text.indexOf('pycryptoenv') : text.lastIndexOf('pycryptoenv"\nversion');
  const hover = await service.hover(document, document.positionAt(offset + 1), new AbortController().signal);
  const isAbout = ({ name }: { name?: string | undefined }): boolean => name === 'pycryptoenv';
  return {
    printed: report === undefined ? [] : printedFindings(fileResult(report), (uri) => uri).filter(isAbout),
    diagnostics: toFileDiagnostics(report, RULES).filter(({ data }) => isAbout(data)),
    hover: (hover?.contents as MarkupContent | undefined)?.value,
  };
}

describe.each(LOCKS)('a package of %s', (file, manifest, text) => {
  it('has the path from the manifest in hover, JSON and related information', async () => {
    const { printed, diagnostics, hover } = await look(file, text, { 'pyproject.toml': manifest });
    expect(printed.map(({ via }) => via)).toEqual([['requests', 'middle-part', 'pycryptoenv']]);
    const line = manifest.split('\n').findIndex((each) => each.includes('requests'));
    expect(
      diagnostics.map(({ relatedInformation }) =>
        relatedInformation?.map((one) => [one.location.uri, one.location.range.start.line, one.message]),
      ),
    ).toEqual([[['file:///project/pyproject.toml', line, "'requests' is required here."]]]);
    expect(hover).toContain('Required by: requests → middle\\-part → pycryptoenv');
  });
});

it('uses the dependencies of the project in the lock file if there is no manifest', async () => {
  const { printed, diagnostics } = await look('uv.lock', LOCKS[0]?.[2] as string, {});
  expect(printed.map(({ via }) => via)).toEqual([['requests', 'middle-part', 'pycryptoenv']]);
  expect(diagnostics.flatMap(({ relatedInformation = [] }) => relatedInformation)).toEqual([]);
});

it('says that Pipfile.lock does not say', async () => {
  const text = '{"default": {"requests": {"version": "==2.33.0"}, "pycryptoenv": {"version": "==1.0.7"}}}';
  const { printed, hover } = await look('Pipfile.lock', text, { Pipfile: '[packages]\nrequests = "*"\n' });
  expect(printed.map(({ via }) => via)).toEqual([undefined]);
  expect(hover).toContain('Pipfile\\.lock does not say which package needs it.');
});

it('does not name the package of the manifest in the message', async () => {
  const text =
    '[[package]]\nname = "requests"\nversion = "2.33.0"\ndependencies = ["pycrypto"]\n[[package]]\nname = "pycrypto"\nversion = "2.6.1"\n';
  const { service } = serviceOn({ 'pyproject.toml': PYPROJECT });
  const messages = (await service.diagnostics(documentOf('pdm.lock', text))).map(({ message }) => String(message));
  expect(messages.length).toBeGreaterThan(0);
  expect(messages.filter((message) => message.includes('requests'))).toEqual([]);
});

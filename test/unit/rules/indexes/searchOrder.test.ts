import { describe, expect, it } from 'vitest';
import type { PublicIndexUse } from '../../../../server/src/facts/indexes/indexRoutes';
import type { IndexOption } from '../../../../server/src/formats/manifest/format';
import { type Exposure, exposureOf, isIndex, isPublic } from '../../../../server/src/rules/indexes/searchOrder';
import { InMemoryIndex } from '../../../inMemoryHost';
import { documentOf, serviceOn } from '../../features/service';

const OWN = 'https://pypi.acme.example/simple';
const PYPI = 'https://pypi.org/simple';
const NAME = 'acme-core-thing';

const MESSAGES = {
  together: 'Both indexes are searched, and the highest version wins.',
  ownFirst: 'Your own index is searched first. Anything it lacks comes from the public one.',
  publicFirst: 'The public index is searched first.',
  notSent: 'This file does not pin it to your own index, so the public index serves it.',
  installing: 'Only your own index is used to lock, but all indexes are used to install.',
};

type Said = readonly [severity: 'warning' | 'information', message: keyof typeof MESSAGES];

function table(tool: string, name: string, url: string, more = ''): string {
  return `[[${tool}]]\nname = "${name}"\nurl = "${url}"\n${more}\n`;
}

const project = `[project]\nname = "x"\ndependencies = ["${NAME}"]\n`;
const uv = (more: string, ...tables: string[]): string => `${project}[tool.uv]\n${more}\n${tables.join('')}`;
const pdm = (order: string, ...tables: string[]): string =>
  `${project}${tables.join('')}[tool.pdm.resolution]\nrespect-source-order = ${order}\n`;
const poetry = (...tables: string[]): string => `[tool.poetry.dependencies]\n${NAME} = "*"\n${tables.join('')}`;
const pipfile = (more: string, ...tables: string[]): string => `${tables.join('')}[packages]\n${NAME} = "*"\n${more}`;

const ofUv = (name: string, url: string, more = '') => table('tool.uv.index', name, url, more);
const ofPdm = (name: string, url: string) => table('tool.pdm.source', name, url);
const ofPoetry = (name: string, url: string, more = '') => table('tool.poetry.source', name, url, more);
const ofPipenv = (name: string, url: string) => table('source', name, url);

describe('the finding about a private name matches the behavior of the tool', () => {
  it.each<[what: string, file: string, text: string, expected: Said | undefined]>([
    ['pip: an extra index', 'requirements.txt', `--extra-index-url ${OWN}\n${NAME}`, ['warning', 'together']],
    ['pip: the only index', 'requirements.txt', `--index-url ${OWN}\n${NAME}`, undefined],

    ['uv: an own index', 'pyproject.toml', uv('', ofUv('acme', OWN)), ['information', 'ownFirst']],
    ['uv: as the default', 'pyproject.toml', uv('', ofUv('acme', OWN, 'default = true')), undefined],
    ['uv: PyPI before it', 'pyproject.toml', uv('', ofUv('pypi', PYPI), ofUv('acme', OWN)), ['warning', 'publicFirst']],
    ['uv: PyPI after it', 'pyproject.toml', uv('', ofUv('acme', OWN), ofUv('pypi', PYPI)), ['information', 'ownFirst']],
    [
      'uv: PyPI before it, as the default',
      'pyproject.toml',
      uv('', ofUv('pypi', PYPI, 'default = true'), ofUv('acme', OWN)),
      ['information', 'ownFirst'],
    ],
    ['uv: an explicit index', 'pyproject.toml', uv('', ofUv('acme', OWN, 'explicit = true')), ['warning', 'notSent']],
    ['uv: extra-index-url', 'pyproject.toml', uv(`extra-index-url = ["${OWN}"]`), ['information', 'ownFirst']],
    ['uv: first-index', 'pyproject.toml', uv('index-strategy = "first-index"', ofUv('acme', OWN)), ['information', 'ownFirst']],
    [
      'uv: unsafe-first-match',
      'pyproject.toml',
      uv('index-strategy = "unsafe-first-match"', ofUv('acme', OWN)),
      ['information', 'ownFirst'],
    ],
    ['uv: unsafe-best-match', 'pyproject.toml', uv('index-strategy = "unsafe-best-match"', ofUv('acme', OWN)), ['warning', 'together']],

    ['PDM', 'pyproject.toml', pdm('false', ofPdm('acme', OWN), ofPdm('pypi', PYPI)), ['warning', 'together']],
    ['PDM: in order', 'pyproject.toml', pdm('true', ofPdm('acme', OWN), ofPdm('pypi', PYPI)), ['information', 'ownFirst']],
    ['PDM: in order, PyPI first', 'pyproject.toml', pdm('true', ofPdm('pypi', PYPI), ofPdm('acme', OWN)), ['warning', 'publicFirst']],
    ['PDM: in order, PyPI not listed', 'pyproject.toml', pdm('true', ofPdm('acme', OWN)), ['warning', 'publicFirst']],
    ['PDM: in place of PyPI', 'pyproject.toml', pdm('true', ofPdm('pypi', OWN)), undefined],

    ['Poetry: a primary source switches PyPI off', 'pyproject.toml', poetry(ofPoetry('acme', OWN)), undefined],
    ['Poetry: beside PyPI', 'pyproject.toml', poetry(ofPoetry('acme', OWN), ofPoetry('PyPI', PYPI)), ['warning', 'together']],
    ['Poetry: supplemental', 'pyproject.toml', poetry(ofPoetry('acme', OWN, 'priority = "supplemental"')), ['warning', 'publicFirst']],
    [
      'Poetry: PyPI supplemental',
      'pyproject.toml',
      poetry(ofPoetry('acme', OWN), '[[tool.poetry.source]]\nname = "PyPI"\npriority = "supplemental"\n'),
      ['information', 'ownFirst'],
    ],
    ['Poetry: explicit', 'pyproject.toml', poetry(ofPoetry('acme', OWN, 'priority = "explicit"')), ['warning', 'notSent']],

    ['Pipenv: PyPI first', 'Pipfile', pipfile('', ofPipenv('pypi', PYPI), ofPipenv('acme', OWN)), ['warning', 'notSent']],
    ['Pipenv: its own first', 'Pipfile', pipfile('', ofPipenv('acme', OWN), ofPipenv('pypi', PYPI)), undefined],
    [
      'Pipenv: its own first, and all to install',
      'Pipfile',
      pipfile('[pipenv]\ninstall_search_all_sources = true', ofPipenv('acme', OWN), ofPipenv('pypi', PYPI)),
      ['information', 'installing'],
    ],
    [
      'Pipenv: not to install from all',
      'Pipfile',
      pipfile('[pipenv]\ninstall_search_all_sources = false', ofPipenv('acme', OWN), ofPipenv('pypi', PYPI)),
      undefined,
    ],
  ])('%s', async (_, file, text, expected) => {
    const { host, service } = serviceOn({ 'lookalike.toml': 'private = ["acme-*"]' });
    host.indexAt = () => new InMemoryIndex();
    const analysis = await service.analyse(documentOf(file, text));
    const said = (analysis?.findings ?? []).filter(({ requirement }) => requirement?.normalizedName === NAME);
    expect(said.map(({ rule, severity }) => [rule, severity])).toEqual(
      expected === undefined ? [] : [['dependency-confusion', expected[0]]],
    );
    expect(said.map(({ message }) => Object.entries(MESSAGES).flatMap(([key, text]) => (message.endsWith(text) ? key : [])))).toEqual(
      expected === undefined ? [] : [[expected[1]]],
    );
  });
});

describe('how a public index may serve a name of the user', () => {
  const span = { start: 0, end: 1 };
  const at = (kind: IndexOption['kind'], url: string | undefined, more: Partial<IndexOption> = {}): IndexOption => ({
    kind,
    url,
    span,
    ...more,
  });
  const own = (more: Partial<IndexOption> = {}) => at('extra-index', OWN, more);
  const main = (more: Partial<IndexOption> = {}) => at('index', OWN, more);
  const open = (more: Partial<IndexOption> = {}) => at('extra-index', PYPI, more);
  const mainOpen = (more: Partial<IndexOption> = {}) => at('index', PYPI, more);
  const strategy = (value: string) => at('index-strategy', value);
  const UV = { search: 'in-order' } as const;
  const PDM = { search: 'listed-order' } as const;
  const LOCK = { search: 'default-only' } as const;
  const INSTALL = { search: 'default-to-lock' } as const;
  const EXPLICIT = { explicit: true } as const;
  const LAST = { fallback: true } as const;

  it.each<[what: string, indexes: readonly IndexOption[], expected: Exposure]>([
    ['pip: no index', [at('no-index', undefined), own()], 'none'],
    ['pip: two', [own()], 'merged'],
    ['pip: what is no index', [at('find-links', OWN), at('trusted-host', OWN)], 'merged'],
    ['pip: an index that the file does not name', [at('index', undefined)], 'merged'],
    ['explicit', [own(EXPLICIT)], 'merged'],
    ['explicit, and another one', [own({ ...EXPLICIT, ...UV }), own(UV)], 'first-match'],

    ['uv: one', [own(UV)], 'first-match'],
    ['uv: behind PyPI', [open(UV), own(UV)], 'public-first'],
    ['uv: behind PyPI that is explicit', [open({ ...UV, ...EXPLICIT }), own(UV)], 'first-match'],
    ['uv: before PyPI', [own(UV), open(UV)], 'first-match'],
    ['uv: behind PyPI by default', [mainOpen(UV), own(UV)], 'first-match'],
    ['uv: by default, with PyPI', [main(UV), open(UV)], 'public-first'],
    ['uv: by default', [main(UV)], 'first-match'],
    ['uv: the best match', [own(UV), strategy('unsafe-best-match')], 'merged'],
    ['uv: another strategy', [own(UV), strategy('first-index')], 'first-match'],
    ['uv: a URL that reads like a strategy', [own(UV), at('extra-index', 'unsafe-best-match', EXPLICIT)], 'first-match'],

    ['PDM: beside PyPI', [own(PDM)], 'public-first'],
    ['PDM: in place of PyPI', [main(PDM)], 'first-match'],
    ['PDM: behind PyPI', [mainOpen(PDM), own(PDM)], 'public-first'],
    ['PDM: before PyPI', [own(PDM), mainOpen(PDM)], 'first-match'],
    ['PDM: behind PyPI that is explicit', [open({ ...PDM, ...EXPLICIT }), main(PDM)], 'first-match'],
    ['PDM: in place of PyPI, but explicit', [main({ ...PDM, ...EXPLICIT }), own(PDM)], 'public-first'],

    ['Pipenv: not by default', [own(LOCK)], 'not-sent'],
    ['Pipenv: by default', [main(LOCK)], 'none'],
    ['Pipenv: behind PyPI', [mainOpen(LOCK), own(LOCK)], 'not-sent'],
    ['Pipenv: before PyPI', [main(LOCK), own(LOCK), open(LOCK)], 'none'],
    ['Pipenv: an index without a URL, and PyPI', [at('index', undefined, LOCK), own(LOCK), mainOpen(LOCK)], 'not-sent'],
    ['Pipenv: to lock, not by default', [own(INSTALL)], 'not-sent'],
    ['Pipenv: to lock, by default', [main(INSTALL)], 'when-installing'],

    ['Poetry: supplemental', [own(LAST)], 'public-first'],
    ['Poetry: both supplemental', [own(LAST), open(LAST)], 'public-first'],
    ['Poetry: one of two is supplemental', [own(LAST), own()], 'merged'],
    ['Poetry: PyPI is supplemental', [own(), open(LAST)], 'first-match'],
    ['Poetry: PyPI is supplemental, and not', [own(), open(LAST), open()], 'merged'],
    ['Poetry: PyPI is explicit', [own(), open({ ...LAST, ...EXPLICIT })], 'merged'],
  ])('%s', (_, indexes, expected) => {
    expect(exposureOf(indexes, 'merged')).toBe(expected);
    // What no order in the file changes.
    expect(exposureOf(indexes, 'none')).toBe('none');
    expect(exposureOf(indexes, 'unknown')).toBe(indexes[0]?.kind === 'no-index' ? 'none' : 'unknown');
  });

  it.each<[what: string, indexes: readonly IndexOption[], use: PublicIndexUse, expected: Exposure]>([
    ['no own index', [], 'only', 'only'],
    ['no own index', [], 'first-match', 'first-match'],
    ['the public one', [open()], 'only', 'only'],
    ['an own one that is explicit', [own(EXPLICIT)], 'only', 'not-sent'],
    ['an own one that is explicit', [own(EXPLICIT)], 'first-match', 'first-match'],
  ])('%s, where the public one is used as %s: %s', (_, indexes, use, expected) => {
    expect(exposureOf(indexes, use)).toBe(expected);
  });

  it('depends on what an index is', () => {
    const kinds = ['index', 'extra-index', 'find-links', 'trusted-host', 'no-index', 'index-strategy', 'configuration'] as const;
    expect(kinds.filter((kind) => isIndex(at(kind, OWN)))).toEqual(['index', 'extra-index']);
    expect(kinds.filter((kind) => isIndex(at(kind, undefined)))).toEqual([]);
    expect([open(), own(), at('index', undefined)].map(isPublic)).toEqual([true, false, false]);
  });
});

import { describe, expect, it } from 'vitest';
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

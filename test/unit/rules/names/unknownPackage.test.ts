import { expect, it } from 'vitest';
import { SafeUrl } from '../../../../server/src/index/safeUrl';
import { MISSING } from '../../../../server/src/lookup';
import { type InMemoryHost, project } from '../../../inMemoryHost';
import { documentOf, learn, serviceOn } from '../../features/service';
import { detailsOf, expectMarked, fixesOf, judged, type World } from '../world';

const NAME = 'zqxw-nobody-has-this';
const absent = (name: string) => ({ index: new Map([[name, MISSING]]) });

it.each<[what: string, marked: string]>([
  [
    'a name that the list does not have',
    `
${NAME}
^^^^^^^^^^^^^^^^^^^^ information[unknown-package]: '${NAME}' is not in the package list. It may be new, private or misspelled.`,
  ],
  ['a popular name', 'requests'],
  ['a name from a URL', `${NAME} @ https://example.com/${NAME}-1.0.tar.gz`],
])('%s', async (_, marked) => {
  await expectMarked('requirements.txt', marked);
});

it('is a warning if the index also says so', async () => {
  const marked = `
${NAME}
^^^^^^^^^^^^^^^^^^^^ warning[unknown-package]: '${NAME}' is not on PyPI. Anyone could register it.`;
  await expectMarked('requirements.txt', marked, absent(NAME));
});

function source(kind: 'index' | 'extra-index', address: string) {
  return { kind, url: SafeUrl.parse(address) as SafeUrl, namedBy: 'user' as const };
}

const indexUrl = (address: string) => (host: InMemoryHost) => {
  host.current = { ...host.current, indexUrl: address };
};
const pip = (kind: 'index' | 'extra-index', address: string) => (host: InMemoryHost) => {
  host.user = { pip: [source(kind, address)], uv: [], others: [] };
};
const uv = (kind: 'index' | 'extra-index', address: string) => (host: InMemoryHost) => {
  host.user = { pip: [], uv: [source(kind, address)], others: [] };
};
const both =
  (...changes: readonly ((host: InMemoryHost) => void)[]) =>
  (host: InMemoryHost) => {
    for (const change of changes) {
      change(host);
    }
  };

const PROJECT = `[project]\nname = "app"\ndependencies = ["${NAME}"]\n`;
const FOR_UV = `${PROJECT}[tool.uv]\n`;
const SENT_TO_PYPI = `${PROJECT}[tool.uv.sources]\n${NAME} = { index = "pypi" }
[[tool.uv.index]]\nname = "pypi"\nurl = "https://pypi.org/simple"\nexplicit = true\n`;
const MIRROR = 'https://mirror.example/simple/';
const NOT_ON_PYPI = `'${NAME}' is not on PyPI. Anyone could register it.`;
const NOT_ON_INDEX = `'${NAME}' is not on the index. Anyone could register it.`;
/** A name that is not publicly known is then not looked up in a public index. */
const NOT_LISTED = `'${NAME}' is not in the package list. It may be new, private or misspelled.`;

it.each<[what: string, expected: string, file: string, text: string, world?: World]>([
  ['no index said', NOT_ON_PYPI, 'requirements.txt', NAME],
  ['the setting, PyPI with another path', NOT_ON_PYPI, 'requirements.txt', NAME, { prepare: indexUrl('https://pypi.org/simple/') }],
  ['the setting, a mirror', NOT_ON_INDEX, 'requirements.txt', NAME, { prepare: indexUrl(MIRROR) }],
  ['the setting, a mirror on another port', NOT_ON_INDEX, 'requirements.txt', NAME, { prepare: indexUrl('https://pypi.org:8443') }],
  ['the setting, PyPI without TLS', NOT_ON_INDEX, 'requirements.txt', NAME, { prepare: indexUrl('http://pypi.org') }],
  ['the setting, TestPyPI', NOT_ON_INDEX, 'requirements.txt', NAME, { prepare: indexUrl('https://test.pypi.org') }],
  ['the setting, a mirror, for uv', NOT_ON_INDEX, 'pyproject.toml', FOR_UV, { prepare: indexUrl(MIRROR) }],
  ['the file, PyPI', NOT_ON_PYPI, 'requirements.txt', `--index-url https://pypi.org/simple\n${NAME}`],
  ['the file, TestPyPI', NOT_ON_INDEX, 'requirements.txt', `--index-url https://test.pypi.org/simple\n${NAME}`],
  ['the file, TestPyPI too', NOT_ON_INDEX, 'requirements.txt', `--extra-index-url https://test.pypi.org/simple\n${NAME}`],
  ['the file, a mirror that may not be asked', NOT_LISTED, 'requirements.txt', `--index-url ${MIRROR}\n${NAME}`],
  ['pip.conf, a private index', NOT_ON_INDEX, 'requirements.txt', NAME, { prepare: pip('index', MIRROR) }],
  ['pip.conf, TestPyPI', NOT_ON_INDEX, 'requirements.txt', NAME, { prepare: pip('index', 'https://test.pypi.org/simple/') }],
  ['pip.conf, PyPI', NOT_ON_PYPI, 'requirements.txt', NAME, { prepare: pip('index', 'https://pypi.org/simple/') }],
  ['pip.conf, a private index too', NOT_LISTED, 'requirements.txt', NAME, { prepare: pip('extra-index', MIRROR) }],
  [
    'pip.conf, a private index beside a mirror',
    NOT_ON_INDEX,
    'requirements.txt',
    NAME,
    { prepare: both(indexUrl('https://other.example'), pip('extra-index', MIRROR)) },
  ],
  ['uv.toml, a private index', NOT_ON_INDEX, 'pyproject.toml', FOR_UV, { prepare: uv('index', MIRROR) }],
  ['uv.toml, a private index too', NOT_LISTED, 'pyproject.toml', FOR_UV, { prepare: uv('extra-index', MIRROR) }],
  ['a table that sends the name to PyPI', NOT_ON_PYPI, 'pyproject.toml', SENT_TO_PYPI],
  [
    'a table that sends the name to PyPI, beside TestPyPI',
    NOT_ON_PYPI,
    'pyproject.toml',
    SENT_TO_PYPI,
    { prepare: indexUrl('https://test.pypi.org') },
  ],
])('speaks of PyPI only where PyPI alone was asked: %s', async (_, expected, file, text, world = {}) => {
  const { diagnostics } = await judged(file, text, { ...absent(NAME), ...world });
  expect(diagnostics.filter(({ code }) => code === 'unknown-package').map(({ message }) => message)).toEqual([expected]);
});

it('names another index after the setting has changed', async () => {
  const { host, service } = serviceOn({ 'requirements.txt': NAME });
  const document = documentOf('requirements.txt', NAME);
  host.index.projects.set(NAME, MISSING);
  const said: unknown[] = [];
  for (const address of ['https://pypi.org', MIRROR, 'https://pypi.org']) {
    host.current = { ...host.current, offline: false, indexUrl: address };
    service.changed();
    await learn(service, document);
    said.push(...(await service.diagnostics(document)).map(({ message }) => message));
  }
  expect(said).toEqual([NOT_ON_PYPI, NOT_ON_INDEX, NOT_ON_PYPI]);
});

it('has no finding if the index has the project', async () => {
  await expectMarked('requirements.txt', NAME, { index: new Map([[NAME, project(NAME)]]) });
});

it.each([
  ['plone-formwidget-captcha', 'warning'],
  ['requests', 'information'],
])('says of %s, which the list has, that this index does not', async (name, severity) => {
  const marked = `
${name}
${'^'.repeat(name.length)} ${severity}[unknown-package]: '${name}' is not on the index. It was removed, or this index does not mirror it.`;
  await expectMarked('requirements.txt', marked, absent(name));
  expect(await detailsOf('requirements.txt', name, absent(name))).toEqual(['It is in the package list of Nov 2026.']);
});

it('offers to remove the line, or to trust the name', async () => {
  const fixes = await fixesOf('requirements.txt', `attrs\n${NAME}  # why\n`);
  expect(fixes).toContainEqual({ title: `Remove '${NAME}'`, preferred: false, text: 'attrs\n' });
  expect(fixes.map(({ title }) => title)).toContain(`Trust '${NAME}' in this project`);
});

// Both were listed in November 2024 and are no longer.
it.each(['slapos-recipe-osoeslaptraining', 'praxispy-jan21batch'])('says of %s that it was removed', async (name) => {
  const marks = '^'.repeat(name.length);
  const offline = `
${name}
${marks} information[unknown-package]: '${name}' was removed from the index. Anyone could register the name again.…`;
  await expectMarked('requirements.txt', offline);
  const online = `
${name}
${marks} warning[unknown-package]: '${name}' was removed from the index. Anyone could register the name again.…`;
  await expectMarked('requirements.txt', online, absent(name));
});

import { describe, expect, it } from 'vitest';
import type { PackageFacts } from '../../../../server/src/facts/packages/packageFacts';
import type { Requirement } from '../../../../server/src/formats/manifest/format';
import { SafeUrl } from '../../../../server/src/index/safeUrl';
import { MISSING } from '../../../../server/src/lookup';
import { unknownPackage } from '../../../../server/src/rules/names/unknownPackage';
import { type InMemoryHost, project } from '../../../inMemoryHost';
import { documentOf, learn, serviceOn } from '../../features/service';
import { LISTED, OFFLINE, onIndex, saidBy } from '../given';
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

describe('the finding about a name', () => {
  const span = { start: 0, end: 4 };
  const removeSpan = { start: 0, end: 10 };
  const near = ['names', 'game'];
  const label = 'Unknown package';
  const remove = expect.objectContaining({ title: "Remove 'name'" });
  const fixes = [
    expect.objectContaining({ title: "Replace with 'names'", preferred: true }),
    expect.objectContaining({ title: "Replace with 'game'", preferred: false }),
    remove,
  ];
  const REMOVED = "'name' was removed from the index. Anyone could register the name again.";
  const offline = {
    span,
    label,
    severity: 'information',
    details: [{ kind: 'evidence', text: 'The package list is from Nov 2026.' }],
  };
  const NEW = "'name' is not in the package list. It may be new, private or misspelled.";
  const gone = {
    span,
    label,
    message: "'name' is not on the index. It was removed, or this index does not mirror it.",
    details: [{ kind: 'evidence', text: 'It is in the package list of Nov 2026.' }],
    fixes: [remove],
  };
  const PYPI = "'name' is not on PyPI. Anyone could register it.";
  const NEITHER = { listed: MISSING, project: MISSING };
  const UNSEEN = { listed: MISSING, project: OFFLINE };

  it.each<[what: string, facts: Partial<PackageFacts>, expected: readonly object[]]>([
    ['which the list has', { listed: LISTED, project: OFFLINE }, []],
    ['which the index has', { listed: MISSING, project: onIndex() }, []],
    ['which both have', { listed: LISTED, project: onIndex() }, []],
    ['which is popular, and not in the list', { ...UNSEEN, rank: 7 }, []],
    ['which is private', { ...NEITHER, isPrivate: true }, []],
    ['about which nothing is known', { listed: OFFLINE, project: OFFLINE }, []],
    ['which the index lacks', { listed: LISTED, project: MISSING }, [{ ...gone, severity: undefined }]],
    ['which the index lacks, near to others', { listed: LISTED, project: MISSING, near }, [{ ...gone, severity: undefined }]],
    ['which the index lacks, of a popular one', { listed: LISTED, project: MISSING, rank: 7 }, [{ ...gone, severity: 'information' }]],
    ['that is nowhere', NEITHER, [{ span, label, message: PYPI, targets: [], fixes: [remove] }]],
    ['that is nowhere, of a rank', { ...NEITHER, rank: 7 }, [{ span, label, message: PYPI, targets: [], fixes: [remove] }]],
    [
      'that is nowhere, near to others',
      { ...NEITHER, near },
      [{ span, label, message: `${PYPI} Did you mean 'names'?`, targets: near, fixes }],
    ],
    [
      'that was removed, near to others',
      { ...NEITHER, near, wasRemoved: true },
      [{ span, label, message: `${REMOVED} Did you mean 'names'?`, targets: near, fixes }],
    ],
    ['that is in no list', UNSEEN, [{ ...offline, message: NEW, targets: [], fixes: [remove] }]],
    [
      'that is in no list, near to others',
      { ...UNSEEN, near },
      [{ ...offline, message: `${NEW} Did you mean 'names'?`, targets: near, fixes }],
    ],
    ['that was in a list', { ...UNSEEN, wasRemoved: true }, [{ ...offline, message: REMOVED, targets: [], fixes: [remove] }]],
  ])('%s', (_, facts, expected) => {
    expect(saidBy(unknownPackage, { removeSpan }, facts)).toEqual(expected);
    // An unfinished line may have an unfinished name, and no index can have some names.
    const silent: readonly Partial<Requirement>[] = [{ incomplete: true }, { name: 'n\u0430me' }];
    for (const requirement of silent) {
      expect(saidBy(unknownPackage, { removeSpan, ...requirement }, facts)).toEqual([]);
    }
  });

  it('of an index that is not PyPI', () => {
    const asked: unknown[] = [];
    const asksPypiAlone = (...name: readonly unknown[]) => {
      asked.push(name);
      return false;
    };
    const [finding] = saidBy(unknownPackage, { name: 'Name', indexName: 'acme' }, NEITHER, { asksPypiAlone });
    expect(finding?.message).toBe("'Name' is not on the index. Anyone could register it.");
    expect(asked).toEqual([['name', 'acme']]);
  });
});

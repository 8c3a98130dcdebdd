import { describe, expect, test } from 'vitest';
import { DEEP } from '../../../scripts/test/deepTexts.mjs';
import { formats, notebookCell } from '../../../server/src/formats/index';
import { documentOf, serviceOn } from '../features/service';
import { askEverything } from './everything';
import { FILE_NAMES } from './fileNames';

const all = [...formats, notebookCell];

/** Enough to exhaust the stack of a function that is recursive per level. */
const LEVELS = 6_000;

describe('nesting deeper than the stack stops no reader', () => {
  test.each(Object.entries(DEEP))('%s', (_, textOf) => {
    const text = textOf(LEVELS);
    for (const format of all) {
      expect(format.parse(text).requirements).toBeDefined();
    }
  });

  test.each(FILE_NAMES)('%s with everything after it', async (_, name) => {
    for (const textOf of Object.values(DEEP)) {
      await askEverything(serviceOn({}), documentOf(name, textOf(400)), 2);
    }
  });
});

/** Escapes that are truncated, signed, beyond Unicode or half of a pair, and characters that need care in output. */
const ESCAPES = [
  ...[
    '\\x-e',
    '\\x',
    '\\x1',
    '\\xzz',
    '\\u12',
    '\\u-123',
    '\\u+123',
    '\\u 123',
    '\\U-0000001',
    '\\U00110000',
    '\\UFFFFFFFF',
    '\\U0010FFFF',
  ],
  ...['\\ud83d', '\\udc00\\ud83d', '\\N{x', '\\N', '\\777', '\\0', '\\8', '\\', '\\u{110000}', '\\x{110000}', '\\c', "\\'", '\\"'],
  ...[
    '\ud83d',
    '\udc00',
    '%ED%A0%BD',
    '%',
    '%zz',
    '%00',
    '\0',
    '\x1b',
    '\u202e',
    '\u2028',
    '\ufeff',
    '\uffff',
    '\u{10ffff}',
    'file:////x',
    '//x',
    '$(',
    '{',
  ],
];

/** Names that each plain object inherits. */
const INHERITED = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'valueOf'];

/** Positions for each of them: in names, versions, files, URLs, groups, indexes. */
const PLACES: readonly ((e: string) => string)[] = [
  (e) =>
    `-r ${e}.txt\n-c "${e}"\n-r file:${e}\n-e ${e}\n${e}\na${e}\na==${e}\na===${e}\na; os_name == '${e}'\na; extra == "${e}"\na @ ${e}\na @ https://h/${e}\n` +
    `a @ file:///${e}.whl\nhttps://h/${e}-1-py3-none-any.whl\n./${e}-1-py3-none-any.whl\na-${e}-py3-none-any.whl\n--index-url https://${e}/${e}\n` +
    `--extra-index-url ${e}\n-f ${e}\n--trusted-host ${e}\na --hash=sha256:${e}\n-e git+https://h/x#egg=${e}\ngit+https://h/${e}@${e}#egg=a\na[${e}]\n`,
  (e) =>
    `[project]\nname = "${e}"\ndependencies = ["${e}", "a==${e}", "a; os_name=='${e}'", "a @ https://h/${e}"]\n"${e}" = 1\n` +
    `[tool.setuptools.dynamic]\ndependencies = {file = ["${e}", "${e}.txt"]}\n[tool.poetry.dependencies]\n"${e}" = "${e}"\na = {path = "${e}"}\n` +
    `b = {url = "${e}"}\n[[tool.uv.index]]\nname = "${e}"\nurl = "${e}"\n[tool.uv.sources]\na = {index = "${e}"}\nb = {path = "${e}"}\n` +
    `[tool.uv.workspace]\nmembers = ["${e}", "${e}/*"]\n[dependency-groups]\n"${e}" = ["a", {include-group = "${e}"}]\n` +
    `[tool.lookalike]\ntrust = ["${e}"]\nprivate = ["${e}"]\nexclude = ["${e}"]\nfiles = ["${e}"]\n`,
  (e) =>
    `[packages]\n"${e}" = "${e}"\na = {version = "${e}", path = "${e}", file = "${e}", index = "${e}"}\n[[source]]\nurl = "${e}"\nname = "${e}"\n` +
    `[[package]]\nname = "${e}"\nversion = "${e}"\nsource = {registry = "${e}", url = "${e}", path = "${e}"}\n[[packages]]\nname = "${e}"\nversion = "${e}"\n`,
  (e) =>
    `dependencies:\n- pip:\n  - "-r ${e}.txt"\n  - '${e}'\n  - "${e}"\n  - a==${e}\nrepos:\n- hooks:\n  - id: "${e}"\n    language: python\n` +
    `    additional_dependencies: ["${e}", 'a${e}', "a @ ${e}"]\nrun: "pip install ${e} -r ${e} $'${e}'"\n`,
  (e) =>
    `{"default":{"${e}":{"version":"${e}","index":"${e}","path":"${e}","hashes":["${e}"]}},"_meta":{"sources":[{"url":"${e}","name":"${e}"}]},` +
    `"cells":[{"cell_type":"code","source":["!pip install ${e}\\n","%pip install -r ${e}"]}]}`,
  (e) =>
    `RUN pip install $'${e}' "${e}" '${e}' ${e} -r ${e} -r '${e}.txt' -e ${e}\nRUN ["pip", "install", "${e}", "-r", "${e}"]\nENV PIP_INDEX_URL=${e}\n` +
    `pip install $'${e}' "${e}" '${e}' ${e} -r ${e} -i ${e} -i "http://${e}"\nexport PIP_REQUIREMENT="${e}"\npip install a\n`,
  (e) =>
    `# coding: ${e}\n# /// script\n# dependencies = ["${e}"]\n# ///\nsetup(install_requires=["${e}", u'a${e}', b"${e}", r"${e}", """${e}"""], ` +
    `extras_require={"${e}": ["a; os_name=='${e}'"]}, name="${e}")\nsession.install("${e}", "-r", "${e}.txt")\nsession.run("pip", "install", "-r${e}")\n`,
  (e) =>
    `[options]\ninstall_requires =\n  ${e}\n  a; os_name == "${e}"\n  a @ file:${e}\n[options.extras_require]\n${e} = ${e}\n` +
    `[testenv:${e}]\ndeps =\n  -r${e}.txt\n  ${e}\n  {[${e}]deps}\nconstraints = ${e}\n[tox:tox]\nrequires = ${e}\n`,
];

describe('no escape and no character stops a format', () => {
  test.each([...FILE_NAMES, ['configuration', 'lookalike.toml'] as const])('%s', async (_, name) => {
    for (const textOf of PLACES) {
      for (const sequence of ESCAPES) {
        await askEverything(serviceOn({}), documentOf(name, textOf(sequence)), 2);
      }
    }
  });

  test.each([...FILE_NAMES, ['configuration', 'lookalike.toml'] as const])('nor a name that objects inherit: %s', async (_, name) => {
    for (const textOf of PLACES) {
      for (const inherited of INHERITED) {
        await askEverything(serviceOn({}), documentOf(name, textOf(inherited)), 2);
      }
    }
  });

  test('nor in a configuration that applies to the document', async () => {
    for (const sequence of [...ESCAPES, ...INHERITED]) {
      for (const value of [sequence, sequence.replaceAll('\\', '\\\\')]) {
        const files = {
          'lookalike.toml': `private = ["${value}"]\nexclude = ["${value}"]\ntrust = ["${value}"]\n[rules]\n"${value}" = "off"\n`,
        };
        await askEverything(serviceOn(files), documentOf('requirements.txt', 'reqeusts\n'), 2);
      }
    }
  });
});

/** Lists with more items than a call can have arguments. */
const MANY = 130_000;
const LONG_LISTS: Readonly<Record<string, string>> = {
  'requirements.txt': '!\n'.repeat(MANY),
  'constraints.txt': '-r a.txt\n'.repeat(MANY),
  'pyproject.toml': `[project]\ndependencies = [${'"!",'.repeat(MANY)}]\n[tool.setuptools.dynamic]\ndependencies = {file = [${'"a",'.repeat(MANY)}]}\n`,
  'legacy/pyproject.toml': `[tool.tox]\nlegacy_tox_ini = """\n[testenv]\ndeps =\n${' a\n'.repeat(MANY)}"""\n`,
  'install.sh': `pip install -- ${'a '.repeat(MANY)}`,
  Dockerfile: `RUN pip install -- ${'a '.repeat(MANY)}`,
  'a.ipynb': `{"cells":[{"cell_type":"code","source":["!pip install -- ${'a '.repeat(MANY)}"]}]}`,
  'Pipfile.lock': `{"_meta":{"sources":[${'{"url":"https://h/","name":"a"},'.repeat(MANY / 4)}{}]}}`,
  '.github/workflows/list.yml': `run:\n${'- pip install a\n'.repeat(MANY)}`,
  '.github/workflows/map.yml': Array.from({ length: MANY }, (_, i) => `a${i}: pip\n`).join(''),
  'noxfile.py': `session.install(${'"a",'.repeat(MANY)})`,
  'setup.py': `setup(install_requires=[${'"!",'.repeat(MANY)}])`,
  'lookalike.toml': `trust = [${'"a",'.repeat(MANY)}]\nprivate = [${'"b",'.repeat(MANY)}]\nexclude = [${'"c",'.repeat(MANY)}]\n`,
};

describe('a list of any length stops nothing', () => {
  test.each(Object.entries(LONG_LISTS))('%s', async (name, text) => {
    const { service, host } = serviceOn({});
    const document = documentOf(name, text);
    await service.diagnostics(document);
    await service.documentSymbols(document);
    expect(host.logged).toEqual([]);
  });

  test('nor one in the configuration of the document', async () => {
    const { service, host } = serviceOn({ 'lookalike.toml': LONG_LISTS['lookalike.toml'] ?? '' });
    await service.diagnostics(documentOf('requirements.txt', 'a\n'));
    expect(host.logged).toEqual([]);
  });
});

test.each(['^latest', '~latest', '^', '~', '^1 || ^latest', '^latest,<2', '~v', '^1!', '^.1', '>=latest', '*latest'])(
  "Poetry's constraint '%s' is judged",
  async (constraint) => {
    const text = `[tool.poetry.dependencies]\nrequests = "${constraint}"\npycryptoenv = "*"\n`;
    const { service } = serviceOn({});
    expect((await service.diagnostics(documentOf('pyproject.toml', text))).map(({ code }) => code)).toContain('known-malicious');
  },
);

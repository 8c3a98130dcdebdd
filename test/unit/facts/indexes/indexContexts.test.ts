import { describe, expect, it } from 'vitest';
import { documentOf, learn, serviceOn } from '../../features/service';

const CORP = 'https://pypi.corp.example/simple';
const PRIVATE = 'private = ["acme-*"]\n';

async function found(files: Readonly<Record<string, string>>, judged: string): Promise<[code: unknown, severity: unknown, text: string][]> {
  const { service } = serviceOn({ 'lookalike.toml': PRIVATE, ...files });
  const document = documentOf(judged, files[judged] ?? '');
  const diagnostics = await service.diagnostics(document);
  return diagnostics.map(({ code, severity = 0, range }) => [
    code,
    ['', 'error', 'warning', 'information'][severity],
    document.getText(range),
  ]);
}

describe('dependency-confusion reports the options that apply', () => {
  it.each<[string, string, Record<string, string>, [string, string][]]>([
    [
      'to an included file',
      'sub/requirements-more.txt',
      { 'requirements.txt': `--extra-index-url ${CORP}\n-r sub/requirements-more.txt\n`, 'sub/requirements-more.txt': 'acme-core\n' },
      [['warning', 'acme-core']],
    ],
    [
      'to a file that includes one',
      'requirements.txt',
      { 'requirements.txt': '-r sub/more.txt\nacme-core\n', 'sub/more.txt': `--extra-index-url ${CORP}\n` },
      [['warning', 'acme-core']],
    ],
    [
      'where the run has one index and no other',
      'sub/requirements-more.txt',
      { 'requirements.txt': `--index-url ${CORP}\n-r sub/requirements-more.txt\n`, 'sub/requirements-more.txt': 'acme-core\n' },
      [],
    ],
    [
      'to the member of a uv workspace',
      'libs/x/pyproject.toml',
      {
        'pyproject.toml': `[tool.uv.workspace]\nmembers = ["libs/*"]\n[[tool.uv.index]]\nname = "corp"\nurl = "${CORP}"\n`,
        'libs/x/pyproject.toml': '[project]\nname = "x"\nversion = "1"\ndependencies = ["acme-core"]\n',
      },
      [['information', 'acme-core']],
    ],
    [
      'beside a uv.toml',
      'pyproject.toml',
      {
        'uv.toml': `extra-index-url = ["${CORP}"]\nindex-strategy = "unsafe-best-match"\n`,
        'pyproject.toml': '[project]\nname = "x"\ndependencies = ["acme-core"]\n',
      },
      [['warning', 'acme-core']],
    ],
    [
      'behind ENV',
      'Dockerfile',
      { Dockerfile: `FROM x\nENV PIP_EXTRA_INDEX_URL=${CORP}\nRUN pip install acme-core\n` },
      [['warning', 'acme-core']],
    ],
    ['behind ENV, with one index', 'Dockerfile', { Dockerfile: `FROM x\nENV PIP_INDEX_URL=${CORP}\nRUN pip install acme-core\n` }, []],
    [
      'below variables',
      '.gitlab-ci.yml',
      { '.gitlab-ci.yml': `variables: {PIP_EXTRA_INDEX_URL: "${CORP}"}\na:\n  script: [pip install acme-core]\n` },
      [['warning', 'acme-core']],
    ],
    [
      'to a file that a command installs',
      'requirements.txt',
      { Dockerfile: `FROM x\nENV PIP_EXTRA_INDEX_URL=${CORP}\nRUN pip install -r requirements.txt\n`, 'requirements.txt': 'acme-core\n' },
      [['warning', 'acme-core']],
    ],
    [
      'to a file that a command installs from one index',
      'requirements.txt',
      { Dockerfile: `FROM x\nENV PIP_INDEX_URL=${CORP}\nRUN pip install -r requirements.txt\n`, 'requirements.txt': 'acme-core\n' },
      [['information', 'acme-core']],
    ],
  ])('%s', async (_title, judged, files, expected) => {
    const rules = (await found(files, judged)).filter(([code]) => code === 'dependency-confusion');
    expect(rules.map(([, severity, text]) => [severity, text])).toEqual(expected);
  });
});

const HTTP = 'http://pypi.corp.example/simple';

describe('insecure-index reports', () => {
  it.each<[string, string, readonly string[]]>([
    [
      'Dockerfile',
      `FROM x\nENV PIP_EXTRA_INDEX_URL="${HTTP} https://ann:secret@two.example/s" A=b\nARG PIP_TRUSTED_HOST=one.example\n`,
      [HTTP, 'https://ann:secret@two.example/s', 'one.example'],
    ],
    [
      'Dockerfile',
      `FROM x\nENV PIP_INDEX_URL https://\${USER}:\${TOKEN}@two.example/s\nRUN pip config set global.index-url ${HTTP}\n`,
      [HTTP],
    ],
    ['.gitlab-ci.yml', `variables:\n  PIP_EXTRA_INDEX_URL: ${HTTP}\n`, [HTTP]],
    [
      '.github/workflows/a.yml',
      `jobs:\n  a:\n    env: {UV_INDEX: "corp=${HTTP}", PIP_INDEX_URL: "https://u:\${{ secrets.PW }}@two.example/s"}\n`,
      [HTTP],
    ],
    ['.travis.yml', `env:\n  - PIP_INDEX_URL=${HTTP} A=b\n`, [HTTP]],
    ['install.sh', `export PIP_INDEX_URL='${HTTP}'\nPIP_TRUSTED_HOST=one.example pip install x\n`, [HTTP, 'one.example']],
    ['tox.ini', `[testenv]\nset_env =\n    PIP_INDEX_URL = ${HTTP}\n`, [HTTP]],
    ['noxfile.py', `session.env["PIP_INDEX_URL"] = "${HTTP}"\n`, [HTTP]],
    [
      'pip.conf',
      `[global]\nextra-index-url =\n    ${HTTP}\n    https://ann:secret@two.example/s\ntrusted-host = one.example\n`,
      [HTTP, 'https://ann:secret@two.example/s', 'one.example'],
    ],
    ['pyproject.toml', `[tool.hatch.envs.a.env-vars]\nPIP_INDEX_URL = "${HTTP}"\n`, [HTTP]],
  ])('in %s', async (name, text, expected) => {
    const rules = (await found({ [name]: text }, name)).filter(([code]) => code === 'insecure-index');
    expect(rules.map(([, , written]) => written)).toEqual(expected);
  });
});

describe('the files around a file', () => {
  it('are read once, whatever is typed', async () => {
    const files = Object.fromEntries(Array.from({ length: 20 }, (_, i) => [`${i}-requirements.txt`, `-r sub/${i}.txt\n-i ${CORP}\n`]));
    const { host, service } = serviceOn({ ...files, 'requirements.txt': '' });
    for (let version = 1; version <= 5; version++) {
      await service.diagnostics(documentOf('requirements.txt', `acme-core==${version}\n`, version));
    }
    expect(host.workspace.reads.filter((uri) => uri.endsWith('/0-requirements.txt'))).toHaveLength(1);
  });

  it('are limited, although files include each other and there are many', async () => {
    const files: Record<string, string> = {};
    for (let i = 0; i < 400; i++) {
      files[`${i}-requirements.txt`] = `-r ${(i * 7 + 1) % 400}-requirements.txt\n-r ${(i * 3 + 2) % 400}-requirements.txt\n`;
    }
    files['399-requirements.txt'] += `-i ${CORP}\n`;
    const { service } = serviceOn(files);
    const { results } = await service.scan(['file:///project'], { exclude: [], signal: new AbortController().signal, online: false });
    expect(results).toHaveLength(400);
  });
});

describe('an unreadable file in the project', () => {
  const name = 'acme-internal-zq';

  it.each([
    ['Dockerfile', false],
    ['pip.conf', false],
    ['', true],
  ])('%j fails: asked is %j', async (failing, isAsked) => {
    const { host, service } = serviceOn({ 'requirements.txt': `${name}\n`, Dockerfile: 'FROM x', 'pip.conf': '' });
    host.current = { ...host.current, offline: false };
    const read = host.workspace.readAround.bind(host.workspace);
    host.workspace.readAround = async (uri) => {
      if (failing !== '' && uri.endsWith(`/${failing}`)) {
        throw new Error('a fault of ours');
      }
      return read(uri);
    };
    await learn(service, documentOf('requirements.txt', `${name}\n`));
    expect(host.index.asked.includes(name)).toBe(isAsked);
  });
});

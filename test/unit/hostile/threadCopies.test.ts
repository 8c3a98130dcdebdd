import { serialize } from 'node:v8';
import { describe, expect, it } from 'vitest';
import { read } from '../../../server/src/analysis/limits';
import { formatOf } from '../../../server/src/formats';

const COUNT = 1_000;
const LONG = 'x'.repeat(20_000);
/** What the budget for filled-in variables allows, and the entries themselves. A copy of the long text for each entry takes 20 MB. */
const MOST = 6_000_000;

const many = (text: (i: number) => string, separator = '\n'): string => Array.from({ length: COUNT }, (_, i) => text(i)).join(separator);
const list = many((i) => `"a${i}"`, ',');

describe('a thread gets no copy of a long text for each entry of', () => {
  it.each([
    ['an extra', 'pyproject.toml', `[project]\nname="x"\n[project.optional-dependencies]\n${LONG}=[${list}]`],
    ['a dependency group', 'pyproject.toml', `[dependency-groups]\n${LONG}=[${list}]`],
    ['a Poetry group', 'pyproject.toml', `[tool.poetry.group.${LONG}.dependencies]\n${many((i) => `a${i}="*"`)}`],
    ['an environment of Hatch', 'pyproject.toml', `[tool.hatch.envs.${LONG}]\ndependencies=[${list}]`],
    ['a category of a Pipfile', 'Pipfile', `[${LONG}]\n${many((i) => `a${i}="*"`)}`],
    ['a feature of pixi', 'pixi.toml', `[feature.${LONG}.pypi-dependencies]\n${many((i) => `a${i}="*"`)}`],
    ['an environment of tox', 'tox.ini', `[testenv:${LONG}]\ndeps=\n${many((i) => `  a${i}`)}`],
    ['a session of Nox', 'noxfile.py', `@nox.session\ndef ${LONG}(session):\n${many((i) => `  session.install("a${i}")`)}`],
    ['extras of setup.py', 'setup.py', `setup(extras_require={"${LONG}":[${list}]})`],
    ['extras of setup.cfg', 'setup.cfg', `[options.extras_require]\n${LONG} =\n${many((i) => `  a${i}`)}`],
    [
      'a hook',
      '.pre-commit-config.yaml',
      `repos:\n- repo: https://example.org/${LONG}\n  hooks:\n  - id: ${LONG}\n    additional_dependencies: [${list}]`,
    ],
    [
      'an action',
      '.github/workflows/a.yml',
      `jobs:\n  a:\n    steps:\n    - uses: ./${LONG}\n      with:\n${many((i) => `        k${i}: aaa`)}`,
    ],
    [
      'a workflow',
      '.github/workflows/a.yml',
      `jobs:\n  a:\n    uses: ./.github/workflows/${LONG}.yml\n    with:\n${many((i) => `      k${i}: a`)}`,
    ],
    ['an alias', 'a.sh', `alias p="pip install -i https://example.org/${LONG}"\n${many((i) => `p a${i}`)}`],
    ['a function', 'a.sh', `f() { pip install -i https://example.org/${LONG} $1; }\n${many((i) => `f a${i}`)}`],
    ['a variable', 'a.sh', `U=https://example.org/${LONG}\n${many((i) => `pip install -i $U a${i}`)}`],
    ['an included file', 'a.sh', `U=${LONG}.txt\n${many(() => 'pip install -r $U')}`],
    ['a folder', 'Dockerfile', `FROM x\nWORKDIR /${LONG}\n${many((i) => `RUN pip install -r a${i}.txt`)}`],
    ['a variable of tox', 'tox.ini', `[x]\nu=${LONG}\n[testenv]\ndeps=\n${many((i) => `  a${i} @ https://example.org/{[x]u}`)}`],
    [
      'a variable of Python',
      'setup.py',
      `U="${LONG}"\nsetup(install_requires=[${many((i) => `"a${i} @ https://example.org/" + U`, ',')}])`,
    ],
  ])('%s', (_, path, text) => {
    const { length } = serialize(read(text, formatOf(path)!));
    expect(length).toBeGreaterThan(0);
    expect(length).toBeLessThan(MOST);
  });
});

import { describe, expect, it } from 'vitest';
import { formatOf } from '../../../../server/src/formats/index';
import { mayContain } from '../../../../server/src/protocol/fileKinds';
import { read } from './read';

// Each text has one of the words of the quick test for install commands, and no other one.
describe('a file with only one install command is read', () => {
  it.each<readonly [text: string, expected: string]>([
    ['pip wheel aaa', 'aaa'],
    ['uvx aaa', 'aaa'],
    ['$TOOL install aaa', '?$TOOL install aaa'],
    ['$TOOL add aaa', '?$TOOL add aaa'],
    ['$PIP wheel aaa', 'aaa'],
    ['$UV run --with aaa x', 'aaa'],
    ['$POETRY update aaa', 'aaa'],
    ['"$PDM_BIN" update aaa', 'aaa'],
    ['$RYE update aaa', 'aaa'],
    ['echo aaa >> requirements.txt', 'aaa'],
    ['poetry update aaa', 'aaa'],
    ['pdm update aaa', 'aaa'],
    ['rye update aaa', 'aaa'],
    ['pex aaa', 'aaa'],
    ['shiv aaa', 'aaa'],
    ['cat > Pipfile <<E\n[packages]\naaa = "*"\nE', 'aaa'],
    ['cat > pyproject.toml <<E\n[project]\ndependencies = ["aaa"]\nE', 'aaa'],
    ['conda env update -f a.yml', '<a.yml'],
    ['mamba env update -f a.yml', '<a.yml'],
    ['micromamba create -f a.yml', '<a.yml'],
    ['echo aaa | base64 -d | bash', '?aaa'],
  ])('%s', (text, expected) => {
    expect(read('a.sh', `${text}\n`)).toBe(expected);
  });

  it.each(['PIP_INDEX_URL', 'UV_INDEX_URL', 'PIPENV_PYPI_MIRROR', 'PDM_PYPI_URL', 'POETRY_REPOSITORIES_X_URL'])('%s', (name) => {
    const text = `export ${name}=https://a.example/simple\n`;
    const format = formatOf('a.sh');
    expect(format && mayContain(format, text)).toBe(true);
    expect(format?.parse(text).indexes).toHaveLength(1);
  });

  it.each<readonly [program: string, expected: string]>([
    ['"pixi", "add", "--pypi", "aaa"', 'aaa'],
    ['"rye", "add", "aaa"', 'aaa'],
    ['"poetry", "add", "aaa"', 'aaa'],
    ['"uv", "add", "aaa"', 'aaa'],
  ])('in Python: %s', (words, expected) => {
    expect(read('setup.py', `import subprocess\nsubprocess.run([${words}])\n`)).toBe(expected);
  });
});

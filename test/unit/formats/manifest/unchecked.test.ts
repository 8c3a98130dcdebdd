import { expect, it } from 'vitest';
import { formatOf } from '../../../../server/src/formats/index';

const LONG = 'a'.repeat(150);

it.each<readonly [what: string, path: string, text: string]>([
  ['a variable', 'a.sh', `pip install $${LONG}\n`],
  ['a command in a text', 'a.sh', `run_cmd "pip install ${LONG}"\n`],
  ['the command of an unknown program', 'a.sh', `$TOOL install ${LONG}\n`],
  ['a pattern of files', 'a.sh', `pip-compile ${LONG}*.in\n`],
  ['the output of a command', 'a.sh', `pip install -r <(curl ${LONG})\n`],
  ['a written line', 'a.sh', `cat > requirements.txt <<E\n==${LONG}\nE\n`],
  ['what is nested too deeply', 'a.sh', `${'$('.repeat(20)}pip install ${LONG}${')'.repeat(20)}\n`],
  ['an expression', 'setup.py', `subprocess.run(["pip", "install", f(${LONG})])\n`],
  ['an expression of a table', 'setup.py', `setup(install_requires=f(${LONG}))\n`],
  ['a bracket that is not closed', 'setup.py', `setup(install_requires=[${LONG}\n`],
])('the text of %s that was not checked has 100 characters at most', (_, path, text) => {
  const { unchecked = [] } = formatOf(path)?.parse(text) ?? {};
  expect(Math.max(...unchecked.map((each) => each.text.length))).toBe(100);
});

it('the text of an input has 100 characters at most', () => {
  const handed = formatOf('a.sh')
    ?.parse(`make P="${'a '.repeat(100)}"\n`)
    .handed?.map(({ text }) => text.length);
  const workflow = `jobs:\n  a:\n    steps:\n    - uses: ./x\n      with:\n        p: ${LONG}\n`;
  const inputs = formatOf('.github/workflows/a.yml')
    ?.parse(workflow)
    .handed?.map(({ text }) => text.length);
  expect([handed, inputs]).toEqual([[100], [100]]);
});

import { expect, it } from 'vitest';
import { realNameData } from '../../inMemoryHost';

// Each word that is often glued to a name, with a misspelled name.
it.each([
  ['pydjanggo', 'django', 'py'],
  ['pipflaskk', 'flask', 'pip'],
  ['pythonflassk', 'flask', 'python'],
  ['python3reqeusts', 'requests', 'python3'],
  ['djnagopy', 'django', 'py'],
  ['djnagopython', 'django', 'python'],
  ['flaskklib', 'flask', 'lib'],
])('%s is %s with a slip and %s', async (name, target, detail) => {
  const { engine } = await realNameData();
  expect(engine.judge(name)?.imitations[0]).toMatchObject({ target, technique: 'affix-and-typo', detail });
});

it.each([
  ['cwwidth', ['wcwidth', 'cwcwidth']],
  ['ympy', ['mypy', 'sympy']],
  ['jier', ['jiter', 'jiwer']],
  // A part of the first target adds nothing.
  ['pythondateutil', ['python-dateutil']],
])('%s may mean each of %j', async (name, targets) => {
  const { engine } = await realNameData();
  const judgement = engine.judge(name);
  expect(judgement?.imitations.map(({ target }) => target)).toEqual(targets);
  const scores = judgement?.imitations.map(({ score }) => score) ?? [];
  expect([...scores].sort((a, b) => b - a)).toEqual(scores);
});

import { expect, it } from 'vitest';
import { documentOf, serviceOn } from './service';

it.each([
  [1, 'requests'],
  [10, '==2.31.0'],
])('the hover at character %i is about %j', async (character, place) => {
  const document = documentOf('requirements.txt', 'requests==2.31.0\n');
  const hover = await serviceOn().service.hover(document, { line: 0, character }, new AbortController().signal);
  expect(document.getText(hover?.range)).toBe(place);
});

it.each(['\n', '\r\n', '\r'])('no semantic token spans %j', async (lineBreak) => {
  const document = documentOf('Pipfile', `[packages]\nflask = """>=1,${lineBreak}<3"""\n`);
  const { data } = (await serviceOn().service.semanticTokens(document)) ?? { data: [] };
  expect(data).toEqual([1, 0, 'flask'.length, 0, 0]);
});

import { expect, it } from 'vitest';
import { formats } from '../../../server/src/formats/index';

it('each format is described as before', async () => {
  const described = formats.map((format) =>
    Object.entries(format)
      .map(
        ([key, value]) =>
          `${key}: ${typeof value === 'function' ? 'a function' : value instanceof RegExp ? String(value) : JSON.stringify(value)}`,
      )
      .join('\n'),
  );
  await expect(`${described.join('\n\n')}\n`).toMatchFileSnapshot('formats.txt');
});

it('these formats are of tools that search the indexes as uv does', () => {
  const texts = ['', '[tool.uv]\n', ' [[ tool . uv.index ]]\n', '[tool.uvx]\n', '# [tool.uv]\n'];
  const using = formats.flatMap(({ id, usesUv }) =>
    usesUv === undefined ? [] : `${id} ${texts.map((text) => (usesUv(text) ? 1 : 0)).join('')}`,
  );
  expect(using.sort()).toEqual(['inline-script 11111', 'pixi 11111', 'pyproject 01100', 'uv 11111', 'uv-lock 11111']);
});

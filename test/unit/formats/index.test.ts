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

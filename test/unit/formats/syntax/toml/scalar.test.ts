import { expect, it } from 'vitest';
import { scalarKind } from '../../../../../server/src/formats/syntax/toml/scalar';

it.each<[kind: ReturnType<typeof scalarKind>, texts: readonly string[]]>([
  ['boolean', ['true', 'false']],
  ['integer', ['0', '+1', '-17', '1_000', '0xDEAD_beef', '0o17', '0b1_01', '+0', `1${'0'.repeat(399)}`]],
  ['float', ['1.5', '-0.5', '1e3', '1E+3', '1.5e-3', 'inf', '+inf', '-nan', '1_0.0_1']],
  [
    'datetime',
    [
      '2026-11-27',
      '2026-11-27T20:00:00Z',
      '2026-11-27 20:00:00.5+01:00',
      '2026-11-27t20:00',
      '20:00',
      '20:00:00.123',
      '2026-11-27T20:00:00-01:00',
    ],
  ],
  [
    'invalid',
    [
      '',
      'True',
      'yes',
      '01',
      '1_',
      '_1',
      '1__0',
      '0x',
      '0xg',
      '0o8',
      '0b2',
      '+0x1',
      '.5',
      '5.',
      '1e',
      'Inf',
      '2026-1-1',
      '2026-11-27T',
      '2026-11-27T20',
      '20:00Z',
      '2026-11-27T20:00:00+1',
      `1${'0'.repeat(400)}`,
    ],
  ],
])('%s', (kind, texts) => {
  expect(texts.filter((text) => scalarKind(text) !== kind)).toEqual([]);
});

import { describe, expect, it } from 'vitest';
import { DEFAULT_SETTINGS, readProxySettings, readSettings } from '../../server/src/settings';

describe("the editor's settings", () => {
  it.each([
    [undefined, {}],
    ['text', {}],
    [
      { offline: true, keyring: true, updateData: 'manual' },
      { offline: true, keyring: true, updateData: 'manual' },
    ],
    [{ indexUrl: 'https://mirror.example/simple/' }, { indexUrl: 'https://mirror.example/simple' }],
    [{ trustedIndexes: ['https://a.example/simple/'] }, { trustedIndexes: ['https://a.example'] }],
  ])('%j', (raw, expected) => {
    expect(readSettings(raw)).toEqual({ settings: { ...DEFAULT_SETTINGS, ...expected }, problems: [] });
  });

  it.each([
    [{ indexUrl: 'nonsense' }],
    [{ indexUrl: 'ftp://x' }],
    [{ indexUrl: 5 }],
    [{ indexUrl: `https://mirror.example${'/'.repeat(5_000)}x` }],
    [{ trustedIndexes: ['nonsense'] }],
    [{ keyring: 'yes' }],
    [{ updateData: 'hourly' }],
    [{ coolDown: -1 }],
  ])('that do not fit give way to the defaults: %j', (raw) => {
    const { settings, problems } = readSettings(raw);
    expect(settings).toEqual(DEFAULT_SETTINGS);
    expect(problems).toEqual([expect.stringMatching(/^lookalike\.\w+: /)]);
  });

  it.each([
    [undefined, {}],
    [
      { proxy: 'http://p:1', noProxy: ['x'], proxyStrictSSL: false, proxySupport: 'on' },
      { proxy: 'http://p:1', noProxy: ['x'], proxyStrictSSL: false },
    ],
    [{ proxy: null, noProxy: 'x', proxyStrictSSL: 0 }, {}],
  ])('of the proxy: %j', (raw, expected) => {
    expect(readProxySettings(raw)).toEqual(expected);
  });
});

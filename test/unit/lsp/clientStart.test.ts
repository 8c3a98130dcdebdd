import { describe, expect, it } from 'vitest';
import { readClientStart } from '../../../server/src/lsp/clientStart';

const NOTHING = { capabilities: {}, folders: [], locale: undefined };
const ODD = [undefined, null, 0, -1, 'x', '', true, [], [null], {}, { a: {} }, '\ud83d', { uri: 1 }];

describe('what a client says at its start', () => {
  it('is read', () => {
    const options = { trusted: false, l10n: { a: 'b' }, leaveAlone: [{ uri: 'file:///a', version: 3 }], previewFile: 'file:///p' };
    const params = {
      capabilities: { workspace: { configuration: true } },
      workspaceFolders: [{ uri: 'file:///w', name: 'w' }],
      rootUri: 'file:///r',
      locale: 'de',
      initializationOptions: { ...options, runsCommands: true },
    };
    expect(readClientStart(params)).toEqual({
      capabilities: params.capabilities,
      folders: ['file:///w'],
      locale: 'de',
      options: { ...options, runsCommands: true, credentials: false, themeIcons: false, reportsWork: false, showsDependencies: false },
    });
  });

  it.each([
    [{ rootUri: 'file:///r' }, ['file:///r']],
    [{ rootUri: 'file:///r', workspaceFolders: null }, ['file:///r']],
    [{ rootUri: 'file:///r', workspaceFolders: [] }, []],
    [{ rootUri: null, workspaceFolders: null }, []],
    [{ workspaceFolders: [null, 1, { uri: 2 }, { uri: 'file:///w' }] }, ['file:///w']],
  ])('has the folders of %j', (params, folders) => {
    expect(readClientStart(params).folders).toEqual(folders);
  });

  it.each(ODD)('may be %j', (params) => {
    expect(readClientStart(params)).toMatchObject(NOTHING);
  });

  it.each(ODD)('may have %j in each place', (value) => {
    const all = { capabilities: value, workspaceFolders: value, rootUri: value, locale: value, initializationOptions: value };
    expect(readClientStart(all).folders.every((uri) => typeof uri === 'string')).toBe(true);
    const { options } = readClientStart({
      initializationOptions: { trusted: value, l10n: value, credentials: value, previewFile: value, leaveAlone: value },
    });
    expect(options.leaveAlone).toEqual([]);
    expect(options.trusted).toBe(value === undefined || value === null || value === true);
  });

  it('has translations and texts to leave alone that can be read', () => {
    const leaveAlone = [null, 1, { uri: 1 }, { uri: 'a', version: 'x' }, ...Array(2_000).fill({ uri: 'a', version: 1 })];
    const { options } = readClientStart({ initializationOptions: { l10n: { a: 'b', c: 1, d: null }, leaveAlone } });
    expect(options.l10n).toEqual({ a: 'b' });
    expect(options.leaveAlone).toHaveLength(996);
  });
});

import { describe, expect, it } from 'vitest';
import { type NameList, nameListEditor } from '../../../server/src/configuration/nameListEdit';
import { readProjectConfiguration } from '../../../server/src/configuration/projectConfiguration';
import { edited, LOOKALIKE, PYPROJECT } from './editedText';

describe('a name that is added to a list', () => {
  const added = (uri: string, text: string | undefined, list: NameList = 'trust') =>
    edited(uri, text, nameListEditor({ uri, text } as never, list, true)?.('Acme_Core'));

  it.each<[string, string | undefined, string]>([
    [LOOKALIKE, undefined, 'trust = ["acme-core"]\n'],
    [LOOKALIKE, '', 'trust = ["acme-core"]\n'],
    [LOOKALIKE, 'trust = []\n', 'trust = ["acme-core"]\n'],
    [LOOKALIKE, 'trust = ["a"]\n', 'trust = ["a", "acme-core"]\n'],
    [LOOKALIKE, 'trust = ["a", "b"]\n', 'trust = ["a", "b", "acme-core"]\n'],
    [LOOKALIKE, 'trust = ["a",]\n', 'trust = ["a", "acme-core",]\n'],
    [LOOKALIKE, '[rules]\n', 'trust = ["acme-core"]\n[rules]\n'],
    [LOOKALIKE, '[rules]\r\n', 'trust = ["acme-core"]\r\n[rules]\r\n'],
    [LOOKALIKE, '\ufeff[rules]\n', '\ufefftrust = ["acme-core"]\n[rules]\n'],
    [PYPROJECT, '[tool.lookalike]\nprivate = []\n', '[tool.lookalike]\ntrust = ["acme-core"]\nprivate = []\n'],
    [PYPROJECT, '[tool.lookalike]', '[tool.lookalike]\ntrust = ["acme-core"]\n'],
    [PYPROJECT, '[project]\n', '[project]\n\n[tool.lookalike]\ntrust = ["acme-core"]\n'],
    [PYPROJECT, '[project]', '[project]\n\n[tool.lookalike]\ntrust = ["acme-core"]\n'],
    [PYPROJECT, '[project]\r\n', '[project]\r\n\r\n[tool.lookalike]\r\ntrust = ["acme-core"]\r\n'],
    [PYPROJECT, '', '[tool.lookalike]\ntrust = ["acme-core"]\n'],
  ])('of %s: %j', (uri, text, expected) => {
    const result = added(uri, text);
    expect(result).toBe(expected);
    const names = readProjectConfiguration(uri, result ?? '')?.trust.map(({ value }) => value.name);
    expect(names).toContain('acme-core');
    expect(readProjectConfiguration(uri, result ?? '')?.problems).toEqual([]);
  });

  it.each([
    [LOOKALIKE, 'trust = 5\n'],
    [LOOKALIKE, 'trust = ["a"\n'],
    [LOOKALIKE, 'x = "\n'],
    [PYPROJECT, 'tool.lookalike = {}\n'],
    [PYPROJECT, '[tool]\nlookalike = 5\n'],
    [PYPROJECT, '[tool.lookalike.rules]\nunpinned = "off"\n'],
  ])('has no place in %s: %j', (uri, text) => {
    expect(added(uri, text)).toBeUndefined();
  });

  it('goes into the requested list', () => {
    expect(added(LOOKALIKE, 'trust = []\nprivate = []\n', 'private')).toBe('trust = []\nprivate = ["acme-core"]\n');
  });

  it.each([
    [LOOKALIKE, undefined],
    [LOOKALIKE, 'trust = ["a"]\n'],
    [PYPROJECT, '[project]\nname = "x"\n'],
  ])('can have a reason and a last day: %s %j', (uri, text) => {
    const reason = 'our "fork"\n\u007f = \ud800 \\';
    const edit = nameListEditor({ uri, text } as never, 'trust', true)?.('Acme_Core', { reason, until: '2027-01-31' });
    const configuration = readProjectConfiguration(uri, edited(uri, text, edit) ?? '');
    expect(configuration?.trust.map(({ value }) => value)).toContainEqual({
      name: 'acme-core',
      reason: reason.replace('\ud800', '\ufffd'),
      until: '2027-01-31',
    });
    expect(configuration?.problems).toEqual([]);
  });

  it('rejects a text that is not a date', () => {
    const editor = nameListEditor({ uri: LOOKALIKE, text: '' } as never, 'trust', true);
    expect(() => editor?.('a', { reason: 'r', until: '2027-01-31 }]\nprivate = ["*"]' })).toThrow('not a day');
  });

  it('needs an editor that can create files, or a file', () => {
    expect(nameListEditor(undefined, 'trust', true)).toBeUndefined();
    expect(nameListEditor({ uri: LOOKALIKE } as never, 'trust', false)).toBeUndefined();
    expect(nameListEditor({ uri: LOOKALIKE, text: '' } as never, 'trust', false)?.('a')).toEqual({
      changes: { [LOOKALIKE]: [expect.objectContaining({ newText: 'trust = ["a"]\n' })] },
    });
  });
});

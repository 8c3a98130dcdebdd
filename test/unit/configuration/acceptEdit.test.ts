import { describe, expect, it } from 'vitest';
import { acceptEdit } from '../../../server/src/configuration/acceptEdit';
import { readProjectConfiguration } from '../../../server/src/configuration/projectConfiguration';
import { edited, LOOKALIKE, PYPROJECT } from './editedText';

describe('an accepted advisory', () => {
  const acceptance = { id: 'CVE-2023-32681', name: 'requests', reason: 'no "proxy"' };
  const added = (uri: string, text: string | undefined) => edited(uri, text, acceptEdit({ uri, text } as never, acceptance));
  const entry = (header: string) => `${header}\nid = "CVE-2023-32681"\npackage = "requests"\nreason = "no \\"proxy\\""\n`;

  it.each<[string, string | undefined, string]>([
    [LOOKALIKE, undefined, entry('[[accept]]')],
    [LOOKALIKE, '', entry('[[accept]]')],
    [LOOKALIKE, 'trust = []\n', `trust = []\n\n${entry('[[accept]]')}`],
    [LOOKALIKE, 'trust = []', `trust = []\n\n${entry('[[accept]]')}`],
    [LOOKALIKE, 'trust = []\r\n', `trust = []\n\n${entry('[[accept]]')}`.replaceAll('\n', '\r\n')],
    [LOOKALIKE, '[[accept]]\nid = "A"\n', `[[accept]]\nid = "A"\n\n${entry('[[accept]]')}`],
    [PYPROJECT, '[project]\n', `[project]\n\n${entry('[[tool.lookalike.accept]]')}`],
  ])('in %s: %j', (uri, text, expected) => {
    const result = added(uri, text);
    expect(result).toBe(expected);
    const { accept, problems } = readProjectConfiguration(uri, result ?? '') ?? {};
    expect(problems).toEqual([]);
    expect(accept?.at(-1)?.value).toEqual({ id: acceptance.id, package: 'requests', reason: acceptance.reason });
  });

  it.each([
    [LOOKALIKE, 'accept = []\n'],
    [LOOKALIKE, 'accept = [{ id = "CVE-2023-32681" }]\n'],
    [LOOKALIKE, 'trust = [\n'],
    [PYPROJECT, 'tool = {}\n'],
  ])('has no place in %s: %j', (uri, text) => {
    expect(added(uri, text)).toBeUndefined();
  });

  it('has no place without a configuration', () => {
    expect(acceptEdit(undefined, acceptance)).toBeUndefined();
  });
});

import { describe, expect, it } from 'vitest';
import { read } from '../../../../server/src/analysis/limits';
import { formatOfNamed } from '../../../../server/src/formats';
import type { Manifest } from '../../../../server/src/formats/manifest/format';
import { isOptionOfRequirement, type OptionKind, REQUIREMENTS_FILE_OPTIONS } from '../../../../server/src/formats/pip/pipOptions';

function parse(text: string): Manifest {
  const [manifest] = read(text, formatOfNamed('requirements.txt')!);
  return manifest;
}

/** The effect of an option's value, for each kind: the result for a reader of the file. */
const MEANINGS: Partial<Record<OptionKind, readonly [text: string, told: (manifest: Manifest) => unknown, expected: unknown]>> = {
  index: [
    'https://acme.example/simple',
    ({ indexes }) => indexes.map(({ kind, url }) => [kind, url]),
    [['index', 'https://acme.example/simple']],
  ],
  'extra-index': [
    'https://acme.example/simple',
    ({ indexes }) => indexes.map(({ kind, url }) => [kind, url]),
    [['extra-index', 'https://acme.example/simple']],
  ],
  'find-links': [
    'https://acme.example/files',
    ({ indexes }) => indexes.map(({ kind, url }) => [kind, url]),
    [['find-links', 'https://acme.example/files']],
  ],
  requirement: ['more.txt', ({ includes }) => includes.map(({ kind, path }) => [kind, path]), [['requirement', 'more.txt']]],
  constraint: ['more.txt', ({ includes }) => includes.map(({ kind, path }) => [kind, path]), [['constraint', 'more.txt']]],
  editable: ['git+https://acme.example/x#egg=pycryptoenv', ({ requirements }) => requirements.map(({ name }) => name), ['pycryptoenv']],
  names: [
    'pycryptoenv,six',
    ({ requirements }) => requirements.map(({ name, role }) => [name, role]),
    [
      ['pycryptoenv', 'reference'],
      ['six', 'reference'],
    ],
  ],
};

describe.each([...REQUIREMENTS_FILE_OPTIONS])('the option %s (%s)', (option, kind) => {
  const meaning = MEANINGS[kind];
  if (meaning === undefined) {
    it('is not a problem, and adds nothing', () => {
      const value = kind === 'flag' || kind === 'no-index' ? '' : ' acme.example';
      const line = ['hash', 'config-setting'].includes(kind)
        ? `six==1.0 ${option}${kind === 'hash' ? ` sha256:${'a'.repeat(64)}` : ' a=b'}`
        : option + value;
      const { problems, requirements, includes } = parse(`${line}\nflask\n`);
      expect({ problems, includes }).toEqual({ problems: [], includes: [] });
      expect(requirements.map(({ name }) => name).filter((name) => name !== 'six')).toEqual(['flask']);
    });
  } else {
    it.each(option.startsWith('--') ? [' ', '='] : [' ', ''])('is read with its value after %j', (between) => {
      const [text, told, expected] = meaning;
      const manifest = parse(`${option}${between}${text}\n`);
      expect(manifest.problems).toEqual([]);
      expect(told(manifest)).toEqual(expected);
    });

    it('needs a value', () => {
      expect(parse(`${option}\n`).problems).toHaveLength(1);
    });
  }
});

it('an abbreviation means the one option with that beginning', () => {
  expect(parse('--extra https://acme.example/simple\n').indexes).toHaveLength(1);
  expect(parse('--no https://acme.example/simple\n').problems).toHaveLength(1);
});

it('options that belong to one requirement follow it', () => {
  const kinds: readonly OptionKind[] = ['hash', 'config-setting', 'flag', 'index', 'requirement', 'names', 'editable', 'value'];
  expect(kinds.filter(isOptionOfRequirement)).toEqual(['hash', 'config-setting']);
});

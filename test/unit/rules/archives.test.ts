import { expect, it } from 'vitest';
import { EMPTY_MANIFEST, type Requirement, type Unchecked } from '../../../server/src/formats/manifest/format';
import { archivesIn } from '../../../server/src/rules/archives';
import { requirementOf } from './given';

const ofRequirement = (more: Partial<Requirement>) => [...archivesIn({ ...EMPTY_MANIFEST, requirements: [requirementOf(more)] })];
const ofText = (more: Partial<Unchecked>) => [
  ...archivesIn({ ...EMPTY_MANIFEST, unchecked: [{ text: 'evil-1.0.zip', why: '', span: { start: 3, end: 9 }, ...more }] }),
];

it('an archive is the requirement with the name and version of its file, at the place of the whole', () => {
  const requirement = requirementOf({ url: 'https://x.example/Evil.Name-1.0.zip', extras: ['a'], source: 'url', specifier: '>=2' });
  expect([...archivesIn({ ...EMPTY_MANIFEST, requirements: [requirement] })]).toEqual([
    {
      ...requirement,
      name: 'Evil.Name',
      normalizedName: 'evil-name',
      specifier: '==1.0',
      specifierGrammar: 'pep440',
      nameSpan: requirement.span,
    },
  ]);
});

it('an archive that the text stands for has no other requirement', () => {
  expect(ofText({})).toEqual([
    {
      ...requirementOf({ name: 'evil', normalizedName: 'evil', source: 'url', specifier: '==1.0' }),
      span: { start: 3, end: 9 },
      nameSpan: { start: 3, end: 9 },
    },
  ]);
  expect(ofText({ location: 'https://x.example/other-2.tar.gz' }).map(({ name, specifier }) => [name, specifier])).toEqual([
    ['other', '==2'],
  ]);
  expect(ofText({ text: 'evil' })).toEqual([]);
});

it.each<[what: string, requirement: Partial<Requirement>, names: readonly string[]]>([
  ['of a URL', { url: 'https://x.example/a-1.zip' }, ['a']],
  ['of a path', { sourcePath: './b-1.zip' }, ['b']],
  ['of a file of a lock file', { otherFile: 'c-1.zip' }, ['c']],
  ['of each place, in this order', { otherFile: 'c-1.zip', sourcePath: './b-1.zip', url: 'https://x.example/a-1.zip' }, ['a', 'b', 'c']],
  ['of no repository', { url: 'https://x.example/a-1.zip', source: 'vcs' }, []],
  ['of no mention', { url: 'https://x.example/a-1.zip', role: 'reference' }, []],
  ['of no other file', { url: 'https://x.example/a' }, []],
  ['of none', {}, []],
])('archives %s', (_, requirement, names) => {
  expect(ofRequirement(requirement).map(({ name }) => name)).toEqual(names);
});

it.each<[file: string, specifier: string | undefined, version: string | undefined | null]>([
  // The same name, and no other version: the requirement itself says it.
  ['name-1.0.zip', '==1.0', null],
  ['Name-1.0.zip', '1.0', null],
  ['name-latest.zip', '==1.0', null],
  ['name-latest.zip', undefined, null],
  ['name-1.1.zip', '==1.0', '==1.1'],
  ['name-1.0.zip', '>=1.0', '==1.0'],
  ['name-1.0.zip', undefined, '==1.0'],
  ['other-1.0.zip', '==1.0', '==1.0'],
  ['other-latest.zip', '==1.0', undefined],
])('%s says more than %s: %s', (file, specifier, version) => {
  const archives = ofRequirement({ url: `https://x.example/${file}`, specifier });
  expect(archives.map((archive) => archive.specifier)).toEqual(version === null ? [] : [version]);
});

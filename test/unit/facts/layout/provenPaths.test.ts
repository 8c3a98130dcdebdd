import { describe, expect, it } from 'vitest';
import type { PathTarget, ProjectLayout } from '../../../../server/src/facts/layout/layout';
import { type ManifestPlace, namesKeptHome, proveSources } from '../../../../server/src/facts/layout/provenSources';
import { formatOf } from '../../../../server/src/formats';
import { EMPTY_MANIFEST, type FileFormat, type Manifest, type Requirement } from '../../../../server/src/formats/manifest/format';
import { ROOT } from '../../../inMemoryHost';

const LAYOUT: ProjectLayout = { ownNames: new Set(['own']), pathNames: new Set(['beside']) };

function requirement(normalizedName: string, more: Partial<Requirement> = {}): Requirement {
  const span = { start: 0, end: 1 };
  return {
    name: normalizedName,
    normalizedName,
    extras: [],
    specifierGrammar: 'pep440',
    hashes: [],
    source: 'path',
    role: 'dependency',
    span,
    nameSpan: span,
    ...more,
  };
}

/** `asked` gets the paths that were looked at. */
function placeOf(targets: Readonly<Record<string, PathTarget>>, asked: string[] = [], file = 'pyproject.toml'): ManifestPlace {
  return {
    uri: `${ROOT}/${file}`,
    format: formatOf(file) as FileFormat,
    layout: LAYOUT,
    layouts: {
      at: async (_, path) => {
        asked.push(path);
        return targets[path] ?? { kind: 'missing' };
      },
    },
  };
}

const manifestOf = (...requirements: readonly Requirement[]): Manifest => ({ ...EMPTY_MANIFEST, requirements });

describe('a path', () => {
  it.each<[what: string, target: PathTarget, source: string, why: string | undefined]>([
    ['has the project', { kind: 'project', name: 'lib' }, 'path', undefined],
    ['has another project', { kind: 'project', name: 'other' }, 'index', 'no-project'],
    ['has nothing', { kind: 'missing' }, 'index', 'no-project'],
    ['leads out', { kind: 'outside' }, 'path', 'outside'],
    ['has a project without a name', { kind: 'unnamed' }, 'path', 'unnamed'],
  ])('that %s', async (_, target, source, why) => {
    const { requirements } = await proveSources(manifestOf(requirement('lib', { sourcePath: 'x' })), placeOf({ x: target }));
    expect(requirements.map((each) => [each.source, each.unproven?.why])).toEqual([[source, why]]);
  });

  it('is looked at once per name, for the first two hundred paths of a file: the others count as unknown', async () => {
    const many = Array.from({ length: 250 }, (_, i) => requirement(`lib-${i}`, { sourcePath: `p${i}` }));
    const asked: string[] = [];
    const targets = Object.fromEntries(many.map(({ normalizedName: name }, i) => [`p${i}`, { kind: 'project', name } as const]));
    const { requirements } = await proveSources(manifestOf(...many, ...many), placeOf(targets, asked));
    expect(asked).toHaveLength(200);
    expect(requirements.map(({ unproven }) => unproven?.why)).toEqual(
      [...many, ...many].map((_, i) => (i % 250 < 200 ? undefined : 'outside')),
    );
  });

  it('of a reference or of a lock file needs no look', async () => {
    const asked: string[] = [];
    const references = [
      requirement('lib', { role: 'reference', sourcePath: 'x' }),
      requirement('lib', { role: 'locked', sourcePath: 'x' }),
    ];
    const manifest = manifestOf(...references);
    expect(await proveSources(manifest, placeOf({}, asked))).toBe(manifest);
    expect(asked).toEqual([]);
  });

  it('of a lock file that is the project or beside it is the workspace', async () => {
    const locked = ['own', 'beside', 'other'].map((name) => requirement(name, { role: 'locked', sourcePath: name }));
    const { requirements } = await proveSources(manifestOf(...locked), placeOf({}, [], 'uv.lock'));
    expect(requirements.map(({ source }) => source)).toEqual(['workspace', 'workspace', 'path']);
  });
});

it('names of the project, of paths, or with a partly valid source are kept private', async () => {
  const manifest = manifestOf(requirement('lib', { sourcePath: 'x' }), requirement('there', { sourcePath: 'y' }));
  const proven = await proveSources(manifest, placeOf({ y: { kind: 'project', name: 'there' } }));
  expect([...namesKeptHome(proven, LAYOUT)].sort()).toEqual(['beside', 'lib', 'own']);
});

import { describe, expect, it, vi } from 'vitest';
import { askLive, type LiveAnswers } from '../../../../server/src/facts/packages/liveAnswers';
import type { PackageFactStore } from '../../../../server/src/facts/packages/packageFactStore';
import type { FactScope } from '../../../../server/src/facts/packages/question';
import type { Requirement } from '../../../../server/src/formats/manifest/format';
import type { PackageIndex } from '../../../../server/src/host';
import type { Project, ProjectMetadata } from '../../../../server/src/index/project';
import type { Provenance } from '../../../../server/src/index/provenance';
import { found, type Lookup, MISSING, unavailable } from '../../../../server/src/lookup';

const NEVER = new AbortController().signal;
const file = (name: string, provenance?: string) => ({ filename: name, hashes: {}, provenance });
const PROJECT = found({
  name: 'x',
  status: 'active' as const,
  releases: [
    { version: '1.0', files: [file('x-1.0.tar.gz')] },
    { version: '2.0', files: [file('x-2.0.tar.gz'), file('x-2.0.whl', 'https://x.example/p'), file('x-2.0b.whl', 'https://x.example/q')] },
  ],
});
const METADATA = found({ name: 'x', version: '2.0', owners: [], links: [] } as unknown as ProjectMetadata);
const PROVENANCE = found({ publisher: 'GitHub' } as never);

interface Given {
  readonly project?: Lookup<Project> | Promise<Lookup<Project>>;
  readonly metadata?: Lookup<ProjectMetadata> | Promise<Lookup<ProjectMetadata>>;
  readonly provenance?: Promise<Lookup<Provenance>>;
  readonly specifier?: string;
  readonly offline?: boolean;
}

async function asked(
  { project = PROJECT as Lookup<Project>, metadata = METADATA, provenance: attested, specifier = '', offline = false }: Given,
  patience = 60_000,
) {
  const provenance = vi.fn<PackageIndex['provenance']>(async () => attested ?? PROVENANCE);
  const index = { metadata: vi.fn(async () => metadata), provenance, project: vi.fn() };
  const store = { index: vi.fn(() => index), project: vi.fn(async () => project) };
  const requirement = { name: 'x', normalizedName: 'x', specifier, specifierGrammar: 'pep440', indexName: 'corp' } as Requirement;
  const scope = { configuration: { settings: { offline } } } as unknown as FactScope;
  const answers = await askLive(store as unknown as PackageFactStore, requirement, scope, NEVER, patience);
  return { answers, provenance, store, scope };
}

describe('the current answers of an index', () => {
  it('are about the pinned version', async () => {
    const { answers, provenance, store, scope } = await asked({ specifier: '==1.0' });
    expect(answers).toEqual({
      metadata: METADATA,
      release: found(PROJECT.kind === 'found' && PROJECT.value.releases[0]),
      provenance: MISSING,
    });
    expect(provenance).not.toHaveBeenCalled();
    expect(store.index).toHaveBeenCalledWith(scope, 'corp');
  });

  it('are about the latest version without a pin, with the first file that has a provenance', async () => {
    const { answers, provenance } = await asked({ specifier: '>=1' });
    expect(answers.release).toMatchObject({ kind: 'found', value: { version: '2.0' } });
    expect(answers.provenance).toBe(PROVENANCE);
    expect(provenance).toHaveBeenCalledWith('x', '2.0', expect.objectContaining({ filename: 'x-2.0.whl' }), NEVER);
  });

  it.each<[what: string, given: Given, release: Lookup<unknown>]>([
    ['a version that is not there', { specifier: '==9' }, MISSING],
    ['a project that is not there', { project: MISSING }, MISSING],
    ['a project that no one answers for', { project: unavailable('down') }, unavailable('down')],
    ['details that are not there', { metadata: MISSING }, MISSING],
    ['details that no one answers for', { metadata: unavailable('down') }, unavailable('down')],
  ])('is %s', async (_, given, release) => {
    const { answers } = await asked(given);
    expect([answers.release, answers.provenance]).toEqual([release, release]);
  });

  it('are as old as the answer about the project', async () => {
    const stale = { asOf: 5, why: 'down' };
    const { answers } = await asked({ project: { ...(PROJECT as object), stale } as Lookup<Project>, specifier: '==1.0' });
    expect(answers.release).toMatchObject({ kind: 'found', stale });
  });

  it('need no details if a version is pinned', async () => {
    const { answers } = await asked({ metadata: unavailable('down'), specifier: '==2.0' });
    expect(answers).toMatchObject({ metadata: { kind: 'unavailable' }, release: { kind: 'found' }, provenance: { kind: 'found' } });
  });

  const LATE = new Promise<never>(() => undefined);

  it.each<[late: string, given: Given, inTime: string[]]>([
    ['the project', { project: LATE }, ['metadata']],
    ['the details', { metadata: LATE, specifier: '==2.0' }, ['release', 'provenance']],
    ['the details of the latest version', { metadata: LATE }, []],
    ['the provenance', { provenance: LATE, specifier: '==2.0' }, ['metadata', 'release']],
  ])('are those that arrived in time, without %s', async (_, given, inTime) => {
    const { answers } = await asked(given, 0);
    const late = Object.entries(answers).filter(([name]) => !inTime.includes(name));
    expect(Object.keys(answers).filter((name) => answers[name as keyof LiveAnswers].kind === 'found')).toEqual(inTime);
    expect(late.map(([, answer]) => answer)).toEqual(late.map(() => unavailable('still loading; hover again')));
  });

  it('have no timer left', async () => {
    vi.useFakeTimers();
    await asked({ specifier: '==1.0' });
    expect(vi.getTimerCount()).toBe(0);
    vi.useRealTimers();
  });

  it('are absent offline', async () => {
    const { answers, store } = await asked({ offline: true });
    const offline = unavailable('Lookalike is in offline mode');
    expect(answers).toEqual({ metadata: offline, release: offline, provenance: offline });
    expect(store.index).not.toHaveBeenCalled();
  });
});

import { describe, expect, it } from 'vitest';
import { found, type Lookup, MISSING } from '../../../server/src/lookup';
import { project } from '../../inMemoryHost';
import { documentOf, learn, serviceOn } from './service';

interface Said {
  readonly index: Lookup<never> | ReturnType<typeof project>;
  readonly indexUrl?: string;
  /** Whether the index also has details of the project. */
  readonly isDescribed?: boolean;
}

/** The hover of a name on the first line, after the index has answered. */
async function hoverOn(name: string, { index, indexUrl = 'https://pypi.org', isDescribed = false }: Said): Promise<string> {
  const { host, service } = serviceOn();
  host.current = { ...host.current, offline: false, indexUrl };
  host.index.projects.set(name, index);
  if (isDescribed) {
    host.index.metadatas.set(name, found({ name, version: '1.0', links: {} }));
  }
  const document = documentOf('requirements.txt', name);
  const signal = new AbortController().signal;
  await learn(service, document);
  const { contents } = (await service.hover(document, { line: 0, character: 1 }, signal)) as { contents: { value: string } };
  return contents.value.replaceAll('\\', '');
}

describe('the first line of a hover', () => {
  it.each([
    ['quarantined', '⚠ **flask** Quarantined'],
    ['archived', 'ℹ **flask** Archived'],
    ['deprecated', 'ℹ **flask** Deprecated'],
  ] as const)('names a project that is %s', async (status, line) => {
    expect((await hoverOn('flask', { index: project('flask', { status }) })).split('\n')[0]).toBe(line);
  });

  it('has the successor of a project', async () => {
    const { service } = serviceOn();
    const hover = await service.hover(documentOf('requirements.txt', 'nose'), { line: 0, character: 1 }, new AbortController().signal);
    expect((hover as { contents: { value: string } }).contents.value.split('\n')[0]).toBe('ℹ **nose** Superseded');
  });
});

describe('the link to PyPI', () => {
  const NAME = 'zqxw-nobody-has-this';
  const MIRROR = 'https://mirror.example/simple';
  it.each<[string, string, Said, boolean]>([
    ['that PyPI has', 'flask', { index: project('flask'), isDescribed: true }, true],
    ['that PyPI has had since the bundled list', NAME, { index: project(NAME), isDescribed: true }, true],
    ['that PyPI has no longer', 'flask', { index: MISSING }, false],
    ['of which PyPI says nothing, and the list has it', 'flask', { index: { kind: 'unavailable', why: 'no answer' } }, true],
    ['of which PyPI says nothing, and the list does not have it', NAME, { index: { kind: 'unavailable', why: 'no answer' } }, false],
    ['that only another index has', NAME, { index: project(NAME), indexUrl: MIRROR, isDescribed: true }, false],
    ['that only TestPyPI has', NAME, { index: project(NAME), indexUrl: 'https://test.pypi.org', isDescribed: true }, false],
    ['that another index has, and the list too', 'flask', { index: project('flask'), indexUrl: MIRROR, isDescribed: true }, true],
    ['that another index does not have, and the list does', 'flask', { index: MISSING, indexUrl: MIRROR }, true],
  ])('is there for a project %s: %s', async (_, name, said, isThere) => {
    expect((await hoverOn(name, said)).includes('https://pypi.org/project/')).toBe(isThere);
  });
});

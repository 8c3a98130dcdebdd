import { describe, expect, it } from 'vitest';
import { type EvidenceInput, kinshipOf, knownFacts } from '../../../../server/src/facts/packages/nameEvidence';
import type { Project, ProjectMetadata } from '../../../../server/src/index/project';
import { found, MISSING, unavailable } from '../../../../server/src/lookup';

function metadata(more: Partial<ProjectMetadata>): ProjectMetadata {
  return { name: 'x', version: '1.0', owners: [], links: [], ...more } as ProjectMetadata;
}

describe('the common facts of two projects', () => {
  const LONG = 'A library that reads and writes';

  it.each<[string, Partial<ProjectMetadata>, Partial<ProjectMetadata>, boolean | undefined, boolean | undefined]>([
    ['nothing is known', {}, {}, undefined, undefined],
    ['an owner', { owners: ['a', 'b'] }, { owners: ['c', 'b'] }, true, undefined],
    ['other owners', { owners: ['a'] }, { owners: ['b'] }, false, undefined],
    ['the owners of one alone are known', { owners: ['a'] }, {}, undefined, undefined],
    ['the owners of the other alone are known', {}, { owners: ['a'] }, undefined, undefined],
    ['an organization', { organization: 'acme' }, { owners: ['a'], organization: 'acme' }, true, undefined],
    ['a user with the name of an organization', { owners: ['acme'] }, { organization: 'acme' }, false, undefined],
    ['a summary', { summary: LONG }, { summary: `  ${LONG.toUpperCase()}!` }, undefined, true],
    ['another summary', { summary: LONG }, { summary: `${LONG} more` }, undefined, false],
    ['the summary of one alone', { summary: LONG }, {}, undefined, false],
    ['a summary of 20 letters', { summary: 'a'.repeat(20) }, { summary: 'a'.repeat(20) }, undefined, true],
    ['a summary of 19 letters', { summary: 'a'.repeat(19) }, { summary: 'a'.repeat(19) }, undefined, undefined],
  ])('%s', (_, own, target, sameOwner, summaryCopied) => {
    expect(kinshipOf(found(metadata(own)), found(metadata(target)))).toEqual(found({ sameOwner, summaryCopied }));
  });

  it('are unknown without both answers, with the reason of the missing one', () => {
    const known = found(metadata({}));
    expect(kinshipOf(unavailable('own'), known)).toEqual(unavailable('own'));
    expect(kinshipOf(known, unavailable('target'))).toEqual(unavailable('target'));
    expect(kinshipOf(unavailable('own'), unavailable('target'))).toEqual(unavailable('own'));
    expect(kinshipOf(MISSING, known).kind).toBe('unavailable');
  });
});

describe('the facts about a name', () => {
  const NOW = Date.UTC(2026, 10, 23);
  const listed = { latestVersion: '1.0' } as never;

  function facts(project: EvidenceInput['project'], more: Partial<EvidenceInput> = {}) {
    return knownFacts({ rank: 7, namesakes: { extensions: 3 }, listed: found(listed), asOf: '2026-11', project, now: NOW, ...more });
  }

  function uploaded(...times: readonly (string | undefined)[]): EvidenceInput['project'] {
    const files = times.map((uploadTime) => ({ filename: 'x', hashes: {}, uploadTime }));
    return found({ name: 'x', status: 'archived', releases: [{ version: '1.0', files }] } as Project);
  }

  const listing = { latestVersion: '1.0', asOf: '2026-11' };
  const kin = { sameOwner: true, summaryCopied: false };

  it('come from the list until the index has answered', () => {
    expect(facts(unavailable('no answer'))).toEqual({ rank: 7, extensions: 3, listing });
    expect(facts(unavailable('no answer'), { listed: MISSING })).toEqual({ rank: 7, extensions: 3, listing: undefined });
  });

  it('are only its rank if it does not exist', () => {
    expect(facts(MISSING)).toEqual({ rank: 7 });
  });

  it('are its age and its months of work if the index has dates', () => {
    const project = uploaded('2026-11-13T00:00:00Z', '2026-11-20T00:00:00Z', '2026-10-24T00:00:00Z', undefined, 'nonsense');
    expect(facts(project)).toEqual({ rank: 7, extensions: 3, status: 'archived', ageInDays: 30, activeMonths: 2 });
    expect(facts(uploaded('2026-12-24T00:00:00Z'))).toMatchObject({ ageInDays: 0, activeMonths: 1 });
    expect(facts(uploaded('2025-10-01T00:00:00Z', '2025-10-31T23:59:59Z', '2026-10-01T00:00:00Z'))).toMatchObject({ activeMonths: 2 });
  });

  it.each([[[]], [[undefined]], [['nonsense']]])('is that of the list where the index has no dates: %j', (times) => {
    expect(facts(uploaded(...times))).toEqual({ rank: 7, extensions: 3, status: 'archived', listing });
  });

  it('include common facts with the resembled project', () => {
    expect(facts(uploaded('2026-11-13T00:00:00Z'), { kinship: found(kin) })).toMatchObject({ ageInDays: 10, ...kin });
    expect(facts(uploaded(), { kinship: found(kin) })).toMatchObject({ listing, ...kin });
    expect(facts(uploaded(), { kinship: unavailable('x') })).not.toHaveProperty('sameOwner');
    expect(facts(uploaded(), { kinship: MISSING })).not.toHaveProperty('kind');
  });
});

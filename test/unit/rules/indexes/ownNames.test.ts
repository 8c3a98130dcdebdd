import { describe, expect, it } from 'vitest';
import type { PublicIndexUse } from '../../../../server/src/facts/indexes/indexRoutes';
import { NO_MANIFEST_FACTS } from '../../../../server/src/facts/manifestFacts';
import type { PackageFacts } from '../../../../server/src/facts/packages/packageFacts';
import { EMPTY_MANIFEST, type IndexOption, type Requirement } from '../../../../server/src/formats/manifest/format';
import { dependencyConfusion, isOwnName } from '../../../../server/src/rules/indexes/dependencyConfusion';
import { CONTEXT, factsOf, LISTED, MISSING, OFFLINE, onIndex, requirementOf, saidBy } from '../given';

describe('a name of the user', () => {
  const span = { start: 0, end: 1 };
  const OWN: IndexOption = { kind: 'extra-index', url: 'https://pypi.acme.example/simple', span };
  const PYPI: IndexOption = { kind: 'index', url: 'https://pypi.org/simple', span };
  const HOSTS: IndexOption = { kind: 'trusted-host', url: 'pypi.acme.example', span };
  const SERVED = { listed: MISSING, project: onIndex() };

  it.each<[what: string, facts: Partial<PackageFacts>, indexes: readonly IndexOption[], isOwn: boolean]>([
    ['is one that is configured', { isPrivate: true }, [], true],
    ['is one that an own index has, and the public list not', SERVED, [OWN], true],
    ['is one that an own index has, beside the public one', SERVED, [PYPI, OWN], true],
    ['is none of the public index', SERVED, [PYPI], false],
    ['is none of a host', SERVED, [HOSTS], false],
    ['is none of no index', SERVED, [], false],
    ['is none that the list has', { ...SERVED, listed: LISTED }, [OWN], false],
    ['is none where the list is unknown', { ...SERVED, listed: OFFLINE }, [OWN], false],
    ['is none that no index has', { ...SERVED, project: MISSING }, [OWN], false],
    ['is none where nothing is known', { ...SERVED, project: OFFLINE }, [OWN], false],
  ])('%s', (_, facts, indexes, isOwn) => {
    expect(isOwnName(factsOf(facts), indexes)).toBe(isOwn);
    const said = saidBy(dependencyConfusion, {}, facts, { indexes });
    expect(said.map((finding) => finding.span)).toEqual(isOwn ? [{ start: 0, end: 4 }] : []);
    // Malware is said to be malware.
    expect(saidBy(dependencyConfusion, {}, { ...facts, malicious: true }, { indexes })).toEqual([]);
  });

  const NOT_ON_PYPI = "'name' is not on PyPI, where anyone could register it.";
  const ON_PYPI = "'name' also exists on PyPI, where it is not yours.";

  it.each<[use: PublicIndexUse, how: string | undefined, isCertain: boolean]>([
    ['merged', 'Both indexes are searched, and the highest version wins.', true],
    ['first-match', 'Your own index is searched first. Anything it lacks comes from the public one.', false],
    ['unknown', 'If one of your indexes mirrors PyPI, a higher version there wins.', false],
    ['only', 'Make sure only your own index can serve it.', false],
    ['none', undefined, false],
  ])('may be served by the public index that is used as %s', (publicIndexUse, how, isCertain) => {
    const said = (facts: Partial<PackageFacts>, indexes: readonly IndexOption[] = []) =>
      saidBy(dependencyConfusion, {}, facts, { indexes, publicIndexUse }).map(({ message, severity }) => [message, severity]);
    const expected = (whose: string, severity: unknown) => (how === undefined ? [] : [[`${whose} ${how}`, severity]]);
    const severity = isCertain ? undefined : 'information';
    expect(said({ isPrivate: true, listed: MISSING })).toEqual(expected(NOT_ON_PYPI, severity));
    expect(said({ isPrivate: true, listed: LISTED })).toEqual(expected(ON_PYPI, severity));
    expect(said({ isPrivate: true, listed: OFFLINE })).toEqual(expected(NOT_ON_PYPI, severity));
    if (publicIndexUse !== 'only' && publicIndexUse !== 'first-match') {
      // Only an index of the file tells: it is no more than likely.
      expect(said(SERVED, [OWN])).toEqual(expected(NOT_ON_PYPI, 'information'));
    }
  });

  it.each<[what: string, indexes: readonly IndexOption[], use: PublicIndexUse, how: string, isCertain: boolean]>([
    [
      'before it',
      [
        { ...PYPI, kind: 'extra-index', search: 'in-order' },
        { ...OWN, search: 'in-order' },
      ],
      'merged',
      'The public index is searched first.',
      true,
    ],
    [
      'instead of it',
      [{ ...OWN, explicit: true }],
      'only',
      'This file does not pin it to your own index, so the public index serves it.',
      true,
    ],
    [
      'to install',
      [{ ...OWN, kind: 'index', search: 'default-to-lock' }],
      'merged',
      'Only your own index is used to lock, but all indexes are used to install.',
      false,
    ],
  ])('may be served by a public index %s', (_, indexes, publicIndexUse, how, isCertain) => {
    const [finding] = saidBy(dependencyConfusion, {}, { isPrivate: true, listed: MISSING }, { indexes, publicIndexUse });
    expect([finding?.message, finding?.severity]).toEqual([`${NOT_ON_PYPI} ${how}`, isCertain ? undefined : 'information']);
  });

  it.each<[Partial<Requirement>, boolean]>([
    [{}, true],
    [{ role: 'constraint' }, true],
    [{ role: 'locked' }, false],
    [{ source: 'explicit-index' }, false],
    [{ source: 'url' }, false],
    [{ source: 'url', role: 'locked' }, false],
  ])('is judged in %j: %s', (requirement, isJudged) => {
    expect(dependencyConfusion.appliesTo?.(requirementOf(requirement))).toBe(isJudged);
  });
});

describe('a strategy of uv', () => {
  const span = { start: 3, end: 9 };
  const said = (...indexes: readonly Partial<IndexOption>[]) => {
    const manifest = { ...EMPTY_MANIFEST, indexes: indexes.map((option) => ({ kind: 'index-strategy', span, ...option }) as IndexOption) };
    return [...(dependencyConfusion.checkManifest?.({ ...CONTEXT, manifest, manifestFacts: NO_MANIFEST_FACTS }) ?? [])];
  };
  const fixes = [
    { title: "Use the first index that has a package ('first-index')", edits: [{ span, text: 'first-index' }], preferred: true },
  ];

  it('that is unsafe is reported', () => {
    expect(said({ url: 'unsafe-best-match' }, { url: 'unsafe-first-match' }, { url: 'first-index' }, {})).toEqual([
      { span, message: "With 'unsafe-best-match', a higher version on any index overrides your own package.", fixes },
      { span, message: "With 'unsafe-first-match', versions missing from your own index come from the next index.", fixes },
    ]);
    expect(said({ kind: 'find-links', url: 'unsafe-links' })).toEqual([]);
  });
});

import { describe, expect, it } from 'vitest';
import type { PublicIndexUse } from '../../../../server/src/facts/indexes/indexRoutes';
import type { IndexOption } from '../../../../server/src/formats/manifest/format';
import { type Exposure, exposureOf, isIndex, isPublic } from '../../../../server/src/rules/indexes/searchOrder';

const OWN = 'https://pypi.acme.example/simple';
const PYPI = 'https://pypi.org/simple';

describe('how a public index may serve a name of the user', () => {
  const span = { start: 0, end: 1 };
  const at = (kind: IndexOption['kind'], url: string | undefined, more: Partial<IndexOption> = {}): IndexOption => ({
    kind,
    url,
    span,
    ...more,
  });
  const own = (more: Partial<IndexOption> = {}) => at('extra-index', OWN, more);
  const main = (more: Partial<IndexOption> = {}) => at('index', OWN, more);
  const open = (more: Partial<IndexOption> = {}) => at('extra-index', PYPI, more);
  const mainOpen = (more: Partial<IndexOption> = {}) => at('index', PYPI, more);
  const strategy = (value: string) => at('index-strategy', value);
  const UV = { search: 'in-order' } as const;
  const PDM = { search: 'listed-order' } as const;
  const LOCK = { search: 'default-only' } as const;
  const INSTALL = { search: 'default-to-lock' } as const;
  const EXPLICIT = { explicit: true } as const;
  const LAST = { fallback: true } as const;

  it.each<[what: string, indexes: readonly IndexOption[], expected: Exposure]>([
    ['pip: no index', [at('no-index', undefined), own()], 'none'],
    ['pip: two', [own()], 'merged'],
    ['pip: what is no index', [at('find-links', OWN), at('trusted-host', OWN)], 'merged'],
    ['pip: an index that the file does not name', [at('index', undefined)], 'merged'],
    ['explicit', [own(EXPLICIT)], 'merged'],
    ['explicit, and another one', [own({ ...EXPLICIT, ...UV }), own(UV)], 'first-match'],

    ['uv: one', [own(UV)], 'first-match'],
    ['uv: behind PyPI', [open(UV), own(UV)], 'public-first'],
    ['uv: behind PyPI that is explicit', [open({ ...UV, ...EXPLICIT }), own(UV)], 'first-match'],
    ['uv: before PyPI', [own(UV), open(UV)], 'first-match'],
    ['uv: behind PyPI by default', [mainOpen(UV), own(UV)], 'first-match'],
    ['uv: by default, with PyPI', [main(UV), open(UV)], 'public-first'],
    ['uv: by default', [main(UV)], 'first-match'],
    ['uv: the best match', [own(UV), strategy('unsafe-best-match')], 'merged'],
    ['uv: another strategy', [own(UV), strategy('first-index')], 'first-match'],
    ['uv: a URL that reads like a strategy', [own(UV), at('extra-index', 'unsafe-best-match', EXPLICIT)], 'first-match'],

    ['PDM: beside PyPI', [own(PDM)], 'public-first'],
    ['PDM: in place of PyPI', [main(PDM)], 'first-match'],
    ['PDM: behind PyPI', [mainOpen(PDM), own(PDM)], 'public-first'],
    ['PDM: before PyPI', [own(PDM), mainOpen(PDM)], 'first-match'],
    ['PDM: behind PyPI that is explicit', [open({ ...PDM, ...EXPLICIT }), main(PDM)], 'first-match'],
    ['PDM: in place of PyPI, but explicit', [main({ ...PDM, ...EXPLICIT }), own(PDM)], 'public-first'],

    ['Pipenv: not by default', [own(LOCK)], 'not-sent'],
    ['Pipenv: by default', [main(LOCK)], 'none'],
    ['Pipenv: behind PyPI', [mainOpen(LOCK), own(LOCK)], 'not-sent'],
    ['Pipenv: before PyPI', [main(LOCK), own(LOCK), open(LOCK)], 'none'],
    ['Pipenv: an index without a URL, and PyPI', [at('index', undefined, LOCK), own(LOCK), mainOpen(LOCK)], 'not-sent'],
    ['Pipenv: to lock, not by default', [own(INSTALL)], 'not-sent'],
    ['Pipenv: to lock, by default', [main(INSTALL)], 'when-installing'],

    ['Poetry: supplemental', [own(LAST)], 'public-first'],
    ['Poetry: both supplemental', [own(LAST), open(LAST)], 'public-first'],
    ['Poetry: one of two is supplemental', [own(LAST), own()], 'merged'],
    ['Poetry: PyPI is supplemental', [own(), open(LAST)], 'first-match'],
    ['Poetry: PyPI is supplemental, and not', [own(), open(LAST), open()], 'merged'],
    ['Poetry: PyPI is explicit', [own(), open({ ...LAST, ...EXPLICIT })], 'merged'],
  ])('%s', (_, indexes, expected) => {
    expect(exposureOf(indexes, 'merged')).toBe(expected);
    // What no order in the file changes.
    expect(exposureOf(indexes, 'none')).toBe('none');
    expect(exposureOf(indexes, 'unknown')).toBe(indexes[0]?.kind === 'no-index' ? 'none' : 'unknown');
  });

  it.each<[what: string, indexes: readonly IndexOption[], use: PublicIndexUse, expected: Exposure]>([
    ['no own index', [], 'only', 'only'],
    ['no own index', [], 'first-match', 'first-match'],
    ['the public one', [open()], 'only', 'only'],
    ['an own one that is explicit', [own(EXPLICIT)], 'only', 'not-sent'],
    ['an own one that is explicit', [own(EXPLICIT)], 'first-match', 'first-match'],
  ])('%s, where the public one is used as %s: %s', (_, indexes, use, expected) => {
    expect(exposureOf(indexes, use)).toBe(expected);
  });

  it('depends on what an index is', () => {
    const kinds = ['index', 'extra-index', 'find-links', 'trusted-host', 'no-index', 'index-strategy', 'configuration'] as const;
    expect(kinds.filter((kind) => isIndex(at(kind, OWN)))).toEqual(['index', 'extra-index']);
    expect(kinds.filter((kind) => isIndex(at(kind, undefined)))).toEqual([]);
    expect([open(), own(), at('index', undefined)].map(isPublic)).toEqual([true, false, false]);
  });
});

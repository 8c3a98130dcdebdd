import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseSpecifier } from '../../../server/src/packaging/specifier';
import { compareVersions } from '../../../server/src/packaging/version';
import { compareVersionKeys, type VersionKey, versionKey, versionKeyText } from '../../../server/src/packaging/versionKey';
import { VersionSet } from '../../../server/src/packaging/versionSet';
import { satisfies } from './specifierReference';

function key(text: string): VersionKey {
  const result = versionKey(text);
  if (result === undefined) {
    throw new Error(text);
  }
  return result;
}

function set(specifier: string): VersionSet {
  const result = VersionSet.ofSpecifier(parseSpecifier(specifier) ?? []);
  if (result === undefined) {
    throw new Error(specifier);
  }
  return result;
}

const small = fc.integer({ min: 0, max: 2 });
const suffixes = fc.tuple(
  fc.option(fc.tuple(fc.constantFrom('a', 'b', 'rc'), small), { nil: undefined, freq: 2 }),
  fc.option(small, { nil: undefined, freq: 2 }),
  fc.option(small, { nil: undefined, freq: 2 }),
);
const publicVersion = fc
  .tuple(fc.constantFrom('', '', '', '1!'), fc.array(small, { minLength: 1, maxLength: 3 }), suffixes)
  .map(([epoch, release, [pre, post, dev]]) =>
    [
      epoch,
      release.join('.'),
      pre ? pre.join('') : '',
      post === undefined ? '' : `.post${post}`,
      dev === undefined ? '' : `.dev${dev}`,
    ].join(''),
  );
const version = fc.tuple(publicVersion, fc.constantFrom('', '', '', '+cpu', '+1', '+cpu1')).map((parts) => parts.join(''));
const wildcard = fc.array(small, { minLength: 1, maxLength: 3 }).map((release) => `${release.join('.')}.*`);
const clause = fc.oneof(
  fc.tuple(fc.constantFrom('==', '!=', '>=', '<=', '<', '>'), publicVersion).map((parts) => parts.join('')),
  fc.tuple(fc.constantFrom('==', '!='), fc.oneof(version, wildcard)).map((parts) => parts.join('')),
  publicVersion.filter((text) => /\d\.\d/.test(text)).map((text) => `~=${text}`),
);

describe('version keys', () => {
  it('order versions as the library does', () => {
    fc.assert(
      fc.property(version, version, (a, b) => {
        expect(Math.sign(compareVersionKeys(key(a), key(b)))).toBe(Math.sign(compareVersions(a, b)));
      }),
      { numRuns: 3000 },
    );
  });

  it.each([
    ['1.0.dev1', '1.0a1'],
    ['1.0a1.dev1', '1.0a1'],
    ['1.0a1', '1.0a1.post1'],
    ['1.0rc1', '1.0'],
    ['1.0', '1.0+abc'],
    ['1.0+abc', '1.0+5'],
    ['1.0+5', '1.0.post0.dev1'],
    ['1.0.post1', '1.0.1.dev0'],
    ['2030.1', '1!0.1'],
  ])('%s is before %s', (a, b) => {
    expect(compareVersionKeys(key(a), key(b))).toBeLessThan(0);
    expect(compareVersionKeys(key(b), key(a))).toBeGreaterThan(0);
  });

  it.each(['', 'x', '1.0.', '1..0', '==1.0', '1.0 ', `${'1.'.repeat(10_000)}x`])('%j is none', (text) => {
    expect(versionKey(text)).toBeUndefined();
  });

  it('are the same for all spellings', () => {
    expect(new Set(['1.0', 'v1', '1.0.0', '01.00'].map((text) => versionKeyText(key(text)))).size).toBe(1);
    expect(versionKeyText(key('1.0RC1'))).toBe(versionKeyText(key('1.0-c1')));
  });
});

describe('which versions a specifier set allows (PEP 440)', () => {
  it.each([
    ['==1.0', '1.0.0', true],
    ['==1.0', '1.0+local', true],
    ['==1.0+a', '1.0+b', false],
    ['!=1.0', '1.0', false],
    ['==1.1.*', '1.1.post1', true],
    ['==1.1.*', '1.10', false],
    ['==1.1.*', '1.1a1', true],
    ['!=1.1.*', '1.1.5', false],
    ['==1!1.*', '1.5', false],
    ['~=2.2', '2.3', true],
    ['~=2.2', '2.2', true],
    ['~=2.2', '2.2+local', true],
    ['~=2.2', '2.1', false],
    ['~=1!2.2', '2.3', false],
    ['~=2.2', '3.0', false],
    ['~=2.2.1', '2.3', false],
    ['~=2.2.post3', '2.2', false],
    ['<=1.0', '1.0+x', true],
    ['<=1.0', '1.0', true],
    ['<=1.0', '1.0.1', false],
    ['>=1.0', '1.0', true],
    ['>=1.0', '1.0rc1', false],
    ['<1.0', '1.0', false],
    ['<1.0', '0.9', true],
    ['>1.0', '1.0', false],
    ['==1.0', '1.1', false],
    ['!=1.0', '1.1', true],
    ['<1.0', '1.0rc1', false],
    ['<1.0rc2', '1.0rc1', true],
    ['>1.0', '1.0.post1', false],
    ['>1.0.post1', '1.0.post2', true],
    ['>1.0', '1.0+x', false],
    ['>1.0', '1.0.1', true],
    ['<1.0.post1', '1.0a1', true],
    ['<1.0.post1', '1.0.post1.dev1', false],
    ['>1.0a1', '1.0a1.post1', false],
    ['>1.0a1', '1.0+x', true],
    ['>1.0.dev1', '1.0.post1', true],
    ['===1.0', '1.0.0', false],
    ['===Wat', 'wat', true],
    ['>=1,<2,!=1.5', '1.5', false],
    ['>=1,<2,!=1.5', '1.6', true],
    ['', '1.0', true],
    ['>=1', 'not-a-version', false],
  ])('%j allows %s: %s', (specifier, version, allowed) => {
    const clauses = parseSpecifier(specifier) ?? [];
    expect(satisfies(version, clauses)).toBe(allowed);
    const known = versionKey(version);
    // A set has versions, and `===` compares texts.
    if (known !== undefined && !specifier.startsWith('===')) {
      expect(VersionSet.ofSpecifier(clauses)?.has(known)).toBe(allowed);
    }
  });
});

describe('version sets', () => {
  it('contain exactly the versions that the specifier allows', () => {
    fc.assert(
      fc.property(fc.array(clause, { maxLength: 3 }), version, (clauses, candidate) => {
        const specifier = clauses.join(',');
        // No interval: `>1.0a1` leaves out local builds of 1.0 and post-releases of its pre-releases, `<1.0.post1` the development releases
        // of its earlier post-releases.
        fc.pre(!(/\+|(?:a|b|rc)\d\.post/.test(candidate) && /(?:^|,)>[^=]/.test(specifier)));
        fc.pre(!(candidate.includes('post') && candidate.includes('dev') && /(?:^|,)<[^=,]*post/.test(specifier)));
        const allowed = satisfies(candidate, parseSpecifier(specifier) ?? []);
        expect([specifier, candidate, set(specifier).has(key(candidate))]).toEqual([specifier, candidate, allowed]);
      }),
      { numRuns: 10_000 },
    );
  });

  it('follow the laws of sets', () => {
    const specifier = fc.array(clause, { maxLength: 3 }).map((clauses) => clauses.join(','));
    fc.assert(
      fc.property(specifier, specifier, version, (a, b, candidate) => {
        const [left, right, one] = [set(a), set(b), key(candidate)];
        expect(VersionSet.unionOf([left, right]).has(one)).toBe(left.has(one) || right.has(one));
        expect(left.intersect(right).has(one)).toBe(left.has(one) && right.has(one));
        expect(left.complement().has(one)).toBe(!left.has(one));
        expect(left.intersect(right).isSubsetOf(left)).toBe(true);
        expect(left.isSubsetOf(VersionSet.unionOf([left, right]))).toBe(true);
        expect(left.isDisjointFrom(right)).toBe(left.intersect(right).isEmpty);
        expect(VersionSet.unionOf([left, left.complement()]).complement().isEmpty).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });

  it.each([
    ['>=1.0,<2.0', '<2', true],
    ['==1.4.*', '<1.5', true],
    ['==1.4.*', '<1.5.dev1', true],
    ['~=1.4.2', '>=1.4,<1.5', true],
    ['>=1.0', '<2', false],
    ['', '!=1.0', false],
    ['>2,<1', '==7', true],
    ['==1.0', '<=1.0', true],
    ['<=1.0', '==1.0', false],
    ['!=1.0', '<1.0', false],
  ])('%s within %s: %s', (inner, outer, expected) => {
    expect(set(inner).isSubsetOf(set(outer))).toBe(expected);
  });
});

describe('an interval', () => {
  const versions = ['0.9', '1.0rc1', '1.0', '1.0+local', '1.0.post1', '1.5', '2.0.dev1', '2.0', '2.0+local', '2.0.post1', '3'];
  const of = (interval: VersionSet) => versions.filter((version) => interval.has(key(version)));

  it('reaches up to its end, without it or with it and its local builds', () => {
    expect(of(VersionSet.between(key('1.0'), key('2.0')))).toEqual(['1.0', '1.0+local', '1.0.post1', '1.5', '2.0.dev1']);
    expect(of(VersionSet.upTo(key('1.0'), key('2.0')))).toEqual(['1.0', '1.0+local', '1.0.post1', '1.5', '2.0.dev1', '2.0', '2.0+local']);
  });

  it('may have no beginning or no end', () => {
    expect(of(VersionSet.between(undefined, key('1.0')))).toEqual(['0.9', '1.0rc1']);
    expect(of(VersionSet.upTo(undefined, key('1.0')))).toEqual(['0.9', '1.0rc1', '1.0', '1.0+local']);
    expect(of(VersionSet.between(key('2.0'), undefined))).toEqual(['2.0', '2.0+local', '2.0.post1', '3']);
    expect(of(VersionSet.between(undefined, undefined))).toEqual(versions);
  });

  it('is empty if its end is not after its beginning', () => {
    expect(VersionSet.between(key('2.0'), key('2.0')).isEmpty).toBe(true);
    expect(VersionSet.between(key('2.0'), key('1.0')).isEmpty).toBe(true);
    expect(VersionSet.upTo(key('2.0'), key('2.0')).isEmpty).toBe(false);
    expect(VersionSet.upTo(key('2.0.post1'), key('2.0')).isEmpty).toBe(true);
  });

  it('has no versions if a specifier compares text', () => {
    expect(VersionSet.ofSpecifier(parseSpecifier('===x') ?? [])).toBeUndefined();
    expect(VersionSet.ofSpecifier(parseSpecifier('>=1,===x') ?? [])).toBeUndefined();
  });
});

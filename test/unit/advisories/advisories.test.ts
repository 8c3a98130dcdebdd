import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { advisoryPage, isMalicious, publicId } from '../../../server/src/advisories/advisory';
import { affectsVersion, effectOn } from '../../../server/src/advisories/affected';
import { compileAdvisories, openAdvisories } from '../../../server/src/advisories/compact';
import { firstUnaffected, matchAdvisories } from '../../../server/src/advisories/matching';
import { readOsvRecord } from '../../../server/src/advisories/osvRecord';
import { parseSpecifier } from '../../../server/src/packaging/specifier';
import { compareVersions } from '../../../server/src/packaging/version';
import { VersionSet } from '../../../server/src/packaging/versionSet';
import { findAdvisories, type OsvRecord } from '../../stub/osv';

const NOW = Date.UTC(2026, 10, 23);

type Affected = Partial<OsvRecord['affected'][number]>;

function osv(id: string, affected: Affected, more: Partial<OsvRecord> = {}): OsvRecord {
  return { id, modified: '2026-01-02T03:04:05Z', affected: [{ package: { ecosystem: 'PyPI', name: 'Acme_Core' }, ...affected }], ...more };
}

function events(...events: readonly (readonly [string, string])[]): Affected {
  return { ranges: [{ type: 'ECOSYSTEM', events: events.map(([kind, version]) => ({ [kind]: version })) }] };
}

/** Through the compiled form, in which the product reads it. */
function compiled(...records: readonly unknown[]) {
  return openAdvisories(compileAdvisories(records, NOW).text).advisoriesFor('acme-core');
}

function allowed(specifier: string, known?: readonly string[], prereleases?: boolean) {
  return { set: VersionSet.ofSpecifier(parseSpecifier(specifier) ?? []), known, prereleases };
}

describe('one version', () => {
  it.each([
    [
      'fixed',
      events(['introduced', '0'], ['fixed', '1.5']),
      ['0.0', '1.4.9', '1.5rc1', '1.4+local'],
      ['1.5', '1.5+local', '1.5.post1', '1!0.1'],
    ],
    ['introduced', events(['introduced', '2.0']), ['2.0', '9', '1!0.1', '2.0+x'], ['1.9', '2.0rc1', '2.0.dev1']],
    ['one version, with its end first', events(['last_affected', '1.0'], ['introduced', '1.0']), ['1.0', '1.0.0'], ['0.9', '1.0.1', '2.0']],
    ['last affected', events(['introduced', '0'], ['last_affected', '1.5']), ['1.5', '1.5.0', '1.5+cu118'], ['1.5.post1', '1.5.1']],
    [
      'two stretches',
      events(['introduced', '1'], ['fixed', '1.2'], ['introduced', '2'], ['fixed', '2.2']),
      ['1.1', '2.1'],
      ['0.9', '1.2', '1.9', '2.2'],
    ],
    [
      'events in disorder',
      events(['fixed', '2.2'], ['introduced', '2'], ['fixed', '1.2'], ['introduced', '1']),
      ['1.1', '2.1'],
      ['0.9', '1.2', '2.2'],
    ],
    ['one fixed too many', events(['introduced', '0'], ['fixed', '1'], ['fixed', '3']), ['0.9'], ['1', '2', '3']],
    ['a limit', events(['introduced', '1'], ['limit', '2'], ['limit', '1.5']), ['1', '1.9'], ['2', '3']],
    ['no limit', events(['introduced', '1'], ['limit', '2'], ['limit', '*']), ['1', '3'], ['0.9']],
    ['events behind a limit', events(['introduced', '1'], ['fixed', '1.2'], ['introduced', '3'], ['limit', '2']), ['1.1'], ['1.3', '3']],
    ['every version', events(['introduced', '0']), ['0', '0.dev0', '99'], []],
    ['listed versions', { versions: ['1.0.7', '2.0+evil'] }, ['1.0.7', '1.0.7.0', '1.0.7+x', '2.0+evil'], ['1.0.6', '2.0']],
    ['listed and range', { ...events(['introduced', '3']), versions: ['1.0'] }, ['1.0', '3.1'], ['2.0']],
    ['epochs', events(['introduced', '1!1'], ['fixed', '1!2']), ['1!1.5'], ['1.5', '2!1']],
    ['text that is no version', { versions: ['2004d', 'final-2'] }, ['2004d', 'final-2'], ['2004c', '2004']],
    ['git ranges alone', { ranges: [{ type: 'GIT', events: [{ introduced: '0' }] }] }, [], ['1.0']],
    ['unreadable events', events(['introduced', 'abc'], ['fixed', '1.0']), [], ['0.5', '1.0']],
    ['nothing', {}, [], ['1.0']],
  ] as const)('%s', (_what, affected, inside, outside) => {
    const advisories = compiled(osv('PYSEC-1', affected));
    const affects = (version: string) => advisories.some((advisory) => affectsVersion(advisory, version));
    expect(inside.filter((version) => !affects(version))).toEqual([]);
    expect(outside.filter(affects)).toEqual([]);
  });

  it('is judged as by the database itself', () => {
    const version = fc
      .tuple(
        fc.constantFrom('', '', '1!'),
        fc.integer({ min: 0, max: 3 }),
        fc.integer({ min: 0, max: 3 }),
        fc.constantFrom('', '', 'rc1', '.post1', '.dev1'),
      )
      .map(([epoch, major, minor, suffix]) => `${epoch}${major}.${minor}${suffix}`);
    const event = fc.tuple(fc.constantFrom('introduced', 'fixed', 'last_affected'), version);
    // Sorted and alternating, as the schema requires. The product sorts anyway.
    const record = fc
      .tuple(fc.uniqueArray(event, { maxLength: 6, selector: ([, text]) => text }), fc.array(version, { maxLength: 3 }))
      .map(([list, versions]) => {
        const sorted = [...list].sort(([, a], [, b]) => compareVersions(a, b));
        return osv('PYSEC-1', { ...events(...sorted), versions });
      });
    fc.assert(
      fc.property(record, version, (one, candidate) => {
        const expected =
          findAdvisories([one], { package: { name: 'acme-core', ecosystem: 'PyPI' }, version: candidate }).vulns !== undefined;
        expect(compiled(one).some((advisory) => affectsVersion(advisory, candidate))).toBe(expected);
      }),
      { numRuns: 3000 },
    );
  });
});

describe('a specifier', () => {
  const vulnerable = compiled(osv('PYSEC-1', events(['introduced', '0'], ['fixed', '1.5'])))[0]!;

  it.each([
    ['==1.4', undefined, 'all'],
    ['==1.5', undefined, 'none'],
    ['==1.4.*', undefined, 'all'],
    ['<1.5', undefined, 'all'],
    ['<=1.5', undefined, 'some'],
    ['>=1.0', undefined, 'some'],
    ['>=1.5', undefined, 'none'],
    ['~=1.4.0', undefined, 'all'],
    ['~=1.4', undefined, 'some'],
    ['', undefined, 'some'],
    ['>2,<1', undefined, 'none'],
    ['===1.4', undefined, 'all'],
    ['===whatever', undefined, 'some'],
    ['>=1.0', ['1.4', '1.5'], 'some'],
    ['>=1.0,<2', ['1.0', '1.4', '2.0'], 'all'],
    ['>=1.0', ['1.4', '1.5rc1'], 'all'],
    ['>=1.4', ['1.0', '1.3'], 'some'],
    ['!=1.4', ['1.4', '1.6'], 'none'],
  ] as const)('%s with %j: %s', (specifier, known, expected) => {
    expect(effectOn(vulnerable, allowed(specifier, known))).toBe(expected);
  });

  it('includes pre-releases if it names one', () => {
    const versions = compiled(osv('PYSEC-1', { versions: ['2.0rc1'] }))[0]!;
    expect(effectOn(versions, allowed('>=1', ['1.0', '2.0rc1']))).toBe('none');
    expect(effectOn(versions, allowed('>=2.0rc1', ['1.0', '2.0rc1'], true))).toBe('all');
    expect(effectOn(versions, allowed('>=2.0.dev0', ['2.0rc1']))).toBe('all');
  });
});

describe('matching', () => {
  it('joins records of one vulnerability and keeps the more informative one', () => {
    const matches = matchAdvisories(
      compiled(
        osv('PYSEC-1', events(['introduced', '0']), { aliases: ['CVE-1', 'GHSA-1'] }),
        osv('GHSA-1', events(['introduced', '0'], ['fixed', '2']), { aliases: ['CVE-1'], database_specific: { severity: 'HIGH' } }),
        osv('PYSEC-2', events(['introduced', '0'], ['fixed', '3']), {
          severity: [{ type: 'CVSS_V3', score: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H' }],
        }),
        osv('PYSEC-3', events(['introduced', '5'])),
      ),
      allowed('==1.0'),
    );
    expect(matches.map(({ advisory: { id, aliases, severity }, effect }) => [id, aliases, severity, effect])).toEqual([
      ['PYSEC-2', [], 'critical', 'all'],
      ['GHSA-1', ['CVE-1', 'PYSEC-1'], 'high', 'all'],
    ]);
    expect(publicId(matches[1]!.advisory)).toBe('CVE-1');
  });

  it('finds malicious versions by name and range', () => {
    const whole = compiled(osv('MAL-2025-1', events(['introduced', '0'])));
    const some = compiled(osv('MAL-2025-2', { versions: ['6.0.1'] }));
    expect(whole.every(isMalicious) && some.every(isMalicious)).toBe(true);
    expect(matchAdvisories(whole, allowed(''))).toMatchObject([{ effect: 'all' }]);
    expect(matchAdvisories(some, allowed('==6.0.1'))).toMatchObject([{ effect: 'all' }]);
    expect(matchAdvisories(some, allowed('==6.0.2'))).toEqual([]);
    expect(matchAdvisories(some, allowed(''))).toMatchObject([{ effect: 'some' }]);
  });

  it.each<[Partial<OsvRecord>, string | undefined]>([
    [{ published: '2026-05-09T10:00:00Z' }, '2026-05'],
    [{ published: 'yesterday' }, undefined],
    [{}, undefined],
  ])('keep the month of %j where they report a malicious package', (more, month) => {
    const affected = events(['introduced', '0']);
    const [flaw, malware] = compiled(
      osv('PYSEC-2026-1', affected, more),
      osv('PYSEC-2026-2', affected, { ...more, aliases: ['MAL-2026-2'] }),
    );
    expect([flaw?.month, malware?.month, malware?.id]).toEqual([undefined, month, 'PYSEC-2026-2']);
  });

  it('proposes the smallest safe step', () => {
    const advisories = compiled(
      osv('PYSEC-1', events(['introduced', '0'], ['fixed', '1.5'])),
      osv('PYSEC-2', events(['introduced', '1.4'], ['fixed', '1.7'])),
      osv('PYSEC-3', events(['introduced', '2'], ['fixed', '2.1rc1'])),
    );
    expect(firstUnaffected(advisories, '1.0')).toBe('1.7');
    expect(firstUnaffected(advisories, '1.0', ['1.6', '1.7.1', '1.8'])).toBe('1.7.1');
    expect(firstUnaffected(advisories, '1.0', ['1.8rc1', '1.9+local', '2.1'])).toBe('2.1');
    expect(firstUnaffected(advisories, '1.0', [])).toBeUndefined();
    expect(firstUnaffected(compiled(osv('PYSEC-4', events(['introduced', '0']))), '1.0')).toBeUndefined();
    expect(firstUnaffected(advisories, 'not a version')).toBeUndefined();
  });
});

describe('records', () => {
  it('that were withdrawn are left out', () => {
    expect(compiled(osv('PYSEC-1', events(['introduced', '0']), { withdrawn: '2026-01-01T00:00:00Z' }))).toEqual([]);
  });

  it.each([
    ['{}', {}],
    ['a list', []],
    ['null', null],
    ['an id that breaks out', osv('PYSEC-1|x\t<', {})],
    ['no date', { ...osv('PYSEC-1', {}), modified: 'yesterday' }],
  ])('that are %s are counted as unreadable', (_what, record) => {
    expect(compileAdvisories([record], NOW)).toMatchObject({ records: 0, unreadable: 1 });
  });

  it('of other ecosystems are ignored', () => {
    const record = osv('GHSA-1', { package: { ecosystem: 'npm', name: 'acme-core' }, versions: ['1.0'] });
    expect(readOsvRecord(record)?.packages.size).toBe(0);
  });

  it.each([
    [{ database_specific: { severity: 'MODERATE' } }, 'medium'],
    [{ severity: [{ type: 'CVSS_V4', score: 'CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N' }] }, 'critical'],
    [{ severity: [{ type: 'CVSS_V3', score: 'CVSS:3.0/AV:L/AC:H/PR:H/UI:R/S:U/C:L/I:N/A:N' }] }, 'low'],
    [{ severity: [{ type: 'CVSS_V2', score: 'AV:N/AC:L/Au:N/C:P/I:P/A:P' }] }, 'high'],
    [{ severity: [{ type: 'CVSS_V3', score: 'CVSS:3.1/AV:nonsense' }] }, undefined],
    [{}, undefined],
  ] as const)('severity of %j', (fields, expected) => {
    expect(compiled(osv('PYSEC-1', events(['introduced', '0']), fields))[0]?.severity).toBe(expected);
  });

  it('keep their facts after compilation', () => {
    const text = compileAdvisories(
      [
        osv(
          'PYSEC-2026-1',
          { ...events(['introduced', '1'], ['fixed', '2']), versions: ['0.1', '1.5', 'a,b|c'] },
          { aliases: ['CVE-2026-1', 'x y'], modified: '2026-05-05T00:00:00Z' },
        ),
        osv('PYSEC-2026-2', events(['introduced', '0']), { modified: '2026-04-04T00:00:00Z' }),
        osv('PYSEC-2026-3', { package: { ecosystem: 'PyPI', name: 'later' }, versions: ['1'] }, { modified: '2027-07-09T00:00:00Z' }),
      ],
      NOW,
    ).text;
    const index = openAdvisories(text);
    expect([index.asOf, index.records]).toEqual(['2026-05-05T00:00:00.000Z', 3]);
    expect(index.advisoriesFor('acme-core')).toEqual([
      { id: 'PYSEC-2026-1', aliases: ['CVE-2026-1'], ranges: [{ introduced: '1', fixed: '2' }], versions: ['0.1'] },
      { id: 'PYSEC-2026-2', aliases: [], ranges: [{}], versions: [] },
    ]);
    expect(index.advisoriesFor('acme')).toEqual([]);
    expect(advisoryPage(index.advisoriesFor('acme-core')[0]!.id)).toBe('https://osv.dev/vulnerability/PYSEC-2026-1');
  });

  it.each(['', '\n', 'lookalike-advisories 2 x 1\n', '<html>\n', 'lookalike-advisories 1 2026 1\ncut off'])(
    '%j is no compiled file',
    (text) => {
      expect(() => openAdvisories(text)).toThrow();
    },
  );
});

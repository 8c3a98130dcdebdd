import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readOsvRecord } from '../../../server/src/advisories/osvRecord';
import { parseProjectJson } from '../../../server/src/index/projectJson';
import { parseProvenance } from '../../../server/src/index/provenance';
import { parseSimpleHtml, parseSimpleIndex, parseSimpleJson } from '../../../server/src/index/simplePage';
import { parseJson } from '../../../server/src/json';
import { url } from '../../stub/client';
import { countSteps } from '../countSteps';

const PAGE = url('https://index.example/simple/acme-core/');
const META = '<meta name="pypi:repository-version" content="1.0">';
const html = (text: string) => parseSimpleHtml(text, 'acme-core', PAGE);

describe('an HTML page is read in linear time', () => {
  it.each([
    ...['<svg>', '<math>', '<a href="x">', '<a href="acme-core-1.0.tar.gz">', '<p>', '<form>', '</a>', '<b></i>', '<svg><foreignObject>'],
    ...[
      '<',
      '&',
      '&amp;',
      '<!--',
      '<a ',
      '<a x=',
      '<a x="',
      '<script>',
      '<title>',
      '<a href="a-',
      '<base href="x">',
      '<![CDATA[',
      '<?',
      '-->',
    ],
  ])('of %s', (piece) => {
    const [small, large] = [2_000, 4_000].map((n) => countSteps(() => html(META + piece.repeat(n))));
    expect(large! / small!).toBeLessThan(2.2);
  });

  it('up to a limit, and a page beyond it is not a valid answer', () => {
    expect(html(`${META}${'<a href="acme-core-1.0.tar.gz">x</a>'.repeat(1_000)}`)?.releases[0]?.files).toHaveLength(1_000);
    // Not a page without files, which would mean that a version does not exist.
    expect(html(`${META}${'<a href="acme-core-1.0.tar.gz">x</a>'.repeat(50_001)}`)).toBeUndefined();
    expect(html(META + '<svg>'.repeat(500_001))).toBeUndefined();
  });

  it('accepts an unclosed link, and the first of two equal attributes', () => {
    const page = html('<a href="acme-core-1.0.tar.gz" HREF="acme-core-9.tar.gz">x<a href=acme-core-1.1.tar.gz>y');
    expect(page?.releases.map(({ version }) => version)).toEqual(['1.0', '1.1']);
  });
});

it('a JSON page with too many files or versions is not a valid answer', () => {
  const json = (more: object) => parseSimpleJson(JSON.stringify({ name: 'acme-core', files: [], ...more }), 'acme-core', PAGE);
  expect(json({ files: Array.from({ length: 50_001 }, () => ({ filename: 'acme-core-1.0.tar.gz' })) })).toBeUndefined();
  expect(json({ versions: Array.from({ length: 50_001 }, (_, i) => `${i}`) })).toBeUndefined();
});

/** A complete answer of each kind. Each field is replaced by every type in turn. */
const ANSWERS: readonly (readonly [string, (text: string) => unknown, object])[] = [
  [
    'project JSON',
    (text) => parseProjectJson(text, 'acme-core'),
    {
      info: {
        ...{
          name: 'acme-core',
          version: '1.0',
          summary: 's',
          author: 'a',
          author_email: '"A" <a@b>',
          maintainer: 'm',
          maintainer_email: 'm <m@n>',
        },
        ...{ license: 'MIT', license_expression: 'MIT', classifiers: ['License :: OSI Approved :: MIT'], requires_python: '>=3' },
        ...{ project_urls: { Homepage: 'https://x.example/' }, home_page: 'https://y.example/', yanked: false, yanked_reason: null },
      },
      urls: [{ upload_time_iso_8601: '2026-01-01T00:00:00Z', filename: 'acme-core-1.0.tar.gz' }],
      releases: { '1.0': [{}] },
      ownership: { roles: [{ user: 'u' }], organization: 'o' },
    },
  ],
  [
    'Simple JSON',
    (text) => parseSimpleJson(text, 'acme-core', PAGE),
    {
      meta: { 'api-version': '1.4', 'project-status': { status: 'archived', reason: 'r' } },
      name: 'acme-core',
      versions: ['1.0'],
      'project-status': { status: 'active', reason: 'r' },
      files: [
        {
          ...{ filename: 'acme_core-1.0.tar.gz', url: 'x', hashes: { sha256: 'a'.repeat(64) }, 'requires-python': '>=3' },
          ...{ 'upload-time': '2026-01-01T00:00:00Z', yanked: 'bad', provenance: 'https://x.example/p', size: 1, 'core-metadata': true },
        },
      ],
    },
  ],
  [
    'OSV record',
    (text) => readOsvRecord(parseJson(text)),
    {
      ...{ id: 'GHSA-1', modified: '2026-01-01T00:00:00Z', published: '2026-01-01T00:00:00Z', withdrawn: '2026-01-02T00:00:00Z' },
      ...{ aliases: ['CVE-2026-1'], related: ['CVE-2026-2'], summary: 's', details: 'd', schema_version: '1.6.0' },
      severity: [{ type: 'CVSS_V3', score: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H' }],
      affected: [
        {
          package: { ecosystem: 'PyPI', name: 'acme-core', purl: 'pkg:pypi/acme-core' },
          ranges: [{ type: 'ECOSYSTEM', events: [{ introduced: '0' }, { fixed: '1.0' }, { last_affected: '1.0' }, { limit: '2' }] }],
          versions: ['0.1'],
          severity: [{ type: 'CVSS_V3', score: 'x' }],
          database_specific: { severity: 'HIGH' },
          ecosystem_specific: { severity: 'HIGH' },
        },
      ],
      database_specific: { severity: 'HIGH' },
      references: [{ type: 'WEB', url: 'https://x.example/' }],
    },
  ],
  ['Simple index', parseSimpleIndex, { meta: { 'api-version': '1.4' }, projects: [{ name: 'acme-core' }] }],
  [
    'provenance',
    parseProvenance,
    {
      version: 1,
      attestation_bundles: [
        {
          publisher: { kind: 'GitHub', repository: 'a/b', workflow: 'w', environment: 'e', email: 'x@y' },
          attestations: [
            {
              envelope: { statement: 'AA==', signature: 'AA==' },
              verification_material: { certificate: 'AA==', transparency_entries: [{}] },
            },
          ],
        },
      ],
    },
  ],
];

const VALUES: readonly unknown[] = [null, true, false, 0, -1, '', 'x', '\ud83d', '\0', [], [null], [[]], {}, { a: null }, undefined];

/** Every path into a value. */
function* paths(value: unknown): Iterable<readonly string[]> {
  if (typeof value === 'object' && value !== null) {
    for (const [key, member] of Object.entries(value)) {
      yield [key];
      for (const path of paths(member)) {
        yield [key, ...path];
      }
    }
  }
}

function replaced(value: unknown, [key, ...rest]: readonly string[], by: unknown): unknown {
  if (key === undefined) {
    return by;
  }
  const copy = (Array.isArray(value) ? [...value] : { ...(value as object) }) as Record<string, unknown>;
  copy[key] = replaced(copy[key], rest, by);
  return copy;
}

describe.each(ANSWERS)('%s', (_, parse, answer) => {
  it('is read unmodified', () => {
    expect(parse(JSON.stringify(answer))).toBeDefined();
  });

  it('throws nothing with any type in any field, and is invalid without its name', () => {
    for (const path of [[], ...paths(answer)]) {
      for (const value of VALUES) {
        parse(JSON.stringify(replaced(answer, path, value)) ?? '');
      }
    }
  });

  it('throws nothing for any JSON and any text', () => {
    fc.assert(fc.property(fc.oneof(fc.json(), fc.string()), (text) => parse(text) !== null));
  });
});

it.each([undefined, null, 5, '', {}, []])('project JSON with the name %j is no answer', (name) => {
  expect(parseProjectJson(JSON.stringify({ info: { name, version: '1.0' } }), 'acme-core')).toBeUndefined();
  expect(parseProjectJson(JSON.stringify({ info: name }), 'acme-core')).toBeUndefined();
});

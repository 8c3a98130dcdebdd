import { describe, expect, it } from 'vitest';
import { parseProjectJson } from '../../../server/src/index/projectJson';
import { parseProvenance, repositoryPage } from '../../../server/src/index/provenance';
import { groupByVersion, versionIdentity, versionOfFile } from '../../../server/src/index/releaseFile';
import { parseSimpleHtml, parseSimpleIndex, parseSimpleJson } from '../../../server/src/index/simplePage';
import { url } from '../../stub/client';

const PAGE = url('https://index.example/simple/acme-core/');
const SHA = 'a'.repeat(64);

function html(body: string, head = ''): ReturnType<typeof parseSimpleHtml> {
  return parseSimpleHtml(`<!DOCTYPE html><html><head>${head}</head><body>${body}</body></html>`, 'acme-core', PAGE);
}

function json(value: object): ReturnType<typeof parseSimpleJson> {
  return parseSimpleJson(JSON.stringify({ meta: { 'api-version': '1.4' }, name: 'acme-core', files: [], ...value }), 'acme-core', PAGE);
}

describe('HTML pages', () => {
  it('have the contents of the attributes', () => {
    const page = html(
      `<a href="../../p/acme_core-1.0-py3-none-any.whl#sha256=${SHA.toUpperCase()}" data-requires-python="&gt;=3.8" data-yanked="bad &amp; ugly" data-provenance="/integrity/x">acme_core-1.0-py3-none-any.whl</a>
       <A HREF='acme-core-1.1.tar.gz' data-yanked>acme-core-1.1.tar.gz</A>`,
    );
    expect(page?.releases).toEqual([
      {
        version: '1.0',
        files: [
          {
            filename: 'acme_core-1.0-py3-none-any.whl',
            hashes: { sha256: SHA },
            requiresPython: '>=3.8',
            yanked: 'bad & ugly',
            provenance: 'https://index.example/integrity/x',
          },
        ],
      },
      { version: '1.1', files: [{ filename: 'acme-core-1.1.tar.gz', hashes: {}, yanked: '' }] },
    ]);
  });

  it.each([
    ['a login page', '<form><a href="/login">acme-core</a></form>', ''],
    ['a login page with a download', '<a href="/vpn-client-1.0.tar.gz">client</a>', ''],
    ['nothing', '', ''],
    ['a later API', '<a href="acme-core-1.0.tar.gz">x</a>', '<meta name="pypi:repository-version" content="2.0">'],
  ])('%s is not a page of the project', (_what, body, head) => {
    expect(html(body, head)).toBeUndefined();
  });

  it('may be empty if they name the API, and may have entities, comments, unclosed tags', () => {
    const meta = '<meta name="pypi:repository-version" content="1.0">';
    expect(html('', meta)).toMatchObject({ status: 'active', releases: [] });
    expect(html('<!-- <a href="acme-core-9.tar.gz">x</a> --><a href="acme&#45;core-1.0', meta)?.releases).toHaveLength(0);
    expect(html('<a href="acme&#45;core-1.0.tar.gz">x', meta)?.releases).toHaveLength(1);
  });
});

describe('JSON pages', () => {
  it.each([
    ['true', true, ''],
    ['a reason', 'broken', 'broken'],
    ['false', false, undefined],
    ['null', null, undefined],
  ])('yanked: %s', (_what, yanked, expected) => {
    expect(json({ files: [{ filename: 'acme_core-1.0.tar.gz', yanked }] })?.releases[0]?.files[0]?.yanked).toBe(expected);
  });

  it.each([
    [{ 'project-status': { status: 'archived' } }, 'archived'],
    [{ meta: { 'api-version': '1.4', 'project-status': { status: 'deprecated' } } }, 'deprecated'],
    [{ 'project-status': { status: 'something new' } }, 'active'],
    [{ 'project-status': 'archived' }, 'active'],
    [{}, 'active'],
  ])('status of %j', (fields, expected) => {
    expect(json(fields)?.status).toBe(expected);
  });

  it('keep versions without files, skip invalid files, join spellings of one version', () => {
    const page = json({
      versions: ['1.0.0', '2.0', 7],
      files: [
        { filename: 'acme_core-1.0-py3-none-any.whl' },
        { filename: 'acme.core-1.0.zip' },
        { filename: 'other-1.0.zip' },
        {},
        'x',
        null,
      ],
    });
    expect(page?.releases.map(({ version, files }) => [version, files.map(({ filename }) => filename)])).toEqual([
      ['1.0.0', ['acme_core-1.0-py3-none-any.whl', 'acme.core-1.0.zip']],
      ['2.0', []],
    ]);
  });

  it.each(['', '[]', 'null', '{}', '{"name":"acme-core"}', '{"name":"other","files":[]}', '{"name":"acme-core","files":{}}', '<html>'])(
    '%s is none',
    (text) => {
      expect(parseSimpleJson(text, 'acme-core', PAGE)).toBeUndefined();
    },
  );
});

describe('file names', () => {
  it.each([
    ['acme_core-1.0.tar.gz', '1.0'],
    ['acme-core-1.0.zip', '1.0'],
    ['Acme.Core-1.0-py2.py3-none-any.whl', '1.0'],
    ['acme_core-1.0+cu118-1-cp311-cp311-linux_x86_64.whl', '1.0+cu118'],
    ['acme-core-1.0.win32-py2.7.exe', '1.0'],
    ['acme_core-1.0-py2.7.egg', '1.0'],
    ['acme-core-1.0-beta-2.tar.gz', '1.0-beta-2'],
    ['acme-1.0.tar.gz', undefined],
    ['acme-core-extra-1.0.tar.gz', 'extra-1.0'],
    ['acme-core-1.0.asc', undefined],
    ['acme-core-.tar.gz', undefined],
    ['.whl', undefined],
  ])('%s', (filename, version) => {
    expect(versionOfFile(filename, 'acme-core')).toBe(version);
  });

  it.each([
    ['1.0', 'v1.0.0', true],
    ['1.0-RC1', '1rc1', true],
    ['1!2.0.post1', '2.post1', false],
    ['2.0+local.1', '2.0', false],
    ['Not A Version', 'not a version', true],
  ])('%s is the same as %s: %s', (one, other, expected) => {
    expect(versionIdentity(one) === versionIdentity(other)).toBe(expected);
  });

  it('group in the given order', () => {
    expect(groupByVersion('x', [], ['2', '1']).map(({ version }) => version)).toEqual(['2', '1']);
  });
});

describe('the project list', () => {
  it('has normalized names', () => {
    expect(parseSimpleIndex('{"meta":{"api-version":"1.4"},"projects":[{"name":"Zope.Interface"},{"name":"../x"},{}]}')).toEqual([
      'zope-interface',
    ]);
    expect(parseSimpleIndex('{}')).toBeUndefined();
  });
});

describe('project JSON', () => {
  const info = { name: 'Acme.Core', version: '1.0' };

  it.each([
    [{ license: 'MIT' }, 'MIT'],
    [{ license_expression: 'MIT OR Apache-2.0', license: 'see below' }, 'MIT OR Apache-2.0'],
    [{ license: 'Permission is hereby granted\nto any person', classifiers: ['License :: OSI Approved :: MIT License'] }, 'MIT License'],
    [{ license: 'x'.repeat(5000) }, undefined],
  ])('license', (fields, expected) => {
    expect(parseProjectJson(JSON.stringify({ info: { ...info, ...fields } }), 'acme-core')?.license).toBe(expected);
  });

  it.each([
    [{ author: 'Ann' }, 'Ann'],
    [{ author: '', author_email: '"Ann B" <ann@example.org>' }, 'Ann B'],
    [{ author_email: 'ann@example.org' }, undefined],
    [{ maintainer: 'Bo' }, 'Bo'],
  ])('author of %j', (fields, expected) => {
    expect(parseProjectJson(JSON.stringify({ info: { ...info, ...fields } }), 'acme-core')?.author).toBe(expected);
  });

  it('has only https links', () => {
    const project_urls = {
      Docs: 'https://docs.example/x',
      Evil: 'javascript:alert(1)',
      Old: 'http://old.example',
      Cmd: 'command:workbench',
      Secret: 'https://a:b@x/',
    };
    expect(
      parseProjectJson(JSON.stringify({ info: { ...info, project_urls, home_page: 'https://acme.example' } }), 'acme-core')?.links,
    ).toEqual({
      Docs: 'https://docs.example/x',
      Homepage: 'https://acme.example/',
    });
  });

  it('has links with labels that objects inherit', () => {
    const project_urls = '{"__proto__":"https://a.example/","constructor":"https://b.example/"}';
    const text = JSON.stringify({ info: { ...info, project_urls: 0 } }).replace('"project_urls":0', `"project_urls":${project_urls}`);
    expect(Object.entries(parseProjectJson(text, 'acme-core')?.links ?? {})).toEqual([
      ['__proto__', 'https://a.example/'],
      ['constructor', 'https://b.example/'],
    ]);
  });

  it.each(['', '{}', '{"info":{}}', '{"info":{"name":"other","version":"1"}}', '[1]'])('%s is none', (text) => {
    expect(parseProjectJson(text, 'acme-core')).toBeUndefined();
  });
});

describe('provenance', () => {
  it.each(['', '{}', '{"version":2,"attestation_bundles":[]}', '{"version":1}'])('%s is none', (text) => {
    expect(parseProvenance(text)).toBeUndefined();
  });

  it('without an attestation has no publisher', () => {
    const text = JSON.stringify({
      version: 1,
      attestation_bundles: [{ publisher: { kind: 'GitHub', repository: 'a/b' }, attestations: [] }, 7],
    });
    expect(parseProvenance(text)).toEqual({ bundles: [] });
  });

  it.each([
    ['GitHub', 'psf/requests', 'https://github.com/psf/requests'],
    ['GitLab', 'group/sub/project', 'https://gitlab.com/group/sub/project'],
    ['GitHub', 'a/b?x=[y](command:z)', undefined],
    ['Google', 'a/b', undefined],
    ['constructor', 'a/b', undefined],
    ['__proto__', 'a/b', undefined],
  ])('%s %s', (kind, repository, page) => {
    expect(repositoryPage({ kind, repository })).toBe(page);
  });
});

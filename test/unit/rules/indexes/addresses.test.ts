import { describe, expect, it } from 'vitest';
import { NO_MANIFEST_FACTS } from '../../../../server/src/facts/manifestFacts';
import { EMPTY_MANIFEST, type IndexOption, type Manifest, type Requirement } from '../../../../server/src/formats/manifest/format';
import { imitatedHost } from '../../../../server/src/index/lookAlikeHost';
import { insecureIndex } from '../../../../server/src/rules/indexes/insecureIndex';
import { CONTEXT, requirementOf } from '../given';

describe('the address', () => {
  const said = (manifest: Partial<Manifest>) => [
    ...(insecureIndex.checkManifest?.({ ...CONTEXT, manifest: { ...EMPTY_MANIFEST, ...manifest }, manifestFacts: NO_MANIFEST_FACTS }) ??
      []),
  ];
  const option = (url: string | undefined, more: Partial<IndexOption> = {}): IndexOption => ({
    kind: 'index',
    url,
    span: { start: 5, end: 5 + (url?.length ?? 0) },
    ...more,
  });
  const messages = (url: string) => said({ indexes: [option(url)] }).map(({ message }) => message);
  const $ = '$';
  const HTTP = 'Unencrypted HTTP lets anyone on the network change what is installed. Use HTTPS.';
  const SECRET = 'This file contains a password or token. Move it to netrc, a keyring or an environment variable.';
  const looksLike = (host: string, imitated = 'pypi.org') => `The host '${host}' looks like '${imitated}'.`;
  const leads = (host: string, pretended = 'pypi.org') => `This URL leads to '${host}', not to '${pretended}'.`;

  it.each<[url: string, expected: readonly string[]]>([
    ['https://x.example/simple', []],
    ['http://x.example/simple', [HTTP]],
    ['HTTP://x.example', [HTTP]],
    ['http://x.example:8080?a#b', [HTTP]],
    ['git+http://x.example/a.git', [HTTP]],
    ['git+https://x.example/a.git', []],
    ['./packages', []],
    ['ftp://x.example', []],
    // This machine.
    ['http://localhost', []],
    ['http://LOCALHOST:3141/simple', []],
    ['http://127.0.0.1:8080/', []],
    ['http://127.255.2.33/', []],
    ['http://[::1]:8080/', []],
    ['http://me@localhost/', [SECRET]],
    ['http://localhost.example', [HTTP]],
    ['http://127.0.0.1.example', [HTTP]],
    ['http://128.0.0.1', [HTTP]],
    ['http://my-localhost', [HTTP]],
    // Secrets.
    ['https://token@x.example/', [SECRET]],
    ['https://me:secret@x.example/', [SECRET]],
    ['https://:secret@x.example/', [SECRET]],
    ['https://me:a:b@x.example/', [SECRET]],
    ['https://me:a@b@x.example/', [SECRET]],
    ['https://me:@x.example/', []],
    ['https://@x.example/', []],
    ['git+ssh://me@x.example/', []],
    ['SSH://me@x.example/', []],
    ['ssh://me:secret@x.example/', [SECRET]],
    ['ssh://me:@x.example/', []],
    ['https://git@x.example/', []],
    ['https://gits@x.example/', [SECRET]],
    ['https://git:secret@x.example/', [SECRET]],
    ['http://token@x.example/', [HTTP, SECRET]],
    ['https://x.example/me:secret@there', []],
    ['https://x.example?me:secret@there', []],
    ['https://$TOKEN@x.example/', []],
    ['https://me:$TOKEN@x.example/', []],
    ['https://me:$token@x.example/', []],
    ['https://%token%@x.example/', []],
    ['https://$2b$10$abc@x.example/', [SECRET]],
    // The user does not end at a colon in a placeholder.
    ['https://{env:USER}:{env:TOKEN}@x.example/', []],
    ['https://{env:USER:me}:secret@x.example/', [SECRET]],
    [`https://${$}{USER:-me}:${$}{TOKEN:-none}@x.example/`, []],
    [`https://${$}{USER:-me}:secret@x.example/`, [SECRET]],
    [`https://${$}{{ a:b }}:x${$}{TOKEN}@x.example/`, [SECRET]],
    ...[`${$}{TOKEN}`, '%TOKEN%', '$(TOKEN)', `${$}{{ secrets.TOKEN }}`, '{{ token }}', '{env:TOKEN}', '{env:TOKEN:none}'].flatMap(
      (variable): [string, readonly string[]][] => [
        [`https://${variable}@x.example/`, []],
        [`https://me:${variable}@x.example/`, []],
        [`https://${variable}x@x.example/`, [SECRET]],
        [`https://me:x${variable}@x.example/`, [SECRET]],
      ],
    ),
    // Hosts that imitate others.
    ['https://pypi.0rg/simple', [looksLike('pypi.0rg')]],
    ['https://me:secret@pypi.0rg:443/simple', [looksLike('pypi.0rg'), SECRET]],
    ['http://pypi.0rg/simple', [looksLike('pypi.0rg'), HTTP]],
    ['https://files.pypihosted.org/a', [looksLike('files.pypihosted.org', 'files.pythonhosted.org')]],
    ['https://pypi.org@evil.example/simple', [leads('evil.example')]],
    ['http://pypi.org:x@evil.example:80/simple', [leads('evil.example')]],
    ['https://files.pythonhosted.org@evil.example/simple', [leads('evil.example', 'files.pythonhosted.org')]],
    ['https://pypi.org@pypi.0rg/simple', [looksLike('pypi.0rg'), leads('pypi.0rg')]],
    ['https://pypi.org@pypi.org/simple', [SECRET]],
    ['https://pypi.org@files.pythonhosted.org/simple', [SECRET]],
    ['https://pypi.org@PyPI.org./simple', [SECRET]],
    ['https://pypi.org@docs.python.org/simple', [SECRET]],
    ['https://pypi.org@mypypi.org/simple', [...looksLikeOf('mypypi.org'), leads('mypypi.org')]],
  ])('%s: %j', (url, expected) => {
    expect(messages(url)).toEqual(expected);
  });

  function looksLikeOf(host: string): string[] {
    return imitatedHost(host) === undefined ? [] : [looksLike(host, imitatedHost(host))];
  }

  it('shows at most 200 characters of a host', () => {
    const host = `${'x'.repeat(180)}.pypi.org.example.com`;
    expect(messages(`https://${host}/`)).toEqual([looksLike(`${host.slice(0, 199)}…`)]);
    expect(messages(`https://pypi.org@${'x'.repeat(201)}/`)).toEqual([leads(`${'x'.repeat(199)}…`)]);
    expect(messages(`https://pypi.org@${'x'.repeat(200)}/`)).toEqual([leads('x'.repeat(200))]);
  });

  it('of each kind of index, of includes and of requirements is read', () => {
    const URL = 'http://x.example/a';
    const span = { start: 5, end: 23 };
    const useHttps = [{ title: 'Use HTTPS', edits: [{ span: { start: 5, end: 9 }, text: 'https' }], preferred: true }];
    for (const kind of ['index', 'extra-index', 'find-links'] as const) {
      expect(said({ indexes: [option(URL, { kind })] })).toEqual([{ span, message: HTTP, fixes: useHttps }]);
    }
    expect(said({ includes: [{ kind: 'requirement', path: URL, span }] })).toEqual([{ span, message: HTTP, fixes: useHttps }]);
    expect(said({ includes: [{ kind: 'requirement', path: 'a.txt', span }] })).toEqual([]);
    expect(said({ unchecked: [{ text: URL, why: '', location: URL, span }] })).toEqual([{ span, message: HTTP, fixes: useHttps }]);
    expect(said({ unchecked: [{ text: URL, why: '', span }] })).toEqual([]);
    expect(said({ requirements: [requirementOf({ url: URL, span })] })).toEqual([{ span, message: HTTP, fixes: [] }]);
    expect(said({ requirements: [requirementOf()], indexes: [option(undefined), option(undefined, { kind: 'trusted-host' })] })).toEqual(
      [],
    );
    // The scheme is read without case, and only where it is written.
    const title = ({ fixes = [] }: { readonly fixes?: readonly { readonly title: string }[] }) => fixes.map((fix) => fix.title);
    expect(said({ indexes: [option('HTTP://x.example')] }).map(title)).toEqual([['Use HTTPS']]);
    expect(said({ indexes: [option(URL, { span: { start: 5, end: 24 } })] }).map(title)).toEqual([[]]);
    expect(said({ indexes: [option('git+http://x.example')] }).map(title)).toEqual([[]]);
  });

  it('of a host is one without certificates', () => {
    const message = 'Certificate checks are off for this host. Anyone on the network can change what is installed.';
    const host = option('http://x.example', { kind: 'trusted-host' });
    expect(said({ indexes: [host] })).toEqual([{ span: host.span, message }]);
  });

  it('of a file in a lock file is that of PyPI', () => {
    const span = { start: 40, end: 60 };
    const stray = (url: string, more: Partial<Requirement> = {}) =>
      said({ requirements: [requirementOf({ strayFile: { url, span }, ...more })] }).map((finding) => [finding.span, finding.message]);
    const from = (host: string) => [[span, `'name' has a file from '${host}', but the lock file says that it comes from PyPI.`]];
    expect(stray('https://evil.example/a.whl')).toEqual(from('evil.example'));
    expect(stray('https://me:pypi.org@evil.example:8080/a.whl')).toEqual(from('evil.example'));
    expect(stray('HTTPS://evil.example#a')).toEqual(from('evil.example'));
    expect(stray('evil.whl')).toEqual(from('evil.whl'));
    expect(stray(`https://${'x'.repeat(201)}/`)).toEqual(from(`${'x'.repeat(199)}…`));
    expect(stray('https://files.pythonhosted.org/a.whl')).toEqual([]);
    expect(stray('https://pypi.org:443/a.whl')).toEqual([]);
    expect(stray('http://files.pythonhosted.org/a.whl')).toEqual([[span, HTTP]]);
    expect(stray('https://me:secret@files.pythonhosted.org/a.whl')).toEqual([[span, SECRET]]);
    expect(stray('https://evilpypi.org/a.whl')).toEqual(from('evilpypi.org'));
  });
});

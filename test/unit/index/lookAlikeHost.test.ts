import { domainToASCII, domainToUnicode } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hostInUserInfo, imitatedHost } from '../../../server/src/index/lookAlikeHost';
import { decodePunycode } from '../../../server/src/index/punycode';

describe('a host that imitates one of PyPI', () => {
  it.each<[host: string, imitated: string]>([
    ['pypi.0rg', 'pypi.org'],
    ['pyp1.org', 'pypi.org'],
    ['pypl.org', 'pypi.org'],
    ['PYPI.0RG', 'pypi.org'],
    ['pypii.org', 'pypi.org'],
    ['pipy.org', 'pypi.org'],
    ['py-pi.org', 'pypi.org'],
    ['pypi.com', 'pypi.org'],
    ['simple.pypl.org', 'pypi.org'],
    ['pypi.org.evil.example', 'pypi.org'],
    ['pypi.python.org.evil.example', 'pypi.org'],
    ['pypi-org.evil.example', 'pypi.org'],
    ['pypi.org-simple.example', 'pypi.org'],
    ['рypi.org', 'pypi.org'],
    ['xn--ypi-zed.org', 'pypi.org'],
    ['ｐｙｐｉ.org', 'pypi.org'],
    ['files.pypihosted.org', 'files.pythonhosted.org'],
    ['files.pythonhosted.org.evil.example', 'files.pythonhosted.org'],
    ['files-pythonhosted-org.evil.example', 'files.pythonhosted.org'],
    ['files.pythonhosted.com', 'files.pythonhosted.org'],
    ['files.pyth0nhosted.org', 'files.pythonhosted.org'],
    ['files.phytonhosted.org', 'files.pythonhosted.org'],
    ['files.pythonh0sted.0rg', 'files.pythonhosted.org'],
    ['files.python-hosted.org', 'files.pythonhosted.org'],
    ['files.pyhosted.org', 'files.pythonhosted.org'],
  ])('%s', (host, imitated) => {
    expect(imitatedHost(host)).toBe(imitated);
  });

  it.each([
    ...[
      'pypi.org',
      'PyPI.org',
      'pypi.org.',
      'test.pypi.org',
      'upload.pypi.org',
      'pypi.python.org',
      'files.pythonhosted.org',
      'pythonhosted.org',
    ],
    ...['pypi.io', 'pypy.org', 'downloads.pypy.org', 'docs.python.org', 'pypi', 'localhost', '127.0.0.1', '[::1]', ''],
    ...['pypi.tuna.tsinghua.edu.cn', 'mirrors.aliyun.com', 'pypi.douban.com', 'pypi.nvidia.com', 'pypi.fury.io', 'pypi.anaconda.org'],
    ...['pypi.acme.example', 'pypi.internal', 'pypi.corp', 'pypi.local', 'acme.jfrog.io', 'pypi.acme-corp.com', 'download.pytorch.org'],
    ...['eu-python.pkg.dev', 'acme.d.codeartifact.eu-west-1.amazonaws.com', 'gitlab.com', 'github.com', 'python.com', 'wheels.scipy.org'],
  ])('is not %s', (host) => {
    expect(imitatedHost(host)).toBeUndefined();
  });

  it.each([
    ['pypi.org', 'pypi.org'],
    ['pypi.org:443', 'pypi.org'],
    ['pypi.org%2Fsimple', 'pypi.org'],
    ['pypi.org\\', 'pypi.org'],
    ['Files.PythonHosted.org', 'files.pythonhosted.org'],
    ['me:pypi.org', 'pypi.org'],
    ['my-pypi.org', undefined],
    ['pypi.organic', undefined],
    ['user', undefined],
  ])('may be a user name: %s', (userInfo, host) => {
    expect(hostInUserInfo(userInfo)).toBe(host);
  });
});

describe('punycode', () => {
  it('is read as node reads it', () => {
    const letters = fc.constantFrom(...'абвгдежзиклмнопрст日本語üöäßçñ漢字абc-x1');
    fc.assert(
      fc.property(fc.string({ unit: letters, minLength: 1, maxLength: 20 }), (label) => {
        const ascii = domainToASCII(label);
        fc.pre(ascii.startsWith('xn--'));
        expect(decodePunycode(ascii.slice('xn--'.length))).toBe(domainToUnicode(ascii));
      }),
    );
  });

  it('that is malformed has no text, and throws nothing', () => {
    expect(['9', '!', 'a-', '99999999', '-'].map(decodePunycode)).toEqual([undefined, undefined, 'a', undefined, '']);
    fc.assert(fc.property(fc.string({ maxLength: 60 }), (text) => ['string', 'undefined'].includes(typeof decodePunycode(text))));
  });
});

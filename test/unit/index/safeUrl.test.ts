import { describe, expect, it } from 'vitest';
import { redactUrls, SafeUrl } from '../../../server/src/index/safeUrl';

describe('SafeUrl', () => {
  it('never turns credentials, query or fragment into text', () => {
    const url = SafeUrl.parse('https://ann:s%40cret@index.example:8443/simple/?token=abc#x');
    expect(String(url)).toBe('https://index.example:8443/simple/');
    expect(JSON.stringify({ url })).toBe('{"url":"https://index.example:8443/simple/"}');
    expect(url?.credentials).toEqual({ username: 'ann', password: 's@cret' });
    expect(url?.target).toBe('https://index.example:8443/simple/?token=abc');
    expect(Object.values(url ?? {}).some((value) => String(value).includes('cret'))).toBe(false);
  });

  it.each(['', 'ftp://x/', 'file:///etc/passwd', 'javascript:alert(1)', 'https://', 'x', `https://x/${'a'.repeat(5000)}`])(
    'refuses %j',
    (text) => {
      expect(SafeUrl.parse(text)).toBeUndefined();
    },
  );

  it('encodes what becomes a path', () => {
    expect(SafeUrl.parse('https://x/simple')?.child(['a/../b?x#y'], true).target).toBe('https://x/simple/a%2F..%2Fb%3Fx%23y/');
  });
});

describe('redactUrls', () => {
  it.each([
    ['--index-url https://ann:secret@host/simple', '--index-url https://***@host/simple'],
    ['git+https://token@github.com/a/b@v1', 'git+https://***@github.com/a/b@v1'],
    ['https://a:b@x and https://c:d@y/', 'https://***@x and https://***@y/'],
    ['https://a:b@c@host/', 'https://***@host/'],
    ['https://host/a@b', 'https://host/a@b'],
    ['mail ann@example.org', 'mail ann@example.org'],
    ['://', '://'],
    ['/home/me/https:/user:password@host/x could not be read', '/home/me/https:/***@host/x could not be read'],
    ['C:/a@b.txt and x:/c@d', 'C:/a@b.txt and x:/c@d'],
  ])('%s', (text, expected) => {
    expect(redactUrls(text)).toBe(expected);
  });
});

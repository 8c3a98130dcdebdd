import { describe, expect, it } from 'vitest';
import type { Hover } from 'vscode-languageserver-types';
import { documentOf, serviceOn } from './service';

async function textOf(name: string): Promise<string> {
  const { service } = serviceOn();
  const hover = await service.hover(documentOf('requirements.txt', name), { line: 0, character: 1 }, new AbortController().signal);
  return ((hover as Hover).contents as { value: string }).value.replaceAll('\\', '');
}

describe('the hover offline', () => {
  it.each(['reqeusts', 'reqeusts==1.0', 'requests', 'requests==2.31.0', 'pycryptoenv==1.0', 'zqxw-nobody-has-this', 'django==2.2.1'])(
    'says once, in one line, what was not checked: %s',
    async (name) => {
      const text = await textOf(name);
      expect(text.match(/offline/g)).toHaveLength(1);
      expect(text.split('\n').filter((line) => /^_.*_$/.test(line.trim()))).toHaveLength(1);
    },
  );

  it('names the facts that a look-alike lacks', async () => {
    expect(await textOf('dateutils-python')).toMatch(/\n_Unknown: first release and owners \([^)]*offline[^)]*\)\._(?:\n|$)/);
  });
});

describe('the hover of a popular project', () => {
  it('names the project that provides the module of its name, unless the diagnostic does', async () => {
    expect(await textOf('typing')).toContain("'typing' is part of the Python standard library. There is nothing to install.");
    expect(await textOf('jwt')).not.toContain('pyjwt');
    expect(await textOf('requests')).not.toContain('module');
  });

  it('leaves the successor to the diagnostic', async () => {
    expect(await textOf('sklearn')).not.toContain('scikit-learn');
  });
});

describe('the verdict', () => {
  it.each<[name: string, says: string[], not: string[]]>([
    [
      'pycryptoenv',
      ['✖ **pycryptoenv** Listed as malicious\n', "Its successor is 'pycryptodome'.", 'Record: [PyPI malregistry]'],
      ['imitates', 'looks like', 'No problems'],
    ],
    ['reqeusts', ['⚠ **reqeusts** Look-alike\n', "'requests' is #6 on PyPI by downloads."], ['looks like', 'No problems']],
    ['zqxw-nobody-has-this', ['ℹ **zqxw-nobody-has-this** Unknown package\n', 'The package list is from Nov 2026.'], ['new, private']],
    ['cv2', ['⚠ **cv2**\n'], ['opencv-python', 'No problems']],
    ['requests', ['? **requests** No problems found, but not everything was checked\n'], ['looks like', 'malicious']],
  ])('of %s is in the first line of the hover', async (name, says, not) => {
    const text = await textOf(name);
    expect(text.startsWith(says[0] ?? '')).toBe(true);
    expect(says.filter((each) => !text.includes(each))).toEqual([]);
    expect(not.filter((each) => text.includes(each))).toEqual([]);
  });

  it('is that of the archive if its file name names malware', async () => {
    for (const url of ['https://x.example/pycryptoenv-1.0.tar.gz', './pycryptoenv-1.0.tar.gz']) {
      const text = await textOf(`requests @ ${url}`);
      expect(text.startsWith('✖ **pycryptoenv** Listed as malicious\n')).toBe(true);
      expect(text).not.toContain('No problems');
    }
  });

  it('is only in the listing for some malicious versions', async () => {
    expect(await textOf('lightning>=2.6,<2.6.4')).not.toContain('Do not install it.');
  });
});

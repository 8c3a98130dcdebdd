import { describe, expect, it } from 'vitest';
import type { Advisory } from '../../../../server/src/advisories/advisory';
import { detailsOf, expectMarked, fixesOf, type World } from '../world';

/** `maliciousEvidence.test.ts` covers the kinds of records, and `authority.test.ts` what lowers a finding. */
describe('the message', () => {
  it.each([
    ['jeIlyfish', "'jeIlyfish' is malware (imitates 'jellyfish'). Do not install it.", ["'jellyfish' is #1,240 on PyPI by downloads."]],
    [
      'pycryptoenv',
      "'pycryptoenv' is malware (imitates 'pycrypto'). Do not install it.",
      ["'pycrypto' has had no release since Jun 2014. Its successor is 'pycryptodome'.", "'pycryptodome' is #325 on PyPI by downloads."],
    ],
    [
      'win32evtlog',
      "'win32evtlog' is listed as a probable penetration test. Do not install it.",
      ["'win32evtlog' is a module name. Install 'pywin32' to import it."],
    ],
  ])('of %s, and what it leaves to the hover', async (name, message, details) => {
    await expectMarked('requirements.txt', `${name}\n${'^'.repeat(name.length)} error[known-malicious]: ${message}`);
    expect(await detailsOf('requirements.txt', name)).toEqual(details);
  });
});

it('offers the project that provides the module', async () => {
  const fixes = await fixesOf('requirements.txt', 'win32evtlog\nattrs\n');
  expect(fixes.map(({ text, preferred }) => [text, preferred])).toEqual([
    ['pywin32\nattrs\n', true],
    ['attrs\n', false],
  ]);
});

describe('a malicious version', () => {
  const record: Advisory = { id: 'MAL-2026-1', aliases: [], ranges: [], versions: ['3.1'] };
  const world: World = { advisories: new Map([['simplejson', [record]]]) };

  it('is known by a live record, by its range', async () => {
    const marked = `
simplejson==3.1
^^^^^^^^^^ error[known-malicious]: 'simplejson' 3.1 is malware. Do not install it.
simplejson==3.2
simplejson>=3
^^^^^^^^^^ information[known-malicious]: Some versions of 'simplejson' are malware. Pin one that is not.
simplejson
`;
    await expectMarked('requirements.txt', marked, world);
  });

  it.each([
    ['3.1', '        ^^^^^^^^^^ error[known-malicious]: …\n'],
    ['3.2', ''],
  ])('is found in a lock file, though the manifest beside it asks for the name: %s', async (version, mark) => {
    const files = { 'pyproject.toml': '[project]\ndependencies = ["simplejson>=3"]\n' };
    await expectMarked('uv.lock', `[[package]]\nname = "simplejson"\n${mark}version = "${version}"\n`, { ...world, files });
  });
});

describe('an archive', () => {
  const MALWARE = "error[known-malicious]: 'pycryptoenv' is malware (imitates 'pycrypto'). Do not install it.";

  it.each([
    'requests @ https://files.pythonhosted.org/packages/aa/pycryptoenv-1.0.tar.gz',
    'requests @ https://x.example/pycryptoenv-1.0-py3-none-any.whl',
    'requests @ ./pycryptoenv-1.0-py3-none-any.whl',
    'https://x.example/pycryptoenv-1.0.zip',
    'https://x.example/%70ycryptoenv-1.0-py3-none-any.whl',
    'https://x.example/pycryptoenv-1.0.tar.gz#egg=requests',
    './vendor/pycryptoenv-1.0.tar.gz',
    'pycryptoenv-1.0.tgz',
    'file:///vendor/pycryptoenv-1.0.tgz',
  ])('is what its file name says, whatever name is before it: %s', async (line) => {
    await expectMarked('requirements.txt', `${line}\n${'^'.repeat(line.length)} ${MALWARE}\n`);
    expect(await fixesOf('requirements.txt', line)).toEqual([]);
  });

  it.each<readonly [path: string, before: string, variable: string, behind: string]>([
    ['requirements.txt', 'https://x.example/', '{{ v }}', '/pycryptoenv-1.0.zip'],
    ['requirements.txt', 'https://x.example/', '$'.concat('{V}'), '/pycryptoenv-1.0.zip#egg'],
    ['requirements.txt', './', '$'.concat('{V}'), '/pycryptoenv-1.0.tar.gz'],
    ['a.sh', 'pip install https://x.example/', '$V/pycryptoenv-1.0.zip', ''],
    ['a.sh', 'pip install pycryptoenv-', '$V.tar.gz', ''],
  ])('is what its file name says, with a variable in its place: in %s, %s%s%s', async (path, before, variable, behind) => {
    const mark = `${' '.repeat(before.length)}${'^'.repeat(variable.length)} ${MALWARE}`;
    await expectMarked(path, `${before}${variable}${behind}\n${mark}\n`);
  });

  it('has the version of its file name', async () => {
    const line = (version: string): string => `lightning @ https://x.example/lightning-${version}-py3-none-any.whl`;
    const mark = `${'^'.repeat(line('2.6.2').length)} error[known-malicious]: 'lightning' 2.6.2 is malware. Do not install it.`;
    await expectMarked('requirements.txt', `${line('2.6.1')}\n${line('2.6.2')}\n${mark}\n`);
  });

  it('is reported once if it says what the requirement says', async () => {
    const marked = `pycryptoenv @ https://x.example/pycryptoenv-1.0.zip\n^^^^^^^^^^^ ${MALWARE}\n`;
    await expectMarked('requirements.txt', marked);
  });

  it('is reported beside a malicious name before it', async () => {
    const line = 'pycryptoenv @ https://x.example/colourama-1.0.zip';
    const marks = `^^^^^^^^^^^ ${MALWARE}\n${'^'.repeat(line.length)} error[known-malicious]: 'colourama' is malware …`;
    await expectMarked('requirements.txt', `${line}\n${marks}\n`);
  });

  it('is not hidden by trust in the name before it, nor by a comment', async () => {
    const files = { 'lookalike.toml': 'trust = ["requests"]\n' };
    const url = 'requests @ https://x.example/pycryptoenv-1.0.zip';
    await expectMarked('requirements.txt', `${url}\n${'^'.repeat(url.length)} ${MALWARE}\n`, { files });
    const marked = `${url}  # lookalike: ignore\n${'^'.repeat(url.length)} warning[known-malicious]: …\n`;
    await expectMarked('requirements.txt', marked);
  });

  it('is found in a source that one tool uses, and under a condition', async () => {
    const mark = `^^^^^^^^ ${MALWARE}`;
    for (const source of ['{ url = "URL" }', '[{ url = "URL", marker = "os_name == \'nt\'" }]']) {
      const written = source.replace('URL', 'https://x.example/pycryptoenv-1.0.zip');
      const marked = `[project]\ndependencies = ["requests"]\n[tool.uv.sources]\nrequests = ${written}\n${mark}\n`;
      await expectMarked('pyproject.toml', marked);
    }
  });

  it.each([
    ['requests', '2.33.1', 'pycryptoenv-1.0', MALWARE],
    ['lightning', '2.6.1', 'lightning-2.6.2', "error[known-malicious]: 'lightning' 2.6.2 is malware. Do not install it."],
  ])('is found among the files of a lock file: %s %s from %s', async (name, version, file, said) => {
    for (const place of [
      `sdist = { url = "https://x.example/${file}.tar.gz" }`,
      `sdist = { path = "vendor/${file}.tar.gz" }`,
      `archive = { url = "https://x.example/${file}.tar.gz" }`,
      `archive = { url = "https://x.example/a.zip" }\nwheels = [{ path = "${file}-py3-none-any.whl" }]`,
    ]) {
      const entry = `name = "${name}"\nversion = "${version}"\n${place}\n`;
      await expectMarked('pylock.toml', `[[packages]]\n${'^'.repeat(12)} ${said}\n${entry}`);
    }
  });
});

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

import { describe, expect, it } from 'vitest';
import { DiagnosticTag } from 'vscode-languageserver-types';
import type { ProjectStatus } from '../../../../server/src/index/project';
import { project } from '../../../inMemoryHost';
import { expectMarked, fixesOf, judged, SIMPLEJSON, type World } from '../world';

const indexSays = (status: ProjectStatus): World => ({
  ...SIMPLEJSON,
  index: new Map([['simplejson', project('simplejson', { status })]]),
});

describe('the status on the index', () => {
  it.each<[ProjectStatus, string]>([
    ['active', 'simplejson'],
    [
      'quarantined',
      `
simplejson
^^^^^^^^^^ warning[project-status]: 'simplejson' is quarantined by the index, usually because it is suspected malware.`,
    ],
    [
      'archived',
      `
simplejson
^^^^^^^^^^ information[project-status]: 'simplejson' is archived and will get no more releases.`,
    ],
    [
      'deprecated',
      `
simplejson
^^^^^^^^^^ information[project-status]: 'simplejson' is deprecated.`,
    ],
  ])('%s', async (status, marked) => {
    await expectMarked('requirements.txt', marked, indexSays(status));
  });

  it('is not reported for a trusted name', async () => {
    await expectMarked('requirements.txt', 'simplejson', {
      ...indexSays('archived'),
      files: { 'lookalike.toml': 'trust = ["simplejson"]' },
    });
  });

  it('can be trusted', async () => {
    const fixes = await fixesOf('requirements.txt', 'simplejson', indexSays('archived'));
    expect(fixes.map(({ title }) => title)).toContain("Trust 'simplejson' in this project");
  });

  it('strikes through what is out of use', async () => {
    const tagsOf = async (status: ProjectStatus) =>
      (await judged('requirements.txt', 'simplejson', indexSays(status))).diagnostics.map(({ tags }) => tags);
    expect(await tagsOf('archived')).toEqual([[DiagnosticTag.Deprecated]]);
    expect(await tagsOf('quarantined')).toEqual([undefined]);
  });
});

describe('a project that another one continues', () => {
  it('is named, with a fix', async () => {
    const marked = `
pycrypto
^^^^^^^^ information[project-status]: 'pycrypto' has had no release since Jun 2014. Its successor is 'pycryptodome'.`;
    await expectMarked('requirements.txt', marked);
    const fixes = await fixesOf('requirements.txt', 'pycrypto  # why\n');
    expect(fixes[0]).toEqual({ title: "Replace with 'pycryptodome'", preferred: false, text: 'pycryptodome  # why\n' });
  });

  it('is not reported for a package from one index of the user', async () => {
    const text = `
[project]
name = "app"
dependencies = ["pycrypto"]

[tool.uv.sources]
pycrypto = { index = "acme" }

[[tool.uv.index]]
name = "acme"
url = "https://pypi.acme.example/simple"
explicit = true
`;
    await expectMarked('pyproject.toml', text);
  });
});

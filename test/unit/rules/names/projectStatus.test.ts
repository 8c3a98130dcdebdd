import { describe, expect, it } from 'vitest';
import { DiagnosticTag } from 'vscode-languageserver-types';
import type { PackageFacts } from '../../../../server/src/facts/packages/packageFacts';
import type { ProjectStatus } from '../../../../server/src/index/project';
import { projectStatus } from '../../../../server/src/rules/names/projectStatus';
import { project } from '../../../inMemoryHost';
import { MISSING, onIndex, saidBy } from '../given';
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

describe('the finding about a project that is out of use', () => {
  const superseded = { successor: 'new', lastRelease: '2014-06', source: '' };
  const fixes = [expect.objectContaining({ title: "Replace with 'new'", replacement: { target: 'new', continues: undefined } })];
  const span = { start: 0, end: 4 };
  const NOTE = "'name' has had no release since Jun 2014. Its successor is 'new'.";
  const ARCHIVED = "'name' is archived and will get no more releases.";
  const archived = { span, label: 'Archived', severity: 'information', deprecated: true };
  const deprecated = { span, label: 'Deprecated', severity: 'information', deprecated: true };
  const quarantined = {
    span,
    message: "'name' is quarantined by the index, usually because it is suspected malware.",
    label: 'Quarantined',
  };

  it.each<[what: string, facts: Partial<PackageFacts>, expected: readonly object[]]>([
    ['nothing', {}, []],
    ['nothing of one in use', { project: onIndex() }, []],
    ['nothing of one that is not there', { project: MISSING }, []],
    ['archived', { project: onIndex({ status: 'archived' }) }, [{ ...archived, message: ARCHIVED, fixes: [] }]],
    [
      'archived, with a successor',
      { project: onIndex({ status: 'archived' }), superseded },
      [{ ...archived, message: `${ARCHIVED} ${NOTE}`, fixes }],
    ],
    ['deprecated', { project: onIndex({ status: 'deprecated' }) }, [{ ...deprecated, message: "'name' is deprecated.", fixes: [] }]],
    [
      'deprecated, with a successor',
      { project: onIndex({ status: 'deprecated' }), superseded },
      [{ ...deprecated, message: `'name' is deprecated. ${NOTE}`, fixes }],
    ],
    ['quarantined', { project: onIndex({ status: 'quarantined' }) }, [{ ...quarantined, fixes: [] }]],
    ['quarantined, with a successor', { project: onIndex({ status: 'quarantined' }), superseded }, [{ ...quarantined, fixes }]],
    [
      'a successor alone',
      { superseded },
      [{ span, message: NOTE, label: 'Superseded', severity: 'information', targets: ['new'], fixes, deprecated: true }],
    ],
  ])('%s', (_, facts, expected) => {
    expect(saidBy(projectStatus, {}, facts)).toEqual(expected);
    // The public owner of the name does not matter there.
    const { superseded: _superseded, ...own } = facts;
    expect(saidBy(projectStatus, { source: 'explicit-index' }, facts)).toEqual(saidBy(projectStatus, {}, own));
  });
});

import { describe, expect, it } from 'vitest';
import type { PackageFacts } from '../../../../server/src/facts/packages/packageFacts';
import { projectStatus } from '../../../../server/src/rules/names/projectStatus';
import { MISSING, onIndex, saidBy } from '../given';

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

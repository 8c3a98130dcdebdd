import { describe, expect, it } from 'vitest';
import type { PackageFacts } from '../../../../server/src/facts/packages/packageFacts';
import type { Requirement } from '../../../../server/src/formats/manifest/format';
import { MISSING } from '../../../../server/src/lookup';
import { unknownPackage } from '../../../../server/src/rules/names/unknownPackage';
import { LISTED, OFFLINE, onIndex, saidBy } from '../given';

describe('the finding about a name', () => {
  const span = { start: 0, end: 4 };
  const removeSpan = { start: 0, end: 10 };
  const near = ['names', 'game'];
  const label = 'Unknown package';
  const remove = expect.objectContaining({ title: "Remove 'name'" });
  const fixes = [
    expect.objectContaining({ title: "Replace with 'names'", preferred: true }),
    expect.objectContaining({ title: "Replace with 'game'", preferred: false }),
    remove,
  ];
  const REMOVED = "'name' was removed from the index. Anyone could register the name again.";
  const offline = {
    span,
    label,
    severity: 'information',
    details: [{ kind: 'evidence', text: 'The package list is from Nov 2026.' }],
  };
  const NEW = "'name' is not in the package list. It may be new, private or misspelled.";
  const gone = {
    span,
    label,
    message: "'name' is not on the index. It was removed, or this index does not mirror it.",
    details: [{ kind: 'evidence', text: 'It is in the package list of Nov 2026.' }],
    fixes: [remove],
  };
  const PYPI = "'name' is not on PyPI. Anyone could register it.";
  const NEITHER = { listed: MISSING, project: MISSING };
  const UNSEEN = { listed: MISSING, project: OFFLINE };

  it.each<[what: string, facts: Partial<PackageFacts>, expected: readonly object[]]>([
    ['which the list has', { listed: LISTED, project: OFFLINE }, []],
    ['which the index has', { listed: MISSING, project: onIndex() }, []],
    ['which both have', { listed: LISTED, project: onIndex() }, []],
    ['which is popular, and not in the list', { ...UNSEEN, rank: 7 }, []],
    ['which is private', { ...NEITHER, isPrivate: true }, []],
    ['about which nothing is known', { listed: OFFLINE, project: OFFLINE }, []],
    ['which the index lacks', { listed: LISTED, project: MISSING }, [{ ...gone, severity: undefined }]],
    ['which the index lacks, near to others', { listed: LISTED, project: MISSING, near }, [{ ...gone, severity: undefined }]],
    ['which the index lacks, of a popular one', { listed: LISTED, project: MISSING, rank: 7 }, [{ ...gone, severity: 'information' }]],
    ['that is nowhere', NEITHER, [{ span, label, message: PYPI, targets: [], fixes: [remove] }]],
    ['that is nowhere, of a rank', { ...NEITHER, rank: 7 }, [{ span, label, message: PYPI, targets: [], fixes: [remove] }]],
    [
      'that is nowhere, near to others',
      { ...NEITHER, near },
      [{ span, label, message: `${PYPI} Did you mean 'names'?`, targets: near, fixes }],
    ],
    [
      'that was removed, near to others',
      { ...NEITHER, near, wasRemoved: true },
      [{ span, label, message: `${REMOVED} Did you mean 'names'?`, targets: near, fixes }],
    ],
    ['that is in no list', UNSEEN, [{ ...offline, message: NEW, targets: [], fixes: [remove] }]],
    [
      'that is in no list, near to others',
      { ...UNSEEN, near },
      [{ ...offline, message: `${NEW} Did you mean 'names'?`, targets: near, fixes }],
    ],
    ['that was in a list', { ...UNSEEN, wasRemoved: true }, [{ ...offline, message: REMOVED, targets: [], fixes: [remove] }]],
  ])('%s', (_, facts, expected) => {
    expect(saidBy(unknownPackage, { removeSpan }, facts)).toEqual(expected);
    // An unfinished line may have an unfinished name, and no index can have some names.
    const silent: readonly Partial<Requirement>[] = [{ incomplete: true }, { name: 'n\u0430me' }];
    for (const requirement of silent) {
      expect(saidBy(unknownPackage, { removeSpan, ...requirement }, facts)).toEqual([]);
    }
  });

  it('of an index that is not PyPI', () => {
    const asked: unknown[] = [];
    const asksPypiAlone = (...name: readonly unknown[]) => {
      asked.push(name);
      return false;
    };
    const [finding] = saidBy(unknownPackage, { name: 'Name', indexName: 'acme' }, NEITHER, { asksPypiAlone });
    expect(finding?.message).toBe("'Name' is not on the index. Anyone could register it.");
    expect(asked).toEqual([['name', 'acme']]);
  });
});

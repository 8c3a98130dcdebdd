import { expect, it } from 'vitest';
import { type IncludeFact, type IncludeFailure, NO_MANIFEST_FACTS } from '../../../../server/src/facts/manifestFacts';
import { EMPTY_MANIFEST, type Manifest } from '../../../../server/src/formats/manifest/format';
import { invalidRequirement } from '../../../../server/src/rules/files/invalidRequirement';
import { notChecked } from '../../../../server/src/rules/files/notChecked';
import type { Rule } from '../../../../server/src/rules/rule';
import { CONTEXT } from '../given';

const span = { start: 3, end: 9 };
const said = (rule: Pick<Rule, 'checkManifest'>, manifest: Partial<Manifest>, includes: readonly IncludeFact[] = []) => [
  ...(rule.checkManifest?.({
    ...CONTEXT,
    manifest: { ...EMPTY_MANIFEST, ...manifest },
    manifestFacts: { ...NO_MANIFEST_FACTS, includes },
  }) ?? []),
];
const include = (failure?: IncludeFailure, path = 'a.txt'): IncludeFact => ({ include: { kind: 'requirement', path, span }, failure });
const SEEN = ['missing', 'cycle'] as const;
const UNSEEN = ['unreadable', 'outside', 'too-deep', 'remote', 'other-kind', 'unknown-folder'] as const;

it('problems of a file are its own, and some say that a text was not read', () => {
  const problems = [
    { span, message: 'A' },
    { span, message: 'B', isUnread: true as const },
  ];
  expect(said(invalidRequirement, { problems })).toStrictEqual([
    { span, message: 'A' },
    { span, message: 'B', isUnread: true },
  ]);
  expect(said(notChecked, { problems })).toEqual([]);
});

it('a text that is only known at run time is not reported, and one that breaks the syntax is', () => {
  const unchecked = [
    { text: 'x', why: 'A', span },
    { text: 'x', why: 'B', span, isSyntaxError: true as const },
  ];
  expect(said(notChecked, { unchecked })).toEqual([{ span, message: 'B', severity: 'information' }]);
  expect(said(invalidRequirement, { unchecked })).toEqual([]);
});

it('each include that fails has a finding of one rule', () => {
  const all = [include(), ...[...SEEN, ...UNSEEN].map((failure) => include(failure))];
  expect(said(invalidRequirement, {}, all)).toEqual([
    { span, message: "'a.txt' does not exist." },
    { span, message: "'a.txt' includes this file again. pip rejects circular includes." },
  ]);
  const found = said(notChecked, {}, all);
  expect(found.map((finding) => finding.span)).toEqual(UNSEEN.map(() => span));
  expect(found.map(({ severity }) => severity)).toEqual(
    UNSEEN.map((failure) => (failure === 'unknown-folder' ? 'information' : undefined)),
  );
  expect(found.every((finding) => 'severity' in finding === (finding.severity !== undefined))).toBe(true);
});

it('the address of an include is shown without its password', () => {
  const [finding] = said(notChecked, {}, [include('remote', 'https://me:secret@x.example/a.txt')]);
  expect(finding?.message).toMatch(/^'https:\/\/\*\*\*@x\.example\/a\.txt' was not checked/);
});

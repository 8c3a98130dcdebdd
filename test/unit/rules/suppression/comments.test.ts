import { describe, expect, it } from 'vitest';
import type { SuppressedBy } from '../../../../server/src/configuration/suppressedBy';
import { commentFindings } from '../../../../server/src/rules/suppression/comments';
import { Suppressions } from '../../../../server/src/rules/suppression/suppression';

describe('a word of a comment is reported', () => {
  const by = (start: number): SuppressedBy => ({
    kind: 'comment',
    outside: false,
    range: { start: { line: 0, character: start }, end: { line: 0, character: start + 1 } },
  });
  const text = 'a # lookalike: ignore[CVE-1, typosquat, unpined, CVE-2]';
  const messages = (
    { suppressed = [], lowering = [] }: { readonly suppressed?: readonly SuppressedBy[]; readonly lowering?: readonly SuppressedBy[] },
    isSettled = true,
  ) => {
    const comments = { suppressions: new Suppressions(text), by: ({ start }: { readonly start: number }) => by(start) };
    const judgement = { findings: lowering.map((loweredBy) => ({ loweredBy })), suppressed: suppressed.map((each) => ({ by: each })) };
    return commentFindings({ comments } as never, judgement as never, () => isSettled).map(({ message, severity, span, rule }) => [
      message,
      severity,
      text.slice(span.start, span.end),
      rule,
    ]);
  };
  const unused = (id: string) => [`No known advisory '${id}' applies to this line.`, 'information', id, 'invalid-configuration'];
  const UNKNOWN = ["'unpined' is not a rule or an advisory ID. Did you mean 'unpinned'?", undefined, 'unpined', 'invalid-configuration'];
  const [first, last] = [text.indexOf('CVE-1'), text.indexOf('CVE-2')];

  it('unless a finding is suppressed or lowered by it', () => {
    expect(messages({})).toEqual([unused('CVE-1'), UNKNOWN, unused('CVE-2')]);
    expect(messages({ suppressed: [by(first)] })).toEqual([UNKNOWN, unused('CVE-2')]);
    expect(messages({ lowering: [by(last)] })).toEqual([unused('CVE-1'), UNKNOWN]);
    expect(messages({ suppressed: [by(first)], lowering: [by(last)] })).toEqual([UNKNOWN]);
    // An entry of a configuration at the same place of its own file, and another line.
    expect(messages({ suppressed: [{ ...by(first), kind: 'trust' }] })).toEqual([unused('CVE-1'), UNKNOWN, unused('CVE-2')]);
    const below = { ...by(first), range: { start: { line: 1, character: first }, end: { line: 1, character: first } } };
    expect(messages({ suppressed: [below] })).toEqual([unused('CVE-1'), UNKNOWN, unused('CVE-2')]);
  });

  it('as an unused advisory only when no more are expected', () => {
    expect(messages({}, false)).toEqual([UNKNOWN]);
  });

  it.each([
    ['CVE-2023-1', true],
    ['cve-2023-1', true],
    ['GHSA-j8r2-6x86-q33q', true],
    ['ghsa-a-b-c', true],
    ['PYSEC-2023-74', true],
    ['GHSA', false],
    ['CVE', false],
    ['unpinned-x', false],
    ['3-1', false],
  ])('as an advisory if it is %s: %s', (word, isId) => {
    const comments = { suppressions: new Suppressions(`# lookalike: ignore[${word}]`), by: () => by(0) };
    const [found] = commentFindings({ comments } as never, { findings: [], suppressed: [] }, () => true);
    expect(found?.message.startsWith('No known advisory')).toBe(isId);
  });

  it('and a comment of unknown words is understood as far as it can be', () => {
    const meant = (comment: string) => {
      const comments = { suppressions: new Suppressions(`a # lookalike: ${comment}`), by: () => by(0) };
      return commentFindings({ comments } as never, { findings: [], suppressed: [] }, () => true).map(({ message }) => message);
    };
    expect(meant('disable=typosqat, CVE-1')).toEqual(["This comment has no effect. Did you mean '# lookalike: ignore[typosquat, CVE-1]'?"]);
    expect(meant('disable')).toEqual(["This comment has no effect. Did you mean '# lookalike: ignore'?"]);
    expect(commentFindings({} as never, { findings: [], suppressed: [] }, () => true)).toEqual([]);
  });
});

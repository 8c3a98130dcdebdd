import { describe, expect, it } from 'vitest';
import type { Finding } from '../../../../server/src/rules/rule';
import type { Authority } from '../../../../server/src/rules/suppression/authority';
import { commentFindings } from '../../../../server/src/rules/suppression/comments';
import { Suppressions } from '../../../../server/src/rules/suppression/suppression';
import { countSteps } from '../../countSteps';

function placeAt(start: number, end: number): Pick<Finding, 'span'> {
  return { span: { start, end } };
}

/** Whether a finding on `«…»` is suppressed. */
function isOff(marked: string, inStrings = false): boolean {
  const text = marked.replace(/[«»]/g, '');
  return new Suppressions(text, inStrings).commentOn('typosquat', placeAt(marked.indexOf('«'), marked.indexOf('»') - 1)) !== undefined;
}

describe('a comment', () => {
  it.each([
    ['«a»  # lookalike: ignore', true],
    ['«a»  #lookalike:ignore [ typosquat , unpinned ] ', true],
    ['«a»  # lookalike: ignore[unpinned]', false],
    ['«a»  # why # lookalike: ignore', true],
    ['«a»  # lookalike: ignore # not the end', false],
    ['«a»  # lookalike: ignore[typosquat] b', false],
    ['«a»  lookalike: ignore', false],
    ['# lookalike: ignore\n«a»', false],
    ['«a»\n# lookalike: ignore', false],
    ['«a»  # lookalike: ignore\r\nb', true],
    ['«a \\\n  --hash=x»  # lookalike: ignore', true],
    ['["«a»", "b"] # lookalike: ignore', true],
  ])('%j', (text, expected) => {
    expect(isOff(text)).toBe(expected);
  });

  it.each([
    ['["!pip install «a»  # lookalike: ignore\\n", "!pip install b"]', true],
    ['["!pip install «a»  # lookalike: ignore", "!pip install b"]', true],
    ['["!pip install b  # lookalike: ignore\\n", "!pip install «a»"]', false],
    ['["!pip install «a»\\n", "# lookalike: ignore"]', false],
    ['["!pip install \\"«a»\\" # lookalike: ignore"]', true],
  ])('in a JSON string: %j', (text, expected) => {
    expect(isOff(text, true)).toBe(expected);
  });
});

describe('a comment that hides nothing is told apart from prose', () => {
  const unknown = (text: string, inStrings = false): string[] => new Suppressions(text, inStrings).unknown.map((comment) => comment.text);

  it.each([
    '# lookalike: ignroe',
    '# lookalike: ignore[typosquat',
    '# lookalike: ignore(typosquat)',
    '# lookalike: ignore[typosquat] because it is ours',
    '# lookalike: disable=typosquat',
    '# lookalike:',
    '# Lookalike: Ignore',
    '# LookAlike: ignore',
    '#LOOKALIKE:IGNORE',
    '# lookalike ignore',
    '# lookalike : ignore',
  ])('%j', (comment) => {
    expect(unknown(`a  ${comment} \nb`)).toEqual([comment]);
    expect(unknown(`["!pip install a ${comment}\\n", "b"]`, true)).toEqual([comment]);
  });

  it.each([
    '# lookalike: ignore',
    '# lookalike: ignore[a, b]',
    '# a lookalike: of flask',
    '# lookalike packages',
    'lookalike: x',
    'ookalike',
  ])('not %j', (comment) => {
    expect(unknown(`a  ${comment}\nb`)).toEqual([]);
  });
});

describe('of comments that hide nothing', () => {
  const messages = (text: string): string[] =>
    commentFindings({ comments: { suppressions: new Suppressions(text) } } as Authority, { findings: [], suppressed: [] }, () => true).map(
      ({ message }) => message,
    );

  it.each([199, 200, 201])('the first 200 characters are read, of %i', (length) => {
    const comment = '# lookalike: typosqat '.padEnd(length, 'x');
    expect(new Suppressions(`a  ${comment}`).unknown).toEqual([{ text: comment.slice(0, 200), start: 3, end: 3 + Math.min(length, 200) }]);
  });

  it('the first thousand words are compared with the rules', () => {
    const all = messages('# lookalike: typosqat\n'.repeat(501));
    const meant = (what: string): string => `This comment has no effect. Did you mean '${what}'?`;
    expect(all.slice(0, 500)).toEqual(Array.from({ length: 500 }, () => meant('# lookalike: ignore[typosquat]')));
    expect(all.slice(500)).toEqual([meant('# lookalike: ignore')]);
    // Of three words each, up to the 1,002nd.
    const three = messages('# lookalike: typosqat -\n'.repeat(335));
    expect(three.filter((message) => message === meant('# lookalike: ignore[typosquat]'))).toHaveLength(334);
  });
});

describe('to ignore a rule too', () => {
  it.each([
    ['«a»', 'a  # lookalike: ignore[typosquat]'],
    ['«a»  # why  \nb', 'a  # why  # lookalike: ignore[typosquat]\nb'],
    ['«a»  # lookalike: ignore[unpinned]', 'a  # lookalike: ignore[unpinned, typosquat]'],
    ['«a»  # lookalike: ignore[unpinned, missing-hash ] ', 'a  # lookalike: ignore[unpinned, missing-hash, typosquat ] '],
    ['«a»  # lookalike: ignore[]', 'a  # lookalike: ignore[typosquat]'],
    ['«a» \\\n  --hash=x', undefined],
    ['«a»  # lookalike: ignore', undefined],
  ])('%j', (marked, expected) => {
    const text = marked.replace(/[«»]/g, '');
    const suppressions = new Suppressions(text);
    const end = suppressions.insertionPoint(marked.indexOf('»') - 1);
    const edit = end === undefined ? undefined : suppressions.suppressionEdit(['typosquat'], end);
    expect(edit && text.slice(0, edit.span.start) + edit.text + text.slice(edit.span.end)).toBe(expected);
  });
});

describe('twice the text costs at most 2.2 times the steps', () => {
  const LENGTH = 2_000;
  const growth = (run: (n: number) => void): number => countSteps(() => run(2 * LENGTH)) / countSteps(() => run(LENGTH));

  it.each([
    'lookalike:',
    '# lookalike:',
    '# lookalike: ignore',
    '# lookalike: ignore[',
    '# lookalike: ignore[a,',
    '#lookalike:ignore\n',
    '# lookalike: x',
  ])('of many %j', (piece) => {
    expect(growth((n) => new Suppressions(piece.repeat(n)))).toBeLessThan(2.2);
  });

  // 40,000 words were compared with all rules for one message, which has 200 characters.
  it.each<[string, (n: number) => string]>([
    ['a comment with many words', (n) => `# lookalike: ignore[${'a,'.repeat(n)}`],
    ['many comments with words', (n) => '# lookalike: ignore a b c d e f g h\n'.repeat(n)],
  ])('%s is understood up to a limit', (_, textOf) => {
    const stepsOf = (n: number): number => {
      const suppressions = new Suppressions(textOf(n));
      const authority = { comments: { suppressions } } as Authority;
      return countSteps(() => commentFindings(authority, { findings: [], suppressed: [] }, () => true));
    };
    expect(stepsOf(40_000) / stepsOf(4_000)).toBeLessThan(3);
  });

  it.each([false, true])('with many findings on one line (in strings: %s)', (inStrings) => {
    const look = (n: number): void => {
      const suppressions = new Suppressions(`${'ab '.repeat(n)}# lookalike: ignore[unpinned]`, inStrings);
      for (let i = 0; i < n; i++) {
        suppressions.commentOn('typosquat', placeAt(3 * i, 3 * i + 2));
        suppressions.insertionPoint(3 * i);
      }
    };
    expect(growth(look)).toBeLessThan(2.2);
  });
});

it('looks a word of a long comment up in linear time for all findings of its line', () => {
  const steps = (count: number): number => {
    const names = Array.from({ length: count }, (_, i) => `a${i}`).join(' ');
    const words = Array.from({ length: count }, (_, i) => `CVE-2020-${i}`).join(', ');
    const suppressions = new Suppressions(`pip install ${names} # lookalike: ignore[${words}, typosquat]`);
    return countSteps(() => {
      for (let i = 0; i < count; i++) {
        const place = placeAt(12 + i, 13 + i);
        expect(suppressions.commentOn('typosquat', place)).toBeDefined();
        expect(suppressions.commentOn('unpinned', place)).toBeUndefined();
        expect(suppressions.idOn(new Set([`CVE-2020-${i}`]), place)?.text).toBe(`CVE-2020-${i}`);
        expect(suppressions.idOn(new Set(['CVE-2021-1']), place)).toBeUndefined();
      }
    });
  };
  expect(steps(2_000) / steps(1_000)).toBeLessThan(2.2);
});

describe('the comments on a place', () => {
  const rulesOn = (marked: string, inStrings = false): unknown[] => {
    const text = marked.replace(/[«»]/g, '');
    const suppressions = new Suppressions(text, inStrings);
    const place = placeAt(marked.indexOf('«'), marked.indexOf('»') - 1);
    return [
      suppressions.isOn(place),
      suppressions.commentOn('typosquat', place)?.span.start,
      suppressions.commentOn('unpinned', place)?.span.start,
    ];
  };

  it.each<[what: string, marked: string, expected: readonly unknown[]]>([
    ['none', '«a»', [false, undefined, undefined]],
    ['of every rule', '«a» # lookalike: ignore', [true, 2, 2]],
    ['of one rule', '«a» # lookalike: ignore[typosquat]', [true, 2, undefined]],
    ['of no rule', '«a» # lookalike: ignore[]', [true, undefined, undefined]],
    ['in capital letters', '«a» # lookalike: ignore[TYPOSQUAT]', [true, undefined, undefined]],
    ['at its beginning', '«# lookalike: ignore»', [true, 0, 0]],
    ['before it', '# lookalike: ignore«\n»a', [false, undefined, undefined]],
    ['around it', '# look«alike: ignore»', [false, undefined, undefined]],
    ['on its second line', '«a \\\nb» # lookalike: ignore', [true, 6, 6]],
    ['on each of its lines', '«a # lookalike: ignore[typosquat]\nb» # lookalike: ignore[unpinned]', [true, 2, 35]],
    ['after its line', '«a\n»b # lookalike: ignore', [true, 4, 4]],
    ['after its end', '«a»\nb # lookalike: ignore', [false, undefined, undefined]],
    ['of an empty text', '«»', [false, undefined, undefined]],
    ['after an empty line', '«a\n»\nb # lookalike: ignore', [false, undefined, undefined]],
  ])('%s', (_, marked, expected) => {
    expect(rulesOn(marked)).toEqual(expected);
  });

  it('end in a JSON string where its line does', () => {
    expect(rulesOn('["«a» # lookalike: ignore\\r\\n"]', true)).toEqual([true, 4, 4]);
    expect(rulesOn('["«a» # lookalike: ignore\\t"]', true)).toEqual([false, undefined, undefined]);
    expect(rulesOn('«a» # lookalike: ignore\\', true)).toEqual([false, undefined, undefined]);
    expect(rulesOn('"\\\\n«a» # lookalike: ignore"', true)).toEqual([true, 6, 6]);
    expect(rulesOn('«a» # lookalike: ignore"\n', false)).toEqual([false, undefined, undefined]);
    expect(rulesOn('«a» # lookalike: ignore\n', true)).toEqual([false, undefined, undefined]);
    // A backslash at the end of the text escapes nothing.
    const text = 'a # lookalike: x\\';
    expect(new Suppressions(text, true).unknown).toEqual([{ text: '# lookalike: x\\', start: 2, end: 17 }]);
    expect(new Suppressions(text, true).insertionPoint(0)).toBeUndefined();
  });

  it('have the places of their words', () => {
    const text = 'a # lookalike: ignore[ typosquat,, CVE-1 ,]  \nb # lookalike: ignore\n';
    const suppressions = new Suppressions(text);
    const [listed, all] = [...suppressions.comments];
    const word = (written: string) => ({ text: written, start: text.indexOf(written), end: text.indexOf(written) + written.length });
    expect(listed).toEqual({ span: { start: 2, end: 45 }, words: [word('typosquat'), word('CVE-1')], listEnd: text.indexOf(']') });
    expect(all).toMatchObject({ span: { start: 48, end: text.length - 1 }, words: 'all' });
    expect([suppressions.isEmpty, new Suppressions('# lookalike: x').isEmpty]).toEqual([false, true]);
  });

  it('name an advisory by one of its ids: the first on the first line', () => {
    const text = 'a # lookalike: ignore[x, CVE-2, cve-1, CVE-1]\nb # lookalike: ignore[GHSA-3, CVE-2]\nc # lookalike: ignore';
    const suppressions = new Suppressions(text);
    const on = (ids: readonly string[], from = 0, to = text.length) => suppressions.idOn(new Set(ids), placeAt(from, to))?.start;
    expect(on(['CVE-1'])).toBe(text.indexOf('cve-1'));
    expect(on(['CVE-1', 'CVE-2'])).toBe(text.indexOf('CVE-2'));
    expect(on(['CVE-2', 'CVE-1'])).toBe(text.indexOf('CVE-2'));
    expect(on(['GHSA-3', 'CVE-9'])).toBe(text.indexOf('GHSA-3'));
    expect(on(['CVE-2'], text.indexOf('b #'))).toBe(text.lastIndexOf('CVE-2'));
    expect([on(['CVE-9']), on([]), on(['GHSA-3'], 0, 1)]).toEqual([undefined, undefined, undefined]);
  });
});

describe('a comment is added', () => {
  it.each<[what: string, text: string, end: number, expected: string]>([
    ['after a text', 'a', 1, 'a  # lookalike: ignore[typosquat, unpinned]'],
    ['instead of blanks', 'a \t ', 4, 'a  # lookalike: ignore[typosquat, unpinned]'],
    ['on a line of blanks', '  ', 2, '  # lookalike: ignore[typosquat, unpinned]'],
    ['not over the end of a line', 'a\n b', 2, 'a\n  # lookalike: ignore[typosquat, unpinned] b'],
    ['after a comment about every rule', 'a # lookalike: ignore', 21, 'a # lookalike: ignore  # lookalike: ignore[typosquat, unpinned]'],
  ])('%s', (_, text, end, expected) => {
    const { span, text: added } = new Suppressions(text).suppressionEdit(['typosquat', 'unpinned'], end);
    expect(text.slice(0, span.start) + added + text.slice(span.end)).toBe(expected);
  });

  it.each<[text: string, offset: number, expected: number | undefined]>([
    ['a\nb', 0, 1],
    ['a\nb', 2, 3],
    ['a\r\nb', 0, 1],
    ['a \\\nb', 0, undefined],
    ['a \\ \nb', 0, undefined],
    ['a # lookalike: ignore', 0, undefined],
    ['a # lookalike: ignore[]', 0, 23],
    ['a\nb # lookalike: ignore', 0, 1],
  ])('in %j, for a finding at %i, at %s', (text, offset, expected) => {
    const suppressions = new Suppressions(text);
    expect(suppressions.insertionPoint(offset)).toBe(expected);
    // Wherever was looked before.
    suppressions.insertionPoint(text.length);
    suppressions.insertionPoint(0);
    expect(suppressions.insertionPoint(offset)).toBe(expected);
  });
});

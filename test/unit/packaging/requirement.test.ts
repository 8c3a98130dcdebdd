import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseRequirement } from '../../../server/src/packaging/requirement';
import { Slice } from '../../../server/src/packaging/slice';
import type { Span } from '../../../server/src/packaging/span';

/** The result, with the text of each span. */
function read(text: string) {
  const { requirement, problems } = parseRequirement(Slice.of(text));
  const cut = (span: Span | undefined) => span && text.slice(span.start, span.end);
  return {
    ...(requirement && {
      name: cut(requirement.nameSpan),
      extras: requirement.extras.join(),
      specifier: cut(requirement.specifierSpan),
      url: cut(requirement.urlSpan),
      marker: cut(requirement.markerSpan),
    }),
    problems: problems.map(({ message, span }) => `${cut(span)}: ${message}`),
  };
}

const NONE = { extras: '', specifier: undefined, url: undefined, marker: undefined, problems: [] };

describe('PEP 508', () => {
  test.each([
    ['name', { name: 'name' }],
    [' \tname\t ', { name: 'name' }],
    ['A.B-C_D', { name: 'A.B-C_D' }],
    ['name_', { name: 'name_' }],
    ['name[]', { name: 'name' }],
    ['name [ a , B.c ] >= 1', { name: 'name', extras: 'a,B.c', specifier: '>= 1' }],
    ['name>=1,<2,', { name: 'name', specifier: '>=1,<2' }],
    ['name (>=1, <2) ; os_name == "x"', { name: 'name', specifier: '>=1, <2', marker: 'os_name == "x"' }],
    ['name ()', { name: 'name' }],
    ['name@https://x.test/a;b', { name: 'name', url: 'https://x.test/a;b' }],
    ['name[a] @ git+ssh://x/y@1 ; extra == "z"', { name: 'name', extras: 'a', url: 'git+ssh://x/y@1', marker: 'extra == "z"' }],
    ['name===1.0;os_name==""', { name: 'name', specifier: '===1.0', marker: 'os_name==""' }],
  ])('%j', (text, expected) => {
    expect(read(text)).toEqual({ ...NONE, ...expected });
  });
});

describe('incomplete and wrong', () => {
  test.each([
    ['', undefined, [': Expected a package name.']],
    ['==1.0', undefined, ['==1.0: Expected a package name.']],
    ['name==', 'name', ["==: Expected a version after '=='."]],
    ['name=1', 'name', ["=1: '=' does not compare versions. Did you mean '=='?"]],
    ['name 1.0', 'name', ["1.0: Expected a version such as '>=1.0', ';' and a marker, or nothing, after the name."]],
    ['name>=1 <2', 'name', ["<2: Expected ',' and another version, ';' and a marker, or nothing."]],
    ['name[a', 'name', ["[a: Expected extras separated by commas, then ']'."]],
    ['name[a,]', 'name', ["]: Expected an extra after ','."]],
    ...[...'>=<!~'].map((sign): [string, string, string[]] => [
      `name[a${sign}1`,
      'name',
      ["[a: Expected extras separated by commas, then ']'."],
    ]),
    ['n\u{1d41a}me>=1', 'n\u{1d41a}me', ["n\u{1d41a}me: A package name can only have the letters a to z, digits, '.', '_' and '-'."]],
    ['name[a>=1', 'name', ["[a: Expected extras separated by commas, then ']'."]],
    ['name (>=1', 'name', ["(>=1: Expected ')' to close the versions' '('."]],
    ['name @', 'name', ["@: Expected a URL after '@'."]],
    ['name @ https://x;y z', 'name', ["z: Expected ' ; ' and a marker, or nothing, after the URL."]],
    ['name;', 'name', [";: Expected a marker after ';', such as python_version < '3.9'."]],
    ['name-', 'name', ['-: A package name must end with a letter or a digit.']],
    ['n\u0430me>=1', 'n\u0430me', ["n\u0430me: A package name can only have the letters a to z, digits, '.', '_' and '-'."]],
    ['name>=1.0;os', 'name', ["os: Expected a marker variable, such as 'python_version', or a quoted string."]],
    ['name\n', 'name', ["\n: Expected a version such as '>=1.0', ';' and a marker, or nothing, after the name."]],
  ])('%j', (text, name, problems) => {
    expect(read(text)).toMatchObject({ problems });
    expect(read(text).name).toBe(name);
  });

  test('a broken version does not hide the marker after it', () => {
    expect(read('name>=x ; os_name == "y"')).toMatchObject({
      name: 'name',
      marker: 'os_name == "y"',
      problems: ["x: 'x' is not a version."],
    });
  });
});

test('spans are in the document when the text consists of several pieces', () => {
  const document = 'na\\\nme >=\\\n 1';
  const slice = Slice.join([Slice.of(document, 0, 2), Slice.of(document, 4, 9), Slice.of(document, 11, 13)]);
  const { requirement } = parseRequirement(slice);
  expect(requirement).toMatchObject({
    name: 'name',
    nameSpan: { start: 0, end: 6 },
    specifier: '>= 1',
    specifierSpan: { start: 7, end: 13 },
  });
});

test('every text ends with spans inside it', () => {
  const piece = fc.constantFrom(
    'name',
    '==',
    '1.0',
    '[',
    ']',
    'a',
    ',',
    ';',
    '@',
    'x://y',
    ' ',
    '(',
    ')',
    'os_name',
    '"',
    'and',
    'é',
    '.*',
    '~=',
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
      const text = pieces.join('');
      const { requirement, problems } = parseRequirement(Slice.of(text));
      for (const span of [...problems.map((problem) => problem.span), ...(requirement ? [requirement.span, requirement.nameSpan] : [])]) {
        expect(span.start).toBeGreaterThanOrEqual(0);
        expect(span.start).toBeLessThanOrEqual(span.end);
        expect(span.end).toBeLessThanOrEqual(text.length);
      }
      if (requirement) {
        expect(text.slice(requirement.nameSpan.start, requirement.nameSpan.end)).toBe(requirement.name);
      }
    }),
  );
});

test.each([
  'name',
  'name[a] >= 1 ; os_name == "x"',
  'name @ https://x.test/a ; os_name == "x"',
  'name @ https://x.test/a',
  'name 1.0',
  'name;',
  'name @',
  'name-',
  '==1.0',
  '',
])('blanks around %j change nothing', (text) => {
  for (const [before, after] of [
    ['', ' '],
    [' ', ''],
    ['\t ', ' \t'],
  ]) {
    expect(read(`${before}${text}${after}`)).toEqual(read(text));
  }
});

test('both problems of a text are reported, unless the second follows from the first', () => {
  const firsts = ['a', 'a-', 'é', 'a[b', 'a[-]', 'a[b,]', 'a-[b]', 'a-[-]'];
  const seconds = ['', '==', '==1', ' x', ' (', ' (==1', ' @', ' @ x y', '; x', ';', '=1', ')'];
  const said = firsts.flatMap((first) =>
    seconds.map(
      (second) =>
        `${first}${second}: ${read(first + second)
          .problems.map((problem) => problem.split(':')[0])
          .join(' | ')}`,
    ),
  );
  expect(`${said.join('\n')}\n`).toMatchInlineSnapshot(`
    "a: 
    a==: ==
    a==1: 
    a x: x
    a (: (
    a (==1: (==1
    a @: @
    a @ x y: y
    a; x: x
    a;: ;
    a=1: =1
    a): )
    a-: -
    a-==: - | ==
    a-==1: -
    a- x: -
    a- (: - | (
    a- (==1: - | (==1
    a- @: - | @
    a- @ x y: - | y
    a-; x: - | x
    a-;: - | ;
    a-=1: -
    a-): -
    é: é
    é==: é | ==
    é==1: é
    é x: é
    é (: é | (
    é (==1: é | (==1
    é @: é | @
    é @ x y: é | y
    é; x: é | x
    é;: é | ;
    é=1: é
    é): é
    a[b: [b
    a[b==: [b | ==
    a[b==1: [b
    a[b x: [b x
    a[b (: [b (
    a[b (==1: [b (
    a[b @: [b  | @
    a[b @ x y: [b  | y
    a[b; x: [b | x
    a[b;: [b | ;
    a[b=1: [b
    a[b): [b)
    a[-]: [-
    a[-]==: [- | ==
    a[-]==1: [-
    a[-] x: [-
    a[-] (: [- | (
    a[-] (==1: [- | (==1
    a[-] @: [- | @
    a[-] @ x y: [- | y
    a[-]; x: [- | x
    a[-];: [- | ;
    a[-]=1: [-
    a[-]): [-
    a[b,]: ]
    a[b,]==: ] | ==
    a[b,]==1: ]
    a[b,] x: ]
    a[b,] (: ] | (
    a[b,] (==1: ] | (==1
    a[b,] @: ] | @
    a[b,] @ x y: ] | y
    a[b,]; x: ] | x
    a[b,];: ] | ;
    a[b,]=1: ]
    a[b,]): ]
    a-[b]: -
    a-[b]==: - | ==
    a-[b]==1: -
    a-[b] x: -
    a-[b] (: - | (
    a-[b] (==1: - | (==1
    a-[b] @: - | @
    a-[b] @ x y: - | y
    a-[b]; x: - | x
    a-[b];: - | ;
    a-[b]=1: -
    a-[b]): -
    a-[-]: - | [-
    a-[-]==: - | [- | ==
    a-[-]==1: - | [-
    a-[-] x: - | [-
    a-[-] (: - | [- | (
    a-[-] (==1: - | [- | (==1
    a-[-] @: - | [- | @
    a-[-] @ x y: - | [- | y
    a-[-]; x: - | [- | x
    a-[-];: - | [- | ;
    a-[-]=1: - | [-
    a-[-]): - | [-
    "
  `);
});

import { expect, test } from 'vitest';
import { findMarkerProblem } from '../../../server/src/packaging/marker';

test.each([
  'python_version < "3.9"',
  "'linux' in sys_platform",
  'os.name=="posix"and(extra == "a" or not_used in "x")'.replace('not_used', 'platform.machine'),
  '  ( ( python_version>="3" ) )  ',
  'extra not  in "a b"',
  '"a;b#c,[" === platform_version',
  'python_implementation ~= "x"',
  '"a" < "b"',
  "os_name == '\\d \\n \\x41 \\u0041 \\N{DASH}'",
  `${'('.repeat(5000)}os_name == ""${')'.repeat(5000)}`,
])('%.60j is a marker', (text) => {
  expect(findMarkerProblem(text)).toBeUndefined();
});

test.each([
  ['python_version', 'Expected a comparison', 'python_version'],
  ['python_versoin < "3"', 'Expected a marker variable', 'python_versoin'],
  ['python_version < 3', 'Expected a marker variable', '3'],
  ['python_version < "3', 'Expected the closing quote', '"3'],
  ['(os_name == ""', "Expected ')'", '""'],
  ['os_name == "")', "Expected 'and', 'or'", ')'],
  ['os_name == "" xor os_name == ""', "Expected 'and', 'or'", 'xor'],
  ['os_name == "" and', 'Expected a marker variable', 'and'],
  ['os_name not "x"', 'Expected a comparison', 'not'],
  ['os_name == "\\x1"', 'This is not a valid Python string', '"\\x1"'],
  ['os_name == "\\U00110000"', 'This is not a valid Python string', '"\\U00110000"'],
  ['os_name = "x"', 'Expected a comparison', '='],
])('%j: %s', (text, message, marked) => {
  const problem = findMarkerProblem(text)!;
  expect(problem.message).toContain(message);
  expect(text.slice(problem.span.start, problem.span.end)).toBe(marked);
});

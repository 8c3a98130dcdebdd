import { expect, test } from 'vitest';
import { findMarkerProblem, MARKER_OPERATORS, MARKER_VALUES } from '../../../server/src/packaging/marker';

test.each([
  'python_version < "3.9"',
  "'linux' in sys_platform",
  'os.name=="posix"and(extra == "a" or not_used in "x")'.replace('not_used', 'platform.machine'),
  '  ( ( python_version>="3" ) )  ',
  'extra not  in "a b"',
  'extra not in "a" and extra not in"b"',
  '"a;b#c,[" === platform_version',
  'python_implementation ~= "x"',
  '"a" < "b"',
  "os_name == '\\d \\n \\x41 \\u0041 \\N{DASH}'",
  `${'('.repeat(5000)}os_name == ""${')'.repeat(5000)}`,
])('%.60j is a marker', (text) => {
  expect(findMarkerProblem(text)).toBeUndefined();
});

test.each(
  [
    'python_version python_full_version os_name os.name sys_platform sys.platform platform_release platform_system platform_version',
    'platform.version platform_machine platform.machine platform_python_implementation platform.python_implementation',
    'python_implementation implementation_name implementation_version extra extras dependency_groups',
  ].flatMap((names) => names.split(' ')),
)('%s is a variable', (variable) => {
  expect(findMarkerProblem(`${variable} == "x"`)).toBeUndefined();
  expect(findMarkerProblem(`${variable}s_ == "x"`)).toBeDefined();
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
  ['os_name == "\\x1"', 'Invalid Python string', '"\\x1"'],
  ['os_name == "\\U00110000"', 'Invalid Python string', '"\\U00110000"'],
  ['os_name = "x"', 'Expected a comparison', '='],
  ['os_name notin "x"', 'Expected a comparison', 'notin'],
  ['os_name not is "x"', 'Expected a comparison', 'not'],
  ['os_name == "a\nb"', 'Invalid Python string', '"a\nb"'],
  ['os_name == "a\rb"', 'Invalid Python string', '"a\rb"'],
  ['os_name == "a\0b"', 'Invalid Python string', '"a\0b"'],
])('%j: %s', (text, message, marked) => {
  const problem = findMarkerProblem(text)!;
  expect(problem.message).toContain(message);
  expect(text.slice(problem.span.start, problem.span.end)).toBe(marked);
});

test('each variable has the values and operators that a completion offers', () => {
  const offered = [...MARKER_VALUES].map(([variable, values]) => `${variable}: ${values.join(' ')}`);
  expect(`${[...offered, MARKER_OPERATORS.join(' ')].join('\n')}\n`).toMatchInlineSnapshot(`
    "python_version: 3.9 3.10 3.11 3.12 3.13 3.14 3.15
    sys_platform: linux darwin win32 cygwin emscripten wasi android ios
    platform_system: Linux Darwin Windows Java Android iOS
    os_name: posix nt java
    implementation_name: cpython pypy graalpy micropython
    platform_python_implementation: CPython PyPy GraalVM Jython
    platform_machine: x86_64 aarch64 arm64 AMD64 armv7l ppc64le s390x riscv64
    python_full_version: 
    platform_release: 
    platform_version: 
    implementation_version: 
    extra: 
    == != >= <= > < ~= in not in
    "
  `);
  for (const [variable, values] of MARKER_VALUES) {
    for (const operator of MARKER_OPERATORS) {
      expect(findMarkerProblem(`${variable} ${operator} "${values[0] ?? '1'}"`)).toBeUndefined();
    }
  }
});

test.each(['\\', 'a\n', 'a\r', 'a\0', '\\N', '\\Nx', '\\N{', '\\N{DASH', '\\x4', '\\xg0', '\\u004', '\\U0001F60'])(
  '%s is an escape that Python refuses',
  (sequence) => {
    expect(findMarkerProblem(`os_name == '${sequence}'`)).toBeDefined();
  },
);

test.each(['\\N{DASH}', '\\x41', '\\u0041', '\\U0001F600', '\\n', '\\d', '\\7'])('%s is an escape that Python takes', (sequence) => {
  expect(findMarkerProblem(`os_name == '${sequence}'`)).toBeUndefined();
});

import { describe, expect, it } from 'vitest';
import type { ShellDialect } from '../../../../../server/src/formats/syntax/shell/command';
import { readShell } from '../../../../../server/src/formats/syntax/shell/readShell';
import { Slice } from '../../../../../server/src/packaging/slice';
import { countSteps } from '../../../countSteps';

/** The commands of a script, each as its words with `·` between them; `(…)` after those that may not hold, `<…>` around scripts in words. */
function commandsOf(text: string, dialect?: ShellDialect): readonly string[] {
  return readShell(Slice.of(text), dialect).map((part) =>
    'words' in part
      ? `${part.words.map((word) => word.text).join('·')}${part.isEnclosed ? ' (…)' : ''}${part.isFunction ? '()' : ''}`
      : `<${part.substitution.text}>`,
  );
}

describe('commands of a shell', () => {
  it.each<readonly [string, readonly string[]]>([
    ['a b; c && d || e', ['a·b', 'c', 'd', 'e']],
    ['a | b', ['a (…)', 'b (…)']],
    ['a & b', ['a (…)', 'b']],
    ['| a', ['a']],
    ['|a', ['a']],
    ['||a', ['a']],
    ['(a; b) c', ['a (…)', 'b (…)', 'c']],
    ['f() { a; }', ['f()', '{·a', '}']],
    ['case x in a) b;; (c) d;; e|f) g;; esac; h', ['case·x·in·a', 'b', 'c', 'd', 'e (…)', 'f (…)', 'g', 'esac', 'h']],
    [
      '(case x in\na) b;;\n(c) d;;\ne) f\nesac\ng) h',
      [...['case·x·in', 'a', 'b', 'c', 'd', 'e', 'f', 'esac', 'g'].map((one) => `${one} (…)`), 'h'],
    ],
    ['case x in (a) b;; esac; (c); d', ['case·x·in', 'a', 'b', 'esac', 'c (…)', 'd']],
    ['if x; then case x in a) b;; esac; fi; (c) d', ['if·x', 'then·case·x·in·a', 'b', 'esac', 'fi', 'c (…)', 'd']],
    ['A=(b c) d', ['b·c', 'A=·d']],
    ['a "b c"\'d\' $\'e\\x66\' $"g"', ['a·b cd·ef·g']],
    ['a $(b) `c` $d', ['<b>', '<c>', 'a·$(b)·`c`·$d']],
    ['a <<E >f 2>&1 <g\nb\nE\nc', ['a', 'c']],
    ['a \\\nb # c\nd', ['a·b', 'd']],
    ['a "b\nc', ['a·b', 'c']],
  ])('%j', (text, expected) => {
    expect(commandsOf(text)).toEqual(expected);
  });

  it('a command has the here-documents of its line', () => {
    const [first, second] = readShell(Slice.of('a <<A; b <<B <<C\n1\nA\n2\nB\n3\nC\n')).filter((part) => 'words' in part);
    expect([first?.input?.text, second?.input?.text]).toEqual(['1\n', '3\n']);
  });

  it('many here-documents of one line cost linear time', () => {
    const [small = 0, large] = [2_000, 4_000].map((times) => {
      const script = Slice.of(`${'a <<A; '.repeat(times)}\n${'A\n'.repeat(times)}`);
      return countSteps(() => readShell(script));
    });
    expect(large! / small).toBeLessThan(2.2);
  });
});

it.each<readonly [string, readonly string[]]>([
  ['a ^\nb & c', ['a·b', 'c']],
  ['if x (a) else (b)', ['if·x', 'a (…)', 'else', 'b (…)']],
  ["a 'b c'", ["a·'b·c'"]],
])('commands of the command prompt: %j', (text, expected) => {
  expect(commandsOf(text, 'cmd')).toEqual(expected);
});

it.each<readonly [string, readonly string[]]>([
  ['if ($x) { a } b', ['if', '$x', 'a (…)', 'b']],
  ["$p='a', 'b'", ['$p·=·a·b']],
  ["a ('b' + 'c') @('d', 'e')", ['a·bc·d·e']],
  ["a @'\nb 'c'\n'@", ["a·b 'c'"]],
  ['a `\nb,c d[e,f]', ['a·b·c·d[e,f]']],
])('commands of PowerShell: %j', (text, expected) => {
  expect(commandsOf(text, 'powershell')).toEqual(expected);
});

import { describe, expect, it } from 'vitest';
import { growth } from './growth';
import { read } from './read';

/** The packages of a script, without the texts at their places. */
const found = (path: string, text: string): string => read(path, `${text}\n`).replaceAll(/@\S+/g, '');

describe('an assignment that may not hold keeps the value before it', () => {
  it.each<readonly [string, string]>([
    ['[ -n "$X" ] && P=bbb', 'aaa bbb'],
    ['test x ||\\\n  export P=bbb', 'aaa bbb'],
    ['[ -n "$X" ] && P=(bbb ccc)', 'aaa bbb ccc'],
    ['test x || P=(\n  bbb\n  ccc\n)', 'aaa bbb ccc'],
    ['test x && declare -a P=("bbb")', 'aaa bbb'],
    ['true; P=bbb', 'bbb'],
    ['(P=bbb)', 'aaa bbb'],
    ['(cd x; P=bbb; true)', 'aaa bbb'],
    ['(case x in a) true;; (b) true;; c) true;; esac; P=bbb)', 'aaa bbb'],
    ['echo x | P=bbb', 'aaa bbb'],
    ['P=bbb | cat', 'aaa bbb'],
    ['P=bbb &', 'aaa bbb'],
    ['P=bbb make', 'aaa bbb'],
    ['env P=bbb make', 'aaa bbb'],
    ['eval P=bbb', 'bbb'],
    ['eval "P=bbb; true"', '?$P'],
    ['case x in\na) P=bbb;;\nesac', 'aaa bbb'],
    // These end before it.
    ['(true); P=bbb', 'bbb'],
    ['f() { true; }; P=bbb', 'bbb'],
    ['case x in a) true;; (b) true;; esac; P=bbb', 'bbb'],
    ['A=(x y); x=$(true); P=bbb', 'bbb'],
    ['true | cat; true & P=bbb', 'bbb'],
    ['export A B=x P=bbb', 'bbb'],
  ])('%s', (text, expected) => {
    expect(found('a.sh', `P=aaa\n${text}\npip install $P`)).toBe(expected);
  });

  it('of arguments', () => {
    expect(found('a.sh', 'f() {\n[ x ] && set -- bbb\npip install "$@"\n}\nf aaa')).toBe('bbb aaa');
  });

  it.each<readonly [string, string]>([
    ['if ($x) { $p = "bbb" }', 'aaa bbb'],
    ['If ($x) { $p = "bbb" }', 'aaa bbb'],
    ['foreach ($x in 1, 2) { $p = "bbb" }', 'aaa bbb'],
    ['switch ($x) { 1 { $p = "bbb" } 2 { $p = "ccc" } }', 'aaa bbb ccc'],
    ['try { $h = @{ a = 1 }; $p = "bbb" } catch { $p="ccc" }', 'aaa bbb ccc'],
    ['1, 2 | % { $p = "bbb" }', 'aaa bbb'],
    ['function g { $p = "bbb" }', 'aaa bbb'],
    ['do { $p = "bbb" } until ($y)', 'aaa bbb'],
    ['Test-X && $p = "bbb"', 'aaa bbb'],
    ['$h = @{ a = 1 }; $p = "bbb"', 'bbb'],
    ['function g { $x = 1 }; $p = "bbb"', 'bbb'],
  ])('in PowerShell: %s', (text, expected) => {
    expect(found('a.ps1', `$p = "aaa"\n${text}\npip install $p`)).toBe(expected);
  });

  it.each<readonly [string, string]>([
    ['IF DEFINED X (set P=bbb)', 'aaa bbb'],
    ['if "%X%"=="1" set P=bbb', 'aaa bbb'],
    ['if x==y (set P=bbb) else set P=ccc', 'aaa bbb ccc'],
    ['IF x==y (\nset P=bbb\n) ELSE (\nset P=ccc\n)', 'aaa bbb ccc'],
    ['for %%i in (1 2) do set P=bbb', 'aaa bbb'],
    ['for %%i in (1 2) do (\nset P=bbb\n)', 'aaa bbb'],
    ['findstr x y && set P=bbb', 'aaa bbb'],
    ['if errorlevel 1 goto z\nset P=bbb\n:z', 'aaa bbb'],
    ['GOTO z\nset P=bbb\n:z', 'aaa bbb'],
    ['set /p P=Which?', 'aaa ?%P%'],
    ['@set P=bbb', 'bbb'],
    ['echo (x)\nset P=bbb', 'bbb'],
  ])('in the command prompt: %s', (text, expected) => {
    expect(found('a.bat', `set P=aaa\n${text}\npip install %P%`)).toBe(expected);
  });
});

describe('commands that give a variable its value', () => {
  it.each<readonly [string, string]>([
    ['read P', '?$P'],
    ['read -r -p "Which? " P Q', '?$P'],
    ['read -ra P <<< "bbb ccc"', 'bbb ccc'],
    ['read P Q <<< "bbb ccc"', '?$P'],
    ['if read P; then true; fi', 'aaa ?$P'],
    ['mapfile -t P < a.lst', '?$P'],
    ['readarray P', '?$P'],
    ["printf -v P '%s' bbb", '?$P'],
    ["printf '%s' P", 'aaa'],
    ['P[1]=bbb', 'aaa bbb'],
    ['P[$i]+=bbb', 'aaa bbb'],
    ['while read P; do true; done < a.lst', '<a.lst'],
  ])('%s', (text, expected) => {
    expect(found('a.sh', `P=aaa\n${text}\npip install $P`)).toBe(expected);
  });
});

it.each(['(', '(P=a', ')', '(case x in a) ', ';;', 'P=a | ', 'P=a & ', 'read a b ', 'P[1]=a ', 'P[', 'eval A=b '])(
  'assignments cost linear time: %j',
  (text) => {
    expect(growth((times) => `${text.repeat(times)}\npip install $P`, 'a.sh', 2_000)).toBeLessThan(2.2);
  },
);

describe('a variable that gets its own value', () => {
  it.each<readonly [path: string, text: string, expected: string]>([
    ['Dockerfile', 'ARG P\nENV P=$P\nRUN pip install $P bbb', '?$P bbb'],
    ['Dockerfile', 'ARG V\nENV A=1 V="$V"\nRUN pip install aaa==$V', 'aaa ?$V'],
    ['Dockerfile', 'ARG P\nENV P "$P"\nRUN pip install $P bbb', '?$P bbb'],
    ['Dockerfile', 'ARG P=aaa\nENV P=$P\nRUN pip install $P bbb', 'aaa bbb'],
    ['Dockerfile', 'ENV P=aaa\nENV P="$P bbb"\nRUN pip install $P', 'aaa bbb'],
    ['a.sh', 'export P="$P"\npip install $P bbb', '?$P bbb'],
    ['a.sh', 'P=aaa\nexport P="$P"\npip install $P bbb', 'aaa bbb'],
    ['a.sh', 'P=$P\nP="$P aaa"\npip install $P', '?$P aaa'],
    ['a.bat', 'set P=%P%\npip install %P% bbb', '?%P% bbb'],
    ['a.ps1', '$P = $P\npip install $P bbb', '?$P bbb'],
  ])('in %s: %j', (path, text, expected) => {
    expect(found(path, text)).toBe(expected);
  });
});

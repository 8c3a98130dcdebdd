// biome-ignore-all lint/suspicious/noTemplateCurlyInString: lists of shells
import { describe, expect, it } from 'vitest';
import { growth } from './growth';
import { read } from './read';

const many = (count: number, line: (i: number) => string) => Array.from({ length: count }, (_, i) => line(i)).join('');

describe('commands in a variable that something is added to', () => {
  it.each<readonly [path: string, text: string, expected: string]>([
    ['a.sh', 'C=(pip install); C+=(aaa); "${C[@]}"', 'aaa'],
    ['a.sh', 'C=(pip install)\nif x; then C+=(-U); fi\nC+=(aaa bbb)\nsudo "${C[@]}" ccc', 'aaa bbb ccc'],
    ['a.sh', 'if x; then C=(pip install); else C=(echo); fi; C+=(aaa); "${C[@]}"', 'aaa'],
    ['a.sh', 'C="pip install"; C+=" aaa"; $C', 'aaa'],
    ['a.sh', 'C="pip install"; C+=" aaa"; bash -c "$C"', 'aaa'],
    ['a.sh', 'C=pi; C+="p install"; C+=" aaa"; eval "$C"', 'aaa'],
    ['a.sh', 'C=install; C="pip $C"; C="$C aaa"; C="sudo $C"; $C', 'aaa'],
    ['a.sh', 'C[0]=pip; C[1]=install; C[2]=aaa; "${C[@]}"', 'aaa'],
    ['a.sh', 'f() { local c=(pip); c+=(install "$1"); "${c[@]}"; }\nf aaa', 'aaa'],
    ['a.sh', 'f() { "${C[@]}"; }\nC=(pip install); C+=(aaa)\nf', 'aaa'],
    ['a.sh', 'C=(pip); C+=(install); f() { C+=(aaa); "${C[@]}"; }\nf', 'aaa'],
    ['a.sh', 'C="pip install"; C+=" $X"; $C', '?$X'],
    ['a.sh', 'C="pip install"; C+=" aaa"; C=echo; $C bbb', ''],
    ['a.sh', 'C=echo; C+=" pip install aaa"; $C', ''],
    ['a.sh', 'set -- pip install aaa; "$@"', 'aaa'],
    ['a.sh', 'set -- "$@" aaa; set -- pip install "$@"; exec "$@"', 'aaa'],
    ['a.ps1', '$c = "pip install"\n$c += " aaa"\niex $c', 'aaa'],
    ['a.ps1', "$c = 'pip'\n$c += @('install', 'aaa')\niex $c", 'aaa'],
    ['a.bat', 'set C=pip\nset C=%C% install\nset C=%C% aaa\n%C%', 'aaa'],
    ['Makefile', 'C = pip\nC += install\nC += aaa\na:\n\t$(C)', 'aaa'],
  ])('%s: %s', (path, text, expected) => {
    // A list that is a command by itself is read twice.
    expect([...new Set(read(path, `${text}\n`).split(' '))].join(' ')).toBe(expected);
  });

  it.each<readonly [path: string, text: string, expected: string]>([
    ['a.ps1', '$c += "+$d`n"', ''],
    ['a.ps1', '$c += "copied"\nif ($x) { $c += "as it is" }', ''],
    ['a.ps1', '$c += "pip"', '?$c'],
    ['a.ps1', '$c += "p"\n$c += "i"', '?$c'],
    ['a.ps1', '$c += "ins"\n$c += "t"\n$c += "all"', '?$c'],
    ['a.ps1', '$c += "ins"\n$c += "t"\n$c += "ill"', ''],
    ['a.ps1', '$c += "p`ip"', '?$c'],
    ['a.ps1', '$p = "pip"\n$c += "$p"', '?$c'],
    ['a.ps1', '$p = "p"\n$i = "i"\n$c += "$p$i$p"', '?$c'],
    ['a.ps1', '$i = "i"\n$p = "p$i"\n$q = "p"\n$c += "$p"\n$c += "$q"', '?$c'],
    ['a.ps1', '$p = "pip"\n$c += "$p"\n$p = "echo"', '?$c'],
    ['a.ps1', '$c += "$(Get-Thing)"', '?$c'],
    ['a.ps1', '$c += "$($d.Name.Length)"', ''],
    ['a.ps1', '$i = "i"\n$c += "p$($i)p"', '?$c'],
    ['a.ps1', '$i = "e"\n$c += "p$($i)p"', ''],
    ['a.ps1', `$c += "a$(' ' * $n)b$($d.Length + 1)"`, ''],
    ['a.ps1', `$c += "pi$('p' * 1) in"`, '?$c'],
    ['a.ps1', `$c += "p$('i' + 'p')"`, '?$c'],
    ['a.ps1', `$c += "a$(' ' * (Get-Thing))"`, '?$c'],
    ['a.ps1', `$c += "a$('x' -f 'y')"`, '?$c'],
    ['a.ps1', `$c += "a$('x' * 2"`, '?$c'],
    ['a.ps1', 'Set-Alias run pip\n$c += "run"', '?$c'],
    ['a.ps1', `${many(60, (i) => `$p += "y${i}"\n`)}$c += "$p"`, '?$c'],
    ['a.sh', 'C+=pi; C+="p i"', '?$C'],
    ['a.sh', 'C+=x', ''],
    ['a.sh', 'C+="${I:-pi}p"', '?$C'],
    ['a.sh', 'C+="s"; C+="h x.s"', '?$C'],
  ])('are listed where they are too many, if they may install: %s: %s', (path, text, expected) => {
    const isShell = path === 'a.sh';
    const pieces = many(100, () => (isShell ? 'C+="z"\n' : '$c += "z"\n'));
    const [start, use] = isShell ? ['C=z', '$C'] : ['$c = "z"', 'return $c'];
    expect(read(path, `# pip install\n${start}\n${pieces}${text}\n${use}\n`)).toBe(expected);
  });

  it('are listed where they are too many', () => {
    const branches = (count: number) => many(count, (i) => `if x; then C=x${i}; fi\n`);
    const text = (count: number) => `C=x\n${branches(count)}C=pip\nC+=" install"\n$C aaa\n`;
    expect(read('a.sh', text(20))).toBe('aaa');
    expect(read('a.sh', text(20).replace('C=pip', 'if x; then C=pip; fi'))).toBe('aaa');
    const pieces = many(200, (i) => `C+=" p${i}"\n`);
    expect(read('a.sh', `C="pip install"\n${pieces}$C aaa\n`)).toBe('?$C');
    expect(read('a.sh', `C="pip install"\n${pieces}echo "$C"\npip install aaa\n`)).toBe('aaa');
  });

  it.each([
    'C+=" a"\n',
    'C+=(a)\n',
    'C="$C$C"\n',
    'C="$C $C a"\n$C\n',
    'C=$C$D\nD=$D$C\n',
    'if x; then C=a; fi\nC+=b\n',
    'C[0]=a\nC[1]=b\n$C a\n',
  ])('cost linear time: %j', (text) => {
    for (const use of ['', '$C\neval "$C"\n']) {
      expect(growth((times) => `C="pip install"\n${text.repeat(times)}${use.repeat(times)}`)).toBeLessThan(2.2);
      expect(growth((times) => `f() {\n${text.repeat(times)}${use.repeat(times)}}\n`)).toBeLessThan(2.2);
    }
  });
});

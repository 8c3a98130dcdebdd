// biome-ignore-all lint/suspicious/noTemplateCurlyInString: lists of shells
import { describe, expect, it } from 'vitest';
import { growth } from './growth';
import { read } from './read';

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

  it('are listed where they are too many', () => {
    const branches = (count: number) => Array.from({ length: count }, (_, i) => `if x; then C=x${i}; fi\n`).join('');
    const text = (count: number) => `C=x\n${branches(count)}C=pip\nC+=" install"\n$C aaa\n`;
    expect(read('a.sh', text(20))).toBe('aaa');
    expect(read('a.sh', text(20).replace('C=pip', 'if x; then C=pip; fi'))).toBe('aaa');
    const many = Array.from({ length: 200 }, (_, i) => `C+=" p${i}"\n`).join('');
    expect(read('a.sh', `C="pip install"\n${many}$C aaa\n`)).toBe('?$C');
    expect(read('a.sh', `C="pip install"\n${many}echo "$C"\npip install aaa\n`)).toBe('aaa');
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

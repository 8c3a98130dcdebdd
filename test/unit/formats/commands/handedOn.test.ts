import { describe, expect, it } from 'vitest';
import { growth } from './growth';
import { read } from './read';

describe('arguments that a script has', () => {
  it.each<readonly [string, string]>([
    ['set -- aaa bbb; pip install "$@"', 'aaa bbb'],
    ['set -- aaa; set -- "$@" bbb; pip install "$@"', 'aaa bbb'],
    ['set -- x aaa; shift; pip install $1', 'aaa'],
    ['set -- aaa bbb\nfor p; do pip install "$p"; done', 'aaa bbb'],
    ['set -- aaa\nif x; then set -- bbb; fi\npip install "$@"', 'aaa bbb'],
    ['if x; then set -- bbb; fi\npip install "$@"', 'bbb ?$@'],
    ['f() { set -- aaa; pip install "$@"; }\nf zzz', 'aaa'],
    ['set -- $X; pip install "$@"', '?$X'],
    // No arguments.
    ['set -e aaa; pip install "$@"', '?$@'],
    ['# set -- aaa\npip install "$@"', '?$@'],
    ['echo set -- aaa; pip install "$@"', '?$@'],
    ['set -- aaa; echo pip install "$@"', ''],
  ])('%s', (text, expected) => {
    expect(read('a.sh', `${text}\n`)).toBe(expected);
  });
});

describe('arguments that one function hands on to another', () => {
  it.each<readonly [string, string]>([
    ['f() { pip install "$@"; }\ng() { f "$@"; }\ng aaa bbb', 'aaa bbb'],
    ['g() { f -U "$@"; }\nf() { pip install "$@"; }\ng aaa', 'aaa'],
    ['f() { pip install "$1"; }\ng() { f "$2"; }\nh() { g x "$1"; }\nh aaa', 'aaa'],
    ['f() { pip install $*; }\ng() { if x; then f "$@"; fi; }\ng aaa\ng bbb', 'aaa bbb'],
    ['f() { pip install "$@"; }\ng() { f "$1-x"; }\ng aaa', '?$@'],
    ['f() { pip install "$@"; }\ng() { f "$@"; }', '?$@'],
    ['f() { pip install "$@"; }\nf "$@"', '?$@'],
    ['f() { pip install "$@"; f "$@"; }\nf aaa', 'aaa ?$@'],
    ['f() { echo pip install "$@"; }\ng() { f "$@"; }\ng aaa', ''],
    ['f() { pip install "$@"; }\ng() { echo f "$@"; }\ng aaa', '?$@'],
  ])('%s', (text, expected) => {
    expect(read('a.sh', `${text}\n`).split(' ').sort().join(' ')).toBe(expected.split(' ').sort().join(' '));
  });

  it('cost linear time', () => {
    const chain = (times: number) =>
      `${Array.from({ length: times }, (_, i) => `f${i}() { f${i + 1} "$@" "$@"; }`).join('\n')}\nf0 a\nf${times}() { pip install "$@"; }\n`;
    expect(growth(chain)).toBeLessThan(2.2);
    expect(growth((times) => `f() { pip install "$@"; }\n${'g() { f "$@" "$@"; }\nf() { g "$@" a; }\n'.repeat(times)}f a\n`)).toBeLessThan(
      2.2,
    );
    expect(growth((times) => 'set -- "$@" "$@" a\n'.repeat(times))).toBeLessThan(2.2);
    expect(growth((times) => 'while read x; do\n'.repeat(times))).toBeLessThan(2.2);
  });
});

describe('lines that a loop reads', () => {
  it.each<readonly [string, string]>([
    ['while read name; do pip install "$name"; done < pkgs.lst', '<pkgs.lst'],
    ['cat pkgs.lst | while read -r p; do pip install $p; done', '<pkgs.lst'],
    ["grep -v '^#' pkgs.lst |\n  while read -r p\ndo\n  if x; then pip install $p; fi\ndone", '<pkgs.lst'],
    ['while IFS= read -r p || [ -n "$p" ]; do\n  pip install $p\ndone <<END\naaa\n# ccc\n\nbbb>=1\nEND', 'aaa bbb'],
    ["printf 'aaa' | while read p; do pip install $p; done", 'aaa'],
    ['while read p; do pip install $p; done <<< aaa', 'aaa'],
    ['until ! read p; do pip install $p; done < pkgs.lst', '<pkgs.lst'],
    ['while read f; do pip install -r "$f"; done < files.lst', '?files.lst'],
    ['while read p v; do pip install "$p==$v"; done < pkgs.lst', '?$p==$v'],
    ['while read p; do pip install "$p==1"; done < pkgs.lst', '?$p==1'],
    ['names | while read p; do pip install $p; done', '?$p'],
    ['while read p; do pip install $p; done < "$F"', '?$F'],
    // Nothing is installed.
    ['while read p; do echo $p; done < pkgs.lst', ''],
    ['while read p; do echo pip install $p; done < pkgs.lst', ''],
    ['# while read p; do pip install $p; done < pkgs.lst', ''],
  ])('%s', (text, expected) => {
    expect(read('a.sh', `${text}\n`)).toBe(expected);
  });
});

describe('values that a step of a workflow has for later ones', () => {
  const steps = (...all: readonly string[]) => `jobs:\n  a:\n    steps:\n${all.map((one) => `    - ${one}\n`).join('')}`;
  const output = (name: string) => `$\{{ ${name} }}`;

  it.each<readonly [readonly string[], string]>([
    [['run: echo "P=aaa" >> $GITHUB_ENV', 'run: pip install $P'], 'aaa'],
    [['run: echo P=aaa >> "$GITHUB_ENV"', `run: pip install ${output('env.P')}`], 'aaa'],
    [['run: echo P=aaa | tee -a "$GITHUB_ENV"', 'run: pip install $P'], 'aaa'],
    [['id: s\n      run: echo "p=aaa" >> "$GITHUB_OUTPUT"', `run: pip install ${output('steps.s.outputs.p')}`], 'aaa'],
    [
      ['id: s\n      run: echo "p=aaa" >> "$GITHUB_OUTPUT"', `run: pip install ${output('steps.other.outputs.p')}`],
      `?${output('steps.other.outputs.p')}`,
    ],
    [['run: echo "P=$(names)" >> $GITHUB_ENV', 'run: pip install $P'], '?$(names)'],
    [['run: echo "P=aaa" >> $OTHER', 'run: pip install $P'], '?$P'],
    [['run: echo "P=aaa"', 'run: pip install $P'], '?$P'],
    [['run: "# echo P=aaa >> $GITHUB_ENV"', 'run: pip install $P'], '?$P'],
    [['run: echo "P=aaa" >> $GITHUB_ENV', 'run: echo pip install $P'], ''],
  ])('%j', (all, expected) => {
    expect(read('.github/workflows/a.yml', steps(...all))).toBe(expected);
  });
});

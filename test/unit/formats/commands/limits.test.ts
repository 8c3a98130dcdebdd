import { describe, expect, it } from 'vitest';
import { formatOf } from '../../../../server/src/formats';
import { jenkinsfile } from '../../../../server/src/formats/files/commands/jenkinsfile';
import { readIndexMentions } from '../../../../server/src/formats/pip/indexMentions';
import { growth } from './growth';
import { read } from './read';

// What is beyond a limit is said, and the limits are further than anything a person writes.

const many = (count: number, text: (i: number) => string, separator = '\n'): string =>
  Array.from({ length: count }, (_, i) => text(i)).join(separator);

/** The words of what was read, each a name or text that is not checked. */
const found = (text: string, path = 'a.sh'): readonly string[] => read(path, `${text}\n`).split(' ');

describe('lists in braces', () => {
  const list = (count: number) => `pip install {${many(count, (i) => `p${i}`, ',')}}`;

  it.each([
    ['pip install {a,b}-{c,d}', 'a-c a-d b-c b-d'],
    ['pip install {{a,b},c}', 'a b c'],
    ['pip install x{a,{b,c{d,e}}}', 'xa xb xcd xce'],
    ['pip install x{,y}', 'x xy'],
    [`pip install x$\{Y,}`, `?$\{Y,}`],
    ['pip install "{a,b}"', '?{a,b}'],
    ['echo {pip,install} aaa', ''],
    ['# pip install {a,b}', ''],
  ])('%s', (text, expected) => {
    expect(read('a.sh', `${text}\n`).replaceAll(/@\S+/g, '')).toBe(expected);
  });

  it('have 2,000 words', () => {
    expect(found(list(2_000))).toHaveLength(2_000);
    expect(found(list(2_001))).toEqual([expect.stringMatching(/^\?\{p0,p1,.*,p2000\}$/)]);
  });

  it('are said where they hold the whole command and are too long', () => {
    expect(read('a.sh', `{pip,install,${many(2_001, (i) => `p${i}`, ',')}}\n`)).toMatch(/^\?\{pip,install,p0,/);
    expect(read('a.sh', '{pip,install,aaa}\n')).toMatch(/^aaa/);
    expect(read('a.sh', 'P=aaa\n{pip,install,$P}\nsudo {pip,install} bbb\n')).toBe('?{pip,install,$P} bbb');
  });

  it('do not multiply without an end', () => {
    expect(found(`pip install ${'{a,b}'.repeat(5)}`)).toHaveLength(32);
    expect(found(`pip install ${'{a,b}'.repeat(30)}`)).toEqual([`?${'{a,b}'.repeat(30)}`]);
    expect(found(`pip install ${'{a,'.repeat(12)}b${'}'.repeat(12)}`)).toEqual([expect.stringMatching(/^\?/)]);
  });

  it.each(['{a,b}', '{a,', 'a,', '{,', '{a,b}{c,d} '])('cost linear time: %j', (text) => {
    expect(growth((times) => `pip install {${text.repeat(times)}\n${`pip install ${text}\n`.repeat(times)}`)).toBeLessThan(2.2);
  });
});

describe('options between a program and what it does', () => {
  it.each([
    ['pip', 5_000],
    ['python3 -m pip', 5_000],
    ['python3 /usr/bin/pip', 5_000],
    ['unknown_wrapper pip', 5_000],
    ['unknown_wrapper python3 -m pip', 5_000],
    ['unknown_wrapper python3 -W x -m pip', 5_000],
  ])('%s has %d', (program, count) => {
    expect(read('a.sh', `${program} ${'-q '.repeat(count)}install aaa\n`)).toBe('aaa');
  });

  it('may be in a text that is perhaps run', () => {
    for (const options of ['-q '.repeat(20), '-q '.repeat(2_000), `--log=${'x'.repeat(300)} `]) {
      expect(read('a.sh', `run_cmd "pip ${options}install aaa"\n`)).toBe(`?pip ${options}install aaa`);
      expect(read('.github/workflows/a.yml', `a:\n  b: pip ${options}install aaa\n`)).toBe('aaa');
    }
    expect(read('a.sh', `run_cmd "pip ${'has '.repeat(30)}install aaa"\n`)).toBe('');
    expect(read('a.sh', `ssh host "${'true; '.repeat(500)}pip install aaa"\n`)).toBe('aaa');
    expect(read('a.sh', `echo "${'true; '.repeat(500)}pip install aaa"\n`)).toBe('');
  });

  it.each([
    'pip -q ',
    'pip ',
    'python -m ',
    'python -W ',
    'python -q -X ',
    'uv pip -q ',
    'pip -q config ',
    'xargs pip -q ',
    'x "pip -q ',
    'pip\n',
    ';uv ',
    '$PIP',
    'PIP',
  ])('cost linear time: %j', (text) => {
    expect(growth((times) => `x ${text.repeat(times)}`)).toBeLessThan(2.2);
    expect(growth((times) => `x "${text.replaceAll('"', '').repeat(times)}"`)).toBeLessThan(2.2);
    expect(growth((times) => `pip x "; $${text.replaceAll('"', '').repeat(times)} x"`)).toBeLessThan(2.2);
  });
});

it('reads a value that a test may skip, however far the test is before it', () => {
  for (const blanks of [' ', ' '.repeat(500), ' \\\n'.repeat(200), ' # it is set\n\n']) {
    expect(read('a.sh', `P=aaa\n[ -n "$X" ] &&${blanks}P=bbb\npip install $P\n`)).toBe('aaa bbb');
  }
  expect(growth((times) => `${' '.repeat(10)}true && `.repeat(times), 'a.sh', 2_000)).toBeLessThan(2.2);
});

describe('programs in variables', () => {
  const chain = (depth: number, after = '', before = '') =>
    `P0="pip install"\n${many(depth, (i) => `P${i + 1}="${before}$P${i}${after}"`)}`;
  const values = (count: number) => `P=x\nif x; then\n${many(count - 2, (i) => `P=x${i}`)}\nP=pip; fi\n$P install aaa`;

  it('have 49 values', () => {
    expect(found(values(49))).toEqual(['aaa']);
    expect(found(values(60)).join(' ')).toBe('?$P install aaa');
  });

  it('are in other variables', () => {
    expect(found(`P0="pip install"\n${many(500, (i) => `P${i + 1}="$P${i}"`)}\n$P500 aaa`)).toEqual(['aaa']);
    expect(found('A=python\nif x; then A=python3; fi\nB="$A -m pip"\n$B install aaa')).toEqual(['aaa']);
    expect(found('A="pip install"\nB="sudo -E $A"\n$B aaa')).toEqual(['aaa']);
    expect(found('A="pip install"\nB="docker run x $A"\n$B aaa')).toEqual(['aaa']);
    expect(found('if x; then A="pip install"; else A="pip3 install"; fi\nB=c sudo -E $A aaa')).toEqual(['aaa']);
    expect(found('alias p="pip install"\nA=b p aaa')).toEqual(['aaa']);
    expect(found('A=$B\nB=$A\n$A install aaa').join(' ')).toBe('?$A install aaa');
    expect(found('A=echo\nB=$A\n$B pip install aaa')).toEqual(['']);
  });

  it.each<readonly [string, (depth: number) => string]>([
    ['a function before their assignments', (depth) => `f() {\n$P${depth} aaa\n}\n${chain(depth)}`],
    ['options', (depth) => `${chain(depth, ' -q')}\n$P${depth} aaa`],
    ['a command before', (depth) => `${chain(depth, '', 'env ')}\n$P${depth} aaa`],
    ['a shell', (depth) => `f() {\nsh -c "$P${depth}"\n}\n${chain(depth).replace('install', 'install aaa')}`],
    ['a subcommand', (depth) => `f() {\npip $P${depth} aaa\n}\n${chain(depth).replace('pip install', 'install')}`],
  ])('are followed 19 deep, and deeper ones are said: %s', (_, text) => {
    expect(found(text(19)).map((one) => one.replace(/@.*/, ''))).toEqual(['aaa']);
    expect(found(text(25)).join(' ')).toMatch(/^\?[^?]*\$P25[^?]*$/);
  });

  it('have names of any length', () => {
    const name = 'A'.repeat(1_000);
    const longer = name.repeat(2);
    expect(found(`alias ${longer}="pip install"\n${longer} aaa`)).toEqual(['aaa']);
    expect(found(`${name}="pip install"\n$${name} aaa`)).toEqual(['aaa']);
    expect(found(`alias ${name}="pip install"\n${name} aaa`)).toEqual(['aaa']);
  });

  it.each(['A=$B\nB=$A\n$A install a\n', 'A="$A x"\n$A install a\n', 'if x; then P=a; fi\n$P install a\n', 'B=$A\nA=$B\n'])(
    'cost linear time: %j',
    (text) => {
      expect(growth((times) => text.repeat(times), 'a.sh', 200)).toBeLessThan(2.2);
    },
  );

  it.each(['$P40 x', 'sh -c "$P40"', 'cd $P40', 'x > $P40', 'pip $P40'])('cost linear time where they are deep: %s', (use) => {
    expect(growth((times) => `f() {\n${`${use}\n`.repeat(times)}}\n${chain(40)}`, 'a.sh', 200)).toBeLessThan(2.2);
    expect(growth((times) => `${chain(times, ' -q')}\n${`${use}\n`.repeat(times)}`, 'a.sh', 200)).toBeLessThan(2.2);
  });
});

it('follows arguments that functions pass on to each other, once each', () => {
  const functions = Array.from({ length: 8 }, (_, i) => i);
  const calls = functions.map((i) => `  f${i} "$a" "$b"`).join('\n');
  const script = functions.map((i) => `f${i}() {\n  local a="$1"\n  local b="$2"\n${calls}\n}\n`).join('');
  expect([...found(`${script}f0 aaa bbb\nf7 "$x" ccc\nc() {\n  pip install $a\n}\nd=ddd\npip install $d`)].sort()).toEqual([
    '?$1',
    '?$a',
    'aaa',
    'ddd',
  ]);
});

it('reads loops over 2,000 items', () => {
  const loop = (count: number) => `for p in ${many(count, (i) => `p${i}`, ' ')}; do pip install $p; done`;
  expect(found(loop(2_000))).toHaveLength(2_000);
  expect(found(loop(2_001))).toContain('?$p');
});

describe('merged YAML mappings', () => {
  const workflow = (merged: string) => `${merged}\nc:\n  steps:\n  - <<: *last\n`;
  const path = '.github/workflows/a.yml';

  it('are followed through 500 others', () => {
    const chain = `a0: &a0\n  run: pip install aaa\n${many(500, (i) => `a${i + 1}: &a${i + 1}\n  <<: *a${i}`)}\n`;
    expect(read(path, `${chain}c:\n  steps:\n  - <<: *a500\n`)).toBe('aaa');
  });

  it('are read from a list of 1,000', () => {
    const all = many(999, (i) => `- &a${i}\n  k${i}: 1`);
    const list = many(999, (i) => `*a${i}`, ', ');
    expect(read(path, `x:\n${all}\n- &last\n  run: pip install aaa\nc:\n  steps:\n  - <<: [${list}, *last]\n`)).toBe('aaa');
  });

  it('are said where they are too many', () => {
    const large = `large: &last\n${many(3_000, (i) => `  k${i}: 1`)}`;
    const jobs = many(400, (i) => `j${i}:\n  <<: *last\n  run: pip install p${i}`);
    const all = read(path, `${workflow(large)}${jobs}\n`);
    expect(all).toContain('?<<: *last');
    expect(all).toContain('p399');
    expect(read(path, `${workflow('large: &last\n  run: pip install aaa')}`)).toBe('aaa');
  });
});

it.each(['env', 'inputs', 'parameters', 'matrix', 'args', 'with', 'defaults', 'tasks'])(
  'reads many aliases of a list or mapping in linear time: %s',
  (key) => {
    for (const item of [(i: number) => `  k${i}:\n    default: 1`, (i: number) => `  - name: n${i}`]) {
      const text = (times: number) =>
        `version: 1\nb: &b\n${many(times, item)}\ntasks:\n${many(times, () => `- ${key}: *b\n  x: [*b]`)}\n# pip`;
      expect(growth(text, 'azure-pipelines.yml', 1_000)).toBeLessThan(2.2);
    }
  },
);

describe('a mapping or list that many steps share', () => {
  const shared = (count: number, item: (i: number) => string, step: (i: number) => string) =>
    `x: &x\n${many(count, item)}\njobs:\n  a:\n    steps:\n${many(count, step)}\n# pip`;
  const uses = [
    ['inputs of other definitions', (i: number) => `  k${i}: aaa`, (i: number) => `    - uses: ./a${i}\n      with: *x`],
    ['inputs of actions', (i: number) => `  k${i}-pip-packages: aaa`, (i: number) => `    - uses: a/a${i}\n      with: *x`],
    ['inputs in folders', () => '  pip-packages: aaa', (i: number) => `    - uses: a/a\n      working-directory: f${i}\n      with: *x`],
    ['arguments', (i: number) => (i === 0 ? '- install' : '- aaa'), (i: number) => `    - entrypoint: /a${i}/pip\n      args: *x`],
    ['labels', () => '- windows', () => '    - runs-on: *x'],
  ] as const;

  it.each(uses)('costs linear time: %s', (_, item, step) => {
    expect(growth((times) => shared(times, item, step), '.github/workflows/a.yml', 1_000)).toBeLessThan(2.2);
  });

  it.each(uses.slice(0, 4))('is read for 20,000 entries, and the rest is listed: %s', (_, item, step) => {
    const listed = (count: number) =>
      read('.github/workflows/a.yml', shared(count, item, step)).match(/\?(?:\.\/a\d+|a\/a\d*|\/a\d+\/pip)/g);
    expect(listed(100)).toBeNull();
    expect(listed(200)).toHaveLength(1);
  });
});

describe('a text that many steps share', () => {
  const names = (count: number) => `x: &x ${many(count, (i) => `a${i}`, ' ')}\njobs:\n  a:\n    steps:\n`;
  const uses = [
    ['packages', () => '    - CIBW_TEST_REQUIRES: *x'],
    ['packages of an orb', () => '    - python/install-packages: {args: *x}'],
    ['inputs', () => '    - uses: a/a\n      with: {pip-packages: *x}'],
    ['inputs in folders', (i: number) => `    - uses: a/a\n      working-directory: f${i}\n      with: {pip-packages: *x}`],
    ['inputs of other definitions', (i: number) => `    - uses: ./a${i}\n      with: {a: *x}`],
    ['arguments', () => '    - entrypoint: pip install\n      args: *x'],
    ['arguments of many programs', (i: number) => `    - entrypoint: /a${i}/pip\n      args: *x`],
    ['a Dockerfile', () => '    - dockerfile_inline: *x'],
    ['a shell', () => '    - shell: *x'],
    ['a definition', () => '    - uses: *x'],
    ['a variable', () => '    - env: {PIP_INDEX_URL: *x}'],
    ['anything', () => '    - a: *x'],
    ['a key', () => '    - *x : a'],
  ] as const;

  it.each(uses)('costs linear time: %s', (_, step) => {
    expect(growth((times) => `${names(times)}${many(times, step)}\n# pip`, '.github/workflows/a.yml', 2_000)).toBeLessThan(2.2);
  });

  it.each(uses.filter(([what]) => /folders|other|many/.test(what)))(
    'is read for about 20,000 names, and the rest is listed: %s',
    (_, step) => {
      const listed = (count: number) =>
        read('.github/workflows/a.yml', `${names(1_000)}${many(count, step)}\n# pip`).match(/\?(?:\.\/a\d+|a\/a|\/a\d+\/pip)/g);
      expect(listed(20)).toBeNull();
      expect(listed(200)).toHaveLength(1);
    },
  );
});

it.each(['sh -c "$P"', 'eval $P', 'sh $P', 'pip install $P', '$P'])(
  'reads a long variable in many commands in linear time: %s',
  (command) => {
    for (const item of ['x ', 'x']) {
      const text = (times: number) => `P="pip install ${item.repeat(times * 10)}"\n${`${command}\n`.repeat(times)}`;
      expect(growth(text, 'a.sh', 1_000)).toBeLessThan(2.2);
    }
  },
);

describe('arguments that are set', () => {
  const text = (count: number) => `f() {\n${many(count, (i) => `if x; then set -- p${i}; fi`)}\npip install "$@"\n}\nf aaa`;

  it('have 50 lists, and others are said', () => {
    expect(found(text(49))).toHaveLength(50);
    expect(found(text(50))).toHaveLength(51);
    expect(found(text(50))).toContain('?$@');
  });

  it.each([
    (times: number) => `f() {\n${'shift\n'.repeat(times)}}\nf ${'a '.repeat(times)}`,
    (times: number) => `set -- ${'a '.repeat(times)}\n${'shift\n'.repeat(times)}`,
    (times: number) => `while x; do\n${'set -- "$@" x\n'.repeat(times)}done`,
  ])('cost linear time: %#', (hostile) => {
    expect(growth((times) => `${hostile(times)}\npip install "$@"`, 'a.sh', 4_000)).toBeLessThan(2.2);
  });
});

describe('folders with a long path', () => {
  it.each<readonly [path: string, text: (times: number) => string]>([
    ['a.sh', (times) => `${'cd abc\n'.repeat(times)}pip install -r a.txt`],
    ['a.sh', (times) => 'cd abc\n./b\npip install -r a.txt\n'.repeat(times)],
    ['a.sh', (times) => `cd ${'abc/'.repeat(times)}\n${'pip install -r a.txt\n'.repeat(times)}`],
    ['Dockerfile', (times) => 'WORKDIR abc\nCOPY a.txt b.txt ./\nRUN pip install -r a.txt\n'.repeat(times)],
    ['Dockerfile', (times) => `WORKDIR ${'abc/'.repeat(times)}\n${'COPY a .\nRUN pip install -r a.txt\n'.repeat(times)}`],
    ['Dockerfile', (times) => `COPY ${'a '.repeat(times)} /w/\n${'RUN pip install -r /w/a.txt\n'.repeat(times)}`],
  ])('cost linear time: %s %#', (path, text) => {
    expect(growth(text, path, 2_000)).toBeLessThan(2.2);
  });

  it('are not followed: the file is looked up as it is named', () => {
    const paths = (depth: number) =>
      formatOf('a.sh')
        ?.parse(`cd ${'abc/'.repeat(depth)}\npip install -r a.txt\n`)
        .includes.map(({ tries = [] }) => tries[0]?.length);
    expect(paths(250)).toEqual([1_005]);
    expect(paths(251)).toEqual([5]);
  });
});

describe('pipes', () => {
  it.each(['|cat', '|cat>f', '|cat>a.txt', '|sort>requirements.txt', '|tee f', '|tee f|cat'])('cost linear time: %j', (text) => {
    expect(growth((times) => `echo a${text.repeat(times)}|xargs pip install`, 'a.sh', 10_000)).toBeLessThan(2.2);
  });

  it('pass on what they read ten times', () => {
    expect(read('a.sh', `echo aaa${'|cat'.repeat(10)}|xargs pip install\n`)).toBe('aaa');
    expect(read('a.sh', `echo aaa${'|cat'.repeat(11)}|xargs pip install\n`)).toBe('?pip install');
  });
});

describe('commands with a program in a variable', () => {
  const values = (count: number) => `P=x\nif y; then\n${many(count, (i) => `P=x${i}`)}\nfi\n`;

  it.each([
    (times: number) => `${values(40)}$P ${'x '.repeat(times)}`,
    (times: number) => `${values(40)}${'$P x x x\n'.repeat(times)}`,
    (times: number) => `for p in ${'"pip install a" '.repeat(times)}\ndo sh -c "$p" ${'x '.repeat(times)}\ndone`,
  ])('cost linear time: %#', (text) => {
    expect(growth(text, 'a.sh', 3_000)).toBeLessThan(2.2);
  });

  it('cost linear time in PowerShell', () => {
    expect(growth((times) => `foreach ($p ${'in '.repeat(times)}) { pip install $p }`, 'a.ps1', 3_000)).toBeLessThan(2.2);
  });

  it('are said where they are too many', () => {
    expect(read('a.sh', `${values(40)}${'$P x x x\n'.repeat(10_000)}pip install aaa`)).toMatch(/^\?\$P.* aaa/);
  });
});

it('reads many merges in linear time', () => {
  const text = (times: number) =>
    `a: &a [${'*b, '.repeat(times)}]\nb: &b\n${many(times, (i) => `  k${i}: 1`)}\n${many(times, () => '- <<: *a\n- <<: *b')}\n# pip`;
  expect(growth(text, 'azure-pipelines.yml', 4_000)).toBeLessThan(2.2);
});

it('reads many definitions of a make function in linear time', () => {
  const text = (times: number) => `all:\n${'\t$(call f,a)\n'.repeat(times)}${'define f\n\tpip install $1\nendef\n'.repeat(times)}`;
  expect(growth(text, 'Makefile', 1_000)).toBeLessThan(2.2);
});

it('reads sums of Groovy in linear time', () => {
  for (const text of ["sh 'a' + ", 'x = ', "x = 'x = ' + ", 'sh x: sh, ', 'sh + ', "x = 'a' + y\n", 'sh x + ']) {
    expect(
      growth((times) => `${text.repeat(times)}\n// pip`, 'Jenkinsfile', 2_000),
      text,
    ).toBeLessThan(2.2);
  }
  const doubling = `${many(40, (i) => `x${i + 1} = x${i} + x${i} + 'a'`)}\nx0 = 'b'\n`;
  expect(jenkinsfile.parse(`x0 = 'b'\n${doubling}sh x40`).requirements).toEqual([]);
});

it('reads every mention of an index', () => {
  const text = many(3_000, (i) => `PIP_EXTRA_INDEX_URL=https://h${i}.example/simple`);
  expect(readIndexMentions('', text)).toHaveLength(3_000);
});

describe('long texts in which nothing is left out', () => {
  const long = 'x'.repeat(600);
  const blanks = ' '.repeat(500);
  const notebook = (...lines: readonly string[]) =>
    JSON.stringify({
      cells: [{ cell_type: 'code', metadata: {}, outputs: [], source: lines }],
      metadata: {},
      nbformat: 4,
      nbformat_minor: 5,
    });

  it.each<readonly [what: string, path: string, text: string, expected: string]>([
    ['blanks before an instruction', 'Dockerfile', `FROM x\n${blanks}RUN pip install aaa`, 'aaa'],
    ['options of an instruction', 'Dockerfile', `HEALTHCHECK --interval=${long} --a=b --c=d --e=f --g=h --i=j CMD pip install aaa`, 'aaa'],
    ['a name of an argument', 'Dockerfile', `ARG ${long}=aaa\nRUN pip install $${long}`, 'aaa'],
    ['a name of make', 'Makefile', `${long} = pip install\na:\n\t$(${long}) aaa`, 'aaa'],
    ['targets of make', 'Makefile', `${'a '.repeat(600)}: ${'b '.repeat(600)}; pip install aaa`, 'aaa'],
    ['targets of make on several lines', 'Makefile', 'a \\\n b: c \\\n d; pip install aaa', 'aaa'],
    ['arguments of a function of make', 'Makefile', `define f\npip install $(1)\nendef\na:\n\t$(call f,aaa ${long})`, `aaa ${long}`],
    [
      'unknown arguments of a function of make',
      'Makefile',
      'define f\npip install $(1)\nendef\na:\n\t$(call f,aaa)\n\t$(call f,$(X))',
      '?$(1) aaa',
    ],
    ['conditions of a notebook', 'a.ipynb', notebook(`if ${'x '.repeat(300)}: !pip install aaa`), 'aaa'],
    ['names of a notebook', 'a.ipynb', notebook(`${long} = !pip install aaa`), 'aaa'],
    ['a path of a notebook', 'a.ipynb', notebook(`%%writefile ${long}/requirements.txt\n`, 'aaa'), 'aaa'],
    ['a magic command often', 'a.ipynb', notebook(`${'%time '.repeat(5_000)}!pip install aaa`), 'aaa'],
    ['a command of just', 'justfile', `a := \`true ${long.repeat(5)}; pip install aaa\``, 'aaa'],
    ['a path of a program in Python', 'noxfile.py', `import nox\nf(["/${long}/pip", "install", "aaa"])`, 'aaa'],
    [
      'a path of a program in a text',
      'a.sh',
      `run_cmd "/${long.slice(0, 450)}/pip install aaa"`,
      `?/${long.slice(0, 450)}/pip install aaa`,
    ],
  ])('%s', (_, path, text, expected) => {
    expect(read(path, `${text}\n`).replaceAll(/@\S+/g, '')).toBe(expected);
  });

  it('but files that write files are not followed without an end', () => {
    const written = (depth: number): string =>
      depth === 0 ? 'RUN pip install aaa' : `COPY <<E${depth} /x${depth}/Dockerfile\n${written(depth - 1)}\nE${depth}`;
    expect(read('Dockerfile', `${written(3)}\n`)).toBe('aaa');
    expect(read('Dockerfile', `${written(4)}\n`)).toBe('?RUN pip install aaa\n');
  });

  it('variables that are in each other do not use up the limit', () => {
    const lines = many(6, (i) => `f${i}() {\n  local name=$1 value=$2\n  f${i + 1} $name $value\n  f0 "$value:$name"\n}`);
    expect(read('a.sh', `${lines}\nP="pip install"\n$P aaa\n`)).toBe('aaa');
  });

  it('says once that variables are too many', () => {
    const uses = `A="${'x '.repeat(500)}"\n${'echo $A\n'.repeat(250)}P="pip install"\n$P aaa\n$P bbb\n`;
    expect(read('a.sh', uses).match(/\?/g)).toHaveLength(1);
  });
});

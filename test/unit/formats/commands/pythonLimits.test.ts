import { describe, expect, it } from 'vitest';
import { growth } from './growth';
import { read } from './read';

const HEAD = '# /// script\n# dependencies = []\n# ///\nimport os\n';
const many = (count: number, item: (i: number) => string, separator = '\n'): string =>
  Array.from({ length: count }, (_, i) => item(i)).join(separator);

describe('variables of Python that are used very often', () => {
  const uses: readonly (readonly [what: string, path: string, text: (times: number) => string])[] = [
    ['lists', 'noxfile.py', (times) => `D = [${many(times, (i) => `"a${i}"`, ', ')}]\n${'session.install(*D)\n'.repeat(times)}`],
    [
      'sums of lists',
      'noxfile.py',
      (times) => `${'E = E + E + D\nD = E + ["c"] + D\n'.repeat(times)}${'session.install(*E)\n'.repeat(times)}`,
    ],
    ['texts', 'a.py', (times) => `${HEAD}Q = "pip install ${'a '.repeat(times)}"\n${'os.system(Q)\n'.repeat(times)}`],
    ['fields', 'a.py', (times) => `${HEAD}Q = "${'a '.repeat(times)}"\n${'os.system(f"pip install {Q}{Q}")\n'.repeat(times)}`],
    ['fields of a text', 'a.py', (times) => `${HEAD}Q = "${'a '.repeat(times)}"\nos.system(f"pip install ${'{Q}'.repeat(times)}")\n`],
    ['parts', 'a.py', (times) => `${HEAD}Q = "pip install ${'a '.repeat(times)}"\n${'run(Q.split())\n'.repeat(times)}`],
    ['dicts', 'a.py', (times) => `${HEAD}d = {${many(times, (i) => `"a${i}": "pip"`, ', ')}}\n${'run(**d)\n'.repeat(times)}`],
  ];

  it.each(uses)('cost linear time: %s', (_, path, text) => {
    expect(growth(text, path, 1_000)).toBeLessThan(2.2);
  });

  it.each(uses.slice(0, 6))('are said where they are too many: %s', (_, path, text) => {
    expect(read(path, text(2_000)).replaceAll(/\?(?:os|sys)\b/g, '')).toContain('?');
  });

  it('are filled in as often as people use them', () => {
    const names = many(100, (i) => `"package-${i}"`, ', ');
    const found = read('noxfile.py', `D = [${names}]\n${'session.install(*D)\n'.repeat(50)}`);
    expect(found).toContain('package-99');
    expect(found).not.toContain('?');
  });
});

it.each([
  'main(["install", "a"])\n',
  'run("pip", ',
  'run("pip",) ',
  '[a for a in ',
  '[a.strip() for a in ',
  'x = "a" % ',
  '"a".join(',
  'textwrap.dedent(',
  'shlex.split(',
  '"a".format(',
  'sys.argv = [',
  'for a in [',
  'x("pip install a" + ',
  'x("pip install a", ',
  'x("pip install a".replace("a", "pip install b")); ',
  'local["pip"]["install", ',
  'Command("pip")(',
  'exec(b64decode("a", ',
  'getattr(pip, ',
  'open("requirements.txt").write(',
  'open("requirements.txt").write("a");f.write("b")\n',
  'with open("requirements.txt") as f: f.write("a")\n',
  'print(file=open("requirements.txt"),',
  'f = open("requirements.txt", f); print("a", file=f)\n',
  '.open().write',
  '"a" + "\\n" + [',
])('reads long Python in linear time: %j', (text) => {
  for (const head of [`${HEAD}# pip\n`, `${HEAD}runpy.run_module("pip")\nx = `]) {
    expect(growth((times) => head + text.repeat(times), 'a.py', 2_000)).toBeLessThan(2.2);
  }
});

it.each([' % ()', ' % "a"', ' % a', '.format()', '.format("a")', '.replace("a", "aa")', '.replace("a", "b")', ' + a', ' + "a"'])(
  'reads a text that is formatted often in linear time: %j',
  (format) => {
    const text = (times: number): string => `${HEAD}x = "pip install ${'a'.repeat(times)}"${format.repeat(times)}\nos.system(x)`;
    expect(growth(text, 'a.py', 4_000)).toBeLessThan(2.2);
  },
);

describe('limits of one command in Python', () => {
  const found = (text: string): readonly string[] => read('a.py', `${HEAD}${text}\n`).split(' ');

  it('variables are followed through four others', () => {
    const chain = (depth: number) => `A0 = "aaa"\n${many(depth, (i) => `A${i + 1} = A${i}`)}\nrun(["pip", "install", A${depth}])`;
    expect(found(chain(4)).join(' ')).toContain('aaa');
    expect(found(chain(5)).join(' ')).toMatch(/^\?A\d/);
  });

  it.each([
    ['a.py', 'run(["pip", "install", LAST])'],
    ['a.py', 'run("pip", "install", LAST)'],
    ['a.py', 'retry(["pip", "install", *LAST])'],
    ['a.py', 'run(["pip", "install"] + LAST)'],
    ['a.py', 'run(f"pip install {LAST}")'],
    ['noxfile.py', 'subprocess.run(["pip", "install", LAST])'],
    ['noxfile.py', 'session.run("pip", "install", LAST)'],
    ['noxfile.py', 'session.run(f"pip install {LAST}")'],
  ])('a chain of variables is one entry, whatever its length: %s: %s', (path, call) => {
    const head = path === 'a.py' ? HEAD : '';
    for (const first of ['"aaa"', 'unknown()', '["aaa"]']) {
      for (let depth = 0; depth < 8; depth++) {
        const chain = `A0 = ${first}\n${many(depth, (i) => `A${i + 1} = A${i}\n`)}`;
        expect(read(path, `${head}${chain}${call.replace('LAST', `A${depth}`)}\n`)).toMatch(/^\S+$/);
      }
    }
  });

  it('it has 5,000 words, and more are said', () => {
    const list = (count: number) => found(`run(["pip", "install", ${many(count, (i) => `"p${i}"`, ', ')}])`);
    expect(list(4_998)).toHaveLength(4_998);
    expect(list(4_998).join(' ')).not.toContain('?');
    expect(list(5_000).slice(-2)).toEqual(['p4997', '?"p4998"']);
  });

  it('variables are filled in up to the character 10,000 of a text', () => {
    const text = (before: number) => found(`N = "aaa"\nos.system(f"pip install ${' '.repeat(before - 'pip install '.length)}{N}")`);
    expect(text(9_999).join(' ')).toContain('aaa');
    expect(text(10_000).join(' ')).not.toContain('aaa');
  });
});

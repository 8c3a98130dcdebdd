// biome-ignore-all lint/suspicious/noTemplateCurlyInString: expressions of workflows
import { describe, expect, it } from 'vitest';
import { growth } from './growth';
import { read } from './read';

describe('options and subcommands in variables', () => {
  it.each([
    ['pip $OPTIONS install aaa', 'aaa'],
    [`pip "$\{OPTIONS[@]}" install aaa`, 'aaa'],
    ['pip "$@" install aaa', 'aaa'],
    ['python -m pip $OPTIONS install -r a.txt', '<a.txt'],
    ['uv $OPTIONS pip install aaa', 'aaa'],
    ['poetry $OPTIONS add aaa', 'aaa'],
    ['pip --log $FILE $OPTIONS install aaa', 'aaa'],
    ['retry pip $OPTIONS install aaa', 'aaa'],
    ['uv $A pip $B install aaa', 'aaa'],
    ['pip $COMMAND aaa', '?$COMMAND'],
    ['python3 -m pip -q $COMMAND -r a.txt', '?$COMMAND'],
    ['pip --proxy x $COMMAND aaa', '?$COMMAND'],
    ['uv $COMMAND aaa', '?$COMMAND'],
    ['uv pip $COMMAND aaa', '?$COMMAND'],
    ['uv tool $COMMAND aaa', '?$COMMAND'],
    ['poetry $COMMAND aaa', '?$COMMAND'],
    ['python -m poetry self $COMMAND aaa', '?$COMMAND'],
    ['pdm $COMMAND aaa', '?$COMMAND'],
    ['pipx $COMMAND aaa', '?$COMMAND'],
    ['mise $COMMAND pipx:aaa', '?$COMMAND'],
    ['mise $COMMAND aaa', ''],
    ['pixi $COMMAND aaa', ''],
    ['conda $COMMAND aaa', ''],
    ['C=install; pip $C aaa', 'aaa'],
    // Wrappers, and what installs nothing.
    ['pip "$@"', ''],
    ['pip $OPTIONS list', ''],
    ['pip $OPTIONS uninstall -y aaa', ''],
    ['pip $OPTIONS --version', ''],
    ['uv $A run aaa', ''],
    ['poetry $A cache list', ''],
    ['echo pip $COMMAND aaa', ''],
  ])('%s', (text, expected) => {
    expect(read('a.sh', `${text}\n`).replaceAll(/@\S+/g, '')).toBe(expected);
  });
});

describe('options and subcommands that a program tells', () => {
  it.each([
    ['["pip", *options, "install", "aaa"]', '?options aaa'],
    ['["pip", command, "aaa"]', '?command'],
    ['[sys.executable, "-m", "pip", command, "-r", "a.txt"]', '?command'],
    ['["poetry", command, "aaa"]', '?command'],
    ['["uv", "run", "--with", name, script]', '?name ?script'],
    ['["pip", command, "list"]', ''],
    ['["pip", *arguments]', ''],
    ['["uv", "run", script]', ''],
    ['["mamba", "install", name]', ''],
  ])('%s', (words, expected) => {
    expect(read('setup.py', `subprocess.run(${words})\n`)).toBe(expected);
    expect(read('noxfile.py', `session.run(${words.slice(1, -1).replace('sys.executable', '"python"')})\n`)).toBe(expected);
  });

  it.each(['{env:A}', '{posargs}', '{[a]b}'])('are read in tox.ini: %s', (text) => {
    expect(read('tox.ini', `[testenv]\ncommands = pip ${text} install aaa\n`)).toBe('aaa');
    expect(read('tox.ini', `[testenv]\ncommands = pip ${text} aaa\n`)).toBe(`?${text}`);
  });
});

it.each(['$A ', '$A install ', 'pip $A ', '-q $A ', '{env:A} '])('options in variables cost linear time: %j', (text) => {
  for (const program of ['pip', 'uv', 'poetry self', 'pipx', 'python -m pip', 'x pip']) {
    expect(growth((times) => `${program} ${text.repeat(times)}`)).toBeLessThan(2.2);
  }
  expect(growth((times) => `subprocess.run(["pip", ${'a, "b", "uv", "run", '.repeat(times)}])`, 'setup.py')).toBeLessThan(2.2);
});

describe('words with variables inside', () => {
  it.each([
    ['pip inst$X aaa', '?$X'],
    [`pip in$\{X}ll aaa`, `?$\{X}ll`],
    ['pip $(ask x) aaa', '?$(ask x)'],
    ['pip $(echo install) aaa', 'aaa'],
    [`p$\{X}p install aaa`, `?p$\{X}p install aaa`],
    ['u$(x) add aaa', '?u$(x) add aaa'],
    [`pip un$\{X}ll aaa`, ''],
    ['apt$X install aaa', ''],
    ['foo-$X install aaa', ''],
  ])('%s', (text, expected) => {
    expect(read('a.sh', `${text}\n`)).toBe(expected);
  });

  it('are read in workflows', () => {
    const workflow = (run: string) => `jobs:\n  a:\n    steps:\n    - run: ${run}\n`;
    expect(read('.github/workflows/a.yml', workflow("pip ${{ 'install' }} aaa"))).toBe("?${{ 'install' }}");
  });
});

describe('printf', () => {
  it.each([
    [`printf 'pip install %s\\n' aaa bbb | sh`, 'aaa bbb'],
    [`printf 'pip install aaa\\npip install bbb\\n' | bash`, 'aaa bbb'],
    [`printf '%s==%s\\n' aaa 1.0 bbb 2.0 > requirements.txt`, 'aaa bbb'],
    [`printf '%s\\n' aaa bbb | xargs pip install`, 'aaa bbb'],
    ['printf "aaa bbb" | xargs pip install', 'aaa bbb'],
  ])('%s', (text, expected) => {
    expect(read('a.sh', `${text}\n`)).toBe(expected);
  });

  it.each([
    (times: number) => `printf "${'%s '.repeat(times)}" ${'a '.repeat(times)}| xargs pip install`,
    (times: number) => `printf "%s ${'b '.repeat(times)}" ${'a '.repeat(times)}| xargs pip install`,
    (times: number) => 'printf "%s %s" a b | xargs pip install\n'.repeat(times),
  ])('costs linear time: %#', (text) => {
    expect(growth(text, 'a.sh', 2_000)).toBeLessThan(2.2);
  });
});

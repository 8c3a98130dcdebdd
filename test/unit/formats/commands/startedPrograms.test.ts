import { describe, expect, it } from 'vitest';
import { formatOf } from '../../../../server/src/formats/index';
import { read } from './read';

describe('programs that PowerShell starts', () => {
  it.each<readonly [string, string]>([
    ['[Process]::Start("pip", "install aaa")', 'aaa'],
    ["$p = [System.Diagnostics.Process]::Start('pip.exe', 'install aaa bbb').WaitForExit()", 'aaa bbb'],
    ['[Process]::Start("python", "-m pip install aaa")', 'aaa'],
    ['[Process]::Start("cmd", \'/c "pip install aaa"\')', 'aaa'],
    ['[Process]::Start("bash", "-c \'pip install aaa\'")', 'aaa'],
    ['$p = "aaa"\n[Process]::Start("pip", "install $p")', 'aaa'],
    ['[Process]::Start("pip", "install $q")', '?$q'],
    ['[Process]::Start("notepad", "install aaa")', ''],
    ['& ([scriptblock]::Create("pip install aaa"))', 'aaa'],
    ['$c = "pip install aaa"\n& ([scriptblock]::Create($c))', 'aaa'],
    ['$c = "pip install aaa"\ncmd /c $c', 'aaa'],
    ['$c = "pip install aaa"\nwrite-output $c | iex', 'aaa'],
    ['echo "pip install aaa" | Invoke-Expression', 'aaa'],
  ])('%s', (text, expected) => {
    expect(read('a.ps1', `${text}\n`)).toBe(expected);
  });
});

it('removes one of the words in a text, and none where it is not known which characters they are', () => {
  const removed = (text: string) =>
    formatOf('a.ps1')
      ?.parse(text)
      .requirements.map(({ removeSpan }) => removeSpan && text.slice(removeSpan.start, removeSpan.end));
  expect(removed('Start-Process pip -ArgumentList "install aaa bbb"')).toEqual([' aaa', ' bbb']);
  expect(removed('[Process]::Start("pip", "install aaa bbb")')).toEqual([' aaa', ' bbb']);
  expect(removed('[Process]::Start("pip", "install ``aaa bbb")')?.at(-1)).toBe(undefined);
});

describe('functions of a session of nox with another name', () => {
  it.each<readonly [string, string]>([
    ['install = session.install\n  install("aaa", "-r", "x.txt")', 'aaa <x.txt'],
    ['run = session.run_always\n  run("pip", "install", "aaa")', 'aaa'],
    ['add = partial(session.install, "-U")\n  add("aaa")', 'aaa'],
    ['install = session.install if CI else print\n  install(NAME)', '?NAME'],
    ['install = session.notify\n  install("aaa")', ''],
  ])('%s', (body, expected) => {
    expect(read('noxfile.py', `def a(session):\n  ${body}\n`)).toBe(expected);
  });
});

// biome-ignore-all lint/suspicious/noTemplateCurlyInString: variables of PowerShell
import { describe, expect, it } from 'vitest';
import { growth } from './growth';
import { read } from './read';

describe('lists and sums of PowerShell as words of a command', () => {
  it.each<readonly [string, string]>([
    ["$p = @('aaa', 'bbb'); pip install @p", 'aaa bbb'],
    ["$p = @('aaa', 'bbb')\npip install $p", 'aaa bbb'],
    ["$p = @(\n  'aaa' # no\n  'bbb'\n)\npip install $p", 'aaa bbb'],
    ["[string[]]$p = 'aaa', 'bbb'\n[array] $q = @('ccc')\npip install $p $q", 'aaa bbb ccc'],
    ["$a = 'install', 'aaa'; & pip $a", 'aaa'],
    ["$a = @('install'); $a += @('aaa', 'bbb'); pip @a", 'aaa bbb'],
    ["& pip @('install','aaa')", 'aaa'],
    ['python -m pip @("install", "-U", "aaa")', 'aaa'],
    ["pip install @('aaa', 'bbb') ccc", 'aaa bbb ccc'],
    ["pip install ('aaa', 'bbb') ccc", 'aaa bbb ccc'],
    ["pip install 'aaa', 'bbb'", 'aaa bbb'],
    ['pip install aaa,bbb ccc[x,y]', 'aaa bbb ccc'],
    ["$p = 'aaa[x,y]', 'bbb'\npip install $p", 'aaa bbb'],
    ["pip install ('aaa','bbb' + 'ccc')", 'aaa bbb ccc'],
    ["Start-Process pip -ArgumentList @('install', 'aaa')", 'aaa'],
    ["pip install ('aa' + 'bb')", "aabb@aa' + 'bb"],
    ["$q = 'bb'\npip install ('aa' + $q + 'c')", "aabbc@aa' + $q + 'c"],
    ["$p = 'aa' + 'bb'\npip install $p", "aabb@aa' + 'bb"],
    ["& ('p' + 'ip') install aaa", 'aaa'],
    ["iex ('pip install ' + 'aaa')", 'aaa'],
    ["$c = 'pip install ' + 'aaa'\nInvoke-Expression $c", 'aaa'],
    ['$pip = "pip install"\niex "$pip aaa"', 'aaa'],
    ['pip install (Get-Content pkgs.lst)', '<pkgs.lst'],
    ['$x = (pip install aaa)', 'aaa'],
    ['Foo bar (\n  pip install aaa\n)\npip install bbb', 'aaa bbb'],
    ['if ($x) { pip install aaa } elseif ($y) { pip install bbb }', 'aaa bbb'],
    // Only known when it runs.
    ['pip install ("aaa{0}" -f $v)', '?("aaa{0}" -f $v)'],
    ["pip install @('aaa', (Get-X))", "?@('aaa', (Get-X))"],
    ["pip install ('aaa bbb').Split(' ')", "?('aaa bbb').Split"],
    ['& (Get-Command pip) install aaa', '?(Get-Command pip) install aaa'],
    ['$p = $a + $b\npip install $p', '?$p'],
    ['pip install (', '?('],
    // None of these is a command.
    ["# pip @('install','aaa')", ''],
    ["Write-Host pip @('install','aaa')", ''],
    ["Write-Host ('pip install ' + 'aaa')", ''],
    ["throw ('pip install ' + 'aaa')", ''],
    ["$c = 'pip install aaa'\nWrite-Host $c", ''],
    ["$pip = 'pip install aaa'", ''],
    ["$h = 'pip', 'install', 'aaa'", ''],
    ["<# pip @('install') #>", ''],
  ])('%s', (text, expected) => {
    expect(read('a.ps1', `${text}\n`)).toBe(expected);
  });
});

it('reads long lists and sums in linear time', () => {
  for (const text of ["'a', ", "'a' + ", '(', "('a' ", "@('a', "]) {
    const list = (times: number) => `pip install @(${text.repeat(times)}'z')\n`;
    expect(growth(list, 'a.ps1', 2_000), text).toBeLessThan(2.2);
  }
});

describe('values of variables', () => {
  it.each<readonly [string, string]>([
    ["$p='aaa'\npip install $p", 'aaa'],
    ["$p= 'aaa'\npip install $p", 'aaa'],
    ["$p ='aaa'\npip install $p", 'aaa'],
    ["[string[]]$p='aaa','bbb'\npip install $p", 'aaa bbb'],
    ["[array] $p=@('aaa','bbb')\npip install $p", 'aaa bbb'],
    ["$p='aaa'\n$p+='bbb'\npip install $p", 'aaa bbb'],
    ["$env:p='aaa'\npip install $env:p", 'aaa'],
    ["$script:p='aaa'\npip install $script:p $p", 'aaa'],
    [`$script='zzz'\n$script:p='aaa'\npip install $\{script:p}`, 'aaa'],
    [`echo $\{it's}; pip install aaa; echo '}'`, 'aaa'],
    ["$p='aaa'\npip install $pq.Name", '?$pq.Name'],
    ["$e='aaa'\n$env='bbb'\npip install $env:p.Name $e[0]", '?$env:p.Name ?$e[0]'],
    ["$p=Get-X 'aaa'\npip install $p", '?$p'],
    ["$p = @'\naaa\nbbb\n'@\npip install $p", 'aaa bbb'],
    ['$p = @"\r\npip install aaa\r\npip install "bbb"\r\n"@\r\niex $p', 'aaa bbb'],
    ["$p = @'\n'@\npip install aaa", 'aaa'],
    ["$p = @'\nit's\npip install aaa", 'aaa'],
  ])('%s', (text, expected) => {
    expect(read('a.ps1', `${text}\n`)).toBe(expected);
  });

  it.each(["$p='a'\n", '$p=', "@'\n", "$p=@'\na\n'@\n", '$p \t=', '[a]$p='])('cost linear time where they are many: %j', (text) => {
    expect(growth((times) => `${text.repeat(times)}\npip install $p`, 'a.ps1', 2_000)).toBeLessThan(2.2);
  });
});

describe('parameters of functions', () => {
  it.each<readonly [string, string]>([
    ['function Add-It($name) { pip install $name }\nAdd-It aaa\nadd-it bbb', 'aaa bbb'],
    ['function f { param([string]$Name, [switch]$Force) pip install $Name }\nf -Name aaa -Force', 'aaa'],
    ['function f { param([string]$Name, [switch]$Force) pip install $Name }\nf -Force aaa', 'aaa'],
    [
      'function f {\n  [CmdletBinding()]\n  param (\n    [Parameter(Mandatory=$true)]\n    [string] $Name,\n    $Version = "1"\n  )\n  pip install $Name\n}\nf aaa',
      'aaa',
    ],
    ["function f($a, $b) { pip install $a }\nf 'aaa', 'bbb' ccc", 'aaa bbb'],
    ['function f($a, $b) { pip install $b }\nf -b aaa ccc', 'aaa'],
    ["function f($a = 'aaa') { pip install $a }\nf bbb", 'aaa bbb'],
    ['function f($a) { pip install $a }\nf $x', '?$x'],
    ["function f($a) { pip install $a }\nf @('aaa', 'bbb')", 'aaa bbb'],
    ["function f($a, $b) { pip install $b }\nf ('aaa', 'bbb') ccc", 'ccc'],
    ['function f($a) { pip install $a }\nf (Get-X)', '?$a'],
    ['function f($a) { pip install $a }', '?$a'],
    // Another function has a parameter of the same name.
    ['function f($a) { pip install $a }\nfunction g($a) { echo $a }\ng zzz', '?$a'],
    ['function g($b) { Write-Host $b }\ng aaa', ''],
    ['function g($b) { Write-Host pip install $b }\ng aaa', ''],
    ["function f($a='aaa', $b) { pip install $a }", 'aaa'],
    ["function f($a = 'aaa', $b='bbb') { pip install $a $b }\nf ccc", 'aaa bbb ccc'],
    ["function f { param([string]$a = 'aaa', [string]$b = 'bbb') pip install $a $b }\nf -b ccc", 'aaa bbb ccc'],
    ["param([string]$a='aaa',\n  # (no)\n  [string] $b = \"b,(b\", $c = 'ccc')\npip install $a $c", 'aaa ccc'],
    ["function f($a = @('aaa', 'bbb')) { pip install $a }", 'aaa bbb'],
    ["function f([ValidateScript({ $_ -match '[a]' })]$a = 'aaa') { pip install $a }", 'aaa'],
    ['function f($a = (Get-X), $b) { pip install $a }\nf aaa', '?$a aaa'],
    ['function f($a = $null, $b) { pip install $a }\nf aaa', 'aaa'],
    ["function f($a = 'aaa') { pip install $a }\nfunction g($a = 'bbb') { pip install $a }", 'aaa bbb'],
    [
      "function f {\n  <#\n  .SYNOPSIS\n  This function installs (x\n  #>\n  [OutputType([string])]\n  param($a = 'aaa')\n  pip install $a\n}\nf bbb",
      'aaa bbb',
    ],
    ["function f {\n  # that\n  param($a = 'aaa')\n  pip install $a\n}\nf bbb", 'aaa bbb'],
    ["function global:f { param($a = 'aaa') pip install $a }\nf bbb", 'aaa bbb'],
    ["filter f($a = 'aaa') { pip install $a }\nf bbb", 'aaa bbb'],
    // It is not known which of the functions or blocks gets the value.
    ["function f($a = 'aaa') { pip install $a }\nfunction g($a) { echo $a }\nf bbb", 'aaa ?$a'],
    ["Invoke-Command { param($a = 'aaa') pip install $a } -ArgumentList bbb", 'aaa ?$a'],
    ["<# (x #>\n[CmdletBinding()]\nparam($a = 'aaa')\npip install $a", 'aaa'],
    ["# function f (x\n$p = 'aaa'\npip install $p\n# )", 'aaa'],
    ["$x.Param('a')\n$p = 'aaa'\npip install $p", 'aaa'],
    ['function f($a) { pip install $a }\n# f aaa', '?$a'],
    ['function f($a) { pip install $a }\nWrite-Host f aaa', '?$a'],
  ])('%s', (text, expected) => {
    expect(read('a.ps1', `${text}\n`)).toBe(expected);
  });

  it('have 50 values, and others are said', () => {
    const calls = (count: number) => Array.from({ length: count }, (_, i) => `f p${i}`).join('\n');
    const found = (count: number) => read('a.ps1', `function f($a) { pip install $a }\n${calls(count)}\n`).split(' ');
    expect(found(50)).toHaveLength(50);
    expect(found(51)).toHaveLength(51);
    expect(found(51)).toContain('?$a');
  });

  it('are 100, and those of a function with more are not known', () => {
    const found = (count: number) => {
      const list = Array.from({ length: count - 1 }, (_, i) => `$p${i}`).join(', ');
      return read('a.ps1', `function f(${list}, $a) { pip install $a }\nf -a aaa\n`);
    };
    expect(found(100)).toBe('aaa');
    expect(found(101)).toBe('?$a');
  });

  it.each(['f\n', '-z ', 'a '])('cost linear time where they are many: %j', (text) => {
    const script = (times: number) => {
      const list = Array.from({ length: times }, (_, i) => `$p${i}`).join(', ');
      return `function f(${list}) { pip install $p1 }\nf ${text.repeat(times)}\n`;
    };
    expect(growth(script, 'a.ps1', 2_000)).toBeLessThan(2.2);
  });

  it('cost linear time', () => {
    for (const text of [
      'function f($a) { ',
      'function f(',
      'function f { param(',
      'function f($a) {}\nf b\n',
      'f b, ',
      'function f([[[[))))',
      'function f(# ',
      '<#',
      'function f { [',
      '[',
      'function f("',
      'param(',
      'param($a = ',
      "param($a = 'b', $a = 'c')\n",
    ]) {
      const script = (times: number) => `${text.repeat(times)}\npip install $a\n`;
      expect(growth(script, 'a.ps1', 2_000), text).toBeLessThan(2.2);
    }
  });
});

it.each(['Set-Alias p pip\np', 'New-Alias -Name p -Value pip\np', 'sal p pip; p', 'return pip'])(
  'reads an alias or a result: %s',
  (text) => {
    expect(read('a.ps1', `${text} install aaa\n`)).toBe('aaa');
  },
);

it.each([
  '$p.Arguments = "install a"\n',
  '$p.FileName = "pip"\n$p.Arguments = "install a"\n',
  '$p.ArgumentList.Add("a")\n',
  'FilePath = ',
  '[IO.File]::WriteAllText("requirements.txt", "a")\n',
  '[IO.File]::WriteAllText((Join-Path $x ',
  'Set-Content (Join-Path a ',
  '$p = $p = ',
  '[a] $p = pip ',
  '$p = Join-Path a ',
])('processes and files of .NET cost linear time: %j', (text) => {
  expect(growth((times) => `pip\n${text.repeat(times)}`, 'a.ps1', 1_000)).toBeLessThan(2.2);
});

import { expect, it } from 'vitest';
import { read } from '../read';

/** `Start-Process`, with its options in any order, and `start`. */
it.each<readonly [path: string, text: string, expected: string]>([
  ['a.ps1', 'Start-Process pip install,aaa -Wait\n', 'aaa'],
  ['a.ps1', "Start-Process -ArgumentList 'install','bbb' -FilePath pip -NoNewWindow\n", 'bbb'],
  ['a.ps1', 'Start-Process -WorkingDirectory x pip -Args "install ccc"\n', 'ccc'],
  ['a.ps1', 'start pip -a install -PassThru\n', ''],
  ['a.ps1', 'Start-Process\n', ''],
  ['a.ps1', "Start-Process -Verb runas pip @('install', 'ddd')\n", 'ddd'],
  ['a.ps1', "Start-Process pip -ArgumentList 'install','aaa' -WorkingDirectory x\n", 'aaa'],
  ['a.ps1', 'Start-Process pip -ArgumentList install,aaa -Wait -NoNewWindow -RedirectStandardOutput x\n', 'aaa'],
  ['a.ps1', 'Start-Process -ArgumentList install -FilePath\n', ''],
  ['a.ps1', "Start-Process -Wait pip -ArgumentList 'install -r x.txt'\n", '<x.txt'],
  ['a.ps1', "Start-Process python -ArgumentList '-m','pip','install','aaa'\n", 'aaa'],
  ['a.ps1', "Start-Process -FilePath 'C:\\x\\pip.exe' -ArgumentList 'install','aaa'\n", 'aaa'],
  ['a.ps1', "Start-Process pip 'install aaa'\n", 'aaa'],
  ['a.ps1', 'Start-Process -FilePath pip install, aaa\n', 'aaa'],
  ['a.ps1', "Start-Process pip '-Wait','install','aaa'\n", 'aaa'],
  ['a.ps1', 'saps pip install,aaa\n', 'aaa'],
  ['a.ps1', "Start-Process pip -ArgumentList @('install', 'aaa', '--user') -Wait\n", 'aaa'],
  ['a.bat', 'start "x" pip install aaa\n', 'aaa'],
  ['a.bat', 'start /wait pip install bbb\n', 'bbb'],
  ['a.bat', 'start pip install aaa -f x\n', 'aaa'],
])('%s: %j', (path, text, expected) => {
  expect(read(path, text)).toBe(expected);
});

import { describe, expect, it } from 'vitest';
import { growth } from './growth';
import { read } from './read';

describe('commands of a Dockerfile', () => {
  it.each([
    ['SHELL ["powershell", "-Command"]\nRUN pip install aaa; if ($?) { pip install bbb }', 'aaa bbb'],
    ['SHELL ["cmd", "/S", "/C"]\nRUN p^ip install aaa & if x (pip install bbb)', 'aaa bbb'],
    ['SHELL ["conda", "run", "-n", "x", "/bin/bash", "-c"]\nRUN { pip install aaa; }', 'aaa'],
    ['SHELL ["/usr/bin/python3", "-c"]\nRUN import os; os.system("pip install aaa")', 'aaa'],
    ['SHELL ["pip", "install"]\nRUN aaa', 'aaa'],
    ['SHELL ["pwsh", "-c"]\nFROM y\nRUN if x; then { pip install aaa; } fi', 'aaa'],
    ['ENTRYPOINT ["pip"]\nCMD ["install", "aaa"]', 'aaa'],
    ['CMD ["aaa"]\nENTRYPOINT ["pip", "install", "bbb", "-r", "a.txt"]', 'aaa bbb <a.txt'],
    ['ENTRYPOINT ["sh", "-c"]\nCMD ["pip install aaa"]', 'aaa'],
    ['ENTRYPOINT ["pip"]\nFROM y\nCMD ["install", "aaa"]', ''],
    ['ENTRYPOINT ["pip"]\nHEALTHCHECK CMD ["install", "aaa"]', ''],
    ['COPY <<E /usr/local/bin/a\n#!/bin/sh\npip install aaa\nE', 'aaa'],
    ['RUN cat <<E > /usr/local/bin/a\n#!/usr/bin/env python3\nos.system("pip install aaa")\nE', 'aaa'],
    ['COPY <<E /a/perl\n#!/usr/bin/perl\npip install aaa\nE', ''],
  ])('%s', (text, expected) => {
    expect(read('Dockerfile', `FROM x\n${text}\n`)).toBe(expected);
  });

  it('have the shell of an earlier stage', () => {
    const text = 'FROM x AS base\nSHELL ["pwsh", "-c"]\nFROM base AS next\nFROM next\nRUN if ($?) { pip install aaa }\n';
    expect(read('Dockerfile', text)).toBe('aaa');
    expect(read('Dockerfile', '# escape=`\nFROM x\nRUN if x (pip install aaa) else (pip install bbb)\n')).toBe('aaa bbb');
  });

  it.each([
    'FROM x AS y\nSHELL ["a", "b"]\n',
    'ENTRYPOINT ["pip", "install", "a"]\nCMD ["b"]\n',
    'FROM x\nENTRYPOINT ["pip", "install", "a"]\nCMD ["b"]\n',
    'RUN pip install a\n',
  ])('cost linear time: %j', (text) => {
    expect(growth((times) => `SHELL ["pip", ${'"install", '.repeat(100)}"-q"]\n${text.repeat(times)}`, 'Dockerfile', 300)).toBeLessThan(
      2.2,
    );
  });
});

import { describe, expect, it } from 'vitest';
import { expectMarked, fixesOf, judged } from '../world';

describe('an address', () => {
  it.each<[what: string, file: string, marked: string]>([
    [
      'plain http',
      'requirements.txt',
      `
-i http://pypi.acme.example/simple
   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[insecure-index]: Unencrypted HTTP lets anyone on the network change what is installed. Use HTTPS.`,
    ],
    [
      'a requirement over plain http',
      'requirements.txt',
      `
attrs @ http://acme.example/attrs-1.0.tar.gz
^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[insecure-index]: Unencrypted HTTP lets anyone on the network change what is installed. …`,
    ],
    [
      'a host without a certificate',
      'requirements.txt',
      `
--trusted-host pypi.acme.example
               ^^^^^^^^^^^^^^^^^ warning[insecure-index]: Certificate checks are off for this host. …`,
    ],
    [
      'a password',
      'requirements.txt',
      `
-i https://me:secret@pypi.acme.example/simple
   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[insecure-index]: This file contains a password or token. …`,
    ],
    [
      'a host that passes for PyPI',
      'requirements.txt',
      `
-i https://pypi.0rg/simple
   ^^^^^^^^^^^^^^^^^^^^^^^ warning[insecure-index]: The host 'pypi.0rg' looks like 'pypi.org'.`,
    ],
    [
      "a file at a host that passes for PyPI's",
      'requirements.txt',
      `
attrs @ https://files.pypihosted.org/attrs-1.0.tar.gz
^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[insecure-index]: The host 'files.pypihosted.org' looks like …`,
    ],
    [
      'a host in place of the user',
      'requirements.txt',
      `
--extra-index-url https://pypi.org:443@evil.example/simple
                  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[insecure-index]: This URL leads to 'evil.example', not to 'pypi.org'.`,
    ],
    [
      'an index of uv',
      'uv.toml',
      `
[[index]]
url = "https://pypi.org.evil.example/simple"
       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[insecure-index]: The host 'pypi.org.evil.example' looks like …`,
    ],
    [
      'a file of a lock file that comes from elsewhere than its index has it',
      'uv.lock',
      `
[[package]]
name = "attrs"
version = "24.1.0"
source = { registry = "https://pypi.org/simple" }
wheels = [{ url = "https://evil.example/attrs-24.1.0-py3-none-any.whl" }]
                   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[insecure-index]: 'attrs' has a file from 'evil.example', but the lock file says that it comes from PyPI.`,
    ],
    [
      'the same of a standard lock file',
      'pylock.toml',
      `
lock-version = "1.0"
[[packages]]
name = "attrs"
version = "24.1.0"
index = "https://pypi.org/simple"
sdist = { url = "http://mirror.example/attrs-24.1.0.tar.gz" }
                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[insecure-index]: 'attrs' has a file from 'mirror.example', but the lock file says that it comes from PyPI.`,
    ],
    [
      'a file of a lock file from PyPI without encryption',
      'uv.lock',
      `
[[package]]
name = "attrs"
version = "24.1.0"
source = { registry = "https://pypi.org/simple" }
wheels = [{ url = "http://files.pythonhosted.org/packages/a/attrs-24.1.0-py3-none-any.whl" }]
                   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[insecure-index]: Unencrypted HTTP …`,
    ],
    [
      'a file of a lock file where its index has it',
      'uv.lock',
      '[[package]]\nname = "attrs"\nversion = "24.1.0"\nsource = { registry = "https://pypi.org/simple" }\n' +
        'wheels = [{ url = "https://files.pythonhosted.org/packages/a/attrs-24.1.0-py3-none-any.whl" }]\n',
    ],
    [
      'a file of a mirror that the lock file names',
      'uv.lock',
      '[[package]]\nname = "attrs"\nversion = "24.1.0"\nsource = { registry = "https://mirror.example/simple" }\n' +
        'wheels = [{ url = "https://mirror.example/attrs-24.1.0-py3-none-any.whl" }]\n',
    ],
    ['this machine', 'requirements.txt', '-i http://localhost:3141/simple'],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: pip's own syntax
    ['a password from the environment', 'requirements.txt', '-i https://me:${TOKEN}@pypi.acme.example/simple'],
    [
      'a password in a URL without a name',
      'requirements.txt',
      `
https://me:secret@acme.example/tools.zip
^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[insecure-index]: This file contains a password or token. …`,
    ],
    [
      'a repository without a name',
      'install.sh',
      `
pip install git+https://token@acme.example/tools.git
            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[insecure-index]: This file contains a password or token. …`,
    ],
    [
      'a URL without a name over plain http',
      'requirements.txt',
      `
http://acme.example/tools.zip
^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[insecure-index]: Unencrypted HTTP …`,
    ],
    [
      'a URL without a name at a host that passes for PyPI',
      'requirements.txt',
      `
https://files.pypihosted.org/tools.zip
^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[insecure-index]: The host …`,
    ],
    [
      'a URL with a password and a variable',
      'requirements.txt',
      `
git+https://me:secret@acme.example/\${REPO}.git
                                   ^^^^^^^ warning[insecure-index]: This file contains a password or token. …`,
    ],
    [
      'a file of requirements with a password and a variable',
      'requirements.txt',
      `
-r https://me:secret@acme.example/\${FILE}
                                  ^^^^^^^ warning[insecure-index]: This file contains a password or token. …`,
    ],
    [
      'sources of uv',
      'pyproject.toml',
      `
[tool.uv.sources]
a = { url = "https://me:secret@acme.example/a.zip" }
^ warning[insecure-index]: This file contains a password or token. …
b = [{ git = "https://me:secret@acme.example/b.git", marker = "os_name == 'nt'" }]
^ warning[insecure-index]: This file contains a password or token. …`,
    ],
    ['a user of SSH without a password', 'requirements.txt', 'git+ssh://ann@acme.example/tools.git\nb @ git+ssh://ann@acme.example/b.git'],
    ['a password of tox', 'tox.ini', '[testenv]\ndeps = -i https://{env:NAME}:{env:TOKEN}@pypi.acme.example/simple\n    attrs\n'],
    ['the user of git', 'requirements.txt', 'git+ssh://git@github.com/a/b.git#egg=b'],
  ])('%s', async (_, file, marked) => {
    await expectMarked(file, marked);
  });

  it('is never shown with its credentials', async () => {
    const text = '-i https://me:secret@pypi.acme.example/simple\n-i http://me:secret@x.example/\n';
    const { diagnostics } = await judged('requirements.txt', text);
    const titles = (await fixesOf('requirements.txt', text)).map(({ title }) => title);
    expect(diagnostics.length).toBeGreaterThan(1);
    expect(JSON.stringify([diagnostics, titles])).not.toContain('secret');
  });
});

it('replaces http by https', async () => {
  const fixes = await fixesOf('requirements.txt', '-i http://me@pypi.acme.example/http:/simple  # ours\n');
  expect(fixes.filter(({ preferred }) => preferred)).toEqual([
    { title: 'Use HTTPS', preferred: true, text: '-i https://me@pypi.acme.example/http:/simple  # ours\n' },
  ]);
  expect(await fixesOf('requirements.txt', 'http://acme.example/tools.zip\n')).toContainEqual(
    expect.objectContaining({ title: 'Use HTTPS', text: 'https://acme.example/tools.zip\n' }),
  );
});

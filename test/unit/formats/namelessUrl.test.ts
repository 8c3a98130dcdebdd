import { describe, expect, it } from 'vitest';
import { formatOf } from '../../../server/src/formats/index';
import { checkManifest } from './manifestChecks';

function read(path: string, text: string): { names: string[]; unchecked: string[] } {
  const manifest = formatOf(path)?.parse(text);
  if (manifest === undefined) {
    throw new Error(`${path} has no format`);
  }
  checkManifest(text, manifest);
  return {
    names: manifest.requirements.map(({ normalizedName, specifier }) => `${normalizedName}${specifier ?? ''}`),
    unchecked: manifest.unchecked.map((unchecked) => unchecked.text),
  };
}

describe('a URL without a name', () => {
  it.each([
    ['https://files.pythonhosted.org/packages/a/b/acme_core-1.0.tar.gz', [], ['/packages/a/b/acme_core-1.0.tar.gz']],
    ['https://mirror.example/packages/acme-core-1.0.zip#sha256=00', [], ['/packages/acme-core-1.0.zip']],
    ['https://mirror.example/packages/acme%2Dcore-1.0.zip', [], ['/packages/acme%2Dcore-1.0.zip']],
    ['https://mirror.example/packages/acme-latest.zip', [], ['/packages/acme-latest.zip']],
    ['https://code.example/a/b/archive/release-1.0.zip', [], ['/a/b/archive/release-1.0.zip']],
    ['git+https://code.example/a/b.git@v1', [], ['/a/b.git@v1']],
    ['https://user:secret@code.example/a.zip?token=secret', [], ['/a.zip']],
    ['https://user:secret@code.example', [], ['https']],
    ['git+https://code.example/a#egg=acme', ['acme'], []],
    ['https://code.example/a/acm%65-1.0-py3-none-any.whl', [], ['/a/acm%65-1.0-py3-none-any.whl']],
    ['file:///a/b', [], []],
    ['./a', [], []],
  ])('%s', (url, names, unchecked) => {
    expect(read('requirements.txt', `${url}\n`)).toEqual({ names, unchecked });
    expect(read('Dockerfile', `FROM python\nRUN pip install ${url}\n`).names).toEqual(names);
  });
});

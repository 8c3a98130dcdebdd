import { describe, expect, it } from 'vitest';
import { documentOf, serviceOn } from '../features/service';

async function findingsOf(file: string, text: string): Promise<string[]> {
  const analysis = await serviceOn().service.analyse(documentOf(file, text));
  return (analysis?.findings ?? []).map(({ rule, message }) => `${rule}: ${message.slice(0, 20)}`);
}

const constraints = (...tables: string[]): string => `[tool.poetry.dependencies]\nrequests = [${tables.join(', ')}]`;
const NEW = '{ version = ">=2.33", python = ">=3.9" }';
const OLD = '{ version = "2.19.0", python = "<3.9" }';
const AFFECTED = ['vulnerable-version: requests 2.19.0 has '];

describe("an array of Poetry's constraints", () => {
  it.each<[what: string, text: string, expected: string[]]>([
    ['the first is affected', constraints(OLD, NEW), AFFECTED],
    ['another is affected', constraints(NEW, OLD), AFFECTED],
    ['two are affected', constraints(OLD, NEW, OLD), [...AFFECTED, ...AFFECTED]],
    ['none is affected', constraints(NEW, NEW), []],
    [
      'the name is said once',
      constraints('{ version = "1" }', '{ version = "2" }').replace('requests', 'reqeusts'),
      ["typosquat: 'reqeusts' looks lik"],
    ],
    [
      'malware from a repository',
      constraints('{ git = "https://github.com/a/b", python = "<3" }', '{ url = "https://x.example/a.whl" }').replace(
        'requests',
        'pycryptoenv',
      ),
      ["known-malicious: 'pycryptoenv' is mal"],
    ],
  ])('%s', async (_, text, expected) => {
    expect(await findingsOf('pyproject.toml', text)).toEqual(expected);
  });
});

describe('a package that PDM locks again with extras', () => {
  const locked = (name: string, version: string, extras: string): string =>
    `[[package]]\nname = "${name}"\nversion = "${version}"\nextras = [${extras}]\n`;

  it.each<[what: string, text: string, expected: string[]]>([
    ['is reported once', `${locked('requests', '2.19.0', '')}${locked('requests', '2.19.0', '"socks"')}`, AFFECTED],
    ['whichever comes first', `${locked('requests', '2.19.0', '"socks"')}${locked('requests', '2.19.0', '')}`, AFFECTED],
    ['alone', locked('requests', '2.19.0', '"socks"'), AFFECTED],
    [
      'in two versions',
      `${locked('requests', '2.19.0', '')}${locked('requests', '2.19.1', '"socks"')}`,
      [...AFFECTED, 'vulnerable-version: requests 2.19.1 has '],
    ],
  ])('%s', async (_, text, expected) => {
    expect(await findingsOf('pdm.lock', text)).toEqual(expected);
  });
});

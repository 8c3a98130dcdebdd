import { describe, expect, it } from 'vitest';
import { privateUseOf } from '../../../../server/src/facts/indexes/privateUse';
import type { IndexOption } from '../../../../server/src/formats/manifest/format';

const CORP = 'https://corp.example/simple/';

function option(kind: IndexOption['kind'], url?: string): IndexOption {
  return { kind, url, span: { start: 0, end: 0 } };
}

describe('the private indexes in options', () => {
  it.each<[what: string, options: IndexOption[], expected: object | undefined]>([
    ['nothing', [], undefined],
    ['the public index', [option('index', 'https://pypi.org/simple')], undefined],
    ['its old address', [option('extra-index', 'https://pypi.python.org/simple')], undefined],
    ['its test', [option('extra-index', 'https://test.pypi.org/simple')], undefined],
    ['public files', [option('find-links', 'https://files.pythonhosted.org/packages')], undefined],
    ['a public host by another scheme', [option('index', 'http://pypi.org/simple')], undefined],
    ['a strategy', [option('index-strategy', 'unsafe-best-match')], undefined],
    ['no index', [option('no-index')], {}],
    ['a private index', [option('index', CORP)], {}],
    ['a private one beside', [option('extra-index', CORP)], {}],
    ['links to private files', [option('find-links', CORP)], {}],
    ['a folder', [option('find-links', './wheels')], {}],
    ['a folder that a variable names', [option('find-links', `\${WHEELS}`)], { unknown: true }],
    ['no folder', [option('find-links')], { unknown: true }],
    ['an index without an address', [option('index')], { unknown: true }],
    ['an index that is no address', [option('extra-index', 'corp')], { unknown: true }],
    ['a host that a variable names', [option('index', `https://\${HOST}/simple`)], { unknown: true }],
    ['another configuration', [option('configuration', 'https://pypi.org/simple')], { unknown: true }],
    ['a trusted host', [option('trusted-host', 'corp.example')], {}],
    ['a trusted host without a name', [option('trusted-host')], { unknown: true }],
    ['a trusted host of a variable', [option('trusted-host', '%HOST%')], { unknown: true }],
    ['a trusted public host', [option('trusted-host', 'PyPI.org')], undefined],
    ...['pypi.org', 'pypi.python.org', 'test.pypi.org', 'files.pythonhosted.org'].map((host): [string, IndexOption[], undefined] => [
      host,
      [option('trusted-host', host)],
      undefined,
    ]),
    ['a trusted public host with a port', [option('trusted-host', 'files.pythonhosted.org:443')], undefined],
    ['a port within a name', [option('trusted-host', 'pypi.org:443.example')], {}],
    ['what is known after what is not', [option('configuration'), option('index', CORP)], {}],
    ['no index after what is not known', [option('configuration'), option('no-index')], {}],
    ['the first of two guesses', [option('configuration'), option('find-links', './wheels')], { unknown: true }],
    ['the first of two guesses, the other way', [option('find-links', './wheels'), option('configuration')], {}],
    ['the first of two hosts', [option('configuration'), option('trusted-host', 'corp.example')], { unknown: true }],
    ['an index after a strategy', [option('index-strategy', 'first-index'), option('index', CORP)], {}],
    ['an index after a public host', [option('trusted-host', 'pypi.org'), option('index', CORP)], {}],
    ['an index after a public one', [option('index', 'https://pypi.org/simple'), option('extra-index', CORP)], {}],
  ])('%s', (_what, options, expected) => {
    expect(privateUseOf(options)).toEqual(expected);
  });

  it('does not include indexes that are known to be public', () => {
    expect(privateUseOf([option('index', CORP)], new Set(['https://corp.example']))).toBeUndefined();
  });
});

import { describe, expect, it } from 'vitest';
import { read } from '../../../../server/src/analysis/limits';
import { hiddenIndexes } from '../../../../server/src/facts/indexes/hiddenIndexes';
import { formatAt } from './contexts';

const CORP = 'https://pypi.corp.example/simple';

/** The texts that tell of indexes which the readers of the file do not know. */
function hidden(name: string, text: string): (string | undefined)[] {
  const format = formatAt(name);
  return hiddenIndexes(format, text, read(text, format)[0].indexes).map(({ url }) => url);
}

describe('an index that no reader finds is in doubt', () => {
  it.each<[file: string, text: string, url?: string]>([
    ['requirements.txt', `#    pip-compile --extra-index-url ${CORP} base.in\na==1\n`, CORP],
    ['requirements.txt', `#    uv pip compile base.in --default-index=${CORP} -o requirements.txt\na==1\n`, CORP],
    ['requirements.txt', `#    python -m piptools compile --index-url=${CORP}\na==1\n`, CORP],
    ['requirements.txt', `a==1\n    # from ${CORP}\n`, CORP],
    ['a.ps1', `Set-Item -Path Env:PIP_INDEX_URL -Value "${CORP}"\npip install a\n`],
    ['.circleci/config.yml', `a:\n- run: echo 'export PIP_INDEX_URL=${CORP}' >> $BASH_ENV\n- run: pip install a\n`, CORP],
    ['.gitlab-ci.yml', 'include:\n  - project: acme/ci\n    file: a.yml\na:\n  script: pip install a\n', 'project:'],
    ['environment.yml', `variables:\n  PIP_INDEX_URL: ${CORP}\n`, CORP],
  ])('%s: %j', (file, text, url) => {
    expect(hidden(file, text)).toEqual([url]);
  });

  it('but not one that the reader of the file knows', () => {
    const text = "withCredentials([string(variable: 'UV_INDEX_URL')]) { sh 'pip install a' }\n";
    expect(read(text, formatAt('Jenkinsfile'))[0].indexes.map(({ kind, url }) => [kind, url])).toEqual([['index', undefined]]);
    expect(hidden('Jenkinsfile', text)).toEqual([]);
  });
});

it.each<[file: string, text: string]>([
  ['requirements.txt', '#    pip-compile --index-url https://pypi.org/simple base.in\na==1\n    # from https://pypi.org/simple\n'],
  ['requirements.txt', `# --extra-index-url ${CORP}\n# from here on: via a\na\n`],
  ['requirements.txt', `-i ${CORP}\na\n`],
  ['a.sh', `export PIP_INDEX_URL=${CORP}\npip install a\n`],
  ['a.sh', 'export PIP_INDEX_URL=https://test.pypi.org/simple PIP_TRUSTED_HOST=pypi.org\npip install a\n'],
  ['.gitlab-ci.yml', 'include:\n  - local: a.yml\na:\n  script: pip install a\n'],
  ['Dockerfile', 'FROM a\nENV PIP_NO_CACHE_DIR=1 PIP_NO_INDEX=0\nRUN pip install a\n'],
  ['uv.lock', `# PIP_INDEX_URL=${CORP}\nversion = 1\n`],
])('nothing is in doubt in %s: %j', (file, text) => {
  expect(hidden(file, text)).toEqual([]);
});

it.each([
  ['install: --index-url https://corp.example/simple', 'https://corp.example/simple'],
  ['INDEX_URL=https://corp.example/simple', 'https://corp.example/simple'],
  ['Index-Url: https://corp.example/simple', 'https://corp.example/simple'],
  ['task: PipAuthenticate@1', 'PipAuthenticate@'],
  ['registryUrls: x', 'registryUrls'],
  ['[python-repos]', '[python-repos]'],
  ['include:\n- project: acme/ci', 'project:'],
  ['https://dl.cloudsmith.io/x', 'dl.cloudsmith.io'],
])('a file without variables can tell of an index: %j', (text, url) => {
  const found = hiddenIndexes(formatAt('Jenkinsfile'), `${text}\n`, []);
  expect(found.map((option) => option.url)).toEqual([url]);
});

it.each(['requirements', 'constraints', 'requirements-like'])('an option in a comment of %s is switched off', (id) => {
  expect(hiddenIndexes({ id, generated: false }, `a==1\n# --extra-index-url ${CORP}\n`, [])).toEqual([]);
  expect(hiddenIndexes({ id, generated: false }, `a==1\n    # from ${CORP}\n`, []).map(({ url }) => url)).toEqual([CORP]);
  expect(hiddenIndexes({ id, generated: true }, `a==1\n    # from ${CORP}\n`, [])).toEqual([]);
});

describe('an index that was read', () => {
  const MENTIONS = Array.from({ length: 5 }, (_, i) => `index-url = https://${i}.example/simple\n`);
  const text = MENTIONS.join('');
  const spanOf = (first: number, last = first) => ({
    start: text.indexOf(MENTIONS[first]!),
    end: text.indexOf(MENTIONS[last]!) + MENTIONS[last]!.length - 1,
  });
  const hiddenBeside = (...spans: readonly { start: number; end: number }[]): string =>
    hiddenIndexes(
      formatAt('Jenkinsfile'),
      text,
      spans.map((span) => ({ kind: 'index', span })),
    )
      .map(({ url }) => /\d/.exec(url ?? '')?.[0])
      .join('');

  it.each<readonly [spans: readonly (readonly [number, number?])[], hidden: string]>([
    [[], '01234'],
    [[[0]], '1234'],
    [[[4]], '0123'],
    [[[1], [3]], '024'],
    [[[3], [1]], '024'],
    [[[4], [2], [0], [3], [1]], ''],
    // One around others ends after them.
    [[[2], [0, 3]], '4'],
    [[[0, 3], [2]], '4'],
    [[[1, 4], [0], [2]], ''],
  ])('at %j leaves %j', (spans, expected) => {
    expect(hiddenBeside(...spans.map(([first, last]) => spanOf(first, last)))).toBe(expected);
  });
});

describe('the registry of an image', () => {
  it.each<[host: string, expected: boolean]>([
    ['registry.corp.example', true],
    ['corp:5000', true],
    ['REGISTRY.corp.example:443', true],
    ['acme', false],
    ['docker.io', false],
    ['index.docker.io', false],
    ['GHCR.io', false],
    ['quay.io', false],
    ['eu.gcr.io', false],
    ['mcr.microsoft.com', false],
    ['registry.access.redhat.com', false],
    ['registry.gitlab.com', false],
  ])('%s may have a private index: %s', (host, expected) => {
    const found = expected ? [host] : [];
    expect(hidden('Dockerfile', `FROM --platform=x ${host}/acme/python:3\nRUN pip install a\n`)).toEqual(found);
    expect(hidden('.gitlab-ci.yml', `a:\n  image: "${host}/python"\n  script: pip install a\n`)).toEqual(found);
    expect(hidden('a.sh', `FROM ${host}/python\npip install a\n`)).toEqual([]);
  });

  it('is where the image is named', () => {
    const text = 'FROM python\nFROM corp.example/python\nRUN pip install a\n';
    const [image, ...others] = hiddenIndexes(formatAt('Dockerfile'), text, []);
    expect(others).toEqual([]);
    expect(image?.kind).toBe('configuration');
    expect(text.slice(image?.span.start, image?.span.end)).toBe('FROM corp.example/');
  });

  it('is said once, and not if the file names it as an index', () => {
    expect(hidden('Dockerfile', 'FROM corp.example/a\nFROM corp.example/b\nRUN pip install a\n')).toEqual(['corp.example']);
    const known = [{ kind: 'index', url: 'corp.example', span: { start: 0, end: 0 } }] as const;
    expect(hiddenIndexes(formatAt('Dockerfile'), 'FROM corp.example/a\nRUN pip install a\n', known)).toEqual([]);
  });
});

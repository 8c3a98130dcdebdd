import { beforeAll, expect, it } from 'vitest';
import { type AdvisoryIndex, compileAdvisories, openAdvisories } from '../../../server/src/advisories/compact';
import type { Project } from '../../../server/src/index/project';
import { createLanguageService } from '../../../server/src/languageService';
import { found, type Lookup, MISSING, unavailable } from '../../../server/src/lookup';
import type { NameData } from '../../../server/src/names/nameData';
import { InMemoryHost, project } from '../../inMemoryHost';
import { applied, documentOf } from '../features/service';
import { compileWorld, POPULAR, slipsOf, squatsOf } from '../names/world/smallWorld';

/*
 * The results of the rules for many requirements in a small world that never changes: findings, suppressed findings, details and fixes. `vitest run -u` rewrites
 * them. Read the difference before you commit it.
 */

let data: NameData;
let advisories: AdvisoryIndex;

const OSV = [
  ['GHSA-1', 'numpy', ['CVE-1'], '0', '1.5', 'HIGH'],
  ['PYSEC-2', 'numpy', ['CVE-1'], '0', '1.5', undefined],
  ['GHSA-3', 'numpy', [], '1.0', '2.0', 'LOW'],
  ['GHSA-4', 'attrs', ['CVE-4'], '0', undefined, 'CRITICAL'],
  ['GHSA-5', 'six', ['CVE-5'], '2.0', '3.0', 'MODERATE'],
  ['MAL-1', 'cffi', [], '0', undefined, undefined],
] as const;

beforeAll(async () => {
  ({ data } = await compileWorld('2026-11-20', (await compileWorld('2026-10-15')).previous));
  const records = OSV.map(([id, name, aliases, introduced, fixed, severity]) => ({
    id,
    aliases,
    modified: '2026-11-01T00:00:00Z',
    ...(severity && { database_specific: { severity } }),
    affected: [
      { package: { ecosystem: 'PyPI', name }, ranges: [{ type: 'ECOSYSTEM', events: [{ introduced }, ...(fixed ? [{ fixed }] : [])] }] },
    ],
  }));
  advisories = openAdvisories(compileAdvisories(records, Date.UTC(2026, 10, 20)).text);
});

const DIGEST = 'ab'.repeat(32);
const release = (version: string, uploadTime = '2020-01-01T00:00:00Z', more: object = {}) => ({
  version,
  files: [{ filename: `x-${version}.tar.gz`, hashes: { sha256: DIGEST }, uploadTime, ...more }],
});
const OLD = [
  release('1.0'),
  release('1.5', '2021-02-01T00:00:00Z'),
  release('2.0', '2022-03-01T00:00:00Z'),
  release('2.1rc1'),
  release('3.0', '2026-11-22T00:00:00Z'),
];
const YOUNG = [release('0.1', '2026-11-20T00:00:00Z')];

/** The index's answers about a name, in turns. */
const ANSWERS: readonly ((name: string) => Lookup<Project>)[] = [
  () => MISSING,
  (name) => project(name, { releases: OLD }),
  (name) => project(name, { releases: YOUNG }),
  () => unavailable('the index did not answer'),
  (name) => project(name, { releases: [release('1.0', undefined, { yanked: 'broken' }), release('2.0', undefined, { yanked: '' })] }),
  (name) => project(name, { status: 'quarantined', releases: OLD }),
  (name) => project(name, { status: 'archived', releases: OLD }),
  (name) => project(name, { status: 'deprecated', releases: OLD }),
  (name) => project(name, { releases: [] }),
];

interface Case {
  readonly file?: string;
  readonly text: string;
  readonly files?: Readonly<Record<string, string>>;
  /** The index's answers: by the position of the name, or the same for all. Absent: no lookups. */
  readonly answers?: 'in turns' | number;
  readonly isTrusted?: boolean;
}

async function said({ file = 'requirements.txt', text, files = {}, answers, isTrusted = true }: Case): Promise<readonly string[]> {
  const host = new InMemoryHost({ [file]: text, ...files });
  host.nameData = async () => data;
  host.advisoryIndex = async () => advisories;
  host.trusted = isTrusted;
  host.current = { ...host.current, offline: answers === undefined };
  if (answers !== undefined) {
    const turns = new Map<string, number>();
    host.index.project = async (name) => {
      const turn = turns.get(name) ?? (answers === 'in turns' ? turns.size : answers);
      turns.set(name, turn);
      return (ANSWERS[turn % ANSWERS.length] as (name: string) => Lookup<Project>)(name);
    };
    const owned = (owner: string, summary: string) => found({ name: 'x', version: '1', owners: [owner], links: [], summary } as never);
    host.index.metadata = async (name) =>
      owned(name.length % 4 === 0 ? 'same' : name, name.length % 3 === 0 ? 'A library that everyone copies' : name);
    host.advisories.query = async (packages) => packages.map(({ name }) => found(advisories.advisoriesFor(name)));
  }
  const service = createLanguageService(host, { rulesUri: 'file:///docs/rules', documentChanges: true });
  const document = documentOf(file, text);
  const first = await service.analyse(document);
  if (first !== undefined && answers !== undefined) {
    await service.learn(first, new AbortController().signal);
  }
  const analysis = await service.analyse(document);
  const at = (offset: number): string => {
    const { line, character } = document.positionAt(offset);
    return `${line + 1}:${character + 1}`;
  };
  const lines = (analysis?.findings ?? []).map(
    ({ rule, severity, span, message, details, targets, deprecated, label, source, records, isUnread }) => {
      const more = { details, targets, deprecated, label, source, records, isUnread };
      const kept = Object.entries(more).filter(
        ([, value]) => value !== undefined && value !== false && !(Array.isArray(value) && value.length === 0),
      );
      return `  ${at(span.start)}-${at(span.end)} ${severity} ${rule}: ${message} ${JSON.stringify(Object.fromEntries(kept))}`;
    },
  );
  const hidden = (analysis?.suppressed ?? []).map(
    ({ rule, severity, by, message }) => `  hidden ${severity} ${rule}: ${message} ${JSON.stringify(by)}`,
  );
  const range = { start: document.positionAt(0), end: document.positionAt(text.length) };
  const actions = await service.codeActions(document, range, { diagnostics: [] });
  const fixes = actions.map(
    (action) =>
      `  fix ${action.title}${action.isPreferred ? ' (preferred)' : ''}: ${JSON.stringify(changed(text, applied(document, action)))}`,
  );
  return [...lines, ...hidden, ...fixes];
}

/** The lines of a text that are not in another one. */
function changed(before: string, after: string): readonly string[] {
  const known = new Set(before.split('\n'));
  const left = after.split('\n').filter((line) => !known.has(line));
  return left.length > 0 ? left : [`${before.split('\n').length - after.split('\n').length} lines less`];
}

const list = (names: readonly string[]): string => names.map((name) => `${name}\n`).join('');
const kinds = (specifier: string): readonly string[] =>
  ['numpy', 'attrs', 'six', 'cffi', 'idna', 'no-such-thing', 'pyyaml'].map((name) => `${name}${specifier}`);
const SLIPS = POPULAR.slice(0, 14).flatMap((name, i) => [slipsOf(name, i * 3)[i % 6] ?? name, squatsOf(name, i)[i % 12] ?? name]);
const CORP = 'https://corp.example/simple';

const CASES: Readonly<Record<string, Case>> = {
  'slips, offline': { text: list(SLIPS) },
  'slips, as the index knows them': { text: list(SLIPS), answers: 'in turns' },
  'slips, all absent': { text: list(SLIPS.slice(0, 10)), answers: 0 },
  'slips, all old': { text: list(SLIPS.slice(0, 10)), answers: 1 },
  'slips, all young': { text: list(SLIPS.slice(0, 10)), answers: 2 },
  'names of modules': {
    text: list(['yaml', 'attr', 'pkg-resources', 'pkg_resources<80', 'tomllib', 'asyncore', 'urllib', 'argparse', 'Yaml==1.0']),
  },
  'names of modules that the index has': { text: list(['yaml', 'tomllib', 'asyncore']), answers: 1 },
  'names of modules that it has not': { text: list(['yaml', 'tomllib', 'asyncore']), answers: 0 },
  'malware and what continues others': {
    text: list(['pycryptoenv', 'pycryptoenv==1.0', 'pycrypto', 'pycrypto==2.6', 'requеsts', 'numру', 'cffi==1']),
  },
  'malware, as the index knows it': { text: list(['pycryptoenv', 'pycryptoenv==1.0', 'cffi==1', 'cffi']), answers: 'in turns' },
  ...Object.fromEntries(
    ['', '==1.0', '==1.5', '==2.1rc1', '==3.0', '==9.9', '>=1,<2', '<2', '>=2.0', '~=1.0', '===1.0', '!=1.0', '==1.*'].map(
      (specifier, i) => [`versions by specifier ${i}`, { text: list(kinds(specifier)), answers: 1 }],
    ),
  ),
  'versions, in turns': { text: list(POPULAR.slice(0, 18).map((name) => `${name}==1.0`)), answers: 'in turns' },
  'versions, offline': { text: list(kinds('==1.0')) },
  hashes: {
    text: list([
      `numpy==2.0 --hash=sha256:${DIGEST}`,
      `six==1.0 --hash=sha256:${'00'.repeat(32)}`,
      `idna==1.0 --hash=md5:${'0'.repeat(32)}`,
      'attrs==1.0',
      `pyyaml>=1 --hash=sha256:${DIGEST}`,
    ]),
    answers: 1,
  },
  'hashes that are asked for': {
    text: `--require-hashes\n${list(['numpy==2.0', `six==1.0 --hash=sha256:${DIGEST}`])}`,
    answers: 1,
    files: { 'lookalike.toml': '[rules]\nmissing-hash = "warning"\nunpinned = "hint"\n' },
  },
  unpinned: {
    text: list(['numpy', 'numpy>=1', 'numpy==1.*', 'numpy==2.0', 'numpy===2.0', 'x @ https://x.example/x.zip']),
    files: { 'lookalike.toml': '[rules]\nunpinned = "warning"\nmissing-hash = "information"\n' },
  },
  'private names': {
    text: list(['acme-core', 'acme-cores', 'requests', 'reqeusts', 'pycryptoenv', 'globex-x']),
    files: { 'lookalike.toml': 'private = ["acme-core", "globex-*", "reqeusts", "pycryptoenv"]\n' },
    answers: 1,
  },
  'private names beside another index': {
    text: `--extra-index-url ${CORP}\n${list(['acme-core', 'requests', 'unheard-of'])}`,
    files: { 'lookalike.toml': 'private = ["acme-core", "requests"]\n' },
    answers: 1,
  },
  'private names with one index': {
    text: `-i ${CORP}\n${list(['acme-core', 'requests', 'unheard-of'])}`,
    files: { 'lookalike.toml': 'private = ["acme-core", "requests"]\n' },
    answers: 0,
  },
  'indexes without encryption': {
    text: list([
      '-i http://a.example/simple',
      '--extra-index-url http://localhost/simple',
      '--trusted-host b.example',
      '-f http://c.example/links',
      '--extra-index-url https://ann:secret@d.example/s',
      'x @ http://e.example/x.zip',
      'git+http://f.example/y.git#egg=y',
      'numpy',
    ]),
  },
  'a strategy': {
    file: 'pyproject.toml',
    text: `[project]\nname = "x"\ndependencies = ["acme-core"]\n[tool.uv]\nindex-strategy = "unsafe-best-match"\n[[tool.uv.index]]\nname = "corp"\nurl = "${CORP}"\n`,
    files: { 'lookalike.toml': 'private = ["acme-*"]\n' },
    answers: 1,
  },
  'another strategy': { file: 'uv.toml', text: `index-strategy = "unsafe-first-match"\n[[index]]\nurl = "${CORP}"\n` },
  'a primary index of Poetry': {
    file: 'pyproject.toml',
    text: `[tool.poetry]\nname = "x"\n[tool.poetry.dependencies]\nacme-core = "^1"\nnumpy = "^1.0"\n[[tool.poetry.source]]\nname = "corp"\nurl = "${CORP}"\npriority = "supplemental"\n`,
    files: { 'lookalike.toml': 'private = ["acme-*"]\n' },
    answers: 1,
  },
  comments: {
    text: list([
      'yaml  # lookalike: ignore',
      'yaml  # lookalike: ignore[import-name]',
      'yaml  # lookalike: ignore[typosquat]',
      'yaml  # lookalike: ignore[import-nam, CVE-1]',
      'numpy==1.0  # lookalike: ignore[CVE-1]',
      'numpy==1.0  # lookalike: ignore[CVE-1, ghsa-3]',
      'numpy==1.0  # lookalike: ignore[vulnerable-version]',
      'pycryptoenv  # lookalike: ignore',
      'cffi==1  # lookalike: ignore[MAL-1]',
      '# lookalike: ignore',
      'yaml',
    ]),
    answers: 1,
  },
  'comments that no one trusts': { text: list(['yaml  # lookalike: ignore', 'pycryptoenv  # lookalike: ignore']), isTrusted: false },
  configured: {
    text: list(['yaml', 'attr', 'numpy==1.0', 'pycryptoenv', 'reqeusts', 'six==2.0']),
    answers: 1,
    files: {
      'lookalike.toml':
        'trust = ["attr", { name = "reqeusts", reason = "ours", until = 2027-01-01 }]\naccept = [{ id = "CVE-1", reason = "no" }, { id = "CVE-5", package = "numpy" }]\n[rules]\nimport-name = "error"\nknown-malicious = "hint"\n',
    },
  },
  'switched off': {
    text: list(['yaml', 'reqeusts', 'no-such-thing-1', 'numpy==1.0', 'pycryptoenv']),
    answers: 0,
    files: {
      'lookalike.toml':
        '[rules]\nimport-name = "off"\ntyposquat = "off"\nunknown-package = "off"\nvulnerable-version = "off"\nknown-malicious = "off"\nproject-status = "off"\n',
    },
  },
  'a broken configuration': { text: list(['yaml', 'pycryptoenv']), files: { 'lookalike.toml': 'trust = ["yaml"\n' } },
  'a configuration': { file: 'lookalike.toml', text: 'trust = ["-", "yaml"]\nnonsense = 1\n[rules]\ntyposquad = "off"\n' },
  'what is not read': {
    text: list([
      '# coding: utf-7',
      '-r https://x.example/more.txt',
      '-r gone.txt',
      '-r ../out.txt',
      '-c self.txt',
      '$'.concat('{NAME}'),
      'a b c',
      'numpy==',
      '--unknown',
    ]),
    files: { 'self.txt': '-r requirements.txt\n' },
  },
  'the same twice': { text: list(['yaml', 'YAML', 'yaml==1', 'numpy==1.0', 'numpy==2.0']), answers: 1 },
  'a lock file': {
    file: 'poetry.lock',
    text: list([
      '[[package]]',
      'name = "numpy"',
      'version = "1.0"',
      '',
      '[[package]]',
      'name = "reqeusts"',
      'version = "1.0"',
      '[package.dependencies]',
      'numpy = "*"',
    ]),
    files: { 'pyproject.toml': '[tool.poetry]\nname = "x"\n[tool.poetry.dependencies]\nreqeusts = "*"\n' },
    answers: 1,
  },
  'names that no index has': {
    text: list(['no-such-thing-1', 'requestsss', 'acme.core', 'numpyy-utilz', 'django-alauth', 'google-cloud-storge', 'types-requestss']),
    answers: 0,
  },
  'a name that was removed': {
    text: list(
      POPULAR.slice(0, 150)
        .flatMap((name, i) => slipsOf(name, i + 7))
        .filter((_, i) => i % 40 === 0),
    ),
    answers: 0,
  },
};

it.each(Object.entries(CASES))('the results for %s are as before', async (what, given) => {
  const lines = await said(given);
  await expect(`${[given.text, ...lines].join('\n')}\n`).toMatchFileSnapshot(`answers/${what.replace(/[^a-z0-9]+/gi, '-')}.txt`);
});

import { expect, it } from 'vitest';
import { followIncludes, includeReader, includeTargets, readableTarget, readingOnce } from '../../../server/src/facts/includes';
import { requirements } from '../../../server/src/formats/files/requirements';
import { found, type Lookup, MISSING, unavailable } from '../../../server/src/lookup';
import { ROOT } from '../../inMemoryHost';
import { documentOf, serviceOn } from '../features/service';

const chain = (length: number): Record<string, string> =>
  Object.fromEntries(
    Array.from({ length }, (_, i) => [`x${i + 1}.dat`, i + 1 === length ? 'pycryptoenv\n' : `-r x${i + 2}.dat\n`] as const),
  );

it.each<[string, string, Record<string, string>, [string, string, string][]]>([
  ['a file by its URL', `-r ${ROOT}/sub/more.dat`, { 'sub/more.dat': '' }, []],
  ['a file by its URL with a host', '-r FILE://localhost/project/a%20b.dat', { 'a%20b.dat': '' }, []],
  ['a file that is not there, by its URL', `-r ${ROOT}/no.txt`, {}, [['invalid-requirement', 'error', `${ROOT}/no.txt`]]],
  ['a file outside, by its URL', '-r file:///etc/passwd', {}, [['not-checked', 'warning', 'file:///etc/passwd']]],
  ['a file outside', '-c ../more.txt', {}, [['not-checked', 'warning', '../more.txt']]],
  ['the web', '-r https://example.org/r.txt', {}, [['not-checked', 'warning', 'https://example.org/r.txt']]],
  ['another scheme', '-c ftp://example.org/r.txt', {}, [['not-checked', 'warning', 'ftp://example.org/r.txt']]],
  [
    'the web, with a password',
    '-c https://ann:PASSWORD@example.org/r.txt',
    {},
    [
      ['insecure-index', 'warning', 'https://ann:PASSWORD@example.org/r.txt'],
      ['not-checked', 'warning', 'https://ann:PASSWORD@example.org/r.txt'],
    ],
  ],
  ['a chain of 50', '-r x1.dat', chain(50), []],
  ['a chain of 51', '-r x1.dat', chain(51), [['not-checked', 'warning', 'x1.dat']]],
  ['half a character', '-r \ud83d.txt', {}, [['invalid-requirement', 'error', '\ud83d.txt']]],
])('%s', async (_name, text, files, expected) => {
  const { service } = serviceOn(files);
  const document = documentOf('requirements.txt', text);
  const found = await service.diagnostics(document);
  const severities = ['', 'error', 'warning', 'information'];
  expect(found.map(({ code, severity = 0, range }) => [code, severities[severity], document.getText(range)])).toEqual(expected);
  expect(JSON.stringify(found)).not.toContain('PASSWORD');
});

it('a scan reads a chain to its end, however long it is', async () => {
  const { host, service } = serviceOn({ 'requirements.txt': '-r x1.dat\n', ...chain(120) });
  const { results } = await service.scan([ROOT], { exclude: [], signal: new AbortController().signal, online: false });
  expect(results).toHaveLength(121);
  expect(results.flatMap(({ findings }) => findings).map(({ rule }) => rule)).toContain('known-malicious');
  // Each file is read for itself, once for its includes and once for its index options.
  expect(host.workspace.reads.length).toBeLessThan(4 * 121);
});

it('a scan reports the included files that it did not check, without their passwords', async () => {
  const { service } = serviceOn({ 'requirements.txt': '-r https://ann:PASSWORD@example.org/r.txt\n-r ../up.txt\n' });
  const {
    results: [result],
  } = await service.scan([ROOT], { exclude: [], signal: new AbortController().signal, online: false });
  expect(result?.notChecked.map(({ name }) => name)).toEqual(['https://***@example.org/r.txt', '../up.txt']);
});

it.each(['requirements.txt', 'zz/requirements.txt'])(
  'a scan reads a file of bare names that is called deps.txt where %s includes it',
  async (from) => {
    const { service } = serviceOn({ 'deps.txt': 'pycryptoenv\n', [from]: `-r ${from === 'requirements.txt' ? '' : '../'}deps.txt\n` });
    const { results } = await service.scan([ROOT], { exclude: [], signal: new AbortController().signal, online: false });
    expect(results.flatMap(({ uri, findings }) => findings.map(({ rule }) => [uri, rule]))).toEqual([
      [`${ROOT}/deps.txt`, 'known-malicious'],
    ]);
  },
);

it.each<[what: string, lookup: Lookup<string>, failure: string | undefined]>([
  ['there', found(''), undefined],
  ['missing', MISSING, 'missing'],
  ['unreadable', unavailable('it is no text'), 'unreadable'],
])('an included file that is %s', async (_what, lookup, failure) => {
  const manifest = requirements.parse('-r more.txt');
  const reader = { readTargets: async () => (lookup.kind === 'found' ? found([]) : lookup), isInside: () => true };
  const facts = await followIncludes(`${ROOT}/requirements.txt`, manifest, reader);
  expect(facts.map((fact) => [fact.uri, fact.failure])).toEqual([[`${ROOT}/more.txt`, failure]]);
});

it('an included file that includes itself, or another one twice, is read once', async () => {
  const reads: string[] = [];
  const includes: Record<string, readonly string[]> = { 'a.txt': ['a.txt', 'b.txt', 'b.txt'], 'b.txt': ['a.txt', 'b.txt'] };
  const readTargets = async (uri: string) => {
    const name = uri.slice(ROOT.length + 1);
    reads.push(name);
    return found((includes[name] ?? []).map((target) => [`${ROOT}/${target}`]));
  };
  const facts = await followIncludes(`${ROOT}/requirements.txt`, requirements.parse('-r a.txt'), { readTargets, isInside: () => true });
  expect(facts.map(({ failure }) => failure)).toEqual([undefined]);
  expect(reads).toEqual(['a.txt', 'b.txt']);
});

it('a file can be read even if it is circular, too deep, or of another kind', () => {
  const include = requirements.parse('-r more.txt').includes[0] as Parameters<typeof readableTarget>[0]['include'];
  const failures = [undefined, 'cycle', 'too-deep', 'other-kind', 'missing', 'unreadable', 'outside', 'remote', 'unknown-folder'] as const;
  const readable = failures.filter((failure) => readableTarget({ include, uri: ROOT, failure }) === ROOT);
  expect(readable).toEqual([undefined, 'cycle', 'too-deep', 'other-kind']);
});

it('reads at most 500 files, however many are included', async () => {
  const of = async (count: number) => {
    const text = Array.from({ length: count }, (_, i) => `-r x${i}.txt\n`).join('');
    const reader = { readTargets: async () => found([]), isInside: () => true };
    const facts = await followIncludes(`${ROOT}/requirements.txt`, requirements.parse(text), reader);
    return facts.map(({ failure }) => failure);
  };
  expect(await of(500)).toEqual(Array.from({ length: 500 }, () => undefined));
  expect(await of(501)).toEqual([...Array.from({ length: 500 }, () => undefined), 'too-deep']);
});

it('reads the targets of at most 500 lines of an included file, each relative to it', async () => {
  const text = Array.from({ length: 501 }, (_, i) => `-r x${i}.txt\n`).join('');
  const reader = includeReader({ readFile: async () => found(text), isInside: (uri) => uri === ROOT }, async (read) =>
    requirements.parse(read),
  );
  const targets = await reader.readTargets(`${ROOT}/sub/more.txt`);
  expect(targets.kind === 'found' && targets.value).toHaveLength(500);
  expect(targets.kind === 'found' && targets.value[0]).toEqual([`${ROOT}/sub/x0.txt`]);
  expect([reader.isInside(ROOT), reader.isInside('file:///')]).toEqual([true, false]);
});

it.each([MISSING, unavailable('it is a folder')])('reads no targets of a file that is %j', async (lookup) => {
  const reader = includeReader({ readFile: async () => lookup, isInside: () => true }, async () => requirements.parse(''));
  expect(await reader.readTargets(`${ROOT}/x`)).toEqual(lookup);
});

it('reads each file once for a scan', async () => {
  const reads: string[] = [];
  const readTargets = async (uri: string) => {
    reads.push(uri);
    return found([]);
  };
  const once = readingOnce({ readTargets, isInside: (uri) => uri === 'a' });
  await once.readTargets('a');
  expect(await once.readTargets('a')).toEqual(found([]));
  await once.readTargets('b');
  expect(reads).toEqual(['a', 'b']);
  expect([once.isInside('a'), once.isInside('b')]).toEqual([true, false]);
});

it.each<[path: string, tries: readonly string[] | undefined, targets: readonly string[]]>([
  ['more.txt', undefined, ['file:///a/b/more.txt']],
  ['../more.txt', undefined, ['file:///a/more.txt']],
  ['sub\\more.txt', undefined, ['file:///a/b/sub/more.txt']],
  ['/x/more.txt', undefined, ['file:///x/more.txt']],
  ['c:\\x\\more.txt', undefined, ['file:///c%3A/x/more.txt']],
  ['file:///x/more.txt?a#b', undefined, ['file:///x/more.txt']],
  ['file://host/x/more.txt', undefined, ['file://host/x/more.txt']],
  ['file:////x', undefined, []],
  ['', undefined, []],
  ['\u0024{A}/more.txt', undefined, []],
  ['https://a.example/more.txt', undefined, []],
  ['more.txt', ['more.txt'], ['file:///a/b/more.txt', 'file:///a/more.txt', 'file:///more.txt']],
  [
    'more.txt',
    ['x/more.txt', 'more.txt'],
    ['x/more.txt', 'more.txt'].flatMap((each) => [`file:///a/b/${each}`, `file:///a/${each}`, `file:///${each}`]),
  ],
  ['more.txt', [], []],
])('%s with %j may mean %j', (path, tries, targets) => {
  expect(includeTargets('file:///a/b/requirements.txt', { path, ...(tries && { tries }) } as never)).toEqual(targets);
});

it('looks in at most 16 folders upwards', () => {
  const of = (depth: number) => includeTargets(`file:///${'a/'.repeat(depth)}x.sh`, { path: 'x', tries: ['more.txt'] } as never).length;
  expect([of(14), of(15), of(16), of(20)]).toEqual([15, 16, 16, 16]);
});

it.each<[include: object, lookup: Lookup<string>, isInside: boolean, failure: string | undefined, leadsTo: string | undefined]>([
  [{}, found(''), true, undefined, 'more.txt'],
  [{}, MISSING, true, 'missing', 'more.txt'],
  [{}, found(''), false, 'outside', 'more.txt'],
  [{ path: 'requirements.txt' }, found(''), true, 'cycle', 'requirements.txt'],
  [{ path: 'https://a.example/more.txt' }, found(''), true, 'remote', undefined],
  [{ isWritten: true }, MISSING, true, undefined, undefined],
  [{ isWritten: true }, found(''), false, undefined, undefined],
  [{ isWritten: true }, unavailable('it is a folder'), true, 'unreadable', 'more.txt'],
  [{ isCalled: true }, found(''), true, undefined, 'more.txt'],
  [{ isCalled: true, path: 'requirements.txt' }, found(''), true, undefined, undefined],
  [{ isCalled: true }, MISSING, true, undefined, undefined],
  [{ isCalled: true }, found(''), false, undefined, undefined],
  [{ isCalled: true }, unavailable('it is a folder'), true, undefined, undefined],
  [{ tries: ['more.txt'] }, MISSING, true, 'unknown-folder', 'more.txt'],
  [{ tries: ['more.txt'] }, unavailable('it is a folder'), true, 'unknown-folder', 'more.txt'],
  [{ tries: [] }, MISSING, true, 'unknown-folder', undefined],
  [{ path: '' }, MISSING, true, undefined, undefined],
  [{ path: '\u0024{A}' }, MISSING, true, undefined, undefined],
])('an include like %j with %j, inside: %s, fails as %s, and leads to %s', async (more, lookup, isInside, failure, leadsTo) => {
  const [include] = requirements.parse('-r more.txt').includes;
  const reader = { readTargets: async () => (lookup.kind === 'found' ? found([]) : lookup), isInside: () => isInside };
  const [fact] = await followIncludes(`${ROOT}/requirements.txt`, { includes: [{ ...include, ...more }] } as never, reader);
  expect([fact?.failure, fact?.uri]).toEqual([failure, leadsTo && `${ROOT}/${leadsTo}`]);
});

it.each([
  [499, undefined],
  [500, 'too-deep'],
])('a script that is called after %i other files fails as %s', async (count, failure) => {
  const [include] = requirements.parse('-r more.txt').includes;
  const includes = Array.from({ length: count + 1 }, (_, i) => ({ ...include, path: `x${i}.sh`, isCalled: true }));
  const facts = await followIncludes(`${ROOT}/a.sh`, { includes } as never, { readTargets: async () => found([]), isInside: () => true });
  expect(facts.at(-1)?.failure).toBe(failure);
});

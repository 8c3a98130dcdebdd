import { beforeEach, describe, expect, it } from 'vitest';
import type { Advisory } from '../../../../server/src/advisories/advisory';
import { ConfigurationStore } from '../../../../server/src/configuration/store';
import { type IndexStrategy, type RouteOptions, routeNames } from '../../../../server/src/facts/indexes/indexRoutes';
import { familyLeaders } from '../../../../server/src/facts/packages/familyOwners';
import { PackageFactStore } from '../../../../server/src/facts/packages/packageFactStore';
import type { FactScope, Question } from '../../../../server/src/facts/packages/question';
import type { IndexOption } from '../../../../server/src/formats/manifest/format';
import type { ProjectMetadata } from '../../../../server/src/index/project';
import { SafeUrl } from '../../../../server/src/index/safeUrl';
import { found, MISSING, unavailable } from '../../../../server/src/lookup';
import { InMemoryHost, project, ROOT, realAdvisories, realNameData } from '../../../inMemoryHost';

const MINUTE = 60_000;
const NEVER = new AbortController().signal;

let host: InMemoryHost;
let store: PackageFactStore;
let scope: FactScope;

const address = (text: string): SafeUrl => SafeUrl.parse(text) as SafeUrl;

/** A scope of the settings of `host`. */
async function scopeWith(more: Partial<RouteOptions> = {}, indexStrategy: IndexStrategy = 'first-index'): Promise<FactScope> {
  const configuration = await new ConfigurationStore(host).of(`${ROOT}/requirements.txt`);
  const data = await realNameData();
  const routes = routeNames({
    fileOptions: [],
    userSources: [],
    defaultIndex: address('https://pypi.org'),
    isAllowedOrigin: () => true,
    isPrivateName: (name) => configuration.isPrivate(name),
    isListedName: (name) => data.exists(name),
    indexStrategy,
    ...more,
  });
  return { configuration, routes };
}

function ask(name: string, more: Partial<Question> = {}): Question {
  return { normalizedName: name, pinned: false, explicit: false, ...more };
}

const learn = (questions: readonly Question[], of = scope, signal = NEVER, onNews?: () => void): Promise<boolean> =>
  store.learn(questions, of, signal, onNews);
const factsOf = (name: string, of = scope) => store.facts({ normalizedName: name }, of);

const extra = (url: string): IndexOption => ({ kind: 'extra-index', url, span: { start: 0, end: 1 } }) as IndexOption;

beforeEach(async () => {
  host = new InMemoryHost();
  host.current = { ...host.current, offline: false };
  store = new PackageFactStore(host, await realNameData(), await realAdvisories());
  scope = await scopeWith();
});

describe('an answer of the index', () => {
  it.each([
    ['found', project('flask'), 10 * MINUTE],
    ['missing', MISSING, 10 * MINUTE],
    ['no answer', unavailable('down'), MINUTE],
    ['an old one', found({ name: 'flask', status: 'active', releases: [] } as const, { why: 'down' }), MINUTE],
  ])('that is %s is asked for again after its time', async (_, answer, time) => {
    host.index.projects.set('flask', answer);
    await learn([ask('flask', { pinned: true })]);
    expect(host.index.asked).toEqual(['flask']);
    host.time += time - 1;
    await learn([ask('flask', { pinned: true })]);
    expect(host.index.asked).toEqual(['flask']);
    host.time += 1;
    await learn([ask('flask', { pinned: true })]);
    expect(host.index.asked).toEqual(['flask', 'flask']);
  });

  it('is the same for parallel callers, until it expires', async () => {
    host.index.projects.set('flask', project('flask'));
    const at = { normalizedName: 'flask' };
    expect(await store.project(at, scope, NEVER)).toEqual(project('flask'));
    host.index.projects.set('flask', project('flask', { status: 'quarantined' }));
    host.time += 10 * MINUTE - 1;
    expect(await store.project(at, scope, NEVER)).toEqual(project('flask'));
    host.time += 1;
    expect(await store.project(at, scope, NEVER)).toMatchObject({ value: { status: 'quarantined' } });
    expect(factsOf('flask').project).toMatchObject({ value: { status: 'quarantined' } });
  });

  it('is news once, and again if it changes', async () => {
    host.index.projects.set('flask', project('flask'));
    const before = store.revision;
    const news: string[] = [];
    expect(await learn([ask('flask', { pinned: true })], scope, NEVER, () => news.push('news'))).toBe(true);
    expect(news.length).toBeGreaterThan(0);
    expect(store.revision).toBeGreaterThan(before);
    expect(store.hasNews(ask('flask'), before)).toBe(true);
    expect(store.hasNews(ask('flask'), store.revision)).toBe(false);
    expect(store.hasNews(ask('django'), before)).toBe(false);
    host.advisories.known.set('flask', found([]));
    host.time += 10 * MINUTE;
    await learn([ask('flask', { pinned: true })]);
    const after = store.revision;
    host.time += 10 * MINUTE;
    expect(await learn([ask('flask', { pinned: true })], scope, NEVER, () => news.push('again'))).toBe(false);
    expect(news).not.toContain('again');
    expect(store.revision).toBe(after);
    host.index.projects.set('flask', MISSING);
    host.time += 10 * MINUTE;
    expect(await learn([ask('flask', { pinned: true })])).toBe(true);
    expect(store.hasNews(ask('flask'), after)).toBe(true);
  });

  it('is news from each service', async () => {
    const again = (): Promise<boolean> => {
      host.time += 10 * MINUTE;
      return learn([ask('flask', { pinned: true })]);
    };
    host.index.projects.set('flask', project('flask'));
    host.advisories.known.set('flask', found([]));
    await again();
    expect(await again()).toBe(false);
    host.advisories.known.set('flask', found([{ id: 'GHSA-1', aliases: [], ranges: [], versions: [] }]));
    expect(await again()).toBe(true);
    expect(await again()).toBe(false);
    host.index.projects.set('flask', project('flask', { status: 'archived' }));
    expect(await again()).toBe(true);
    expect(await again()).toBe(false);
  });

  it('that comes too late is not remembered', async () => {
    const gone = new AbortController();
    host.index.project = async (name) => {
      gone.abort();
      return project(name);
    };
    host.advisories.query = async (packages) => packages.map(() => found([]));
    expect(await learn([ask('flask', { pinned: true })], scope, gone.signal)).toBe(false);
    expect(factsOf('flask')).toMatchObject({ wasAsked: false, project: { kind: 'unavailable' }, advisories: { stale: {} } });
    await store.project({ normalizedName: 'flask' }, scope, gone.signal);
    expect(factsOf('flask').wasAsked).toBe(false);
  });

  it('is not awaited if files have new index options', async () => {
    await learn([ask('flask', { pinned: true })], { ...scope, isCurrent: () => false });
    expect(host.index.asked).toEqual([]);
  });

  it('belongs to one index, and another index has its own', async () => {
    host.index.projects.set('flask', project('flask'));
    const other = await scopeWith({ fileOptions: [extra('https://acme.example/simple')] });
    await learn([ask('flask', { pinned: true })]);
    expect(factsOf('flask').wasAsked).toBe(true);
    expect(factsOf('flask', other).wasAsked).toBe(false);
    expect(factsOf('flask', await scopeWith({}, 'best-match')).wasAsked).toBe(false);
  });
});

describe('the requests to the index', () => {
  it.each<[what: string, question: Question, isAsked: boolean]>([
    ['a pinned name', ask('flask', { pinned: true }), true],
    ['a name that looks like another', ask('reqeusts'), true],
    ['a name that no list has', ask('no-such-name-anywhere-1'), true],
    ['malware', ask('pycryptoenv', { pinned: true }), false],
  ])('%s', async (_, question, isAsked) => {
    await learn([question]);
    expect(host.index.asked.includes(question.normalizedName)).toBe(isAsked);
  });

  it('are only these after the status of many names was looked up', async () => {
    const data = await realNameData();
    const plain = Array.from({ length: 400 }, (_, i) => data.popular.nameAt(i + 1) as string)
      .filter((name) => !data.isMalicious(name) && factsOf(name).resemblances.length === 0)
      .slice(0, 200);
    await learn(plain.map((name) => ask(name)));
    expect(host.index.asked).toEqual(plain);
    host.index.asked.length = 0;
    const listed = 'simplejson';
    const suspect = plain
      .flatMap((name) => [...name].map((_, i) => name.slice(0, i) + name.slice(i + 1)))
      .find((name) => data.exists(name) && !data.isMalicious(name) && factsOf(name).resemblances.length === 1) as string;
    expect(suspect).toBeDefined();
    const questions = [ask(listed), ask('zqxw-nobody-has-this', { explicit: true }), ask(suspect), ask('no-such-name-anywhere-1')];
    await learn(questions);
    expect(host.index.asked).toEqual([suspect, 'no-such-name-anywhere-1']);
    expect(factsOf(listed).project).toEqual(unavailable('too many names were looked up within ten minutes'));
    await learn([ask(listed, { pinned: true })]);
    expect(host.index.asked).not.toContain(listed);
    host.time += MINUTE;
    await learn([ask(listed, { pinned: true })]);
    expect(host.index.asked.at(-1)).toBe(listed);
  });

  it('are for at most 200 statuses in ten minutes, also of several files', async () => {
    const data = await realNameData();
    const plain = Array.from({ length: 400 }, (_, i) => data.popular.nameAt(i + 1) as string)
      .filter((name) => !data.isMalicious(name) && factsOf(name).resemblances.length === 0)
      .slice(0, 202);
    const files = [plain.slice(0, 150), plain.slice(150, 201)];
    for (const name of plain) {
      host.index.projects.set(name, project(name));
    }
    for (const file of files) {
      await learn(file.map((name) => ask(name)));
    }
    expect(host.index.asked).toEqual(plain.slice(0, 200));
    host.time += 10 * MINUTE - 1;
    await learn([ask(plain[201] as string)]);
    expect(host.index.asked).toHaveLength(200);
    host.time += 1;
    // Those that were left out come first.
    await learn(files.flat().map((name) => ask(name)));
    expect(host.index.asked.slice(200, 202)).toEqual([plain[200], plain[0]]);
    expect(host.index.asked).toHaveLength(400);
  });

  it('have no result if they are not needed any more', async () => {
    const names = Array.from({ length: 201 }, (_, i) => `zqxw-nobody-has-this-${i}`);
    const gone = new AbortController();
    host.index.project = async () => {
      gone.abort();
      return MISSING;
    };
    await learn(
      names.map((name) => ask(name, { explicit: true })),
      scope,
      gone.signal,
    );
    const why = new Set(names.map((name) => factsOf(name).project));
    expect([...why]).toEqual(names.map(() => unavailable('the index was not contacted')));
  });

  it('are six at once', async () => {
    const { project: answer } = host.index;
    let open = 0;
    let most = 0;
    host.index.project = async (...asked) => {
      most = Math.max(most, ++open);
      await new Promise(setImmediate);
      open--;
      return answer.apply(host.index, asked);
    };
    await learn(Array.from({ length: 20 }, (_, i) => ask(`no-such-name-anywhere-${i}`)));
    expect(most).toBe(6);
    expect(host.index.asked).toHaveLength(20);
  });

  it('are absent offline', async () => {
    host.current = { ...host.current, offline: true };
    const offline = await scopeWith();
    await learn([ask('flask', { pinned: true }), ask('reqeusts')], offline);
    expect([host.index.asked, host.advisories.asked]).toEqual([[], []]);
    expect(factsOf('reqeusts', offline)).toMatchObject({
      project: { kind: 'unavailable', why: 'Lookalike is in offline mode' },
      kinship: { kind: 'unavailable', why: 'Lookalike is in offline mode' },
      advisories: { stale: { why: 'Lookalike is in offline mode' } },
    });
    expect(store.problem).toBeUndefined();
  });

  it('have each name once', async () => {
    await learn([ask('flask', { pinned: true }), ask('flask', { pinned: true }), ask('flask')]);
    expect(host.index.asked).toEqual(['flask']);
    expect(host.advisories.asked).toEqual([['flask']]);
  });

  it('leaves private names out', async () => {
    host.current = { ...host.current, private: ['acme-*'] };
    const own = await scopeWith();
    await learn([ask('acme-core', { pinned: true })], own);
    expect([host.index.asked, host.advisories.asked]).toEqual([[], []]);
    expect(factsOf('acme-core', own).wasAsked).toBe(false);
    expect(factsOf('acme-core', own).project).toEqual(unavailable('private names are not sent to the public index'));
  });
});

describe('the requests to the advisory database', () => {
  const told = () => host.advisories.asked.flat();

  it.each<[what: string, name: string, options: Partial<RouteOptions>, indexName: string | undefined, isTold: boolean]>([
    ['any name where there is only the public index', 'no-such-name-anywhere-1', {}, undefined, true],
    ['a listed name beside a private index', 'flask', { fileOptions: [extra('https://acme.example/simple')] }, undefined, true],
    [
      'no other name beside a private index',
      'no-such-name-anywhere-1',
      { fileOptions: [extra('https://acme.example/simple')] },
      undefined,
      false,
    ],
    ['no other name that a file sends to an index', 'no-such-name-anywhere-1', {}, 'https://acme.example/simple', false],
    ['a name that a file sends to PyPI', 'no-such-name-anywhere-1', {}, 'https://pypi.org/simple', true],
  ])('%s', async (_, name, options, indexName, isTold) => {
    await learn([ask(name, { indexName })], await scopeWith(options));
    expect(told().includes(name)).toBe(isTold);
  });

  it("have no misspelled private names, unless the database is the user's own", async () => {
    host.current = { ...host.current, private: ['acme-core'] };
    await learn([ask('acme-cores')], await scopeWith());
    expect(told()).toEqual([]);
    host.current = { ...host.current, advisoriesUrl: 'https://osv.acme.example' };
    await learn([ask('acme-cores')], await scopeWith());
    expect(told()).toEqual(['acme-cores']);
  });

  it('are repeated after the answer expires', async () => {
    host.advisories.known.set('flask', found([]));
    for (const [wait, times] of [
      [0, 1],
      [10 * MINUTE - 1, 1],
      [1, 2],
    ] as const) {
      host.time += wait;
      await learn([ask('flask')]);
      expect(told()).toHaveLength(times);
    }
    host.advisories.known.delete('flask');
    host.time += 10 * MINUTE;
    await learn([ask('flask')]);
    host.time += MINUTE - 1;
    await learn([ask('flask')]);
    expect(told()).toHaveLength(3);
    host.time += 1;
    await learn([ask('flask')]);
    expect(told()).toHaveLength(4);
  });
});

describe('advisories', () => {
  const record: Advisory = { id: 'GHSA-1', aliases: [], ranges: [], versions: [] };

  it('are the live ones if available, else the bundled ones with their date', async () => {
    const bundled = (await realAdvisories()).advisoriesFor('django');
    const asOf = Date.parse((await realAdvisories()).asOf);
    expect(factsOf('django').advisories).toEqual(found(bundled, { asOf, why: 'the advisory database was not contacted' }));
    await learn([ask('django')]);
    expect(factsOf('django').advisories).toEqual(found(bundled, { asOf, why: 'the database did not answer' }));
    host.advisories.known.set('django', found([record]));
    host.time += MINUTE;
    await learn([ask('django')]);
    expect(factsOf('django').advisories).toEqual(found([record]));
  });

  it('of a name that may not be sent are the bundled ones, as current', async () => {
    const other = await scopeWith({ fileOptions: [extra('https://acme.example/simple')] });
    expect(factsOf('no-such-name-anywhere-1', other).advisories).toEqual(found([]));
  });
});

describe('why a service failed', () => {
  it('is reported until it answers', async () => {
    await learn([ask('flask', { pinned: true })]);
    expect(store.problem).toBe('the index did not answer; the database did not answer');
    host.index.projects.set('flask', project('flask'));
    host.time += MINUTE;
    await learn([ask('flask', { pinned: true })]);
    expect(store.problem).toBe('the database did not answer');
    host.advisories.known.set('flask', found([]));
    host.time += MINUTE;
    await learn([ask('flask', { pinned: true })]);
    expect(store.problem).toBeUndefined();
  });

  it('is still reported if there is nothing to ask again yet', async () => {
    await learn([ask('flask', { pinned: true })]);
    host.time += MINUTE - 1;
    await learn([ask('flask', { pinned: true })]);
    expect(host.index.asked).toEqual(['flask']);
    expect(store.problem).toBe('the index did not answer; the database did not answer');
  });

  it('is reported although the status of another name arrived later', async () => {
    host.index.projects.set('flask', project('flask'));
    await learn([ask('no-such-name-anywhere-1'), ask('flask')]);
    expect(host.index.asked).toEqual(['no-such-name-anywhere-1', 'flask']);
    expect(store.problem).toContain('the index did not answer');
  });

  it('is reported once for both', async () => {
    host.index.projects.set('flask', unavailable('no network'));
    host.advisories.known.set('flask', unavailable('no network'));
    await learn([ask('flask', { pinned: true })]);
    expect(store.problem).toBe('no network');
  });

  it('is not an index that is not contacted on purpose', async () => {
    host.advisories.known.set('flask', found([]));
    host.index.projects.set('flask', project('flask'));
    const other = await scopeWith({ fileOptions: [extra('https://acme.example/simple')], isAllowedOrigin: () => false });
    await learn([ask('flask', { pinned: true })], other);
    expect(host.index.asked).toEqual(['flask']);
    expect(factsOf('flask', other).project).toMatchObject({ kind: 'found', stale: { why: expect.stringContaining('was not contacted') } });
    expect(store.problem).toBeUndefined();
  });
});

describe('the common facts of a suspicious project and the one that it resembles', () => {
  const details = (owner: string): ProjectMetadata =>
    ({ name: 'x', version: '1', owners: [owner], links: [] }) as unknown as ProjectMetadata;

  beforeEach(() => {
    host.index.projects.set('reqeusts', project('reqeusts'));
    host.index.metadatas.set('reqeusts', found(details('a')));
    host.index.metadatas.set('requests', found(details('a')));
  });

  it('are looked up if one index has both', async () => {
    expect(factsOf('reqeusts').kinship).toEqual(unavailable('the index was not contacted'));
    await learn([ask('reqeusts')]);
    expect(host.index.asked).toEqual(['reqeusts', 'reqeusts', 'requests']);
    expect(factsOf('reqeusts').kinship).toEqual(found({ sameOwner: true, summaryCopied: undefined }));
    expect(factsOf('reqeusts').confidence).toBeUndefined();
    expect(factsOf('reqeusts').evidence).toBe("It has the same owner as 'requests'.");
    expect(factsOf('flask').kinship).toBeUndefined();
  });

  it('are not looked up if several indexes may have them, or for a missing project', async () => {
    await learn([ask('reqeusts')], await scopeWith({ fileOptions: [extra('https://acme.example/simple')] }));
    expect(host.index.asked).not.toContain('requests');
    host.index.projects.set('reqeusts', MISSING);
    await learn([ask('reqeusts')]);
    expect(host.index.asked).not.toContain('requests');
  });

  it('are not looked up for a private name', async () => {
    host.current = { ...host.current, private: ['acme-core'] };
    host.index.projects.set('acme-cores', project('acme-cores'));
    await learn([ask('acme-cores', { pinned: true })], await scopeWith());
    expect(host.index.asked).toEqual(['acme-cores']);
  });

  it('are not looked up for a private name that the same index has', async () => {
    host.current = { ...host.current, private: ['acme-core'] };
    host.index.projects.set('acme-cores', project('acme-cores'));
    await learn([ask('acme-cores', { pinned: true })], await scopeWith({ defaultIndex: address('https://acme.example/simple') }));
    expect(host.index.asked).toEqual(['acme-cores']);
  });
});

describe('the owner of a name of a family', () => {
  const MEMBER = 'google-cloud-zqxw-nobody-has-this';

  it.each([
    ['found', project(MEMBER), true],
    ['missing', MISSING, false],
  ])('is looked up for a project that is %s', async (_, answer, isAsked) => {
    host.index.projects.set(MEMBER, answer);
    await learn([ask(MEMBER)]);
    expect(host.index.asked[0]).toBe(MEMBER);
    expect(host.index.asked.length > 1).toBe(isAsked);
  });

  it.each([
    ['another one', 'mallory', true],
    ['the same', 'acme', false],
  ])('is %s', async (_, owner, isOutsider) => {
    const owned = (by: string) => found({ name: 'x', version: '1', owners: [by], links: {} });
    const leaders = familyLeaders('google-cloud', await realNameData());
    host.index.projects.set(MEMBER, project(MEMBER));
    host.index.metadatas.set(MEMBER, owned(owner));
    for (const leader of leaders) {
      host.index.metadatas.set(leader, owned('acme'));
    }
    expect(factsOf(MEMBER).outsider).toBeUndefined();
    await learn([ask(MEMBER)]);
    const expected = { family: 'google-cloud', leader: leaders[0], isOutsider: true, confidence: 'high' };
    expect(factsOf(MEMBER).outsider).toEqual(isOutsider ? expected : undefined);
    // With several indexes, each may have another owner of the name.
    const several = await scopeWith({ fileOptions: [extra('https://acme.example/simple')] });
    await learn([ask(MEMBER)], several);
    expect(factsOf(MEMBER, several).outsider).toBeUndefined();
  });

  it("does not matter for a private name, although the user's own index has the whole family", async () => {
    const mirror = { defaultIndex: address('https://mirror.example') };
    const leaders = familyLeaders('google-cloud', await realNameData());
    host.index.projects.set(MEMBER, project(MEMBER));
    for (const name of [MEMBER, ...leaders]) {
      host.index.metadatas.set(name, found({ name, version: '1', owners: [name === MEMBER ? 'mallory' : 'acme'], links: {} }));
    }
    const before = await scopeWith(mirror);
    await learn([ask(MEMBER)], before);
    expect(factsOf(MEMBER, before).outsider).toBeDefined();
    host.current = { ...host.current, private: [MEMBER] };
    expect(factsOf(MEMBER, await scopeWith(mirror)).outsider).toBeUndefined();
  });
});

describe('the projects similar to an absent name', () => {
  it('are searched on request, and are news', async () => {
    expect(factsOf('pocketmtch').near).toEqual([]);
    const before = store.revision;
    expect(await store.lookNear([ask('pocketmtch'), ask('flask')], scope)).toBe(true);
    expect(factsOf('pocketmtch').near[0]).toBe('pocketmatch');
    expect(store.hasNews(ask('pocketmtch'), before)).toBe(true);
    expect(await store.lookNear([ask('pocketmtch')], scope)).toBe(false);
  });

  it('are told before the answers of the services', async () => {
    const news: (readonly string[])[] = [];
    await learn([ask('pocketmtch')], scope, NEVER, () => news.push(factsOf('pocketmtch').near));
    expect(news[0]?.[0]).toBe('pocketmatch');
    const again: unknown[] = [];
    await learn([ask('pocketmtch')], scope, NEVER, () => again.push(1));
    expect(again).toEqual([]);
  });

  it('are of no interest if the index has the name', async () => {
    host.index.projects.set('pocketmtch', project('pocketmtch'));
    await learn([ask('pocketmtch')]);
    expect(factsOf('pocketmtch')).toMatchObject({ project: { kind: 'found' }, near: [] });
  });

  it.each<[what: string, question: Question]>([
    ['a name that the file sends to an index', ask('pocketmtch', { explicit: true })],
    ['a popular name', ask('requests')],
    ['a listed name', ask('pocketmatch')],
    ['malware', ask('pycryptoenv')],
  ])('is not looked for of %s', async (_, question) => {
    expect(await store.lookNear([question], scope)).toBe(false);
    expect(factsOf(question.normalizedName).near).toEqual([]);
  });

  it('are not searched for a private name', async () => {
    host.current = { ...host.current, private: ['pocketmtch'] };
    expect(await store.lookNear([ask('pocketmtch')], await scopeWith())).toBe(false);
  });
});

describe('a name that the configuration calls private', () => {
  it('has no public facts, except for those if it were not private', async () => {
    host.current = { ...host.current, private: ['pycryptoenv', 'reqeusts', 'praxispy-jan21batch', 'pocketmtch'] };
    const own = await scopeWith();
    expect([scope, own].map((of) => factsOf('praxispy-jan21batch', of).wasRemoved)).toEqual([true, false]);
    expect(factsOf('praxispy-jan21batch', own).withoutPrivate?.wasRemoved).toBe(true);
    await store.lookNear([ask('pocketmtch')], scope);
    expect([scope, own].map((of) => factsOf('pocketmtch', of).near.length > 0)).toEqual([true, false]);
    expect(factsOf('pocketmtch', own).withoutPrivate?.near).toContain('pocketmatch');
    expect(factsOf('pycryptoenv', own)).toMatchObject({ isPrivate: true, malicious: false, maliciousRecords: [], wasRemoved: false });
    expect(factsOf('pycryptoenv', own).withoutPrivate).toMatchObject({ isPrivate: false, malicious: true, by: { kind: 'private' } });
    expect(factsOf('reqeusts', own)).toMatchObject({ resemblances: [], advisories: found([]) });
    expect(factsOf('reqeusts', own).withoutPrivate?.resemblances[0]).toMatchObject({ target: 'requests' });
    expect(factsOf('reqeusts').withoutPrivate).toBeUndefined();
  });
});

describe('the facts in the bundled lists', () => {
  it('are rank, downloads and listing', async () => {
    const data = await realNameData();
    const rank = data.popular.rankOf('requests');
    expect(factsOf('requests')).toMatchObject({
      normalizedName: 'requests',
      asOf: data.asOf,
      rank,
      downloads: data.popular.downloadsOf('requests'),
      listed: { kind: 'found' },
      malicious: false,
      isPrivate: false,
    });
    expect(factsOf('requests').downloads).toBeGreaterThan(1e6);
    expect(factsOf('requests').listed).toBe(factsOf('requests').listed);
    expect(factsOf('no-such-name-anywhere-1')).toMatchObject({ rank: undefined, downloads: undefined, listed: MISSING, wasRemoved: false });
  });
});

it('why an index was not asked depends on the indexes of the file, also before any answer', async () => {
  const fileOptions = [{ ...extra('https://corp.example/simple'), kind: 'index' } as const];
  const untrusted = { ...scope, routes: (await scopeWith({ fileOptions, isAllowedOrigin: () => false })).routes };
  const why = [scope, untrusted, scope].map((of) => factsOf('requests', of).project);
  expect(why).toEqual([
    unavailable('the index was not contacted'),
    unavailable('corp.example is only named in a workspace file and was not contacted'),
    unavailable('the index was not contacted'),
  ]);
});

it('no name is suspicious without a resembled project', async () => {
  const data = await realNameData();
  const known = Array.from({ length: 120 }, (_, i) => data.popular.nameAt(1 + 40 * i) as string);
  const families = ['google-cloud-', 'azure-mgmt-', 'types-', 'opentelemetry-instrumentation-', 'apache-airflow-providers-'];
  const names = [
    ...known.flatMap((name) => [name.slice(1), `${name}x`, `${name}-utils`, `py${name}`]),
    ...families.flatMap((family) => ['storeage', 'reqeusts', 'zzz', 'computee'].map((rest) => family + rest)),
  ].filter((name) => /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/.test(name));
  for (let i = 0; i < names.length; i += 40) {
    await store.lookNear(
      names.slice(i, i + 40).map((name) => ask(name)),
      scope,
    );
  }
  const facts = names.map((name) => factsOf(name));
  expect(facts.filter(({ confidence }) => confidence !== undefined).length).toBeGreaterThan(50);
  expect(
    facts
      .filter(({ confidence, resemblances }) => confidence !== undefined && resemblances.length === 0)
      .map((each) => each.normalizedName),
  ).toEqual([]);
  // Similar projects replace resembled ones, or the reverse.
  expect(facts.filter(({ near, resemblances }) => near.length > 0 && resemblances.length > 0).map((each) => each.normalizedName)).toEqual(
    [],
  );
  expect(facts.filter(({ near }) => near.length > 0).length).toBeGreaterThan(5);
});

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { always, httpFaults } from '../../stub/faults';
import { project } from '../../stub/packages';
import type { Fault } from '../../stub/services';
import { type Stub, startStub } from '../../stub/services';
import type { FakeEditor } from '../fakeEditor';
import { World } from '../world';

/** One of each: yanked, a missing version, a missing project, and known malware. */
const TEXT = 'requests==2.31.0\nsimplejson==9.9\nzqxw-nobody-has-this\npycryptoenv==1.0.7\n';

const DAY = 86_400_000;

let world: World;
let elsewhere: Stub;

beforeEach(async () => {
  elsewhere = await startStub();
  world = await World.open({ hosts: { 'elsewhere.example': {} }, files: { 'requirements.txt': TEXT } });
  world.internet.host('elsewhere.example').fault = httpFaults('')['captive portal'];
  world.pypi.projects.set('simplejson', project('simplejson', ['3.19.0']));
  world.pypi.projects.set('requests', {
    releases: { '2.31.0': [{ filename: 'requests-2.31.0.tar.gz', yanked: 'broken' }] },
  });
});

afterEach(async () => {
  await Promise.all([world.close(), elsewhere.close()]);
});

let offlineItems: Promise<unknown> | undefined;

/** The offline findings; the same each time. */
function offline(): Promise<unknown> {
  offlineItems ??= world.start({ settings: { offline: true } }).then(async (editor) => {
    const { items } = await editor.pull(await editor.open('requirements.txt', TEXT));
    return items;
  });
  return offlineItems;
}

async function card(editor: FakeEditor, uri: string): Promise<string> {
  return ((await editor.hover(uri, 2)) as { contents: { value: string } }).contents.value;
}

/** The findings of a new server before and after its lookups, and its status. */
async function session(): Promise<{
  editor: FakeEditor;
  uri: string;
  first: unknown;
  then: unknown;
  notChecked: number;
  problems: unknown[];
}> {
  const editor = await world.start();
  const uri = await editor.open('requirements.txt', TEXT);
  const { items: first } = await editor.pull(uri);
  const { notChecked } = await world.learnt(editor);
  const { items: then } = await editor.pull(uri);
  // The server sends the status last.
  await editor.connection.sendRequest('lookalike/checkPackage', { name: 'requests' });
  const problems = [...new Set(editor.statuses.flatMap(({ problem }) => problem ?? []))];
  return { editor, uri, first, then, notChecked, problems };
}

const SHORT_DEADLINE = 300;

function break_(fault: Fault): void {
  world.deadline = SHORT_DEADLINE;
  world.pypi.fault = fault;
  world.osv.fault = fault;
}

const codes = (items: unknown): unknown[] => (items as { code: string }[]).map(({ code }) => code);

/** By name: all faults after a connection, and the ways in which there is no connection. */
const faults: readonly (readonly [string, (elsewhere: string) => void])[] = [
  ...Object.keys(httpFaults('')).map((name) => [name, (other: string) => break_(httpFaults(other)[name] as Fault)] as const),
  [
    'no way through the proxy',
    () => {
      world.internet.unreachable.add('pypi.org').add('api.osv.dev');
    },
  ],
  [
    'a connection that is refused',
    () => {
      // The port of a stopped server is closed.
      world.env.HTTPS_PROXY = 'http://127.0.0.1:1';
    },
  ],
  [
    'a name that nobody knows',
    () => {
      world.env.HTTPS_PROXY = '';
      world.lookup = (hostname, _options, callback) => {
        callback(Object.assign(new Error(`getaddrinfo ENOTFOUND ${hostname}`), { code: 'ENOTFOUND' }), '');
      };
    },
  ],
  [
    'a certificate of a stranger',
    () => {
      world.env.SSL_CERT_FILE = '';
    },
  ],
  ['a redirect to another origin', () => break_(always(302, { location: 'https://elsewhere.example/login' }))],
];

describe.each(faults)('%s', (_name, breakWorld) => {
  it('with an empty cache: offline findings stay, and what is not checked is reported once, quietly', async () => {
    const expected = await offline();
    breakWorld(elsewhere.url);
    const { editor, uri, first, then, notChecked, problems } = await session();
    expect(first).toEqual(expected);
    expect(then).toEqual(expected);
    expect(notChecked).toBe(3);
    await editor.until(() => editor.statuses.some(({ problem, notChecked: names }) => problem !== undefined && names === 3));
    // The services fail one after the other: the text about the first stays when the second is added.
    const last = String(problems.at(-1));
    expect(problems.filter((problem) => !last.includes(String(problem)))).toEqual([]);
    expect(problems.length).toBeLessThanOrEqual(2);
    expect(editor.popUps).toEqual([]);
    expect(elsewhere.requests).toEqual([]);
    expect(await card(editor, uri)).toMatch(/_Not checked\\: /);
  });

  it('with a fresh cache there is no request; with a stale cache the last answer counts within limits', async () => {
    const { then: healthy } = await session();
    expect(codes(healthy)).toEqual(expect.arrayContaining(['yanked-version', 'unknown-version', 'unknown-package', 'known-malicious']));
    await world.stop();
    breakWorld(elsewhere.url);
    world.internet.contacted.length = 0;
    const warm = await session();
    expect(warm.then).toEqual(healthy);
    expect([warm.notChecked, warm.problems, world.internet.contacted]).toEqual([0, [], []]);
    await world.stop();

    world.clock.advance(DAY);
    const { editor, uri, first, then, notChecked } = await session();
    expect(first).toEqual(await offline());
    // A version that was missing yesterday may exist today. A yanked version still counts as yanked.
    expect(codes(then)).toContain('yanked-version');
    expect(codes(then)).not.toContain('unknown-version');
    expect(notChecked).toBe(3);
    expect(await card(editor, uri)).toMatch(/_Last checked Nov 23\\, 2026\\. Now unavailable\\: /);
    expect(editor.popUps).toEqual([]);
  });
});

describe('when the services are back', () => {
  it('everything is looked up again, and the notice disappears', async () => {
    world.pypi.fault = httpFaults('')['internal error'];
    world.osv.fault = world.pypi.fault;
    const { editor, uri } = await session();
    await editor.until(() => editor.statuses.at(-1)?.problem !== undefined);
    world.pypi.fault = undefined;
    world.osv.fault = undefined;
    world.clock.advance(2 * 60_000);
    await editor.pull(uri);
    await editor.until(() => editor.statuses.at(-1)?.problem === undefined);
    expect(codes((await editor.pull(uri)).items)).toContain('yanked-version');
  });
});

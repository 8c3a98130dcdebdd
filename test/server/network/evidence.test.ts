import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Diagnostic, PublishDiagnosticsParams } from 'vscode-languageserver-protocol';
import type { Confidence } from '../../../server/src/names/judgement';
import { realNameData } from '../../inMemoryHost';
import { projectJson, type StubProject } from '../../stub/packages';
import { suspect as realSuspect, type Suspect } from '../../suspects';
import { type FakeEditor, PUSH } from '../fakeEditor';
import { World } from '../world';

const DAY = 86_400_000;
const SUMMARY = 'Python HTTP for humans, and a little more.';

let world: World;

beforeEach(async () => {
  world = await World.open();
});

afterEach(() => world.close());

/** A project that is suspicious by its name, and not in the lists. */
async function suspect(confidence: Confidence): Promise<Suspect> {
  return realSuspect(await realNameData(), confidence, 'recent', confidence);
}

/** For each number of days: one file with that age. */
function uploads(name: string, daysAgo: readonly number[], extra: Omit<StubProject, 'releases'> = {}): StubProject {
  const releases = Object.fromEntries(
    daysAgo.map((days, i) => [
      `1.${i}`,
      [{ filename: `${name}-1.${i}.tar.gz`, uploadTime: new Date(world.clock.now() - days * DAY).toISOString() }],
    ]),
  );
  return { ...extra, releases };
}

const EVERY_MONTH_OF_THREE_YEARS = Array.from({ length: 36 }, (_, i) => i * 30 + 1);

/** The finding of a look-alike, with the hover. */
async function judged(name: string): Promise<(Pick<Diagnostic, 'severity' | 'message'> & { readonly hover: string }) | undefined> {
  const text = `${name}\n`;
  world.write({ 'requirements.txt': text });
  const editor = await world.start();
  const uri = await editor.open('requirements.txt', text);
  await editor.pull(uri);
  await world.learnt(editor);
  const found = (await editor.pull(uri)).items?.find(({ code }) => code === 'typosquat');
  return found && { ...found, hover: await hoverText(editor, uri) };
}

async function hoverText(editor: FakeEditor, uri: string): Promise<string> {
  return ((await editor.hover(uri, 1)) as { contents: { value: string } }).contents.value;
}

describe("the index's facts about a suspicious name", () => {
  it('clear a project of the same owner', async () => {
    const { name, target } = await suspect('high');
    world.pypi.projects.set(name, uploads(name, [90], { owners: ['ann', 'bob'] }));
    world.pypi.projects.set(target, uploads(target, EVERY_MONTH_OF_THREE_YEARS, { owners: ['carol', 'bob'] }));
    expect(await judged(name)).toBeUndefined();
  });

  it('do not include an author that anyone can write', async () => {
    const { name, target } = await suspect('high');
    const info = { author: 'Bob', author_email: 'bob@example.org', maintainer: 'bob', home_page: 'https://example.org' };
    world.pypi.projects.set(name, uploads(name, [90], { owners: ['mallory'], info }));
    world.pypi.projects.set(target, uploads(target, EVERY_MONTH_OF_THREE_YEARS, { owners: ['bob'], info }));
    expect(await judged(name)).toMatchObject({ severity: 2 });
  });

  it('raise the suspicion of a copied description', async () => {
    const { name, target } = await suspect('low');
    world.pypi.projects.set(name, uploads(name, [90], { info: { summary: `  ${SUMMARY.toUpperCase()}` }, owners: ['mallory'] }));
    world.pypi.projects.set(target, uploads(target, [900], { info: { summary: SUMMARY }, owners: ['bob'] }));
    const found = await judged(name);
    expect(found).toMatchObject({ severity: 2 });
    expect(found?.hover).toContain(`Its description is copied from \\'${target}\\'`);
  });

  it('raise the suspicion of a project that is days old', async () => {
    const { name, target } = await suspect('low');
    world.pypi.projects.set(name, uploads(name, [3.5, 3.4, 3.3, 3.2, 3.1, 3, 2, 1]));
    world.pypi.projects.set(target, uploads(target, [900]));
    const found = await judged(name);
    expect(found).toMatchObject({ severity: 2 });
    expect(found?.hover).toContain('3 days');
  });

  it('lower the suspicion after years of releases, but not after many uploads on one day', async () => {
    const { name, target } = await suspect('low');
    world.pypi.projects.set(target, uploads(target, [900]));
    world.pypi.projects.set(name, uploads(name, [120, 10, 10, 10, 10, 10, 10, 10, 10, 10]));
    expect(await judged(name)).toMatchObject({ severity: 3 });
    await world.stop();
    world.emptyCache();
    world.pypi.projects.set(name, uploads(name, EVERY_MONTH_OF_THREE_YEARS));
    expect(await judged(name)).toBeUndefined();
  });

  it('raise the suspicion of a quarantined project', async () => {
    const { name } = await suspect('low');
    world.pypi.projects.set(name, { ...uploads(name, EVERY_MONTH_OF_THREE_YEARS), status: 'quarantined' });
    expect(await judged(name)).toMatchObject({ severity: 2 });
  });
});

function typosquats(diagnostics: readonly Diagnostic[]): string[] {
  return diagnostics.filter(({ code }) => code === 'typosquat').map(({ code, severity }) => `${code} ${severity}`);
}

/** The diagnostics of a file that an editor received, set by set, without repetitions. */
function sent(editor: FakeEditor, uri: string): string[][] {
  const messages = editor.received.split(/Content-Length: \d+\r\n\r\n/).filter((text) => text.includes('textDocument/publishDiagnostics'));
  const sets = messages
    .map((text) => (JSON.parse(text) as { params: PublishDiagnosticsParams }).params)
    .filter((params) => params.uri === uri)
    .map(({ diagnostics }) => typosquats(diagnostics));
  return sets.filter((set, i) => i === 0 || JSON.stringify(set) !== JSON.stringify(sets[i - 1]));
}

describe('a verdict', () => {
  it('changes once, when all facts have arrived', async () => {
    const { name, target } = await suspect('low');
    // By its age alone it would be a warning, but its owner clears it.
    world.pypi.projects.set(name, uploads(name, [3, 2], { owners: ['bob'] }));
    world.pypi.projects.set(target, uploads(target, [900], { owners: ['bob'] }));
    const held: (() => void)[] = [];
    world.pypi.fault = ({ url = '' }, response) => {
      const [, asked] = /^\/pypi\/(.*)\/json$/.exec(url) ?? [];
      if (asked !== undefined) {
        const text = projectJson(asked, world.pypi.projects.get(asked) as StubProject);
        held.push(() => response.writeHead(200, { 'content-type': 'application/json' }).end(text));
        editor.wake();
      }
      return asked !== undefined;
    };
    const editor = await world.start({ capabilities: PUSH }, { http: { deadline: 600_000 } });
    const uri = await editor.open('requirements.txt', `${name}\n`);
    await editor.until(() => held.length === 2);
    // Meanwhile, an edit shows the earlier state.
    await editor.type(uri, '\n', 0);
    expect(typosquats(await editor.settled(uri))).toEqual(['typosquat 3']);
    for (const release of held) {
      release();
    }
    await editor.until(() => typosquats(editor.published.get(uri)?.diagnostics ?? []).length === 0);
    expect(sent(editor, uri)).toEqual([['typosquat 3'], []]);
  });

  it('keeps the earlier facts if details are unavailable, and reports what is unknown', async () => {
    const { name, target } = await suspect('high');
    world.pypi.projects.set(name, uploads(name, [90], { owners: ['bob'] }));
    world.pypi.projects.set(target, uploads(target, [900], { owners: ['bob'] }));
    world.pypi.fault = (request, response) => request.url?.startsWith('/pypi/') === true && response.writeHead(503).end() !== undefined;
    const text = `${name}\n`;
    world.write({ 'requirements.txt': text });
    const editor = await world.start();
    const uri = await editor.open('requirements.txt', text);
    await world.learnt(editor);
    expect((await editor.pull(uri)).items?.map(({ code, severity }) => [code, severity])).toContainEqual(['typosquat', 2]);
    expect(await hoverText(editor, uri)).toContain('Unknown\\: owners \\(pypi\\.org returned the error 503\\)');
  });

  it('looks up details only for suspicious names', async () => {
    const { name, target } = await suspect('high');
    for (const other of [name, target, 'requests', 'zqxw-nobody-has-this']) {
      world.pypi.projects.set(other, uploads(other, [400]));
    }
    const text = `${name}\nrequests==1.0\nzqxw-nobody-has-this\n`;
    world.write({ 'requirements.txt': text });
    const editor = await world.start();
    await editor.open('requirements.txt', text);
    await world.learnt(editor);
    const paths = world.pypi.requests.map((request) => request.path).filter((requested) => requested.startsWith('/pypi/'));
    expect(paths.sort()).toEqual([`/pypi/${name}/json`, `/pypi/${target}/json`].sort());
  });
});

describe('with a private index that serves the names', () => {
  it('no owner of the public index is compared with one of the private index', async () => {
    await world.close();
    world = await World.open({
      hosts: { 'pypi.acme.example': {} },
      home: { '.config/pip/pip.conf': '[global]\nextra-index-url = https://pypi.acme.example/simple/\n' },
    });
    const { name, target } = await suspect('high');
    world.internet.host('pypi.acme.example').projects.set(name, uploads(name, [90], { owners: ['admin'] }));
    world.pypi.projects.set(target, uploads(target, [900], { owners: ['admin'] }));
    expect(await judged(name)).toMatchObject({ severity: 2 });
  });
});

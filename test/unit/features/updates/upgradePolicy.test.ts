import { expect, it } from 'vitest';
import type { Release } from '../../../../server/src/index/project';
import { found } from '../../../../server/src/lookup';
import { project } from '../../../inMemoryHost';
import { applied, documentOf, serviceOn } from '../service';

const NOW = Date.parse('2026-06-01T00:00:00Z');
const release = (version: string, more: object = {}): Release => ({
  version,
  files: [{ filename: `x-${version}.whl`, hashes: {}, uploadTime: '2025-01-01T00:00:00Z', ...more }],
});
const YOUNG = { uploadTime: '2026-05-31T00:00:00Z' };
const ADVISORY = { id: 'X-1', aliases: [], ranges: [{ introduced: '0', fixed: '1.5' }], versions: [] };

/** The texts that each upgrade of a vulnerable requirement gives, and the message about it. */
async function upgrades(text: string, releases: readonly Release[]) {
  const { host, service } = serviceOn({ 'pyproject.toml': '[project]\nname = "x"\nrequires-python = ">=3.9"\n' });
  host.clock.now = () => NOW;
  host.current = { ...host.current, offline: false };
  host.index.projects.set('tabulate', project('tabulate', { releases: [...releases] }));
  host.advisories.known.set('tabulate', found([ADVISORY]) as never);
  const document = documentOf('requirements.txt', text);
  await service.learn((await service.analyse(document))!, new AbortController().signal);
  const all = { start: { line: 0, character: 0 }, end: document.positionAt(text.length) };
  const actions = await service.codeActions(document, all, { diagnostics: [], only: ['quickfix', 'refactor.rewrite'] });
  const bulk = await service.updateEdit(document, 'vulnerable');
  const [finding] = (await service.analyse(document))?.findings ?? [];
  return {
    message: finding?.message,
    single: actions.filter(({ title }) => /^(?:Upgrade|Raise)/.test(title)).map((action) => applied(document, action)),
    bulk: bulk && applied(document, { edit: bulk }),
  };
}

it.each([
  ['yanked', { yanked: 'broken' }],
  ['too young', YOUNG],
  ['made for other versions of Python', { requiresPython: '>=3.12' }],
])('a fixed version that is %s is left out', async (_, more) => {
  const releases = [release('1.0'), release('1.5', more), release('1.6rc1'), release('1.7', { requiresPython: '>=3.8' }), release('2.0')];
  expect(await upgrades('tabulate==1.0\n', releases)).toMatchObject({ single: ['tabulate==1.7\n'], bulk: 'tabulate==1.7\n' });
  expect(await upgrades('tabulate~=1.0.0\n', releases)).toMatchObject({ single: ['tabulate~=1.7.0\n'], bulk: 'tabulate~=1.7.0\n' });
  expect(await upgrades('tabulate>=1.0\n', releases)).toMatchObject({ single: ['tabulate>=1.7\n'] });
});

it('there is no upgrade without such a version, and the message still names the fixed one', async () => {
  const releases = [release('1.0'), release('1.5', YOUNG)];
  expect(await upgrades('tabulate==1.0\n', releases)).toEqual({
    message: 'tabulate 1.0 has 1 known vulnerability (X-1). Fixed in 1.5.',
    single: [],
    bulk: undefined,
  });
});

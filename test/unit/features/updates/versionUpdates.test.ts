import { describe, expect, it } from 'vitest';
import type { Release } from '../../../../server/src/index/project';
import { found } from '../../../../server/src/lookup';
import { project } from '../../../inMemoryHost';
import { applied, documentOf, learn, serviceOn } from '../service';

const NOW = Date.parse('2026-06-01T00:00:00Z');
const release = (version: string, uploadTime = '2025-01-01T00:00:00Z', more: object = {}): Release => ({
  version,
  files: [{ filename: `x-${version}.whl`, hashes: {}, uploadTime, ...more }],
});

const RELEASES = [
  release('1.0'),
  release('1.9'),
  release('2.0'),
  release('2.1', '2025-01-01T00:00:00Z', { yanked: 'broken' }),
  release('2.2', '2026-05-31T00:00:00Z'),
  release('3.0rc1'),
];

/** The proposals for a text, with tabulate on the index. */
async function updates(text: string, file = 'requirements.txt', releases = RELEASES, files: Record<string, string> = {}) {
  const { host, service } = serviceOn(files);
  host.clock.now = () => NOW;
  host.current = { ...host.current, offline: false };
  host.index.projects.set('tabulate', project('tabulate', { releases }));
  const document = documentOf(file, text);
  await learn(service, document);
  const everything = { start: { line: 0, character: 0 }, end: document.positionAt(text.length) };
  const actions = await service.codeActions(document, everything, { diagnostics: [], only: ['refactor.rewrite'] });
  const hints = await service.inlayHints(document, everything);
  return { actions, hints, document };
}

describe('the newest version', () => {
  it.each([
    // 2.1 was yanked, 2.2 is younger than the cool-down, 3.0rc1 is a pre-release.
    ['tabulate==1.0', ['→ 2.0']],
    ['tabulate>=1,<2', ['→ 2.0']],
    ['tabulate>=1', []],
    ['tabulate', []],
    ['tabulate==2.0', []],
    ['tabulate==3.0b1', ['→ 3.0rc1']],
  ])('%s', async (line, labels) => {
    const { hints, actions } = await updates(line);
    expect(hints.map(({ label }) => label)).toEqual(labels);
    expect(actions).toHaveLength(labels.length);
  });

  it('excludes versions that an advisory affects', async () => {
    const { host, service } = serviceOn();
    host.clock.now = () => NOW;
    host.current = { ...host.current, offline: false };
    host.index.projects.set('tabulate', project('tabulate', { releases: RELEASES }));
    host.advisories.known.set('tabulate', found([{ id: 'X-1', aliases: [], ranges: [], versions: ['2.0'] }] as never));
    const document = documentOf('requirements.txt', 'tabulate==1.0');
    await learn(service, document);
    const hints = await service.inlayHints(document, { start: { line: 0, character: 0 }, end: { line: 0, character: 15 } });
    expect(hints.map(({ label }) => label)).toEqual(['→ 1.9']);
  });

  it('is written in the style of the line, without the hashes of another version', async () => {
    const { actions } = await updates('tabulate~=1.0 --hash=sha256:aa  # json\n');
    expect(actions.map(({ title }) => title)).toEqual(['Update to 2.0 (drops the hashes)']);
  });

  it('is not shown in a lock file', async () => {
    const { hints } = await updates('[[package]]\nname = "tabulate"\nversion = "1.0"\n', 'uv.lock');
    expect(hints).toEqual([]);
  });

  it.each([
    ['install.sh', 'pip install tabulate==1.0\npip install tabulate==1.0\n', 2],
    ['install.sh', 'pip install \'tabulate==1.0\' "tabulate>=1,<2"\n', 2],
    ['install.sh', 'V=1.0\npip install tabulate==$V\n', 0],
    ['install.sh', 'pip install tabulate==\\\n1.0\n', 0],
    ['requirements.txt', 'tabulate== \\\n  1.0\n', 0],
    ['Dockerfile', 'FROM x\nRUN pip install tabulate==1.0 \\\n  "tabulate<2"\n', 2],
  ])('is written only where the text is the specifier, and once: %s %j', async (file, text, offered) => {
    let now = text;
    for (let left = offered; left >= 0; left--) {
      const { actions, hints, document } = await updates(now, file);
      expect(actions).toHaveLength(left);
      expect(hints).toHaveLength(left);
      now = applied(document, actions[0]);
    }
  });

  it('has the hashes from the index', async () => {
    const files = (digests: readonly string[]): Release['files'] =>
      digests.map((digest) => ({ filename: `x-${digest}.whl`, hashes: { sha256: digest.repeat(64) }, uploadTime: '2025-01-01T00:00:00Z' }));
    const line = 'tabulate==1.0 \\\n    --hash=sha256:aa \\\n    --hash=sha256:bb  # json\n';
    const known = [
      { version: '1.0', files: files(['a']) },
      { version: '2.0', files: files(['d', 'c']) },
    ];
    const { actions, document } = await updates(line, 'requirements.txt', known);
    expect(actions.map(({ title }) => title)).toEqual(['Update to 2.0 (with its hashes)']);
    const digest = (letter: string): string => `--hash=sha256:${letter.repeat(64)}`;
    expect(applied(document, actions[0])).toBe(`tabulate==2.0 \\\n    ${digest('c')} \\\n    ${digest('d')}  # json\n`);
  });

  it.each([
    ['pyproject.toml', '[project]\nname = "x"\nrequires-python = ">=3.8"\n', '→ 1.9'],
    ['pyproject.toml', '[project]\nname = "x"\nrequires-python = ">=3.10"\n', '→ 2.0'],
    ['pyproject.toml', '[tool.poetry.dependencies]\npython = "^3.8"\n[tool.poetry]\nname = "x"\n', '→ 1.9'],
    ['setup.cfg', '[metadata]\nname = x\n[options]\npython_requires = >=3.8\n', '→ 1.9'],
    ['setup.py', 'from setuptools import setup\nsetup(name="x", python_requires=">=3.8")\n', '→ 1.9'],
    ['setup.py', 'NEEDED = ">=3.11"\nsetup(python_requires=NEEDED)\n', '→ 2.0'],
    ['setup.py', 'setup(**{"python_requires": ">=3.8"})\n', '→ 1.9'],
    ['setup.cfg', '[metadata]\nname = x\n', '→ 2.0'],
  ])('runs on every Python of the project: %s %j', async (file, text, label) => {
    const releases = [release('1.0'), release('1.9'), release('2.0', undefined, { requiresPython: '>=3.10' })];
    const { hints } = await updates('tabulate==1.0\n', 'requirements.txt', releases, { [file]: text });
    expect(hints.map((hint) => hint.label)).toEqual([label]);
  });

  it.each([
    ['>=3.8', '→ 1.9'],
    ['>=3.10', '→ 2.0'],
  ])('runs on every Python of a script, whatever the project says: %s', async (needed, label) => {
    const releases = [release('1.0'), release('1.9'), release('2.0', undefined, { requiresPython: '>=3.10' })];
    const script = `# /// script\n# requires-python = "${needed}"\n# dependencies = ["tabulate==1.0"]\n# ///\n`;
    const project = { 'pyproject.toml': '[project]\nname = "x"\nrequires-python = ">=3.9"\n' };
    const { hints } = await updates(script, 'run.py', releases, project);
    expect(hints.map((hint) => hint.label)).toEqual([label]);
  });
});

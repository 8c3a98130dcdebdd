import { afterEach, describe, expect, it } from 'vitest';
import type { CompletionItem, CompletionList, MarkupContent } from 'vscode-languageserver-types';
import type { Release } from '../../server/src/index/project';
import { found } from '../../server/src/lookup';
import { InMemoryHost, project, ROOT } from '../inMemoryHost';
import { type EditorOptions, FakeEditor } from './fakeEditor';

let editor: FakeEditor;

async function start(options: EditorOptions = {}, files: Readonly<Record<string, string>> = {}): Promise<InMemoryHost> {
  const host = new InMemoryHost(files);
  editor = await FakeEditor.startOn(host, options);
  return host;
}

afterEach(() => editor.stop());

/** The completions at the `|` of a text, and the text with the first item. */
async function complete(file: string, marked: string): Promise<{ items: CompletionItem[]; applied: string }> {
  const offset = marked.indexOf('|');
  const text = marked.slice(0, offset) + marked.slice(offset + 1);
  const uri = file.includes(':')
    ? await editor.openAs(file, text, 'python')
    : await editor.open(file, text, file.endsWith('.toml') ? 'toml' : undefined);
  const { items } = (await editor.completion(uri, offset)) ?? { items: [] };
  const edit = items[0]?.textEdit;
  if (edit === undefined || !('range' in edit)) {
    return { items, applied: text };
  }
  const at = (position: { line: number; character: number }): number =>
    text.split('\n').slice(0, position.line).join('\n').length + (position.line === 0 ? 0 : 1) + position.character;
  return { items, applied: text.slice(0, at(edit.range.start)) + edit.newText + text.slice(at(edit.range.end)) };
}

describe('completion of included files', () => {
  const FILES = { 'requirements.txt': '', 'base.txt': '', 'notes.md': '', 'requirements/dev.txt': '', 'requirements/old/x.in': '' };

  it.each([
    ['requirements.txt', '-r |', ['base.txt', 'requirements/']],
    ['requirements.txt', 'requests\n-c ba|', ['base.txt', 'requirements/']],
    ['requirements.txt', '--requirement=requirements/|', ['dev.txt', 'old/']],
    ['requirements/dev.txt', '-r ../|', ['base.txt', 'requirements.txt', 'requirements/']],
    ['requirements/dev.txt', '-r../|', ['base.txt', 'requirements.txt', 'requirements/']],
    ['requirements.txt', '-r ../|', []],
    ['requirements.txt', '-r /etc/|', []],
    ['requirements.txt', '-r ../../../|', []],
  ])('offers what is there, and nothing outside of the workspace: %s %j', async (file, text, labels) => {
    await start({}, FILES);
    expect((await complete(file, text)).items.map(({ label }) => label)).toEqual(labels);
  });

  it('replaces the typed text with the name', async () => {
    await start({}, FILES);
    expect((await complete('requirements.txt', '-r requirements/de|')).applied).toBe('-r requirements/dev.txt');
  });

  it('is not offered for other formats', async () => {
    await start({}, FILES);
    expect((await complete('a.sh', 'pip install -r |')).items.map(({ label }) => label)).not.toContain('base.txt');
  });
});

describe('completion of names', () => {
  it.each([
    ['requirements.txt', 'flask\nrequ|', 'flask\nrequests'],
    ['requirements.txt', 'reqeu|>=2', 'requests>=2'],
    ['requirements.txt', 'bs4|', 'beautifulsoup4'],
    ['pyproject.toml', '[project]\ndependencies = ["requ|"]\n', '[project]\ndependencies = ["requests"]\n'],
    ['pyproject.toml', '[project]\ndependencies = [\n  "flask"\n  |\n]\n', undefined],
    ['Pipfile', '[packages]\nrequ|\n', '[packages]\nrequests = "*"\n'],
    ['tool.py', '# /// script\n# dependencies = ["requ|"]\n# ///\n', '# /// script\n# dependencies = ["requests"]\n# ///\n'],
    ['Dockerfile', 'FROM python\nRUN pip install requ|\n', 'FROM python\nRUN pip install requests\n'],
  ])('%s: %j', async (file, marked, applied) => {
    await start();
    const result = await complete(file, marked);
    expect(result.items.length).toBeGreaterThan(0);
    if (applied !== undefined) {
      expect(result.applied).toBe(applied);
    }
  });

  it('writes the newest version into a key of Poetry', async () => {
    await start();
    const { applied } = await complete('pyproject.toml', '[tool.poetry.dependencies]\nrequ|\n');
    expect(applied).toMatch(/^requests = "\^\d+\.\d+[\d.]*"$/m);
  });

  it('offers names that are already in the file first', async () => {
    await start();
    const { items } = await complete('requirements.txt', 'requests-toolbelt\nrequ|\n');
    expect(items.slice(0, 2).map(({ label }) => label)).toEqual(['requests-toolbelt', 'requests']);
  });

  it.each([
    ['pyproject.toml', '[tool.poetry.dependencies]\nrequests = "*"\nrequ|\n'],
    ['pyproject.toml', '[tool.poetry.dependencies]\nRequests = { version = "*" }\nrequ|\n'],
    ['pyproject.toml', '[tool.poetry.dependencies]\nrequests.version = "*"\nrequ| = "*"\n'],
    ['pyproject.toml', '[tool.poetry.dependencies.requests]\nversion = "*"\n[tool.poetry.dependencies.requ|]\n'],
    ['Pipfile', '[packages]\nrequ|\nrequests = "*"\n'],
    ['pixi.toml', '[pypi-dependencies]\nrequests = "*"\nrequ| = "*"\n'],
  ])('leaves out what the same table of %s has already: %j', async (file, marked) => {
    await start();
    const labels = (await complete(file, marked)).items.map(({ label }) => label);
    expect(labels).toContain('requests-toolbelt');
    expect(labels).not.toContain('requests');
  });

  it.each([
    ['pyproject.toml', '[tool.poetry.dependencies]\nrequests = "*"\n[tool.poetry.group.dev.dependencies]\nrequ|\n'],
    ['Pipfile', '[packages]\nrequests = "*"\n[dev-packages]\nrequ|\n'],
    ['Pipfile', '[packages]\nrequests| = "*"\n'],
    ['pyproject.toml', '[project]\ndependencies = ["requests", "requ|"]\n'],
  ])('offers what another table of %s has, or a list: %j', async (file, marked) => {
    await start();
    expect((await complete(file, marked)).items.map(({ label }) => label)).toContain('requests');
  });

  it('never offers malware', async () => {
    await start();
    const { items } = await complete('requirements.txt', 'pycryptoen|');
    expect(items.map(({ label }) => label)).not.toContain('pycryptoenv');
  });

  it.each([
    ['typing_ext|', 'typing-extensions'],
    ['Zope.Inter|', 'zope-interface'],
    ['reqeu|', 'requests'],
  ])('begins the text that clients filter by as it was typed: %s', async (marked, name) => {
    await start();
    const { items } = await complete('requirements.txt', marked);
    expect(items.find(({ label }) => label === name)?.filterText?.startsWith(marked.slice(0, -1))).toBe(true);
  });

  it('offers no name that gets a finding', async () => {
    const host = await start();
    const { popular } = await host.nameData();
    const names = new Set<string>();
    for (let rank = 10; rank < 2000; rank += 40) {
      const name = popular.nameAt(rank) ?? '';
      for (const typed of [name.slice(0, 3), name.slice(0, -1), `${name}-`]) {
        const uri = await editor.open('requirements.txt', typed);
        const { items } = (await editor.completion(uri, typed.length)) as CompletionList;
        items.forEach(({ label }) => {
          names.add(label);
        });
        await editor.close(uri);
      }
    }
    expect(names.size).toBeGreaterThan(1000);
    const all = await editor.open('requirements.txt', [...names].join('\n'));
    const { items: findings = [] } = await editor.pull(all);
    expect(findings.map(({ message }) => message)).toEqual([]);
  });

  it('offers no name that the index has not, or has in quarantine', async () => {
    const host = await start({ settings: { offline: false } });
    host.index.projects.set('requests-toolbelt', project('requests-toolbelt', { status: 'quarantined' }));
    const uri = await editor.open('requirements.txt', 'requests-toolbelt\n');
    await editor.pull(uri);
    await editor.until(() => editor.refreshes > 0);
    const { items } = await complete('other-requirements.txt', 'requests-toolb|');
    expect(items.map(({ label }) => label)).not.toContain('requests-toolbelt');
  });

  it('offers nothing in a comment or a lock file', async () => {
    await start();
    const comment = await editor.open('requirements.txt', '# requ');
    expect(await editor.completion(comment, 6)).toBeNull();
    const lock = await editor.open('uv.lock', '[[package]]\nname = "requ"\n');
    expect(await editor.completion(lock, 24)).toBeNull();
  });
});

describe('completion of versions', () => {
  const file = (uploadTime: string, yanked?: string): Release['files'] => [{ filename: 'x.whl', hashes: {}, uploadTime, yanked }];
  const releases: Release[] = [
    { version: '1.0', files: file('2024-01-01T00:00:00Z') },
    { version: '1.2', files: file('2024-03-01T00:00:00Z', 'broken') },
    { version: '1.10', files: file('2024-04-01T00:00:00Z') },
    { version: '2.0rc1', files: file('2024-05-01T00:00:00Z') },
  ];

  it('newest first, with problems noted', async () => {
    const host = await start({ settings: { offline: false } });
    host.index.projects.set('zope-interface', project('zope-interface', { releases }));
    const { items, applied } = await complete('requirements.txt', 'zope-interface==|\n');
    expect(items.map(({ label, labelDetails }) => [label, labelDetails?.description])).toEqual([
      ['1.10', 'Apr 1, 2024'],
      ['1.2', 'Mar 1, 2024 · yanked'],
      ['1.0', 'Jan 1, 2024'],
    ]);
    expect(items.find(({ preselect }) => preselect)?.label).toBe('1.10');
    expect(applied).toBe('zope-interface==1.10\n');
  });

  it('a pre-release where no other version begins as typed', async () => {
    const host = await start({ settings: { offline: false } });
    host.index.projects.set('zope-interface', project('zope-interface', { releases }));
    const labels = async (marked: string): Promise<string[]> =>
      (await complete('requirements.txt', marked)).items.map(({ label }) => label);
    expect(await labels('zope-interface==2|\n')).toContain('2.0rc1');
    expect(await labels('zope-interface==1|\n')).not.toContain('2.0rc1');
  });

  it('ends the string that is open', async () => {
    await start();
    const { applied } = await complete('pyproject.toml', '[project]\ndependencies = ["requests==|]\n');
    expect(applied).toMatch(/"requests==[\d.]+"\]/);
  });

  it('the listed version without an index', async () => {
    await start();
    const { items } = await complete('requirements.txt', 'requests==|\n');
    expect(items).toHaveLength(1);
  });
});

describe('completion of the rest of a requirement', () => {
  const metadata = found({
    name: 'zope-interface',
    version: '1.10',
    summary: 'Interfaces [for](https://x.example) Python',
    license: 'ZPL-2.1',
    releasedAt: '2024-04-01T00:00:00Z',
    extras: ['docs', 'test', 'bad name', 'testing'],
    links: {},
  });

  it('an operator with the newest version', async () => {
    await start();
    const { items } = await complete('requirements.txt', 'requests |\n');
    expect(items[0]?.label).toMatch(/^==\d+\.\d+/);
    expect(items.map(({ label }) => /^\D*/.exec(label)?.[0])).toEqual(['==', '>=', '~=', '<=', '!=', '<', '>']);
  });

  it('the extras from the index that are not yet used', async () => {
    const host = await start({ settings: { offline: false } });
    host.index.metadatas.set('zope-interface', metadata);
    const { items, applied } = await complete('requirements.txt', 'zope-interface[test,|\n');
    expect(items.map(({ label }) => label)).toEqual(['docs', 'testing']);
    expect(applied).toBe('zope-interface[test,docs]\n');
  });

  it('contacts no index offline', async () => {
    const host = await start();
    host.index.metadatas.set('zope-interface', metadata);
    const { items } = await complete('requirements.txt', 'zope-interface[|\n');
    expect(items).toEqual([]);
    expect(host.index.asked).toEqual([]);
  });

  it('describes a project when the item is resolved, not before', async () => {
    const host = await start({ settings: { offline: false } });
    host.index.metadatas.set('zope-interface', metadata);
    const { items } = await complete('requirements.txt', 'zope-interf|');
    expect(host.index.asked).not.toContain('zope-interface');
    const { documentation } = await editor.resolve(items.find(({ label }) => label === 'zope-interface') as CompletionItem);
    expect((documentation as MarkupContent).value).toBe(
      'Interfaces \\[for\\]\\(https\\:\\/\\/x\\.example\\) Python  \nLatest version: 1\\.10 (Apr 1\\, 2024)  \nLicense: ZPL\\-2\\.1',
    );
  });

  it.each([{ offline: true }, { offline: false, private: ['zope-*'] }])(
    'tells what the list has where no index may be asked: %j',
    async (settings) => {
      const host = await start({ settings });
      host.index.metadatas.set('zope-interface', metadata);
      const { items } = await complete('requirements.txt', 'zope-interf|');
      const { documentation } = await editor.resolve(items.find(({ label }) => label === 'zope-interface') as CompletionItem);
      expect((documentation as MarkupContent).value).toMatch(/^Latest version: \d/);
      expect(host.index.asked).not.toContain('zope-interface');
    },
  );

  it('names in a cell of a notebook', async () => {
    await start();
    const { applied } = await complete(`vscode-notebook-cell:${ROOT.slice('file:'.length)}/note.ipynb#W0sZmlsZQ==`, '%pip install requ|');
    expect(applied).toBe('%pip install requests');
  });

  it('names and advisories for lookalike.toml with findings in other files', async () => {
    await start({}, { 'requirements.txt': 'reqeusts\npycrypto==2.6.1\npycryptoenv\n' });
    const trust = (await complete('lookalike.toml', 'trust = ["|"]\n')).items.map(({ label }) => label);
    expect(trust).toContain('reqeusts');
    // Known malware cannot simply be trusted.
    expect(trust).not.toContain('pycryptoenv');
    expect((await complete('lookalike.toml', '[[accept]]\nid = "|"\n')).items.map(({ label }) => label)).toContain('CVE-2018-6594');
    expect((await complete('lookalike.toml', '[[accept]]\npackage = |\n')).items.map(({ label }) => label)).toEqual(['pycrypto']);
  });

  it('keys of lookalike.toml', async () => {
    await start();
    const { items } = await complete('lookalike.toml', '[rules]\ntypo|');
    expect(items.map(({ label }) => label)).toContain('typosquat');
  });

  const PROJECT = '[project]\nname = "x"\ndependencies = ["reqeusts", "django==2.2.1"]\n';
  it.each([
    ['[tool.lookalike]\ntrust = ["|"]\n', ['reqeusts']],
    ['[tool.lookalike]\ntrust = [\n  |\n]\n', ['reqeusts']],
    ['[tool.lookalike]\ntrust = [{ name = "|" }]\n', ['reqeusts']],
    ['[[tool.lookalike.accept]]\nid = "CVE-1"\npackage = "|"\n', ['django']],
  ])('entries about what the file has findings about: %j', async (table, labels) => {
    await start();
    const { items } = await complete('pyproject.toml', PROJECT + table);
    expect(items.map(({ label }) => label)).toEqual(labels);
  });

  it('ids of advisories that are reported', async () => {
    await start();
    const { items } = await complete('pyproject.toml', `${PROJECT}[[tool.lookalike.accept]]\nid = "|"\n`);
    expect(items.length).toBeGreaterThan(0);
    expect(items.filter(({ label }) => !/^(?:CVE|GHSA|PYSEC|BIT|SNYK)-/i.test(label))).toEqual([]);
  });
});

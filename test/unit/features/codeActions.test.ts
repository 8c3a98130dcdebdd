import { describe, expect, it } from 'vitest';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { CodeActionKind } from 'vscode-languageserver-types';
import { createLanguageService } from '../../../server/src/languageService';
import { InMemoryHost } from '../../inMemoryHost';
import { applied, documentOf, RULES, serviceOn } from './service';

async function actionsOn(text: string, name = 'requirements.txt', files: Record<string, string> = {}, only?: string[]) {
  const { service } = serviceOn(files);
  const document = documentOf(name, text);
  const range = { start: document.positionAt(0), end: document.positionAt(text.length) };
  const actions = await service.codeActions(document, range, { diagnostics: [], ...(only && { only }) });
  const find = (title: string) => actions.find((action) => action.title === title);
  return { document, actions, result: (title: string) => applied(document, find(title)) };
}

describe('quick fixes', () => {
  it('replaces only the name, and drops the hashes of the other package', async () => {
    const hashes = `--hash=sha256:${'a'.repeat(64)} \\\n    --hash=sha256:${'b'.repeat(64)}`;
    const text = `pycryptoenv[x] >= 1.0 ; python_version > "3.8" \\\n    ${hashes}  # why\nrequests\n`;
    const { actions, result } = await actionsOn(text);
    expect(actions.map(({ title, isPreferred }) => [title, isPreferred ?? false])).toEqual([
      ["Replace with 'pycryptodome' (successor of pycrypto)", true],
      ["Replace with 'pycrypto'", false],
      ["Remove 'pycryptoenv'", false],
    ]);
    expect(result("Replace with 'pycrypto'")).toBe('pycrypto[x] >= 1.0 ; python_version > "3.8"  # why\nrequests\n');
    expect(result("Remove 'pycryptoenv'")).toBe('requests\n');
  });

  it.each([
    ['requirements.txt', 'pycryptoenv==1.0.7\n', 'pycryptodome\n'],
    ['requirements.txt', 'pycryptoenv[a] == 1.0.7 ; python_version > "3"  # why\n', 'pycryptodome[a] ; python_version > "3"  # why\n'],
    ['requirements.txt', 'pycryptoenv (==1.0.7)\n', 'pycryptodome\n'],
    ['requirements.txt', 'pycryptoenv===1.0.7 \\\n  --hash=sha256:aa\nx==1\n', 'pycryptodome\nx==1\n'],
    ['constraints.txt', 'pycryptoenv==1.0.7\n', 'pycryptodome\n'],
    ['setup.py', 'setup(install_requires=["pycryptoenv==1.0.7"])\n', 'setup(install_requires=["pycryptodome"])\n'],
    ['setup.cfg', '[options]\ninstall_requires =\n  pycryptoenv==1.0.7\n', '[options]\ninstall_requires =\n  pycryptodome\n'],
    ['Pipfile', '[packages]\npycryptoenv = "==1.0.7"\n', '[packages]\npycryptodome = "*"\n'],
    ['Pipfile', '[packages]\npycryptoenv = {version = "==1.0.7"}\n', '[packages]\npycryptodome = {version = "*"}\n'],
    [
      'pyproject.toml',
      '[tool.poetry.dependencies]\npycryptoenv = "1.0.7"\n[tool.poetry]\n',
      '[tool.poetry.dependencies]\npycryptodome = "*"\n[tool.poetry]\n',
    ],
    ['install.sh', 'pip install "pycryptoenv==1.0.7" requests\n', 'pip install "pycryptodome" requests\n'],
    ['install.sh', 'uvx pycryptoenv@1.0.7 --help\n', 'uvx pycryptodome --help\n'],
    ['environment.yml', 'dependencies:\n- pip:\n  - pycryptoenv==1.0.7\n', 'dependencies:\n- pip:\n  - pycryptodome\n'],
  ])('drops a pin of the other package with its name, and says so: %s %j', async (name, text, after) => {
    const { actions, result } = await actionsOn(text, name);
    const preferred = actions.filter(({ isPreferred }) => isPreferred).map(({ title }) => title);
    expect(preferred).toEqual([expect.stringMatching(/^Replace with 'pycryptodome' \(successor of pycrypto; drops =* ?1\.0\.7\)$/)]);
    expect(result(preferred[0] as string)).toBe(after);
    expect(actions.map(({ title }) => title)).toContainEqual(expect.stringMatching(/^Replace with 'pycrypto' \(drops =* ?1\.0\.7\)$/));
  });

  it.each([
    // A range is the user's intention, and a project that does not exist has no versions.
    ['pycryptoenv>=1.0,<2\n', "Replace with 'pycryptodome' (successor of pycrypto)", 'pycryptodome>=1.0,<2\n'],
    ['reqeusts==2.32.0\n', "Replace with 'requests'", 'requests==2.32.0\n'],
  ])('keeps what is no pin of the other package: %j', async (text, title, after) => {
    expect((await actionsOn(text)).result(title)).toBe(after);
  });

  it.each([
    ['pip install requests "flask[async]>=2"\n', 'requests\nflask[async]>=2\n'],
    ['x\r\n$ python3 -m pip install -U requests -r dev.txt\r\n', 'x\r\n-r dev.txt\r\nrequests\r\n'],
    ['!pip install --index-url https://pypi.org/simple a1 b2==1', '--index-url https://pypi.org/simple\na1\nb2==1'],
    ['uv add "httpx>=0.27"\n', 'httpx>=0.27\n'],
  ])('makes requirement lines of a pasted command: %j', async (text, after) => {
    const { result } = await actionsOn(text);
    expect(result('Write as requirement lines')).toBe(after);
  });

  it.each(['pip install $NAME\n', 'pip install .\n', 'pip install\n', 'conda install x\n', 'hello world\n', 'poetry add "x^1"\n'])(
    'leaves a line alone that says what requirement lines cannot: %j',
    async (text) => {
      expect((await actionsOn(text)).actions.map(({ title }) => title)).not.toContain('Write as requirement lines');
    },
  );

  it('offers the record and the level of a rule if the client has the commands', async () => {
    const service = createLanguageService(new InMemoryHost({}), { rulesUri: RULES, documentChanges: true, runsCommands: true });
    const of = async (text: string) => {
      const document = documentOf('requirements.txt', text);
      const range = { start: document.positionAt(0), end: document.positionAt(text.length) };
      return (await service.codeActions(document, range, { diagnostics: [] })).flatMap(({ title, command }) =>
        command === undefined ? [] : [[title, command.command, ...(command.arguments ?? [])]],
      );
    };
    expect(await of('pycrypto==2.6.1\n')).toContainEqual([
      'Change the level of this rule (vulnerable-version)',
      'lookalike.changeRuleLevel',
      'vulnerable-version',
    ]);
    expect(await of('pycrypto==2.6.1\n')).toContainEqual([
      expect.stringMatching(/^Open advisory \(OSV /),
      'lookalike.openPage',
      expect.stringMatching(/^https:/),
    ]);
    // Known malware cannot be trusted with one click: the client asks for a reason and a date.
    expect(await of('pycryptoenv\n')).toEqual([
      [expect.stringMatching(/^Open advisory \(/), 'lookalike.openPage', expect.stringMatching(/^https:/)],
      [
        "Trust 'pycryptoenv' with a reason and a date…",
        'lookalike.trustMalicious',
        { of: { uri: expect.stringMatching(/requirements\.txt$/), name: 'pycryptoenv' } },
      ],
    ]);
  });

  it('lists a fix for two findings once', async () => {
    const text = '--index-url http://user:secret@index.example/simple\n';
    const { actions, result } = await actionsOn(text);
    expect(actions.map(({ title, diagnostics }) => [title, diagnostics?.length])).toEqual([
      ['Use HTTPS', 1],
      ['Ignore on this line', 2],
    ]);
    expect(result('Ignore on this line')).toBe(text.replace('simple', 'simple  # lookalike: ignore[insecure-index]'));
  });

  it('ignores all rules of a line in one comment, beside those that it ignores already', async () => {
    const text = 'pycrypto==2.0  # lookalike: ignore[unpinned]\n';
    const { actions, result } = await actionsOn(text);
    expect(actions.filter(({ title }) => title === 'Ignore on this line')).toHaveLength(1);
    const ignored = result('Ignore on this line');
    expect(ignored).toMatch(/^pycrypto==2\.0 {2}# lookalike: ignore\[unpinned, project-status, vulnerable-version\]\n$/);
    expect((await actionsOn(ignored)).actions).toEqual([]);
  });

  it('keeps a TOML list whole', async () => {
    const text = '[project]\ndependencies = [\n  "requests",\n  "yaml>=1",\n]\n';
    const { result } = await actionsOn(text, 'pyproject.toml');
    expect(result("Replace with 'pyyaml'")).toBe(text.replace('yaml', 'pyyaml'));
    expect(result("Remove 'yaml'")).toBe('[project]\ndependencies = [\n  "requests",\n]\n');
    expect(result('Ignore on this line')).toBe(text.replace('>=1",', '>=1",  # lookalike: ignore[import-name]'));
  });

  it.each([
    ['pyproject.toml', '[project]\ndependencies = ["buil'],
    ['environment.yml', 'dependencies:\n- pip:\n  - >-\n    reqeusts\n'],
    ['environment.yml', 'dependencies:\n- pip:\n  - |\n    reqeusts\n'],
    ['environment.yml', 'dependencies:\n- pip:\n  - "reqeusts\n'],
    ['.pre-commit-config.yaml', 'repos:\n- hooks:\n  - id: mypy\n    additional_dependencies:\n    - >\n      reqeusts\n'],
    ['setup.py', 'setup(install_requires=["reqeusts'],
    ['install.sh', "bash -c '\npip install reqeusts\n"],
  ])('writes no comment where it would be text: %s %j', async (name, text) => {
    const { document, actions } = await actionsOn(text, name);
    const ignored = actions.filter(({ title }) => title === 'Ignore on this line').map((action) => applied(document, action));
    for (const after of ignored) {
      // If one is offered after all, it is a comment: nothing is reported there any more.
      expect((await actionsOn(after, name)).actions.filter(({ title }) => title === 'Ignore on this line')).toEqual([]);
    }
    expect(name.endsWith('.sh') || ignored.length === 0).toBe(true);
  });

  it.each(['[project]\nname = """', '[tool.lookalike]\ntrust = ["a', '[tool.lookalike]\ntrust = [', "x = '''\n[tool.lookalike]\n"])(
    'offers no trust where the name would be written into a text that is open: %j',
    async (pyproject) => {
      const { actions } = await actionsOn('reqeusts\n', 'requirements.txt', { 'pyproject.toml': pyproject });
      expect(actions.filter(({ title }) => title.startsWith('Trust'))).toEqual([]);
    },
  );

  it('writes its comment inside the string of a notebook, where it has an effect', async () => {
    const text = '{"cells": [{"cell_type": "code", "source": ["%pip install yaml\\n", "x = 1"]}]}';
    const { result } = await actionsOn(text, 'a.ipynb');
    const ignored = result('Ignore on this line');
    expect(ignored).toBe(text.replace('yaml\\n', 'yaml  # lookalike: ignore[import-name]\\n'));
    expect((await actionsOn(ignored, 'a.ipynb')).actions).toEqual([]);
  });

  it('recognizes the cells that an editor makes of a notebook', async () => {
    const { service } = serviceOn();
    const document = TextDocument.create('vscode-notebook-cell:/project/a.ipynb#W0', 'python', 1, '!pip install pycryptoenv\nx = 1\n');
    expect((await service.diagnostics(document)).map(({ code }) => code)).toEqual(['known-malicious']);
  });

  it("edits a cell, and uses the notebook's folder for the cell's", async () => {
    const text = '%pip install "yaml>=1" requests\nx = 1\n';
    const cell = TextDocument.create('vscode-notebook-cell:/project/notes/a.ipynb#W1sZmlsZQ%3D%3D', 'python', 3, text);
    const { service } = serviceOn({ 'pyproject.toml': '[project]\nname = "x"\n' });
    const range = { start: cell.positionAt(0), end: cell.positionAt(text.length) };
    const actions = await service.codeActions(cell, range, { diagnostics: [] });
    const result = (title: string) =>
      applied(
        cell,
        actions.find((action) => action.title === title),
      );
    expect(result("Replace with 'pyyaml'")).toBe(text.replace('yaml', 'pyyaml'));
    expect(result("Remove 'yaml'")).toBe('%pip install requests\nx = 1\n');
    expect(result('Ignore on this line')).toBe(text.replace('requests', 'requests  # lookalike: ignore[import-name]'));
    expect(actions.map((action) => action.title)).toContain("Trust 'yaml' in this project");
    const { service: trusting } = serviceOn({ 'pyproject.toml': '[tool.lookalike]\ntrust = ["yaml"]\n' });
    expect(await trusting.diagnostics(cell)).toEqual([]);
  });

  it('offers nothing without findings', async () => {
    expect((await actionsOn('requests\n')).actions).toEqual([]);
  });
});

describe('trust', () => {
  const title = "Trust 'yaml' in this project";

  it.each([
    ['[tool.lookalike]\ntrust = ["a"]\n', '[tool.lookalike]\ntrust = ["a", "yaml"]\n'],
    ['[tool.lookalike]\ntrust = []\n', '[tool.lookalike]\ntrust = ["yaml"]\n'],
    ['[tool.lookalike]\ntrust = [\n  "a",\n]\n', '[tool.lookalike]\ntrust = [\n  "a", "yaml",\n]\n'],
    ['[tool.lookalike]\nprivate = ["x"]\n', '[tool.lookalike]\ntrust = ["yaml"]\nprivate = ["x"]\n'],
    ['[project]\nname = "x"\n', '[project]\nname = "x"\n\n[tool.lookalike]\ntrust = ["yaml"]\n'],
  ])('is written into pyproject.toml: %j', async (before, after) => {
    const { service } = serviceOn({ 'pyproject.toml': before });
    const document = documentOf('requirements.txt', 'yaml');
    const range = { start: { line: 0, character: 0 }, end: { line: 0, character: 4 } };
    const actions = await service.codeActions(document, range, { diagnostics: [] });
    const action = actions.find((candidate) => candidate.title === title);
    expect(applied(documentOf('pyproject.toml', before), action)).toBe(after);
  });

  it('makes a lookalike.toml if there is no other place', async () => {
    const { actions } = await actionsOn('yaml');
    const action = actions.find((candidate) => candidate.title === title);
    expect(action?.edit?.documentChanges).toEqual([
      { kind: 'create', uri: 'file:///project/lookalike.toml', options: { ignoreIfExists: true } },
      {
        textDocument: { uri: 'file:///project/lookalike.toml', version: null },
        edits: [{ range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } }, newText: 'trust = ["yaml"]\n' }],
      },
    ]);
  });
});

describe('private', () => {
  it('is offered for a name that the public index does not have, and has an effect', async () => {
    const pyproject = '[project]\nname = "x"\n\n[tool.lookalike]\nprivate = ["acme-*"]\n';
    const { actions } = await actionsOn('zzacmezz-internal-billing\n', 'requirements.txt', { 'pyproject.toml': pyproject });
    const action = actions.find(({ title }) => title === "Mark 'zzacmezz-internal-billing' as Private");
    const after = applied(documentOf('pyproject.toml', pyproject), action);
    expect(after).toBe(pyproject.replace('["acme-*"]', '["acme-*", "zzacmezz-internal-billing"]'));
    const { service } = serviceOn({ 'pyproject.toml': after });
    const codes = (await service.diagnostics(documentOf('requirements.txt', 'zzacmezz-internal-billing\n'))).map(({ code }) => code);
    expect(codes).not.toContain('unknown-package');
  });

  it.each(['pycryptoenv\n', 'pycrypto==2.0\n', 'yaml\n'])('is not offered for a public or a malicious name: %j', async (text) => {
    expect((await actionsOn(text)).actions.filter(({ title }) => title.startsWith('Mark'))).toEqual([]);
  });

  it.each(['[tool.lookalike]\nprivate = ["a', '[tool.lookalike]\nprivate = [', 'x = """\n[tool.lookalike]\n'])(
    'is not written into a text that is open: %j',
    async (pyproject) => {
      const { actions } = await actionsOn('zzacmezz-internal-billing\n', 'requirements.txt', { 'pyproject.toml': pyproject });
      expect(actions.filter(({ title }) => title.startsWith('Mark'))).toEqual([]);
    },
  );
});

describe('fix all', () => {
  it('applies only certain corrections, never a suspicion', async () => {
    // The first does not exist and can only mean one project. The second is a malicious package, not an accident.
    const { actions, document } = await actionsOn('reqeusts\npycryptoenv\n', 'requirements.txt', {}, [CodeActionKind.SourceFixAll]);
    expect(actions.map(({ kind }) => kind)).toEqual(['source.fixAll.lookalike']);
    expect(applied(document, actions[0])).toBe('requests\npycryptoenv\n');
  });

  it.each(['pycrypto==2.6.1\n', 'pycrpyto\n', 'nose\n', 'yaml\n', 'sklearn\n'])(
    'leaves alone what would change what is installed: %j has a successor or is a module',
    async (text) => {
      const { actions: quickFixes } = await actionsOn(text);
      expect(quickFixes.map(({ title }) => title)).toContainEqual(expect.stringMatching(/^(?:Replace|Remove)/));
      expect((await actionsOn(text, 'requirements.txt', {}, [CodeActionKind.SourceFixAll])).actions).toEqual([]);
    },
  );
});

import { describe, expect, it } from 'vitest';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { CodeActionKind } from 'vscode-languageserver-types';
import { applied, documentOf, serviceOn } from './service';

async function actionsOn(text: string, name = 'requirements.txt', files: Record<string, string> = {}, only?: string[]) {
  const { service } = serviceOn(files);
  const document = documentOf(name, text);
  const range = { start: document.positionAt(0), end: document.positionAt(text.length) };
  const actions = await service.codeActions(document, range, { diagnostics: [], only });
  const find = (title: string) => actions.find((action) => action.title === title);
  return { document, actions, result: (title: string) => applied(document, find(title)) };
}

describe('quick fixes', () => {
  it('replaces the name alone, and drops the hashes of the other package', async () => {
    const text = 'pycryptoenv[x] >= 1.0 ; python_version > "3.8" \\\n    --hash=sha256:aa \\\n    --hash=sha256:bb  # why\nrequests\n';
    const { actions, result } = await actionsOn(text);
    expect(actions.map(({ title, isPreferred }) => [title, isPreferred ?? false])).toEqual([
      ["Replace with 'pycrypto'", true],
      ["Replace with 'pycryptodome' (continues pycrypto)", false],
      ["Remove 'pycryptoenv'", false],
      ["Trust 'pycryptoenv' in this project", false],
      ['Ignore on this line', false],
    ]);
    expect(result("Replace with 'pycrypto'")).toBe('pycrypto[x] >= 1.0 ; python_version > "3.8"  # why\nrequests\n');
    expect(result("Remove 'pycryptoenv'")).toBe('requests\n');
    expect(result('Ignore on this line')).toBe(text.replace('# why', '# why  # lookalike: ignore[known-malicious]'));
  });

  it('lists what mends two findings once', async () => {
    const text = '--index-url http://user:secret@index.example/simple\n';
    const { actions, result } = await actionsOn(text);
    expect(actions.map(({ title, diagnostics }) => [title, diagnostics?.length])).toEqual([
      ['Use https', 1],
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
    const text = '[project]\ndependencies = [\n  "requests",\n  "pycryptoenv>=1",\n]\n';
    const { result } = await actionsOn(text, 'pyproject.toml');
    expect(result("Replace with 'pycrypto'")).toBe(text.replace('pycryptoenv', 'pycrypto'));
    expect(result("Remove 'pycryptoenv'")).toBe('[project]\ndependencies = [\n  "requests",\n]\n');
    expect(result('Ignore on this line')).toBe(text.replace('>=1",', '>=1",  # lookalike: ignore[known-malicious]'));
  });

  it('writes its comment inside the string of a notebook, and hears it there', async () => {
    const text = '{"cells": [{"cell_type": "code", "source": ["%pip install pycryptoenv\\n", "x = 1"]}]}';
    const { result } = await actionsOn(text, 'a.ipynb');
    const ignored = result('Ignore on this line');
    expect(ignored).toBe(text.replace('env\\n', 'env  # lookalike: ignore[known-malicious]\\n'));
    expect((await actionsOn(ignored, 'a.ipynb')).actions).toEqual([]);
  });

  it('knows the cells that an editor makes of a notebook', async () => {
    const { service } = serviceOn();
    const document = TextDocument.create('vscode-notebook-cell:/project/a.ipynb#W0', 'python', 1, '!pip install pycryptoenv\nx = 1\n');
    expect((await service.diagnostics(document)).map(({ code }) => code)).toEqual(['known-malicious']);
  });

  it("edits a cell, and takes the notebook's folder for the cell's", async () => {
    const text = '%pip install "pycryptoenv>=1" requests\nx = 1\n';
    const cell = TextDocument.create('vscode-notebook-cell:/project/notes/a.ipynb#W1sZmlsZQ%3D%3D', 'python', 3, text);
    const { service } = serviceOn({ 'pyproject.toml': '[project]\nname = "x"\n' });
    const range = { start: cell.positionAt(0), end: cell.positionAt(text.length) };
    const actions = await service.codeActions(cell, range, { diagnostics: [] });
    const result = (title: string) =>
      applied(
        cell,
        actions.find((action) => action.title === title),
      );
    expect(result("Replace with 'pycrypto'")).toBe(text.replace('pycryptoenv', 'pycrypto'));
    expect(result("Remove 'pycryptoenv'")).toBe('%pip install requests\nx = 1\n');
    expect(result('Ignore on this line')).toBe(text.replace('requests', 'requests  # lookalike: ignore[known-malicious]'));
    expect(actions.map((action) => action.title)).toContain("Trust 'pycryptoenv' in this project");
    const { service: trusting } = serviceOn({ 'pyproject.toml': '[tool.lookalike]\ntrust = ["pycryptoenv"]\n' });
    expect((await trusting.diagnostics(cell)).map(({ severity }) => severity)).toEqual([3]);
  });

  it('offers nothing where nothing was found', async () => {
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

  it('makes a lookalike.toml where there is no other place', async () => {
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

describe('fix all', () => {
  it('mends certain misspellings only, never a suspicion', async () => {
    // The first does not exist and can only be one thing; the second is a malicious package, and no accident.
    const { actions, document } = await actionsOn('reqeusts\npycryptoenv\n', 'requirements.txt', {}, [CodeActionKind.SourceFixAll]);
    expect(actions.map(({ kind }) => kind)).toEqual(['source.fixAll.lookalike']);
    expect(applied(document, actions[0])).toBe('requests\npycryptoenv\n');
  });
});

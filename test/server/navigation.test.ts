import { afterEach, describe, expect, it } from 'vitest';
import { InMemoryHost, ROOT } from '../inMemoryHost';
import { FakeEditor } from './fakeEditor';

let editor: FakeEditor;

async function open(name: string, text: string, files: Record<string, string> = {}): Promise<string> {
  editor = await FakeEditor.start(() => new InMemoryHost(files));
  return editor.open(name, text, '');
}

afterEach(() => editor.stop());

const PYPROJECT = `[project]
dependencies = ["requests>=2"]
[dependency-groups]
test = ["pytest"]
dev = [{include-group = "test"}, "ruff"]
[tool.uv.sources]
requests = { index = "acme" }
[[tool.uv.index]]
name = "acme"
url = "https://pypi.acme.example/simple"
`;

describe('document links', () => {
  it('lead to included files, and never from a name, because a healthy line would be underlined', async () => {
    const text = '-r other.txt\n-r gone.txt\nrequests\npycryptoenv\nzqxw-nobody-has-this\n';
    const uri = await open('requirements.txt', text, { 'other.txt': '' });
    const links: { range: { start: { line: number } }; target: string }[] = await editor.connection.sendRequest(
      'textDocument/documentLink',
      {
        textDocument: { uri },
      },
    );
    expect(links.map(({ range, target }) => [range.start.line, target])).toEqual([[0, `${ROOT}/other.txt`]]);
  });
});

describe('links of URLs', () => {
  it('open the page in a browser, without branches and passwords', async () => {
    const lines = [
      '--index-url https://ann:secret@pypi.acme.example/simple',
      '-r https://acme.example/base.txt',
      'tool @ git+https://ann:secret@git.example/acme/tool.git@feature/x#subdirectory=a',
      'git+https://git.example/acme/other#egg=other',
      'https://acme.example/files/app-1.0-py3-none-any.whl#sha256=00 ; python_version > "3"',
      'a @ https://acme.example/a.zip?token=secret',
      'b @ https://$' + '{HOST}/b.zip',
      'c @ git+ssh://git@git.example/c.git',
      'd @ file:///d.zip',
    ];
    const uri = await open('requirements.txt', `${lines.join('\n')}\n`);
    const links: { range: { start: { line: number; character: number } }; target: string }[] = await editor.connection.sendRequest(
      'textDocument/documentLink',
      { textDocument: { uri } },
    );
    const targets = links.map(({ range: { start }, target }) => [start.line, start.character, target]);
    expect(targets.sort()).toEqual([
      [0, 12, 'https://pypi.acme.example/simple'],
      [1, 3, 'https://acme.example/base.txt'],
      [2, 7, 'https://git.example/acme/tool.git'],
      [3, 0, 'https://git.example/acme/other'],
      [4, 0, 'https://acme.example/files/app-1.0-py3-none-any.whl'],
    ]);
  });
});

describe('colors', () => {
  const tokens = async (name: string, text: string): Promise<string[]> => {
    const uri = await open(name, text);
    const { data } = (await editor.connection.sendRequest('textDocument/semanticTokens/full', { textDocument: { uri } })) as {
      data: number[];
    };
    const lines = text.split('\n');
    const found: string[] = [];
    for (let i = 0, line = 0, character = 0; i < data.length; i += 5) {
      const [down = 0, right = 0, length = 0, type = 0] = data.slice(i, i + 4);
      line += down;
      character = down === 0 ? character + right : right;
      found.push(`${['type', 'number', 'property'][type]} ${lines[line]?.slice(character, character + length)}`);
    }
    return found;
  };

  it('mark names, versions and markers in strings of pyproject.toml', async () => {
    const text =
      '[project]\ndependencies = [\n  "requests[socks]>=2,<3", "flask ; python_version > \'3\'",\n]\n[tool.poetry.dependencies]\nhttpx = "^1.2"\n';
    expect(await tokens('pyproject.toml', text)).toEqual([
      'type requests',
      'number >=2,<3',
      'type flask',
      "property python_version > '3'",
      'type httpx',
      'number ^1.2',
    ]);
  });

  it('are absent without requirements', async () => {
    expect(await tokens('pyproject.toml', '[tool.x]\na = "requests"\n')).toEqual([]);
  });
});

describe('symbols and folding', () => {
  it('group declarations', async () => {
    const uri = await open('pyproject.toml', PYPROJECT);
    const symbols: { name: string; children?: { name: string }[] }[] = await editor.connection.sendRequest('textDocument/documentSymbol', {
      textDocument: { uri },
    });
    expect(symbols.map(({ name, children }) => [name, children?.map((child) => child.name)])).toEqual([
      ['project.dependencies', ['requests']],
      ['dependency-groups.test', ['pytest']],
      ['dependency-groups.dev', ['ruff']],
    ]);
  });

  it('fold a requirement with its hashes', async () => {
    const uri = await open('requirements.txt', 'a==1 \\\n  --hash=sha256:00 \\\n  --hash=sha256:11\nb\n');
    const ranges = await editor.connection.sendRequest('textDocument/foldingRange', { textDocument: { uri } });
    expect(ranges).toEqual([{ startLine: 0, endLine: 2, kind: 'region' }]);
  });
});

describe('go to definition', () => {
  it.each([
    ['{include-group = "te', 'test = ['],
    ['index = "ac', 'acme"\nurl'],
    ['\nreque', 'requests>=2'],
  ])('from %j', async (from, to) => {
    const uri = await open('pyproject.toml', PYPROJECT);
    const document = editor.document(uri);
    const found: { uri: string; range: { start: { line: number; character: number } } }[] = await editor.connection.sendRequest(
      'textDocument/definition',
      {
        textDocument: { uri },
        position: document.positionAt(PYPROJECT.indexOf(from) + from.length),
      },
    );
    expect(found.map((location) => [location.uri, PYPROJECT.slice(document.offsetAt(location.range.start)).startsWith(to)])).toEqual([
      [uri, true],
    ]);
  });

  it('from -r to the file', async () => {
    const uri = await open('requirements.txt', '-r other.txt\n', { 'other.txt': '' });
    const found: { uri: string }[] = await editor.connection.sendRequest('textDocument/definition', {
      textDocument: { uri },
      position: { line: 0, character: 5 },
    });
    expect(found.map((location) => location.uri)).toEqual([`${ROOT}/other.txt`]);
  });
});

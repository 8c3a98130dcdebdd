import { type ChildProcess, spawn } from 'node:child_process';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { marked, type Token } from 'marked';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Diagnostic, FullDocumentDiagnosticReport, Hover, MarkupContent } from 'vscode-languageserver-protocol';
import {
  createProtocolConnection,
  type ProtocolConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver-protocol/node';
import { ScanWorkspaceRequest } from '../../../server/src/protocol/messages';
import type { StubProject } from '../../stub/packages';
import { World } from '../world';

/** Anyone can write the texts of an index or an advisory database, so none of them may have an effect in a hover. The shipped server, over stdio. */

const SERVER = path.join(__dirname, '../../../dist/server.js');
const OURS = /^https:\/\/(?:pypi\.org\/project\/|osv\.dev\/vulnerability\/)/;

/** Attempts in a text. */
const TEXTS: Readonly<Record<string, string>> = {
  'a link': 'see [this](https://evil.example/x) and [that][1]\n\n[1]: https://evil.example/y',
  'a link to a command': '[run](command:workbench.action.quit) <command:workbench.action.quit> [run](<command:x>)',
  'the end of a link': '](command:x) \\](command:x) x\\\\](command:x) )[y](command:x)',
  'an image': '![x](https://evil.example/x.png "t") ![x][1]\n\n[1]: https://evil.example/x.png',
  HTML: '<img src=https://evil.example/x onerror=alert(1)><a href="command:x">y</a><script>alert(1)</script><!-- x --><b>b</b>',
  'HTML as entities': '&lt;img src=x&gt; &#60;img src=x&#62; &#x3c;img&#x3e; &amp;lt;b&amp;gt;',
  'an address': 'https://evil.example/auto www.evil.example me@evil.example mailto:me@evil.example javascript:alert(1) data:text/html,x',
  'an icon': '$(error) $(pass~spin) \\$(error) &#36;(error)',
  'lines of its own': 'a\r\n\r\n# Verified\n\n- [ ] item\n\n> quote\n\n---\n\n    code\n\n```\nfence\n```\n\n| a |\n|---|\n| b |',
  emphasis: '**bold** *it* __u__ _i_ ~~s~~ `code` ``co`de`` \\*x\\*',
  'other directions of text': 'safe\u202etxt.exe\u202c \u2066x\u2069 \u200bhid\u00adden\u200f \u{e0041}\u{e0042}',
  'control characters': 'a\u0000b\u0007c\u001b[31md\u001b]8;;https://evil.example\u0007e\u009b2Jf\u2028g\u2029h\u0085i',
  'half of a pair': 'a\ud83d b\udc00 c',
  'a very long text': `${'A'.repeat(50_000)} ${'x '.repeat(20_000)}`,
  'very long Markdown': `${'['.repeat(20_000)}${'*a'.repeat(10_000)}${'\\'.repeat(9_999)}`,
};
const NAMES = Object.keys(TEXTS).map((_, i) => `zqxw-hostile-${i}`);
/** Its index fails, with the text as the body of the answer. */
const FAILS = 'zqxw-broken-';

function projectThatSays(name: string, text: string): StubProject {
  return {
    releases: {
      '1.0': [
        { filename: `${name.replaceAll('-', '_')}-1.0.tar.gz`, uploadTime: '2024-01-01T00:00:00Z', yanked: text, requiresPython: text },
      ],
    },
    info: {
      version: '1.0',
      summary: text,
      license: text,
      license_expression: text,
      author: text,
      author_email: text,
      home_page: text.replace(/^https:/, ''),
      requires_python: text,
      project_urls: {
        [text.slice(0, 60)]: 'https://example.org/ok',
        Command: 'command:workbench.action.quit',
        Script: 'javascript:alert(1)',
        Data: 'data:text/html,<script>alert(1)</script>',
        Password: 'https://user:secret@evil.example/',
        Closed: 'https://example.org/)[x](command:y)<img src=z>"',
        Said: text.replace(/^https:/, ''),
      },
    },
  };
}

let world: World;
let server: ChildProcess;
let connection: ProtocolConnection;
let uri: string;

beforeAll(async () => {
  const broken = NAMES.map((_, i) => `${FAILS}${i}`);
  const lines = [...NAMES, ...broken].map((name) => `${name}==1.0\n`);
  world = await World.open({ files: { 'requirements.txt': lines.join('') } });
  const texts = Object.values(TEXTS);
  NAMES.forEach((name, i) => {
    const text = texts[i] as string;
    world.pypi.projects.set(name, projectThatSays(name, text));
    world.osv.advisories.push({
      id: `PYSEC-2026-${i}`,
      modified: '2026-01-01T00:00:00Z',
      aliases: [text.slice(0, 300)],
      summary: text,
      affected: [
        { package: { ecosystem: 'PyPI', name }, ranges: [{ type: 'ECOSYSTEM', events: [{ introduced: '0' }, { fixed: '2.0' }] }] },
      ],
    });
  });
  world.pypi.fault = (request, response) => {
    const i = new RegExp(`${FAILS}(\\d+)`).exec(request.url ?? '')?.[1];
    if (i === undefined) {
      return false;
    }
    const kinds = ['text/html', 'application/json', 'application/vnd.pypi.simple.v1+json', 'text/plain; charset=utf-8'];
    response.writeHead([403, 500, 200, 418][Number(i) % 4] as number, { 'content-type': kinds[Number(i) % 3] as string });
    response.end(texts[Number(i)]);
    return true;
  };
  server = spawn(process.execPath, [SERVER, '--stdio'], { cwd: world.workspace, env: world.env, stdio: ['pipe', 'pipe', 'inherit'] });
  connection = createProtocolConnection(
    new StreamMessageReader(server.stdout as NodeJS.ReadableStream),
    new StreamMessageWriter(server.stdin as NodeJS.WritableStream),
  );
  connection.listen();
  uri = pathToFileURL(path.join(world.workspace, 'requirements.txt')).toString();
  const rootUri = pathToFileURL(world.workspace).toString();
  const capabilities = { textDocument: { diagnostic: {} } };
  await connection.sendRequest('initialize', { processId: null, rootUri, capabilities, workspaceFolders: [{ uri: rootUri, name: 'x' }] });
  await connection.sendNotification('initialized', {});
  await connection.sendNotification('textDocument/didOpen', {
    textDocument: { uri, languageId: 'pip-requirements', version: 1, text: lines.join('') },
  });
  await connection.sendRequest(ScanWorkspaceRequest, {});
});

afterAll(async () => {
  await connection.sendRequest('shutdown');
  await connection.sendNotification('exit');
  connection.dispose();
  await new Promise((resolve) => server.once('close', resolve));
  await world.close();
});

async function hoverOn(line: number): Promise<string> {
  for (;;) {
    const hover: Hover = await connection.sendRequest('textDocument/hover', { textDocument: { uri }, position: { line, character: 2 } });
    const { value } = hover.contents as MarkupContent;
    if (!value.replaceAll('\\', '').includes('still loading')) {
      return value;
    }
  }
}

function all(tokens: readonly Token[]): Token[] {
  return tokens.flatMap((token) => {
    const inner = [...('tokens' in token ? (token.tokens ?? []) : []), ...('items' in token ? (token.items as Token[]) : [])];
    return [token, ...all(inner)];
  });
}

/** The result of a renderer like VS Code's. */
function expectHarmless(markdown: string): void {
  expect(markdown).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/);
  expect(markdown).not.toMatch(/[\u{e0000}-\u{e007f}]|\p{Surrogate}/u);
  expect(markdown.length).toBeLessThan(10_000);
  const tokens = all(marked.lexer(markdown));
  const kinds = new Set(tokens.map(({ type }) => type));
  for (const kind of ['image', 'html', 'heading', 'code', 'blockquote', 'table', 'hr', 'del', 'def']) {
    expect([...kinds]).not.toContain(kind);
  }
  expect(tokens.filter(({ type, text }: Token & { text?: string }) => type === 'em' && /^(?:it|i)$/.test(text ?? ''))).toEqual([]);
  const links = tokens.flatMap((token) => (token.type === 'link' ? [token.href as string] : []));
  for (const href of links) {
    expect(OURS.test(href) || href.startsWith('https://example.org/'), href).toBe(true);
  }
  const html = marked.parse(markdown, { async: false });
  expect(html).not.toMatch(/<(?:img|script|h\d|iframe|style|input)\b|href="(?!https:)/i);
  // Icons are drawn from the remaining text. The first one is ours.
  expect(html.replace(/<[^>]*>/g, '').replace(/^\s*\$\(\w+\)/, '')).not.toMatch(/\$\([\w~-]+\)/);
}

describe('a hover with text from an index', () => {
  it.each(Object.keys(TEXTS).map((what, i) => [what, i] as const))('shows %s as literal text', async (_, i) => {
    const value = await hoverOn(i);
    expect(value).toContain(`**${NAMES[i]?.replaceAll('-', '\\-')}**`);
    // The text is there, and the valid link is the only one.
    expect(value).toContain('https://example.org/ok');
    expect(value).toContain(`https://osv.dev/vulnerability/PYSEC-2026-${i}`);
    expectHarmless(value);
  });

  it.each(Object.keys(TEXTS).map((what, i) => [what, i] as const))('has no text from the body of a failed answer: %s', async (_, i) => {
    const value = await hoverOn(NAMES.length + i);
    expectHarmless(value);
    expect(value).not.toMatch(/evil|command|alert|AAAA/);
  });

  it('comes with diagnostics that are short and have no invisible characters', async () => {
    const { items }: FullDocumentDiagnosticReport = await connection.sendRequest('textDocument/diagnostic', { textDocument: { uri } });
    const yanked = items.filter(({ code }: Diagnostic) => code === 'yanked-version');
    expect(yanked).toHaveLength(NAMES.length);
    for (const message of items.map((item) => String(item.message))) {
      expect(message.length).toBeLessThanOrEqual(400);
      expect(message).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u206f]|\p{Surrogate}/u);
    }
  });
});

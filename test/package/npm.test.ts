import { execFileSync, spawn, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createMessageConnection, StreamMessageReader, StreamMessageWriter } from 'vscode-languageserver/node';
import { packageNpm } from '../../scripts/build/packageNpm.mjs';
import { pseudoTranslation, untranslated } from '../pseudoTranslation';

const root = path.join(__dirname, '../..');
const scratch = fs.mkdtempSync(path.join(os.tmpdir(), 'lookalike-npm-'));
const project = path.join(scratch, 'project');
const installed = path.join(project, 'node_modules/lookalike-py');
const env = {
  ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('npm_'))),
  LOOKALIKE_CACHE: path.join(scratch, 'cache'),
};

/** The packed files. The tests then replace one translation. */
let listing: string[];

function files(folder: string): string[] {
  return fs.readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => fs.statSync(path.join(folder, file)).isFile());
}

/** Each file below a folder with its modification time, to detect writes. */
function times(folder: string): string[] {
  return fs
    .readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .sort()
    .map((file) => `${file} ${fs.statSync(path.join(folder, file)).mtimeMs}`);
}

beforeAll(() => {
  fs.mkdirSync(project);
  fs.writeFileSync(path.join(project, 'package.json'), '{ "private": true }\n');
  fs.writeFileSync(path.join(project, 'requirements.txt'), 'requests\npycryptoenv==1.0.7\n');
  const archive = packageNpm(scratch);
  execFileSync('npm', ['install', '--ignore-scripts', '--offline', '--no-audit', '--no-fund', archive], { cwd: project, env });
  listing = files(installed);
  const texts = JSON.stringify(pseudoTranslation('l10n/bundle.l10n.json'));
  fs.writeFileSync(path.join(installed, 'l10n/bundle.l10n.zh-tw.json'), texts);
});
afterAll(() => fs.rmSync(scratch, { recursive: true, force: true }));

describe('the npm package, installed from its archive into an empty folder', () => {
  it('contains the programs, their data, and the licenses', () => {
    const data = fs.readFileSync(path.join(__dirname, 'files.txt'), 'utf8').match(/(?<=^extension\/)data\/.*/gm) ?? [];
    const rules = fs.readdirSync(path.join(root, 'docs/rules')).map((page) => `docs/rules/${page}`);
    const translations = fs.readdirSync(path.join(root, 'l10n')).map((file) => `l10n/${file}`);
    // npm packs the READMEs of all languages.
    const readmes = fs.readdirSync(root).filter((file) => /^README\b.*\.md$/.test(file));
    const programs = ['dist/cli.js', 'dist/languageServer.js', 'dist/server.js'];
    const own = ['CHANGELOG.md', 'LICENSE', ...readmes, 'package.json', 'dist/ThirdPartyNotices.txt', ...programs];
    expect(listing.sort()).toEqual([...own, ...data, ...rules, ...translations].sort());
  });

  it('scans with its command, and writes nothing into its own folder', () => {
    const before = times(installed);
    const { status, stdout } = spawnSync('npx', ['--no-install', 'lookalike', 'scan', '--offline', '.'], {
      cwd: project,
      env,
      encoding: 'utf8',
    });
    expect(stdout).toContain('requirements.txt:2:1: error:');
    expect(status).toBe(1);
    expect(times(installed)).toEqual(before);
  });

  it.each([
    [{ LANG: 'ja_JP.UTF-8' }, false],
    [{ LANG: 'zh_HK.UTF-8' }, true],
    [{ LANG: 'de_DE.UTF-8', LANGUAGE: 'sv:zh_TW' }, true],
  ])('speaks the language of %o', (language, isTranslated) => {
    const locale = { LC_ALL: '', LC_MESSAGES: '', LANGUAGE: '', ...language };
    const { stdout } = spawnSync('npx', ['--no-install', 'lookalike', '--help'], {
      cwd: project,
      env: { ...env, ...locale },
      encoding: 'utf8',
    });
    expect(stdout.includes('⟦')).toBe(isTranslated);
  });

  it.each([[['lsp']], [['lsp', '--stdio']]])('is a language server: lookalike %s', async (args) => {
    const server = spawn(path.join(project, 'node_modules/.bin/lookalike'), args, {
      cwd: project,
      env,
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    const ended = new Promise((resolve) => server.once('exit', resolve));
    const connection = createMessageConnection(new StreamMessageReader(server.stdout), new StreamMessageWriter(server.stdin));
    connection.listen();
    const diagnostics = new Promise<{ diagnostics: { message: string }[] }>((resolve) => {
      connection.onNotification('textDocument/publishDiagnostics', resolve);
    });
    const answer = (await connection.sendRequest('initialize', {
      processId: null,
      rootUri: null,
      capabilities: {},
      locale: 'zh-Hant-HK',
    })) as {
      serverInfo: { name: string };
    };
    expect(answer.serverInfo.name).toBe('lookalike');
    await connection.sendNotification('initialized', {});
    const document = { uri: 'file:///requirements.txt', languageId: 'pip-requirements', version: 1, text: 'pycryptoenv\n' };
    await connection.sendNotification('textDocument/didOpen', { textDocument: document });
    expect((await diagnostics).diagnostics.map(({ message }) => untranslated(message))).toEqual(['']);
    await connection.sendRequest('shutdown');
    await connection.sendNotification('exit');
    expect(await ended).toBe(0);
  });
});

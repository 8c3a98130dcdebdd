import { afterEach, describe, expect, it } from 'vitest';
import type { MarkupContent } from 'vscode-languageserver-protocol';
import { MISSING } from '../../server/src/lookup';
import { CheckPackageRequest } from '../../server/src/protocol/messages';
import { InMemoryHost } from '../inMemoryHost';
import { pseudoTranslation, untranslated } from '../pseudoTranslation';
import { FakeEditor } from './fakeEditor';

let editor: FakeEditor;

async function start(files: Readonly<Record<string, string>> = {}, settings: object = { offline: true }): Promise<InMemoryHost> {
  const host = new InMemoryHost(files);
  editor = await FakeEditor.startOn(host, { initializationOptions: { l10n: pseudoTranslation('l10n/bundle.l10n.json') }, settings });
  return host;
}

afterEach(() => editor.stop());

const REQUIREMENTS = `pycryptoenv==1.0.7
reqeusts
yaml
zqxw-nobody-has-this
requests = 2
-r gone.txt
--index-url http://user:secret@index.example/simple
`;

describe('a server with a translation', () => {
  it('uses it for every finding', async () => {
    await start();
    const uri = await editor.open('requirements.txt', REQUIREMENTS);
    const { items = [] } = await editor.pull(uri);
    expect(items.length).toBeGreaterThan(6);
    expect(items.map(({ message }) => untranslated(String(message))).filter((rest) => rest !== '')).toEqual([]);
  });

  it('uses it for every fix', async () => {
    await start();
    const uri = await editor.open('requirements.txt', REQUIREMENTS);
    for (const text of ['pycryptoenv', 'reqeusts', 'yaml']) {
      const actions = await editor.codeActions(uri, REQUIREMENTS.indexOf(text));
      expect(actions.length, text).toBeGreaterThan(2);
      expect(actions.map(({ title }) => untranslated(title)).filter((rest) => rest !== '')).toEqual([]);
    }
  });

  it('uses it for a hover, except for text that is not language', async () => {
    const host = await start({}, { offline: false });
    host.index.projects.set('reqeusts', MISSING);
    const uri = await editor.open('requirements.txt', REQUIREMENTS);
    const hover = await editor.hover(uri, REQUIREMENTS.indexOf('reqeusts'));
    const { value } = hover!.contents as MarkupContent;
    const lines = value.split('\n').map((line) => untranslated(line).replace(/[*_]/g, ''));
    expect(lines.filter((line) => line !== '')).toEqual(['⚠ reqeusts']);
  });

  it('uses it for its answer about one name', async () => {
    await start();
    const { reason } = await editor.connection.sendRequest(CheckPackageRequest, { name: 'pycryptoenv' });
    expect(reason).toMatch(/^⟦/);
    expect(untranslated(reason ?? '')).toBe('');
  });
});

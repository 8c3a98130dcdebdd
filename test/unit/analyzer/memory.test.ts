import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { createLanguageService } from '../../../server/src/languageService';
import { InMemoryHost, ROOT } from '../../inMemoryHost';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

test.each([
  ['pyproject.toml', '[project]\ndependencies = [\n  "reqeusts",\n  "numpy",\n]\n'],
  ['requirements.txt', 'reqeusts\nnumpy\n'],
])('%s: neither the analyses before the last one nor what they knew of packages stay in memory', async (name, text) => {
  const service = createLanguageService(new InMemoryHost(), { rulesUri: '', documentChanges: true });
  const document = TextDocument.create(`${ROOT}/${name}`, '', 1, text);
  const at = document.positionAt(text.indexOf('reqeusts') + 1);
  const kept: WeakRef<object>[] = [];
  const type = async (): Promise<void> => {
    TextDocument.update(document, [{ range: { start: at, end: at }, text: 'x' }], document.version + 1);
    const analysis = await service.analyse(document);
    if (document.version % 3 === 0) {
      await service.learn(analysis!, new AbortController().signal);
    }
    for (const object of [analysis!, analysis!.document, analysis!.factsOf(analysis!.manifest.requirements[0]!)]) {
      kept.push(new WeakRef(object));
    }
  };
  const VERSIONS = 9;
  for (let version = 0; version < VERSIONS; version++) {
    await type();
  }
  // A weak reference is kept until the end of the turn in which it was made.
  await new Promise((resolve) => setTimeout(resolve, 20));
  collectGarbage();
  // At the last lookups, the version was 9.
  const old = kept.slice(0, 3 * (VERSIONS - 3));
  expect(old.filter((reference) => reference.deref() !== undefined)).toHaveLength(0);
  expect(await service.analyse(document)).toBeDefined();
});

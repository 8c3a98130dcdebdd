import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Diagnostic } from 'vscode-languageserver-protocol';
import { World } from '../world';

let world: World;

beforeEach(async () => {
  world = await World.open();
});

afterEach(() => world.close());

const summary = (items: readonly Diagnostic[] = []): unknown[] =>
  items.map(({ code, severity, data }) => [code, severity, (data as { targets: string[] }).targets[0]]);

it('an absent name gets the intended project as a suggestion, after the search', async () => {
  const text = 'shopee-euler-flw\nopenslide\nzyqqa-core-thing\n';
  world.write({ 'requirements.txt': text });
  const editor = await world.start();
  const uri = await editor.open('requirements.txt', text);
  expect(summary((await editor.pull(uri)).items)).toEqual([
    ['unknown-package', 3, undefined],
    ['import-name', 2, 'openslide-python'],
    ['unknown-package', 3, undefined],
  ]);
  await world.learnt(editor);
  expect(summary((await editor.pull(uri)).items)).toEqual([
    ['unknown-package', 2, 'shopee-euler-flow'],
    ['import-name', 2, 'openslide-python'],
    ['unknown-package', 2, undefined],
  ]);
  const titles = (await editor.codeActions(uri, 1)).map(({ title }) => title);
  expect(titles).toContain("Replace with 'shopee-euler-flow'");
});

import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { expect, test } from 'vitest';
import { createOnigScanner, createOnigString, loadWASM } from 'vscode-oniguruma';
import textmate from 'vscode-textmate';

const root = path.resolve(__dirname, '../../..');
const SUFFIX = '.pip-requirements';

async function loadGrammar(): Promise<textmate.IGrammar> {
  const wasm = fs.readFileSync(createRequire(import.meta.url).resolve('vscode-oniguruma/release/onig.wasm'));
  await loadWASM(wasm);
  const file = path.join(root, 'syntaxes/pip-requirements.tmLanguage.json');
  const registry = new textmate.Registry({
    onigLib: Promise.resolve({ createOnigScanner, createOnigString }),
    loadGrammar: async (scope) =>
      scope === 'source.pip-requirements' ? textmate.parseRawGrammar(fs.readFileSync(file, 'utf8'), file) : null,
  });
  return (await registry.loadGrammar('source.pip-requirements'))!;
}

/** One line of text, then one line per token with a scope of its own: its text, and its scopes without the root. */
function tokens(grammar: textmate.IGrammar, text: string): string {
  let state = textmate.INITIAL;
  const out: string[] = [];
  for (const line of text.split('\n')) {
    const result = grammar.tokenizeLine(line, state);
    state = result.ruleStack;
    out.push(`> ${line}`);
    for (const token of result.tokens) {
      const scopes = token.scopes.slice(1).map((scope) => (scope.endsWith(SUFFIX) ? scope.slice(0, -SUFFIX.length) : scope));
      const covered = line.slice(token.startIndex, token.endIndex);
      if (scopes.length > 0 && covered.trim() !== '') {
        out.push(`  ${covered.trim()}  ${scopes.join(' ')}`);
      }
    }
  }
  return `${out.join('\n')}\n`;
}

test('the requirements grammar produces the tokens of the snapshot', async () => {
  const grammar = await loadGrammar();
  const folder = path.join(root, 'test/fixtures/grammar');
  const text = fs.readFileSync(path.join(folder, 'requirements.txt'), 'utf8').trimEnd();
  await expect(tokens(grammar, text)).toMatchFileSnapshot(path.join(folder, 'requirements.tokens'));
});

test('a long hostile line is tokenized in linear time', async () => {
  const grammar = await loadGrammar();
  for (const line of [`a${' '.repeat(20_000)}b`, `a${'['.repeat(20_000)}`, `a-${'.'.repeat(20_000)}`, `-e ${'$'.repeat(20_000)}`]) {
    const result = grammar.tokenizeLine(line, textmate.INITIAL, 5_000);
    expect(result.stoppedEarly).toBe(false);
  }
});

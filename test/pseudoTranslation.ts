import { readFileSync } from 'node:fs';
import path from 'node:path';

const root = path.join(__dirname, '..');

/** Every message of a bundle in a readable pseudo-language: ⟦Show Report⟧. */
export function pseudoTranslation(file: 'l10n/bundle.l10n.json' | 'package.nls.json'): Record<string, string> {
  const messages = JSON.parse(readFileSync(path.join(root, file), 'utf8')) as Record<string, string | { message: string }>;
  return Object.fromEntries(
    Object.entries(messages).map(([key, value]) => [key, `⟦${typeof value === 'string' ? value : value.message}⟧`]),
  );
}

/** The parts of a text outside of ⟦…⟧, which a translator could not change. Parts may be nested. */
export function untranslated(text: string): string {
  let rest = text;
  for (let before = ''; before !== rest; ) {
    before = rest;
    rest = rest.replace(/⟦[^⟦⟧]*⟧/g, '');
  }
  return rest.trim();
}

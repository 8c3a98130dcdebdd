import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { faultsOf, readTexts, TEXT_FILES, translationStates, width } from '../../scripts/build/translations.mjs';
import { TRANSLATIONS } from '../../server/src/node/languages';
import { rules } from '../../server/src/rules/index';

const root = path.join(__dirname, '../..');
describe.each(translationStates())('$file', ({ file, language, missing, stale, broken }) => {
  it('translates every text (npm run build -- generate LANGUAGE prints what is left)', () => {
    expect(missing).toEqual({});
  });

  it('has no unused text', () => {
    expect(stale).toEqual([]);
  });

  it('keeps placeholders, code, links and lengths', () => {
    expect(broken).toEqual([]);
  });

  it.runIf(file.startsWith('package.nls'))('describes each rule as the bundle does (npm run build -- generate writes it)', () => {
    const bundle = readTexts(`l10n/bundle.l10n.${language}.json`) ?? {};
    const texts = readTexts(file) ?? {};
    for (const rule of rules) {
      expect(texts[`rules.${rule.id}`], rule.id).toBe(bundle[rule.summary()]);
    }
  });
});

it('knows every language file in the repository', () => {
  const known = TEXT_FILES.flatMap(({ english, translation }) => [english, ...TRANSLATIONS.map(translation)]);
  const files = [
    ...fs.readdirSync(path.join(root, 'l10n')).map((name) => `l10n/${name}`),
    ...fs.readdirSync(root).filter((name) => name.startsWith('package.nls')),
  ];
  expect(files.filter((file) => !known.includes(file))).toEqual([]);
});

/** Source text without comments, with each string as one letter. */
function skeletonOf(source: string): string {
  return source.replace(/\/\/.*|\/\*[\s\S]*?\*\/|'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"/g, (text) => (text.startsWith('/') ? '' : 'S'));
}

/** A message object with something else than strings, from which no bundle entry can be made. */
const COMPUTED = /l10n\.t\(\{(?:[^;]*?\bcomment\b(?!: \[(?:\s*S,?)+\s*\])|\s*message(?!: S,))/;

it('writes each message and comment as strings, so all of them are in the bundle', () => {
  const files = ['client/src', 'server/src'].flatMap((folder) =>
    fs.readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' }).map((file) => path.join(folder, file)),
  );
  const sources = files.filter((file) => file.endsWith('.ts'));
  expect(sources.length).toBeGreaterThan(100);
  expect(sources.filter((file) => COMPUTED.test(skeletonOf(fs.readFileSync(path.join(root, file), 'utf8'))))).toEqual([]);
});

it.each([
  ["l10n.t({ message: '{0} fits', args: [a], comment })", true],
  ["l10n.t({ message: '{0} fits', args: [a], comment: NOTE })", true],
  ["l10n.t({ message: '{0} fits', args: [a], comment: ['{0} is a', NOTE] })", true],
  ["l10n.t({ message: text, args: [a], comment: ['{0} is a'] })", true],
  ["l10n.t({ message: '{0} fits', args: [a], comment: ['{0} is a'] })", false],
])('%s is computed: %s', (source, isComputed) => {
  expect(COMPUTED.test(skeletonOf(source))).toBe(isComputed);
});

describe('an invalid translation', () => {
  it.each([
    ['placeholder that is missing', "'{0}' is not on {1}.", '« {0} » est introuvable.', /placeholders/],
    ['placeholder that comes twice', '{0} files', '{0} {0} Dateien', /placeholders/],
    ['code that was translated', 'Set `trust` first.', 'Setze zuerst `vertrauen`.', /backticks/],
    ['option that was translated', "'--fail-on' is unknown here.", '„--fehler-ab“ ist hier unbekannt.', /--fail-on/],
    ['key that was translated', "'trust' in {0} hides it.", '„Vertrauen“ in {0} verbirgt es.', /trust/],
    ['link that leads elsewhere', '[Scan](command:lookalike.scanWorkspace)', '[Scannen](command:lookalike.scan)', /link/],
    ['bold text that was lost', 'Use **Update**.', 'Benutze Update.', /bold/],
    ['line break that was lost', 'One.\nTwo.', 'Eins. Zwei.', /line breaks/],
    ['space at its end', 'Open', 'Öffnen ', /spaces/],
    ['text that is empty', 'Open', '', /empty/],
    ['ellipsis that became three dots', 'Export Report…', 'Bericht exportieren...', /…/],
    ['fragment that became a sentence', 'the index was not contacted', 'Der Index wurde nicht kontaktiert.', /period/],
    ['text that stayed English', 'No dependency files were found here.', 'No dependency files were found here.', /not translated/],
    ['text that is far too long', 'Open', 'Die Datei in einem neuen Editor öffnen', /columns/],
  ])('by a %s', (_, english, translated, fault) => {
    expect(faultsOf('key', english, translated).join('; ')).toMatch(fault);
  });

  it('a title that is too long for a menu', () => {
    expect(faultsOf('commands.x', 'Upgrade All Vulnerable Requirements of This File', 'x'.repeat(46))).toHaveLength(1);
  });

  it.each([
    ["'{0}' looks like '{1}'.", '« {0} » ressemble à « {1} ».'],
    ["'{0}' looks like '{1}'.", "'{0}' は '{1}' に似ています。"],
    ['Open', 'Ouvrir'],
    ['Off', 'Desactivado'],
    ['the index was not contacted', 'インデックスに接続していません'],
    ["'{0}' is not pinned. Use '==' with a version.", "'{0}' は固定されていません。'==' でバージョンを指定してください。"],
    ["'lookalike --help' lists the commands.", '„lookalike --help“ zeigt die Befehle.'],
    ['{0}: {1}', '{0}: {1}'],
  ])('but not %s as %s', (english, translated) => {
    expect(faultsOf('key', english, translated)).toEqual([]);
  });

  it('counts two columns for a character of Chinese, Japanese and Korean', () => {
    expect(['ab', '日本', '한국', 'カナ。'].map(width)).toEqual([2, 4, 4, 6]);
  });
});

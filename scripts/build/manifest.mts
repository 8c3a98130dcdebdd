import fs from 'node:fs';
import path from 'node:path';
import { activationEvents } from '../../client/src/selector';
import { SEVERITIES } from '../../server/src/configuration/ruleLevels';
import { formats, INCLUDED_FILES } from '../../server/src/formats/index';
import { TRANSLATIONS } from '../../server/src/node/languages';
import { rules } from '../../server/src/rules/index';
import { root } from '../run.mjs';
import { withRuleTable } from './ruleTable.mjs';
import { readTexts, TEXT_FILES } from './translations.mjs';

const LEVELS = [...SEVERITIES, 'off'];

/**
 * Writes the derived parts of package.json, package.nls.json and its translations, the table of docs/rules.md and the
 * client's list of file kinds, from the lists of formats and rules. A test fails when they are outdated.
 */
export function writeManifest(): void {
  const file = path.join(root, 'package.json');
  const manifest = JSON.parse(fs.readFileSync(file, 'utf8'));
  manifest.activationEvents = activationEvents(formats);
  const [requirements] = manifest.contributes.languages;
  requirements.filenamePatterns = formats.filter(({ id }) => id === 'requirements' || id === 'constraints').flatMap(({ globs }) => globs);
  manifest.contributes.configuration.properties['lookalike.rules'].properties = Object.fromEntries(
    rules.map(({ id, level }) => [id, { type: 'string', enum: LEVELS, default: level, markdownDescription: `%rules.${id}%` }]),
  );
  fs.writeFileSync(file, `${JSON.stringify(manifest, null, 2)}\n`);

  const kinds = formats.map(({ globs, languageIds, hints }) => ({ globs, languageIds, hints }));
  fs.writeFileSync(
    path.join(root, 'server/src/protocol/dependencyFiles.json'),
    `${JSON.stringify({ included: INCLUDED_FILES, kinds }, null, 2)}\n`,
  );

  const textsFile = path.join(root, 'package.nls.json');
  const texts = Object.entries(JSON.parse(fs.readFileSync(textsFile, 'utf8'))).filter(([key]) => !key.startsWith('rules.'));
  const summaries = rules.map((rule) => [`rules.${rule.id}`, rule.summary()] as const);
  fs.writeFileSync(textsFile, `${JSON.stringify(Object.fromEntries([...texts, ...summaries]), null, 2)}\n`);

  // The summary of a rule is translated once, in the bundle.
  for (const language of TRANSLATIONS) {
    const [bundle, nls] = TEXT_FILES.map((file) => file.translation(language)) as [string, string];
    const translated = readTexts(bundle);
    const ownTexts = readTexts(nls);
    if (translated !== undefined && ownTexts !== undefined) {
      const rows = rules.flatMap(({ id, summary }) =>
        translated[summary()] === undefined ? [] : [[`rules.${id}`, translated[summary()]]],
      );
      fs.writeFileSync(path.join(root, nls), `${JSON.stringify({ ...ownTexts, ...Object.fromEntries(rows) }, null, 2)}\n`);
    }
  }

  const page = path.join(root, 'docs/rules.md');
  fs.writeFileSync(page, withRuleTable(fs.readFileSync(page, 'utf8'), rules));
}

import fs from 'node:fs';
import path from 'node:path';
import { activationEvents } from '../client/src/selector';
import { RULE_IDS, RULE_LEVELS, SEVERITIES } from '../server/src/configuration/ruleLevels';
import { ruleSummary } from '../server/src/configuration/ruleSummaries';
import { formats } from '../server/src/formats/index';
import { root } from './run.mjs';

const LEVELS = [...SEVERITIES, 'off'];

/** `npm run manifest`: writes into package.json and package.nls.json what follows from the lists of formats and rules. A test says when that is due. */
const file = path.join(root, 'package.json');
const manifest = JSON.parse(fs.readFileSync(file, 'utf8'));
manifest.activationEvents = activationEvents(formats);
const [requirements] = manifest.contributes.languages;
requirements.filenamePatterns = formats.filter(({ id }) => id === 'requirements' || id === 'constraints').flatMap(({ globs }) => globs);
manifest.contributes.configuration.properties['lookalike.rules'].properties = Object.fromEntries(
  Object.entries(RULE_LEVELS).map(([id, level]) => [
    id,
    { type: 'string', enum: LEVELS, default: level, markdownDescription: `%rules.${id}%` },
  ]),
);
fs.writeFileSync(file, `${JSON.stringify(manifest, null, 2)}\n`);

const textsFile = path.join(root, 'package.nls.json');
const texts = Object.entries(JSON.parse(fs.readFileSync(textsFile, 'utf8'))).filter(([key]) => !key.startsWith('rules.'));
const summaries = RULE_IDS.map((id) => [`rules.${id}`, ruleSummary(id)] as const);
fs.writeFileSync(textsFile, `${JSON.stringify(Object.fromEntries([...texts, ...summaries]), null, 2)}\n`);

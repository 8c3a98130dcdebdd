import fs from 'node:fs';
import path from 'node:path';
import { activationEvents } from '../client/src/selector';
import { formats } from '../server/src/formats/index';
import { root } from './run.mjs';

/** `npm run manifest`: writes into package.json what follows from the list of formats. A test says when that is due. */
const file = path.join(root, 'package.json');
const manifest = JSON.parse(fs.readFileSync(file, 'utf8'));
manifest.activationEvents = activationEvents(formats);
const [requirements] = manifest.contributes.languages;
requirements.filenamePatterns = formats.filter(({ id }) => id === 'requirements' || id === 'constraints').flatMap(({ globs }) => globs);
fs.writeFileSync(file, `${JSON.stringify(manifest, null, 2)}\n`);

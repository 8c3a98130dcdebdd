import fs from 'node:fs';
import path from 'node:path';
import { packageExtension } from './packageExtension.mjs';
import { mustRun, root, tsx } from './run.mjs';

await mustRun(process.execPath, [...tsx, 'scripts/build.mts', '--production']);
const vsix = await packageExtension(root);
console.log(`${path.basename(vsix)}: ${(fs.statSync(vsix).size / 1024 / 1024).toFixed(2)} MB`);

import fs from 'node:fs';
import path from 'node:path';
import { mustRun, root, tsx } from '../run.mjs';
import { packageExtension } from './packageExtension.mjs';
import { packageNpm } from './packageNpm.mjs';

// npm run package: the extension as .vsix, and the command line with the language server as an npm package.
await mustRun(process.execPath, [...tsx, 'scripts/build/build.mts', '--production']);
for (const file of [await packageExtension(root), packageNpm(root)]) {
  console.log(`${path.basename(file)}: ${(fs.statSync(file).size / 1024 / 1024).toFixed(2)} MB`);
}

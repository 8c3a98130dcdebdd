import fs from 'node:fs';
import path from 'node:path';
import { mustRun, root } from '../run.mjs';

/** Zip's own beginning of time: the same files give the same bytes, whenever and wherever they are packaged. */
const EPOCH_SECONDS = Date.UTC(1980, 0, 2) / 1000;

/** Packages what a production build left in `dist/` as `lookalike-<version>.vsix` in `folder`, without network; returns its path. */
export async function packageExtension(folder: string): Promise<string> {
  const { name, version } = JSON.parse(fs.readFileSync(path.join(root, 'package.json'), 'utf8'));
  const vsix = path.join(folder, `${name}-${version}.vsix`);
  const vsce = path.join(root, 'node_modules/@vscode/vsce/vsce');
  const page = path.join(root, 'out/marketplace.md');
  fs.mkdirSync(path.dirname(page), { recursive: true });
  fs.writeFileSync(page, withPictures(path.join(root, 'docs/marketplace.md')));
  // Bundled: no node_modules. No repository is named in the manifest, so there is nothing to rewrite links to.
  const args = [
    'package',
    '--no-dependencies',
    '--allow-missing-repository',
    '--no-rewrite-relative-links',
    '--readme-path',
    'out/marketplace.md',
    '--out',
    vsix,
  ];
  await mustRun(process.execPath, [vsce, ...args], {
    // Its listing of the files is what test/package compares; here it would only hide other output.
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, SOURCE_DATE_EPOCH: String(EPOCH_SECONDS), TZ: 'UTC' },
  });
  return vsix;
}

/** A page with its pictures in it: VS Code shows no relative picture of an extension's page, and no public address has them. */
function withPictures(file: string): string {
  return fs.readFileSync(file, 'utf8').replace(/(?<=\]\()images\/[\w.-]+\.png(?=\))/g, (picture) => {
    const bytes = fs.readFileSync(path.join(path.dirname(file), picture));
    return `data:image/png;base64,${bytes.toString('base64')}`;
  });
}

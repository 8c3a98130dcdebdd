import fs from 'node:fs';
import path from 'node:path';
import { mustRun, root } from '../run.mjs';

/** The earliest date of the zip format: the same files give the same bytes, whenever and wherever they are packaged. */
const EPOCH_SECONDS = Date.UTC(1980, 0, 2) / 1000;

/** Packages the production build in `dist/` as `lookalike-<version>.vsix` in `folder`, without network. Returns its path. */
export async function packageExtension(folder: string): Promise<string> {
  const { name, version } = JSON.parse(fs.readFileSync(path.join(root, 'package.json'), 'utf8'));
  const vsix = path.join(folder, `${name}-${version}.vsix`);
  const vsce = path.join(root, 'node_modules/@vscode/vsce/vsce');
  const page = path.join(root, 'out/marketplace.md');
  fs.mkdirSync(path.dirname(page), { recursive: true });
  fs.writeFileSync(page, withPictures(path.join(root, 'docs/marketplace.md')));
  // Bundled: no node_modules. The manifest names no repository, so links cannot be rewritten.
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
    // test/package compares its listing of the files. Here it would only hide other output.
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, SOURCE_DATE_EPOCH: String(EPOCH_SECONDS), TZ: 'UTC' },
  });
  return vsix;
}

/** A page with embedded pictures: VS Code shows no relative pictures on an extension's page, and no public address has them. */
function withPictures(file: string): string {
  return fs.readFileSync(file, 'utf8').replace(/(?<=\]\()images\/[\w.-]+\.png(?=\))/g, (picture) => {
    const bytes = fs.readFileSync(path.join(path.dirname(file), picture));
    return `data:image/png;base64,${bytes.toString('base64')}`;
  });
}

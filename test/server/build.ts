import { execFileSync } from 'node:child_process';
import path from 'node:path';

/** The process tests run the shipped files, so these are built first. */
export default function setup(): void {
  const root = path.join(__dirname, '../..');
  execFileSync(
    process.execPath,
    [path.join(root, 'node_modules/tsx/dist/cli.mjs'), path.join(root, 'scripts/build/build.mts'), '--production'],
    {
      cwd: root,
      stdio: 'ignore',
    },
  );
}

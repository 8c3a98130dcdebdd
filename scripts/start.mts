import fs from 'node:fs';
import path from 'node:path';
import { packageExtension } from './build/packageExtension.mjs';
import { openInBrowser } from './openInBrowser.mjs';
import { mustRun, root, run, tsx } from './run.mjs';
import { startCodeServer } from './test/vscodeHost/codeServer.mjs';
import { installExtension } from './test/vscodeHost/codeServerHost.mjs';
import { findOnPath } from './test/vscodeHost/findOnPath.mjs';
import { installCodeServer } from './test/vscodeHost/installCodeServer.mjs';
import { createProfile } from './test/vscodeHost/profile.mjs';

/** `npm start`: shows the findings in `examples/`, first in the terminal, then in an editor with the example file open. */
const examples = path.join(root, 'examples');
/** The file to open, at its first finding. */
const example = path.join(examples, 'requirements.txt');
const FIRST_FINDING = 4;

await mustRun(process.execPath, [...tsx, 'scripts/build/build.mts', '--production']);
console.log('\n$ lookalike scan examples --offline\n');
// Exit code 1 means findings, which are expected here.
await run(process.execPath, ['dist/cli.js', 'scan', 'examples', '--offline']);

const desktop = findOnPath(['code', 'code-insiders', 'codium']);
if (desktop !== undefined && process.env.LOOKALIKE_EDITOR !== 'code-server') {
  console.log(`\nOpening examples/ in ${desktop} with the extension …`);
  await mustRun(desktop, ['--new-window', `--extensionDevelopmentPath=${root}`, examples, '--goto', `${example}:${FIRST_FINDING}`], {
    shell: process.platform === 'win32',
  });
} else if (process.platform === 'linux') {
  console.log('\nNo VS Code on PATH: starting code-server, to be opened in a browser.');
  await serve();
} else {
  console.log('\nTo see it in the editor, install VS Code and its "code" command, then run npm start again.');
}

async function serve(): Promise<void> {
  const program = await installCodeServer();
  const profile = createProfile();
  process.once('exit', () => profile.remove());
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => process.exit(0));
  }
  const extensionsDir = path.join(profile.root, 'extensions');
  fs.mkdirSync(extensionsDir);
  await installExtension(program, await packageExtension(profile.root), extensionsDir);
  const { authority, onExit } = await startCodeServer({ program, profile, extensionsDir, trust: 'all' });
  onExit((code) => process.exit(code ?? 1));
  const address = addressOf(authority);
  console.log(
    (await openInBrowser(address))
      ? `\nOpened in your browser. Ctrl+C ends it.\nThe address: ${address}`
      : `\nCtrl+C ends it. Open this address in a browser:\n${address}`,
  );
}

/** The folder and the file in the address of VS Code for the Web. */
function addressOf(authority: string): string {
  const slashed = example.split(path.sep).join('/');
  const payload = [
    ['openFile', `vscode-remote://${authority}${encodeURI(slashed)}:${FIRST_FINDING}`],
    ['gotoLineMode', 'true'],
  ];
  return `http://${authority}/?${new URLSearchParams({ folder: examples, payload: JSON.stringify(payload) })}`;
}

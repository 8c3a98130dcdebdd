import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { runTests } from '@vscode/test-electron';
import { packageExtension } from '../../scripts/build/packageExtension.mjs';
import { root } from '../../scripts/run.mjs';
import { add, type Counts, countsLine, NONE } from '../../scripts/test/counts.mjs';
import { chooseEditorHost, type EditorHost } from '../../scripts/test/vscodeHost/editorHost.mjs';
import { findOnPath } from '../../scripts/test/vscodeHost/findOnPath.mjs';
import { featuresFlow } from './featuresFlow.mjs';
import { neovimFlow } from './neovim.mjs';
import { restrictedModeFlow } from './restrictedModeFlow.mjs';
import { startFlow } from './startFlow.mjs';
import { suspicionFlow } from './suspicionFlow.mjs';
import { translationFlow } from './translationFlow.mjs';
import { workbenchFlow } from './workbenchFlow.mjs';

/** Suites by name. On the command line, names select some of them. `--counts FILE` writes the sum as JSON. */
const { values, positionals } = parseArgs({ allowPositionals: true, options: { counts: { type: 'string' } } });
const wanted = (suite: string): boolean => positionals.length === 0 || positionals.includes(suite);

const scratch = fs.mkdtempSync(path.join(os.tmpdir(), 'lookalike-test-'));
let total = NONE;

// Caches of earlier runs, and of the user of this machine, are not part of the test.
process.env.LOOKALIKE_CACHE = path.join(scratch, 'cache');

/** Each suite has its own copy of the example project, in a folder with a presentable name. */
function copyOfExamples(): string {
  const folder = path.join(fs.mkdtempSync(path.join(scratch, 'copy-')), 'trading-bot');
  fs.cpSync(path.join(root, 'examples'), folder, { recursive: true });
  return folder;
}

async function suite(name: string, run: () => Promise<Counts>): Promise<void> {
  if (!wanted(name)) {
    return;
  }
  let counts = await attempt(run);
  if (counts.failed > 0 && process.env.CI) {
    // A busy machine can make an editor miss a click. The first failure stays in the log; a second one counts.
    console.log(`\n  ${name}: failed once, second try in a new editor`);
    counts = await attempt(run);
  }
  total = add(total, counts);
}

async function attempt(run: () => Promise<Counts>): Promise<Counts> {
  try {
    return await run();
  } catch (error) {
    console.error(error);
    return { passed: 0, failed: 1, skipped: 0 };
  }
}

async function extensionHostSuite(host: EditorHost): Promise<Counts> {
  const results = path.join(scratch, 'results.json');
  await runTests({
    vscodeExecutablePath: host.executable,
    extensionDevelopmentPath: root,
    extensionTestsPath: path.join(root, 'out/editor/suite.js'),
    extensionTestsEnv: { TEST_RESULTS_FILE: results },
    launchArgs: [copyOfExamples(), '--disable-workspace-trust'],
  }).catch((error) => console.error(String(error)));
  // Without counts the extension host has crashed, whatever the exit code.
  const { passes, failures, pending } = JSON.parse(fs.readFileSync(results, 'utf8'));
  const counts = { passed: passes, failed: failures, skipped: pending };
  console.log(`  extension host: ${countsLine(counts)}`);
  return counts;
}

/** The folder of an editor that has the packaged extension installed; packaged at the first call. */
async function installedExtension(host: EditorHost): Promise<string> {
  const extensionsDir = path.join(scratch, 'extensions');
  if (!fs.existsSync(extensionsDir)) {
    fs.mkdirSync(extensionsDir);
    await host.installExtension(await packageExtension(scratch), extensionsDir);
  }
  return extensionsDir;
}

/** Suites that cannot run are reported as skipped. In CI, they are failures. */
function cannotRun(suites: readonly string[], why: string): void {
  const rule = '!'.repeat(100);
  console.log(`\n${rule}\nNOT TESTED: ${suites.join(', ')}\n${why}\n${rule}`);
  const { length } = suites;
  total = add(total, process.env.CI ? { passed: 0, failed: length, skipped: 0 } : { passed: 0, failed: 0, skipped: length });
}

try {
  const editorSuites = ['extension', 'workbench', 'features', 'suspicion', 'restricted', 'start', 'translation'].filter(wanted);
  const choice = editorSuites.length > 0 ? await chooseEditorHost() : undefined;
  if (choice?.host !== undefined) {
    const { host } = choice;
    console.log(`Editor tests run in ${host.description}`);
    await suite('extension', () => extensionHostSuite(host));
    await suite('workbench', async () => workbenchFlow(host, copyOfExamples(), await installedExtension(host)));
    await suite('features', async () => featuresFlow(host, copyOfExamples(), await installedExtension(host)));
    await suite('suspicion', async () => suspicionFlow(host, copyOfExamples(), await installedExtension(host)));
    // On a desktop it would open a window that stays open.
    if (host.kind === 'code-server') {
      await suite('start', startFlow);
      // A desktop would need a language pack from the marketplace.
      await suite('translation', async () => translationFlow(host, copyOfExamples(), await installedExtension(host)));
    }
    await suite('restricted', async () => restrictedModeFlow(host, copyOfExamples(), await installedExtension(host)));
  } else if (choice !== undefined) {
    cannotRun(editorSuites, choice.why);
  }
  if (wanted('neovim')) {
    const neovim = findOnPath(['nvim']);
    if (neovim === undefined) {
      cannotRun(['neovim'], 'no nvim on this machine; to enable: apt-get install neovim');
    } else {
      await suite('neovim', async () => neovimFlow(neovim, copyOfExamples()));
    }
  }
} finally {
  fs.rmSync(scratch, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
}
if (values.counts !== undefined) {
  fs.writeFileSync(values.counts, JSON.stringify(total));
}
console.log(`\n${countsLine(total)}`);
process.exit(total.failed > 0 ? 1 : 0);

import fs from 'node:fs';
import path from 'node:path';
import { mustRun, root } from '../run.mjs';
import { findBrowser, launchBrowser } from './browser.mjs';
import { startCodeServer, writeConfig } from './codeServer.mjs';
import { loadWorkbench } from './codeServerWorkbench.mjs';
import type { HostChoice, OpenOptions, Workbench } from './editorHost.mjs';
import { findOnPath } from './findOnPath.mjs';
import { installCodeServer } from './installCodeServer.mjs';
import { cleanEnvironment, createProfile } from './profile.mjs';

/** code-server with a headless Chromium; says what is missing where it cannot be. */
export async function codeServerHost(): Promise<HostChoice> {
  if (process.platform !== 'linux') {
    return { why: 'code-server is set up for Linux only' };
  }
  const browser = findBrowser();
  const missing = [browser === undefined ? 'chromium' : '', findOnPath(['rg']) === undefined ? 'ripgrep' : ''].filter(
    (name) => name !== '',
  );
  if (browser === undefined || missing.length > 0) {
    return { why: `no ${missing.join(' and no ')} on this machine; to enable: apt-get install ${missing.join(' ')}` };
  }
  let entry: string;
  try {
    entry = await installCodeServer();
  } catch (error) {
    return { why: `code-server could not be installed from npm (${error instanceof Error ? error.message : error})` };
  }
  const version = JSON.parse(fs.readFileSync(path.join(entry, '../../../lib/vscode/package.json'), 'utf8')).version;
  return {
    host: {
      kind: 'code-server',
      description: `VS Code ${version} (code-server, shown by headless ${path.basename(browser)})`,
      executable: path.join(root, 'scripts/vscodeHost/codeServerLauncher.mts'),
      open: (options) => open(entry, browser, options),
      installExtension: (vsix, extensionsDir) => installExtension(entry, vsix, extensionsDir),
    },
  };
}

/** Installs a packaged extension into a folder of extensions. */
export async function installExtension(entry: string, vsix: string, extensionsDir: string): Promise<void> {
  const profile = createProfile();
  try {
    const args = [entry, '--config', writeConfig(profile), '--user-data-dir', profile.userData, '--extensions-dir', extensionsDir];
    await mustRun(process.execPath, [...args, '--install-extension', vsix], {
      env: cleanEnvironment(),
      stdio: ['ignore', 'ignore', 'inherit'],
    });
  } finally {
    profile.remove();
  }
}

async function open(entry: string, browserPath: string, options: OpenOptions): Promise<Workbench> {
  const profile = createProfile(options.settings);
  const server = await startCodeServer({ entry, profile, extensionsDir: options.extensionsDir, trust: options.trust });
  const close = async (): Promise<void> => {
    await server.stop();
    profile.remove();
  };
  try {
    const { browser, page } = await launchBrowser(browserPath);
    await loadWorkbench(page, server.authority, options);
    await page.locator('.monaco-workbench').waitFor({ timeout: 60_000 });
    return {
      page,
      close: async () => {
        await browser.close();
        await close();
      },
    };
  } catch (error) {
    await close();
    throw error;
  }
}

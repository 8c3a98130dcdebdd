import path from 'node:path';
import { mustRun, root } from '../../run.mjs';
import { findBrowser, launchBrowser } from './browser.mjs';
import { startCodeServer, writeConfig } from './codeServer.mjs';
import { loadWorkbench } from './codeServerWorkbench.mjs';
import type { HostChoice, OpenOptions, Workbench } from './editorHost.mjs';
import { findOnPath } from './findOnPath.mjs';
import { type CodeServerProgram, chosenRelease, installCodeServer, type ReleaseName } from './installCodeServer.mjs';
import { cleanEnvironment, createProfile } from './profile.mjs';

/** code-server with a headless Chromium. Says what is missing if it cannot run. */
export async function codeServerHost(release: ReleaseName = chosenRelease()): Promise<HostChoice> {
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
  let program: CodeServerProgram;
  try {
    program = await installCodeServer(release);
  } catch (error) {
    return { why: `code-server could not be installed from npm (${error instanceof Error ? error.message : error})` };
  }
  return {
    host: {
      kind: 'code-server',
      description: `VS Code ${program.vscodeVersion} (code-server, shown by headless ${path.basename(browser)})`,
      executable: path.join(root, 'scripts/test/vscodeHost/codeServerLauncher.mts'),
      open: (options) => open(program, browser, options),
      installExtension: (vsix, extensionsDir) => installExtension(program, vsix, extensionsDir),
    },
  };
}

/** Installs a packaged extension into a folder of extensions. */
export async function installExtension(program: CodeServerProgram, vsix: string, extensionsDir: string): Promise<void> {
  const profile = createProfile();
  try {
    const args = [program.entry, '--config', writeConfig(profile), '--user-data-dir', profile.userData, '--extensions-dir', extensionsDir];
    await mustRun(program.node, [...args, '--install-extension', vsix], {
      env: cleanEnvironment(),
      stdio: ['ignore', 'ignore', 'inherit'],
    });
  } finally {
    profile.remove();
  }
}

async function open(program: CodeServerProgram, browserPath: string, options: OpenOptions): Promise<Workbench> {
  const profile = createProfile(options.settings);
  const server = await startCodeServer({ program, profile, extensionsDir: options.extensionsDir, trust: options.trust });
  const close = async (): Promise<void> => {
    await server.stop();
    profile.remove();
  };
  try {
    const { browser, page } = await launchBrowser(browserPath);
    await loadWorkbench(page, server.authority, options);
    await page.locator('.monaco-workbench').waitFor();
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

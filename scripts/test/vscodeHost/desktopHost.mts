import path from 'node:path';
import { downloadAndUnzipVSCode, resolveCliArgsFromVSCodeExecutablePath } from '@vscode/test-electron';
import { _electron } from 'playwright-core';
import { mustRun } from '../../run.mjs';
import { HANGS } from './browser.mjs';
import type { EditorHost, OpenOptions, Workbench } from './editorHost.mjs';
import { cleanEnvironment, createProfile } from './profile.mjs';

/** The stable desktop VS Code, downloaded into `.vscode-test/` once. Rejects if it is not available. */
export async function desktopHost(): Promise<EditorHost> {
  const executable = await downloadAndUnzipVSCode('stable');
  return {
    kind: 'desktop',
    description: `desktop VS Code (${executable})`,
    executable,
    open: (options) => open(executable, options),
    installExtension: async (vsix, extensionsDir) => {
      const [cli, ...args] = resolveCliArgsFromVSCodeExecutablePath(executable);
      await mustRun(cli as string, [...args, `--extensions-dir=${extensionsDir}`, '--install-extension', vsix], {
        env: cleanEnvironment(),
        shell: process.platform === 'win32',
      });
    },
  };
}

async function open(executable: string, options: OpenOptions): Promise<Workbench> {
  const profile = createProfile({ 'window.titleBarStyle': 'custom', ...options.settings });
  const args = [options.folder, '--no-sandbox', '--skip-welcome', '--skip-release-notes', '--disable-updates', '--disable-telemetry'];
  args.push(`--user-data-dir=${profile.userData}`, `--extensions-dir=${options.extensionsDir ?? path.join(profile.root, 'extensions')}`);
  if (options.trust === 'all') {
    args.push('--disable-workspace-trust');
  }
  if (options.extensionDevelopmentPath !== undefined) {
    args.push(`--extensionDevelopmentPath=${options.extensionDevelopmentPath}`);
  }
  const env = Object.fromEntries(Object.entries(cleanEnvironment()).filter((entry): entry is [string, string] => entry[1] !== undefined));
  const app = await _electron.launch({ executablePath: executable, args, env });
  const page = await app.firstWindow();
  page.setDefaultTimeout(HANGS);
  await page.locator('.monaco-workbench').waitFor();
  return {
    page,
    close: async () => {
      await app.close();
      profile.remove();
    },
  };
}

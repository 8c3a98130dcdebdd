import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/** Keeps the workbench quiet: nothing opens, fetches or decorates by itself. */
const QUIET_SETTINGS = {
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'window.menuBarVisibility': 'compact',
  'extensions.autoUpdate': false,
  'extensions.autoCheckUpdates': false,
  'extensions.ignoreRecommendations': true,
  'git.enabled': false,
  'chat.disableAIFeatures': true,
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  // VS Code opens settings and Workspace Trust over the window, where they would receive the clicks for the parts below.
  'workbench.editor.useModal': 'off',
};

export interface Profile {
  /** A temporary folder with everything of this run. */
  readonly root: string;
  readonly userData: string;
  remove(): void;
}

/** A fresh user-data folder with quiet settings in the system's temporary folder. */
export function createProfile(settings: Readonly<Record<string, unknown>> = {}): Profile {
  const root = fs.mkdtempSync(path.join(os.tmpdir(), 'lookalike-editor-'));
  const userData = path.join(root, 'user-data');
  // In a remote window, such as code-server's, settings of scope `machine` only count in the machine's own file.
  for (const folder of ['User', 'Machine']) {
    fs.mkdirSync(path.join(userData, folder), { recursive: true });
    fs.writeFileSync(path.join(userData, folder, 'settings.json'), JSON.stringify({ ...QUIET_SETTINGS, ...settings }, null, 2));
  }
  return { root, userData, remove: () => fs.rmSync(root, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 }) };
}

/** This process's environment, without the variables of a surrounding VS Code. */
export function cleanEnvironment(): NodeJS.ProcessEnv {
  const leaking = /^(VSCODE_(?!TEST_OPTIONS)|ELECTRON_RUN_AS_NODE$|PORT$|PASSWORD$|HASHED_PASSWORD$|CODE_SERVER_CONFIG$)/;
  return Object.fromEntries(Object.entries(process.env).filter(([key]) => !leaking.test(key)));
}

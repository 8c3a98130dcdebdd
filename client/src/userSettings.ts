import * as vscode from 'vscode';

/** Settings that suppress findings: the server must know which of them the user has set outside of the workspace. */
const QUIETENING = ['enable', 'rules', 'trust', 'private'] as const;

/** The section `lookalike` of the editor for a file, and the part of it that is the user's own, whatever the workspace says. */
export function withUserSettings(settings: unknown): unknown {
  if (typeof settings !== 'object' || settings === null) {
    return settings;
  }
  const configuration = vscode.workspace.getConfiguration('lookalike');
  const userValue = (key: string): unknown => configuration.inspect(key)?.globalValue;
  const user = Object.fromEntries(QUIETENING.map((key) => [key, userValue(key)]));
  // If the user wants no online services, this is true for every workspace: none can change it.
  return { ...settings, user, ...(userValue('offline') === true ? { offline: true } : {}) };
}

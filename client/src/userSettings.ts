import * as vscode from 'vscode';

/** Settings that quieten findings: the server must know which of them the user has set outside of the workspace. */
const QUIETENING = ['enable', 'rules', 'trust', 'private'] as const;

/** The section `lookalike` as the editor has it for a file, with what in it is the user's own word, whatever the workspace says. */
export function withUserSettings(settings: unknown): unknown {
  if (typeof settings !== 'object' || settings === null) {
    return settings;
  }
  const configuration = vscode.workspace.getConfiguration('lookalike');
  const userValue = (key: string): unknown => configuration.inspect(key)?.globalValue;
  const user = Object.fromEntries(QUIETENING.map((key) => [key, userValue(key)]));
  // A user who wants no server to be asked has said so for every workspace: none can take it back.
  return { ...settings, user, ...(userValue('offline') === true ? { offline: true } : {}) };
}

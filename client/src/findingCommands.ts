import * as vscode from 'vscode';
import type { Severity } from '../../server/src/protocol/dependencies';

type RuleLevel = Severity | 'off';

const LEVELS: readonly RuleLevel[] = ['error', 'warning', 'information', 'hint', 'off'];

/** The commands that the server's quick fixes run. */
export function registerFindingCommands(): vscode.Disposable {
  return vscode.Disposable.from(
    vscode.commands.registerCommand('lookalike.openPage', async (url: unknown) => {
      if (typeof url === 'string' && url.startsWith('https:')) {
        await vscode.env.openExternal(vscode.Uri.parse(url));
      }
    }),
    vscode.commands.registerCommand('lookalike.changeRuleLevel', async (rule: unknown) => {
      if (typeof rule === 'string' && /^[a-z-]{1,50}$/.test(rule)) {
        await changeLevel(rule);
      }
    }),
  );
}

/** Asks for a level and its scope, and writes it into those settings. */
async function changeLevel(rule: string): Promise<void> {
  const configuration = vscode.workspace.getConfiguration('lookalike');
  const current = new Map(Object.entries(configuration.get<Record<string, RuleLevel>>('rules', {}))).get(rule);
  const level = await vscode.window.showQuickPick(
    LEVELS.map((label) => ({ label, ...(label === current && { description: vscode.l10n.t('now') }) })),
    { title: vscode.l10n.t({ message: 'Choose a level for the rule {0}', args: [rule], comment: ['{0} is the ID of a rule.'] }) },
  );
  const target = level && (await chooseTarget());
  if (level === undefined || target === undefined) {
    return;
  }
  const { globalValue, workspaceValue } = configuration.inspect<Record<string, RuleLevel>>('rules') ?? {};
  const before = target === vscode.ConfigurationTarget.Global ? globalValue : workspaceValue;
  await configuration.update('rules', { ...before, [rule]: level.label }, target);
}

async function chooseTarget(): Promise<vscode.ConfigurationTarget | undefined> {
  const user = { label: vscode.l10n.t('For all workspaces'), target: vscode.ConfigurationTarget.Global };
  if (!vscode.workspace.workspaceFolders?.length || !vscode.workspace.isTrusted) {
    return user.target;
  }
  const workspace = { label: vscode.l10n.t('For this workspace'), target: vscode.ConfigurationTarget.Workspace };
  return (await vscode.window.showQuickPick([workspace, user], { title: vscode.l10n.t('Where should this level apply?') }))?.target;
}

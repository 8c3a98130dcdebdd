import * as vscode from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import { HidingEditRequest, type HidingParams } from '../../server/src/protocol/dependencies';
import type { Entry } from './dependencyTree';

/** Proposed number of days for the trust in a package that is listed as malicious. */
const TRUST_DAYS = 90;

/** The commands for a row of the view. */
export function registerDependencyActions(client: LanguageClient): vscode.Disposable {
  const register = (id: string, run: (entry: Entry) => unknown): vscode.Disposable =>
    vscode.commands.registerCommand(`lookalike.${id}`, (entry: Entry | undefined) => (entry?.of === undefined ? undefined : run(entry)));
  return vscode.Disposable.from(
    register('openFinding', (entry) => open(entry)),
    register('fixFinding', async (entry) => {
      await open(entry);
      await vscode.commands.executeCommand('editor.action.quickFix');
    }),
    register('trustPackage', ({ of }) => (of.name === undefined ? undefined : hide(client, { uri: of.uri, trust: of.name }))),
    register('trustMalicious', (entry) => trustMalicious(client, entry)),
    register('acceptAdvisory', (entry) => accept(client, entry)),
    register('copyAdvisoryId', async (entry) => {
      const id = await chooseAdvisory(entry);
      if (id !== undefined) {
        await vscode.env.clipboard.writeText(id);
      }
    }),
    register('openAdvisory', async ({ kind, of }) => {
      if (kind !== 'notChecked' && of.url?.startsWith('https:')) {
        await vscode.env.openExternal(vscode.Uri.parse(of.url));
      }
    }),
  );
}

async function open({ of: { uri, range } }: Entry): Promise<void> {
  const { start, end } = range ?? { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
  const selection = new vscode.Range(start.line, start.character, end.line, end.character);
  await vscode.commands.executeCommand('vscode.open', vscode.Uri.parse(uri), { selection });
}

async function chooseAdvisory(entry: Entry): Promise<string | undefined> {
  const ids = entry.kind === 'notChecked' ? [] : entry.of.advisories;
  return ids.length > 1 ? vscode.window.showQuickPick(ids, { title: vscode.l10n.t('Choose an advisory') }) : ids[0];
}

/** Asks for a reason and a last day. The finding stays a warning that names the entry. */
async function trustMalicious(client: LanguageClient, { of: { uri, name } }: Entry): Promise<void> {
  if (name === undefined) {
    return;
  }
  const title = vscode.l10n.t({
    message: "Trust '{0}', which is listed as malicious",
    args: [name],
    comment: ['{0} is a package name.'],
  });
  const reason = await askForReason(title);
  const until = reason && (await askForDay(title));
  if (reason && until) {
    await hide(client, { uri, trust: name, note: { reason, until } });
  }
}

/** Undefined: the user canceled. */
async function askForReason(title: string): Promise<string | undefined> {
  const reason = await vscode.window.showInputBox({
    title,
    prompt: vscode.l10n.t('Reason, which is saved in the project configuration'),
    ignoreFocusOut: true,
    validateInput: (value) => (value.trim() === '' ? vscode.l10n.t('Type a reason.') : undefined),
  });
  return reason?.trim() || undefined;
}

/** A day after today, `2027-01-31`. Undefined: the user canceled. */
function askForDay(title: string): Thenable<string | undefined> {
  const today = dayAfter(0);
  return vscode.window.showInputBox({
    title,
    prompt: vscode.l10n.t('Last day on which the package is trusted. After that, it is an error again.'),
    value: dayAfter(TRUST_DAYS),
    ignoreFocusOut: true,
    validateInput: (value) =>
      isDay(value) && value > today
        ? undefined
        : vscode.l10n.t({
            message: 'Type a date after today, such as {0}.',
            args: [dayAfter(TRUST_DAYS)],
            comment: ['{0} is a date, such as: 2027-01-31.'],
          }),
  });
}

function dayAfter(days: number): string {
  return new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
}

function isDay(text: string): boolean {
  const time = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(text) : Number.NaN;
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

async function accept(client: LanguageClient, entry: Entry): Promise<void> {
  const { uri, name } = entry.of;
  const id = await chooseAdvisory(entry);
  const reason =
    id &&
    (await askForReason(
      vscode.l10n.t({
        message: 'Accept {0} for {1}',
        args: [id, name ?? ''],
        comment: ['{0} is the ID of an advisory. {1} is a package name.'],
      }),
    ));
  if (id !== undefined && name !== undefined && reason) {
    await hide(client, { uri, accept: { id, name, reason } });
  }
}

/** Writes into the project's configuration, and shows the new text. The user saves it. */
async function hide(client: LanguageClient, params: HidingParams): Promise<void> {
  const edit = await client.sendRequest(HidingEditRequest, params);
  const workspaceEdit = edit && (await client.protocol2CodeConverter.asWorkspaceEdit(edit));
  if (!workspaceEdit || !(await vscode.workspace.applyEdit(workspaceEdit))) {
    await vscode.window.showWarningMessage(vscode.l10n.t('The project configuration cannot be edited here. Edit it by hand.'));
    return;
  }
  const [first] = workspaceEdit.entries();
  if (first !== undefined) {
    await vscode.window.showTextDocument(first[0]);
  }
}

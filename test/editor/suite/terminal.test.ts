import assert from 'node:assert/strict';
import * as vscode from 'vscode';

const within = <T>(what: string, promise: Promise<T>): Promise<T> => {
  let timer: NodeJS.Timeout;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`waited in vain for ${what}`)), 120_000);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
};

const once = <T>(event: vscode.Event<T>, wanted: (value: T) => boolean): Promise<T> =>
  new Promise((resolve) => {
    const listener = event((value) => {
      if (wanted(value)) {
        listener.dispose();
        resolve(value);
      }
    });
  });

/** A shell in which `pip` installs nothing and runs for a while. */
async function openShell(): Promise<{ terminal: vscode.Terminal; shell: vscode.TerminalShellIntegration }> {
  const terminal = vscode.window.createTerminal({ name: 'guarded', shellPath: '/bin/bash' });
  const integrated = once(vscode.window.onDidChangeTerminalShellIntegration, (event) => event.terminal === terminal);
  terminal.show();
  const { shellIntegration: shell } = await within('shell integration', integrated);
  // A starting shell may lose typed text: it is typed again until the end of the command is reported.
  const defined = once(vscode.window.onDidEndTerminalShellExecution, (event) => event.terminal === terminal);
  const define = (): unknown => shell.executeCommand('pip() { sleep 300; }');
  const again = setInterval(define, 10_000);
  define();
  await within('the first command', defined).finally(() => clearInterval(again));
  return { terminal, shell };
}

describe('the guard of the terminal', () => {
  const configuration = (): vscode.WorkspaceConfiguration => vscode.workspace.getConfiguration('lookalike');
  let terminal: vscode.Terminal;
  let shell: vscode.TerminalShellIntegration;

  before(async () => {
    await vscode.extensions.getExtension('lookalike.lookalike')?.activate();
    await configuration().update('terminalGuard', 'stop', vscode.ConfigurationTarget.Global);
    ({ terminal, shell } = await openShell());
  });
  after(async () => {
    terminal?.dispose();
    await configuration().update('terminalGuard', undefined, vscode.ConfigurationTarget.Global);
  });

  const run = async (commandLine: string): Promise<vscode.TerminalShellExecutionEndEvent> => {
    const ended = once(vscode.window.onDidEndTerminalShellExecution, (event) => event.execution.commandLine.value.includes(commandLine));
    shell.executeCommand(commandLine);
    return within(`the end of '${commandLine}'`, ended);
  };

  it('stops a command that installs a malicious package', async () => {
    const { exitCode } = await run('pip install pycryptoenv');
    // 128 and the number of SIGINT.
    assert.equal(exitCode, 130);
  });

  it('lets other commands finish', async () => {
    const { exitCode } = await run('sleep 1; echo pip install requests');
    assert.equal(exitCode, 0);
  });
});

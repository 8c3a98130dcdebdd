import * as vscode from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import { mayContain } from '../../server/src/protocol/fileKinds';
import { formatSentences } from '../../server/src/protocol/language';
import { plainText } from '../../server/src/protocol/plainText';
import { CheckCommandRequest, type CommandWarning, type Shell } from '../../server/src/protocol/terminal';
import { kinds } from './selector';

/** The events of the user's terminals. `vscode.window` has them. */
export type TerminalEvents = Pick<typeof vscode.window, 'onDidStartTerminalShellExecution' | 'onDidEndTerminalShellExecution'>;

/** The requests to the server. The language client has them. */
export type GuardClient = Pick<LanguageClient, 'start' | 'sendRequest'> & {
  readonly code2ProtocolConverter: Pick<LanguageClient['code2ProtocolConverter'], 'asUri'>;
};

type Mode = 'warn' | 'stop' | 'off';

const INTERRUPT = '\u0003';
const END_PATIENCE = 5_000;

const script = kinds.find(({ languageIds }) => languageIds?.includes('shellscript'));

/** Warns about a command in a terminal that installs a malicious, look-alike or unknown name. */
export class TerminalGuard implements vscode.Disposable {
  readonly #listeners: vscode.Disposable;
  readonly #running = new WeakSet<vscode.TerminalShellExecution>();

  readonly #client: GuardClient;
  readonly #events: TerminalEvents;
  readonly #patience: number;

  /** `patience`: milliseconds that an interrupted command may take to end. */
  constructor(
    client: GuardClient,
    log: Pick<vscode.LogOutputChannel, 'error'>,
    events: TerminalEvents = vscode.window,
    patience = END_PATIENCE,
  ) {
    this.#client = client;
    this.#events = events;
    this.#patience = patience;
    this.#listeners = vscode.Disposable.from(
      events.onDidStartTerminalShellExecution((event) => {
        this.#started(event).catch((error: Error) => log.error(error));
      }),
      events.onDidEndTerminalShellExecution(({ execution }) => this.#running.delete(execution)),
    );
  }

  dispose(): void {
    this.#listeners.dispose();
  }

  async #started({ terminal, execution }: vscode.TerminalShellExecutionStartEvent): Promise<void> {
    const mode = vscode.workspace.getConfiguration('lookalike').get<Mode>('terminalGuard', 'warn');
    const { commandLine, cwd } = execution;
    // The server is not started for commands that install nothing.
    if (mode === 'off' || script === undefined || !mayContain(script, commandLine.value)) {
      return;
    }
    this.#running.add(execution);
    await this.#client.start();
    const folder = cwd && this.#client.code2ProtocolConverter.asUri(cwd);
    const warning = await this.#client.sendRequest(CheckCommandRequest, {
      commandLine: commandLine.value,
      shell: shellOf(terminal),
      folder,
    });
    if (warning === null) {
      return;
    }
    const isStopped = mode === 'stop' && this.#stop(terminal, execution);
    await this.#tell(warning, terminal, execution, isStopped);
  }

  async #tell(
    { name, severity, message, others, trustable, instead }: CommandWarning,
    terminal: vscode.Terminal,
    execution: vscode.TerminalShellExecution,
    isStopped: boolean,
  ): Promise<void> {
    const stop = vscode.l10n.t('Stop It');
    const replacement = instead !== undefined && canBeTyped(instead.commandLine) ? instead : undefined;
    const install =
      replacement && vscode.l10n.t({ message: "Install '{0}' Instead", args: [replacement.target], comment: ['{0} is a package name.'] });
    const know = vscode.l10n.t('I Know This Package');
    const parts = [
      isStopped
        ? vscode.l10n.t({ message: 'Stopped in the terminal: {0}', args: [message], comment: ['{0} is a sentence.'] })
        : vscode.l10n.t({ message: 'In the terminal: {0}', args: [message], comment: ['{0} is a sentence.'] }),
      ...(others > 0
        ? [vscode.l10n.t({ message: 'Other packages with findings: {0}.', args: [others], comment: ['{0} is a count.'] })]
        : []),
    ];
    const buttons = [
      ...(this.#running.has(execution) && !isStopped ? [stop] : []),
      ...(install === undefined ? [] : [install]),
      ...(trustable ? [know] : []),
    ];
    const show = severity === 'error' ? vscode.window.showErrorMessage : vscode.window.showWarningMessage;
    const answer = await show(plainText(formatSentences(parts)), ...buttons);
    if (answer === stop) {
      this.#stop(terminal, execution);
    } else if (replacement !== undefined && answer === install) {
      await this.#runInstead(replacement.commandLine, terminal, execution);
    } else if (answer === know) {
      await trust(name);
    }
  }

  /** False: it had ended already. */
  #stop(terminal: vscode.Terminal, execution: vscode.TerminalShellExecution): boolean {
    const isRunning = this.#running.has(execution);
    if (isRunning) {
      terminal.sendText(INTERRUPT, false);
    }
    return isRunning;
  }

  async #runInstead(commandLine: string, terminal: vscode.Terminal, execution: vscode.TerminalShellExecution): Promise<void> {
    const ended = this.#ended(execution);
    this.#stop(terminal, execution);
    const isFree = await ended;
    terminal.show();
    if (!isFree) {
      // Text that is typed now would be the input of the command that does not end.
      return;
    }
    if (hasOtherCommands(commandLine)) {
      // They may already have run. The user reads the line, and presses Enter.
      terminal.sendText(commandLine, false);
    } else if (terminal.shellIntegration === undefined) {
      terminal.sendText(commandLine);
    } else {
      terminal.shellIntegration.executeCommand(commandLine);
    }
  }

  /** Resolves when the command has ended: text that is typed before would be its input. False: it continues. */
  #ended(execution: vscode.TerminalShellExecution): Promise<boolean> {
    if (!this.#running.has(execution)) {
      return Promise.resolve(true);
    }
    return new Promise((resolve) => {
      const done = (hasEnded = true): void => {
        clearTimeout(timer);
        listener.dispose();
        resolve(hasEnded);
      };
      const timer = setTimeout(() => done(false), this.#patience);
      const listener = this.#events.onDidEndTerminalShellExecution((event) => {
        if (event.execution === execution) {
          done();
        }
      });
    });
  }
}

function shellOf({ state, creationOptions }: vscode.Terminal): Shell {
  const path = 'shellPath' in creationOptions ? (creationOptions.shellPath ?? '') : '';
  const shell = state.shell ?? path.replace(/^.*[\\/]/, '').replace(/\.exe$/i, '');
  return shell === 'pwsh' || shell === 'powershell' ? 'powershell' : shell === 'cmd' ? 'cmd' : 'posix';
}

/** Whether a terminal accepts a whole command line: text that is only placed at its prompt would run at the first line break. */
function canBeTyped(commandLine: string): boolean {
  return !hasOtherCommands(commandLine) || !/[\r\n]/.test(commandLine);
}

/** Whether a command line has other commands beside this one: before it, after it or inside it. */
export function hasOtherCommands(commandLine: string): boolean {
  // Without quoted, escaped or continued text. A shell also reads substitutions in double quotes.
  const bare = commandLine
    .trim()
    .replace(/'[^']*'/g, '')
    .replace(/[\\`^]\r?\n|\\./g, ' ');
  return /`|\$\(/.test(bare) || /[;&|\r\n]/.test(bare.replace(/"[^"]*"/g, ''));
}

/** The user's own setting, for all workspaces. */
async function trust(name: string): Promise<void> {
  const configuration = vscode.workspace.getConfiguration('lookalike');
  const known = configuration.inspect<readonly unknown[]>('trust')?.globalValue ?? [];
  if (!known.includes(name)) {
    await configuration.update('trust', [...known, name], vscode.ConfigurationTarget.Global);
  }
}

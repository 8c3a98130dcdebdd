import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { type GuardClient, hasOtherCommands, TerminalGuard } from '../../../client/src/terminalGuard';
import type { CommandWarning } from '../../../server/src/protocol/terminal';
import { type Asked, answering } from './answers';

const LOOKALIKE: CommandWarning = {
  name: 'reqeusts',
  rule: 'typosquat',
  severity: 'warning',
  message: "'reqeusts' looks like 'requests' (letters swapped).",
  others: 0,
  trustable: true,
  instead: { target: 'requests', commandLine: 'pip install requests' },
};
const MALICIOUS: CommandWarning = { ...LOOKALIKE, rule: 'known-malicious', severity: 'error', trustable: false };

/** A fake terminal that records the typed text, and the events of its commands. */
class Typed {
  readonly sent: string[] = [];
  readonly executed: string[] = [];
  readonly asked: unknown[] = [];
  readonly errors: unknown[] = [];
  readonly #starts = new vscode.EventEmitter<vscode.TerminalShellExecutionStartEvent>();
  readonly #ends = new vscode.EventEmitter<vscode.TerminalShellExecutionEndEvent>();
  readonly #guard: TerminalGuard;
  readonly #terminal = {
    state: { shell: 'bash', isInteractedWith: true },
    creationOptions: {},
    show: () => undefined,
    // Ctrl+C ends the command, unless it ignores the signal.
    sendText: (text: string, run = true) => {
      this.sent.push(run ? `${text}\n` : text);
      if (text === '\u0003' && !this.#isStubborn) {
        this.end();
      }
    },
    shellIntegration: { executeCommand: (line: string) => this.executed.push(line) },
  } as unknown as vscode.Terminal;
  readonly #isStubborn: boolean;
  #execution: vscode.TerminalShellExecution | undefined;

  constructor(answer: CommandWarning | null, isStubborn = false) {
    this.#isStubborn = isStubborn;
    const client = {
      start: async () => undefined,
      sendRequest: async (_: unknown, params: unknown) => {
        this.asked.push(params);
        return answer;
      },
      code2ProtocolConverter: { asUri: (uri: vscode.Uri) => uri.toString() },
    } as unknown as GuardClient;
    const events = { onDidStartTerminalShellExecution: this.#starts.event, onDidEndTerminalShellExecution: this.#ends.event };
    this.#guard = new TerminalGuard(client, { error: (error: unknown) => this.errors.push(error) }, events as never, 50);
  }

  start(value: string): void {
    this.#execution = { commandLine: { value, isTrusted: true, confidence: 2 }, cwd: vscode.Uri.file('/project') } as never;
    this.#starts.fire({ terminal: this.#terminal, execution: this.#execution } as never);
  }

  end(): void {
    this.#ends.fire({ terminal: this.#terminal, execution: this.#execution } as never);
  }

  dispose(): void {
    this.#guard.dispose();
  }
}

const configuration = (): vscode.WorkspaceConfiguration => vscode.workspace.getConfiguration('lookalike');

/** Types a command and answers the warning with the button of that name. `before` runs while the warning is shown. */
async function guarded(terminal: Typed, line: string, button?: string, before: () => void = () => undefined): Promise<Asked | undefined> {
  let seen: Asked | undefined;
  const answer = (asked: Asked): string | undefined => {
    seen = asked;
    before();
    return button;
  };
  await answering({ showWarningMessage: answer, showErrorMessage: answer }, async () => {
    terminal.start(line);
    // The guard's work is promises and timers of at most 50 ms that follow each other.
    for (let turns = 0; turns < 20; turns++) {
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  });
  terminal.dispose();
  assert.deepEqual(terminal.errors, []);
  return seen;
}

describe("the terminal guard's buttons", () => {
  afterEach(() => configuration().update('terminalGuard', undefined, vscode.ConfigurationTarget.Global));

  it('names the culprit and the target, and asks once', async () => {
    const terminal = new Typed(LOOKALIKE);
    const { text, buttons } = (await guarded(terminal, 'pip install reqeusts')) ?? {};
    assert.equal(text, `In the terminal: ${LOOKALIKE.message}`);
    assert.deepEqual(buttons, ['Stop It', "Install 'requests' Instead", 'I Know This Package']);
    assert.deepEqual(terminal.asked, [{ commandLine: 'pip install reqeusts', shell: 'posix', folder: 'file:///project' }]);
    assert.deepEqual([terminal.sent, terminal.executed], [[], []]);
  });

  it('stops a running command, and no other', async () => {
    const running = new Typed(LOOKALIKE);
    await guarded(running, 'pip install reqeusts', 'Stop It');
    assert.deepEqual(running.sent, ['\u0003']);
    const ended = new Typed(LOOKALIKE);
    await guarded(ended, 'pip install reqeusts', 'Stop It', () => ended.end());
    assert.deepEqual(ended.sent, []);
  });

  it('does not offer to stop a command that has ended', async () => {
    const terminal = new Typed(LOOKALIKE);
    const shown = answering({ showWarningMessage: ({ buttons }) => assert.ok(!buttons.includes('Stop It')) }, async () => {
      terminal.start('pip install reqeusts');
      terminal.end();
      await new Promise((resolve) => setTimeout(resolve, 50));
    });
    await shown;
    terminal.dispose();
    assert.deepEqual(terminal.errors, []);
  });

  it('installs the target after the command has ended', async () => {
    const terminal = new Typed(LOOKALIKE);
    await guarded(terminal, 'pip install reqeusts', "Install 'requests' Instead");
    assert.deepEqual([terminal.sent, terminal.executed], [['\u0003'], ['pip install requests']]);
  });

  it('types nothing into a command that does not end', async () => {
    const terminal = new Typed(LOOKALIKE, true);
    await guarded(terminal, 'pip install reqeusts', "Install 'requests' Instead");
    assert.deepEqual([terminal.sent, terminal.executed], [['\u0003'], []]);
  });

  it('leaves a line with other commands at the prompt for the user to run', async () => {
    const commandLine = 'git push && pip install requests';
    const terminal = new Typed({ ...LOOKALIKE, instead: { target: 'requests', commandLine } });
    await guarded(terminal, 'git push && pip install reqeusts', "Install 'requests' Instead");
    assert.deepEqual([terminal.sent, terminal.executed], [['\u0003', commandLine], []]);
  });

  it('does not offer to type several commands at once', async () => {
    const terminal = new Typed({ ...LOOKALIKE, instead: { target: 'requests', commandLine: 'git push\npip install requests' } });
    const { buttons } = (await guarded(terminal, 'git push\npip install reqeusts')) ?? {};
    assert.deepEqual(buttons, ['Stop It', 'I Know This Package']);
  });

  it('remembers a name that the user knows, for all workspaces', async () => {
    try {
      for (const _ of [1, 2]) {
        await guarded(new Typed(LOOKALIKE), 'pip install reqeusts', 'I Know This Package');
      }
      assert.deepEqual(configuration().inspect('trust')?.globalValue, ['reqeusts']);
      assert.equal(configuration().inspect('trust')?.workspaceValue, undefined);
    } finally {
      await configuration().update('trust', undefined, vscode.ConfigurationTarget.Global);
    }
  });

  it('has no such button for malware', async () => {
    const { buttons } = (await guarded(new Typed(MALICIOUS), 'pip install reqeusts')) ?? {};
    assert.deepEqual(buttons, ['Stop It', "Install 'requests' Instead"]);
  });

  it('stops the command automatically if the setting says so, and reports it', async () => {
    await configuration().update('terminalGuard', 'stop', vscode.ConfigurationTarget.Global);
    const terminal = new Typed(MALICIOUS);
    const { text, buttons } = (await guarded(terminal, 'pip install reqeusts')) ?? {};
    assert.equal(text, `Stopped in the terminal: ${MALICIOUS.message}`);
    assert.deepEqual([buttons, terminal.sent], [["Install 'requests' Instead"], ['\u0003']]);
  });

  it('is silent if it is off, if nothing is installed, and if there is no finding', async () => {
    for (const [answer, line] of [
      [LOOKALIKE, 'ls -l'],
      [null, 'pip install requests'],
    ] as const) {
      assert.equal(await guarded(new Typed(answer), line), undefined);
    }
    await configuration().update('terminalGuard', 'off', vscode.ConfigurationTarget.Global);
    const terminal = new Typed(LOOKALIKE);
    assert.equal(await guarded(terminal, 'pip install reqeusts'), undefined);
    assert.deepEqual(terminal.asked, []);
  });

  it('cannot be turned off by a workspace', async () => {
    await assert.rejects(async () => configuration().update('terminalGuard', 'off', vscode.ConfigurationTarget.Workspace));
  });

  it('detects lines with other commands', () => {
    for (const line of ['a; b', 'a && b', 'a | b', 'a &', 'a\nb', 'a $(b)', 'a "$(b)"', 'a `b`']) {
      assert.ok(hasOtherCommands(line), line);
    }
    for (const line of [
      'pip install "a; python_version < \'3\'"',
      "pip install 'a|b'",
      'pip install \\\n  a',
      'pip install a>=2\n',
      'pip install `\n a',
    ]) {
      assert.ok(!hasOtherCommands(line), line);
    }
  });
});

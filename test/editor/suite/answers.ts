import * as vscode from 'vscode';

type Prompt = 'showInputBox' | 'showQuickPick' | 'showErrorMessage' | 'showWarningMessage' | 'showInformationMessage';

/** A question to the user: the message or the title, and the buttons. */
export interface Asked {
  readonly text: string;
  readonly buttons: readonly string[];
  readonly options: vscode.InputBoxOptions;
}

/** The user's answer. Undefined: closes it. */
export type Answers = Readonly<Partial<Record<Prompt, (asked: Asked) => unknown>>>;

/**
 * Answers the extension's questions while `run` runs: the suite and the extension share `vscode`, so the extension calls the functions that are put there.
 * An input that fails the extension's own validation is an error.
 */
export async function answering<T>(answers: Answers, run: () => Promise<T>): Promise<T> {
  const window = vscode.window as unknown as Record<Prompt, (...args: never[]) => unknown>;
  const originals = Object.keys(answers).map((prompt) => [prompt as Prompt, window[prompt as Prompt]] as const);
  for (const [prompt] of originals) {
    window[prompt] = async (...args: unknown[]) => answer(prompt, args, answers);
  }
  try {
    return await run();
  } finally {
    for (const [prompt, original] of originals) {
      window[prompt] = original;
    }
  }
}

async function answer(prompt: Prompt, args: readonly unknown[], answers: Answers): Promise<unknown> {
  const [first, ...rest] = args;
  const isInput = prompt === 'showInputBox';
  const options = (isInput ? first : {}) as vscode.InputBoxOptions;
  const text = isInput ? (options.title ?? '') : String(first);
  const given = answers[prompt]?.({ text, buttons: rest.filter((one) => typeof one === 'string'), options });
  const problem = isInput && typeof given === 'string' ? await options.validateInput?.(given) : undefined;
  if (problem) {
    throw new Error(`'${given}' is refused: ${typeof problem === 'string' ? problem : problem.message}`);
  }
  return given;
}

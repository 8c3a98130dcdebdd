import * as l10n from '@vscode/l10n';
import { afterEach, expect, it } from 'vitest';
import { COMMANDS } from '../../../../../server/src/node/cli/commandLine/commands';
import { completionScript } from '../../../../../server/src/node/cli/commandLine/completion';
import { OPTIONS } from '../../../../../server/src/node/cli/commandLine/options';

afterEach(() => l10n.config({ contents: {} }));

it.each([
  ['zsh', "'init:[a]\\: it'\\''s \\ b'", "[\\[a\\]\\: it'\\''s \\\\ b]"],
  ['fish', "'[a]: it'\\''s \\ b'", "-d '[a]: it'\\''s \\ b'"],
] as const)('signs of %s in a translation are no part of the script', (shell, summary, option) => {
  const texts = [...COMMANDS.map((command) => command.summary()), ...Object.values(OPTIONS).map(({ does }) => does())];
  l10n.config({ contents: Object.fromEntries(texts.map((text) => [text, "[a]: it's \\ b"])) });
  const script = completionScript(shell);
  expect(script).toContain(summary);
  expect(script).toContain(option);
});

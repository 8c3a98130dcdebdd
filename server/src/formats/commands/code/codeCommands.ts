import type { Slice } from '../../../packaging/slice';
import { type CodeLanguage, type CodeToken, contentOf, tokenizeCode } from '../../syntax/code/codeTokens';
import { holdsInstall, isInstallText } from '../calls/installTexts';
import type { ProgramCommand } from '../programCommand';
import { CodeCalls } from './codeCalls';

/**
 * The commands in the calls of a source in a programming language other than Python, as far as they are literals; and the texts in it that may be
 * commands.
 */
export function codeCommands(source: Slice, language: CodeLanguage): readonly ProgramCommand[] {
  const tokens = tokenizeCode(source.text, language);
  const calls = new CodeCalls(source);
  for (const [i, token] of tokens.entries()) {
    calls.pass(token, tokens[i + 1]);
  }
  const { texts, commands } = calls.end();
  const open = texts
    .filter(({ slice, isKnown }) => !isKnown && mayGoOn(slice.text))
    .map(({ slice }): ProgramCommand => ({ open: slice, words: [], unknown: [] }));
  const ran = tokens
    .filter(({ kind }) => kind === 'command')
    .map((token): ProgramCommand => ({ script: contentOf(source, token), words: [], unknown: [] }));
  const outside = holdsInstall(withoutTexts(source.text, tokens)) ? [{ open: source.trim(), words: [], unknown: [] }] : [];
  return [...ran, ...commands, ...open, ...outside];
}

/** Whether a text has an install command, also with packages that are added to it, with or without a blank. */
function mayGoOn(text: string): boolean {
  const holds = text.includes('\n') ? isInstallText : holdsInstall;
  return holds(`${text}NAME`) || holds(`${text} NAME`);
}

/** The code alone, where nothing in a text is mistaken for it. */
function withoutTexts(text: string, tokens: readonly CodeToken[]): string {
  const parts = tokens.map(({ kind, text: written, end }, i) => {
    const isApart = tokens[i + 1]?.start !== end;
    return `${kind === 'name' || kind === 'sign' ? written : '""'}${isApart ? ' ' : ''}`;
  });
  return text === '' ? '' : parts.join('');
}

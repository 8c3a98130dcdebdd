import { redactUrls } from '../../../index/safeUrl';
import { printable as escapeUnseen } from '../../../packaging/printable';

/**
 * Names, paths and messages come from files: none of their control sequences reaches the terminal, and none of them acts as a command
 * in the log of a GitHub workflow, where `::` at the start of a line and `##[` anywhere are commands. Passwords in URLs are redacted.
 */
export function escapeForTerminal(text: string): string {
  return escapeUnseen(redactUrls(text)).replace(/^:(?=:)|#(?=#\[)/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** The same for a text of several lines, such as a stack. */
export function escapeLinesForTerminal(text: string): string {
  return text.split('\n').map(escapeForTerminal).join('\n');
}

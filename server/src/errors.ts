import * as l10n from '@vscode/l10n';
import type { Logger } from './host';

/** Runs `work` in the background. Nothing awaits it, so its failure is logged. */
export function detach(work: PromiseLike<unknown>, logger: Pick<Logger, 'error'>): void {
  work.then(undefined, (error: unknown) => logger.error(traceOf(error)));
}

/** Maximum number of stack lines to keep. A stack overflow has thousands of equal ones. */
const MAX_TRACE_LINES = 20;

/** The stack of an error, for the log. */
export function traceOf(error: unknown): string {
  const trace = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return trace.split('\n', MAX_TRACE_LINES).join('\n');
}

/** Maximum length of an error text that is shown. The text of an error may repeat that of a document. */
const MAX_MESSAGE = 200;

/** The error as one line for people. For a system error: the reason and the file. */
export function messageOf(error: unknown): string {
  const reason = systemReason(error);
  const { path } = (reason === undefined ? {} : error) as { path?: unknown };
  const named = typeof path === 'string' ? `${reason} (${path})` : reason;
  const message = named ?? (error instanceof Error ? error.message || error.name : String(error));
  const line = message.replace(/[\p{Cc}\p{Cf}\p{Co}\p{Cs}]+/gu, ' ');
  return line.length > MAX_MESSAGE ? `${line.slice(0, MAX_MESSAGE)}…` : line;
}

/** The reason of a file error, without the file. The surrounding message names the file. */
export function reasonOf(error: unknown): string {
  return systemReason(error) ?? messageOf(error);
}

/** Error codes of operating systems about files (POSIX, `errno.h`), as Node.js reports them. */
const REASONS: ReadonlyMap<string, () => string> = new Map([
  ['ENOENT', () => l10n.t('there is no such file or folder')],
  ['EACCES', () => l10n.t('permission was denied')],
  ['EPERM', () => l10n.t('permission was denied')],
  ['EISDIR', () => l10n.t('it is a folder')],
  ['ENOTDIR', () => l10n.t('part of its path is not a folder')],
  ['ELOOP', () => l10n.t('its links form a loop')],
  ['ENAMETOOLONG', () => l10n.t('its path is too long')],
  ['ENOSPC', () => l10n.t('the disk is full')],
  ['EDQUOT', () => l10n.t('the disk is full')],
  ['EROFS', () => l10n.t('the disk is read-only')],
  ['EMFILE', () => l10n.t('too many files are open')],
  ['ENFILE', () => l10n.t('too many files are open')],
  ['EBUSY', () => l10n.t('another program is using it')],
  ['EEXIST', () => l10n.t('it already exists')],
  ['EIO', () => l10n.t('a disk error occurred')],
]);

/** The system's reason, without the file name. Undefined: not a system error. */
export function systemReason(error: unknown): string | undefined {
  const { code, errno } = (error instanceof Error ? error : {}) as Partial<NodeJS.ErrnoException>;
  if (code === undefined || errno === undefined) {
    return undefined;
  }
  return REASONS.get(code)?.() ?? l10n.t({ message: 'the system reports {0}', args: [code], comment: ['{0} is an error code.'] });
}

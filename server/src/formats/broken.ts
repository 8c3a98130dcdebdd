import * as l10n from '@vscode/l10n';
import type { Span } from '../packaging/span';

/** What to say of the place where the syntax of a file breaks: what stands behind it may not have been read. `reason` is a sentence. */
export function brokenHere(text: string, { start }: Pick<Span, 'start'>, reason: string): string {
  const why = text.startsWith('<<<<<<<', start) ? l10n.t('This is a merge conflict.') : reason;
  return l10n.t('{0} Packages behind it may be missing from what was checked.', why);
}

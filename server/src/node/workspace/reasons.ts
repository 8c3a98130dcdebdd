import * as l10n from '@vscode/l10n';
import { reasonOf } from '../../errors';

// Why a file cannot be read, as phrases for people.

export function leadsOut(): string {
  return l10n.t('it is a link to outside the workspace');
}

export function cannotBeOpened(error: unknown): string {
  return l10n.t({
    message: 'it cannot be opened ({0})',
    args: [reasonOf(error)],
    comment: ['{0} is a reason.'],
  });
}

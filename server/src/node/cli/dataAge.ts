import * as l10n from '@vscode/l10n';
import { messageOf } from '../../errors';
import type { LanguageService } from '../../languageService';
import type { DataDates } from '../../names/nameData';
import { DAY, formatNumber } from '../../protocol/language';

/** The age in days of the malicious names or of the advisories, whichever is older. A month counts from its last day. `now`: milliseconds since the epoch. */
export function ageInDays({ malicious, advisories }: DataDates, now: number): number {
  return Math.max(0, Math.floor((now - Math.min(endOf(malicious), endOf(advisories))) / DAY));
}

function endOf(date: string): number {
  const [year, month, day] = date.split('-').map(Number) as [number, number, number?];
  return day === undefined ? Date.UTC(year, month, 0) : Date.UTC(year, month - 1, day);
}

/** Refreshes the package data if it is due. A failure is reported, but does not stop the command. */
export async function refreshIfDue(service: LanguageService, say: (message: string) => void): Promise<void> {
  if (!(await service.isDataDue())) {
    return;
  }
  say(l10n.t('Refreshing the package data. This takes a while.'));
  try {
    const { after } = await service.updateData(new AbortController().signal, say);
    say(
      l10n.t({
        message: 'Package data refreshed. Projects: {0}.',
        args: [formatNumber(after.sizes.projects)],
        comment: ['{0} is a number'],
      }),
    );
  } catch (error) {
    say(
      l10n.t({
        message: 'The package data could not be updated: {0}',
        args: [messageOf(error)],
        comment: ['{0} is the error'],
      }),
    );
  }
}

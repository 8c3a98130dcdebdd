import * as l10n from '@vscode/l10n';
import { type Script, type UnusualCharacter, unusualCharacters } from '../names/confusables';

/** What a name hides behind letters that only look like those of a project name, or cannot be seen; empty for an honest one. */
export function disguiseNotes(name: string): string[] {
  return unusualCharacters(name).map(noteOf);
}

function noteOf({ character, codePoint, script, looksLike }: UnusualCharacter): string {
  if (script === 'invisible') {
    return l10n.t('It has a character that cannot be seen ({0}).', codePoint);
  }
  return looksLike === undefined
    ? l10n.t("It has the character '{0}' ({1}, {2}).", character, codePoint, scriptName(script))
    : l10n.t("It has the character '{0}' ({1}, {2}), which looks like '{3}'.", character, codePoint, scriptName(script), looksLike);
}

function scriptName(script: Script): string {
  switch (script) {
    case 'cyrillic':
      return l10n.t('Cyrillic');
    case 'greek':
      return l10n.t('Greek');
    case 'full-width':
      return l10n.t('full width');
    case 'latin':
      return l10n.t('a special Latin letter');
    default:
      return l10n.t('another script');
  }
}

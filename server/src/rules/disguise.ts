import * as l10n from '@vscode/l10n';
import { type Script, type UnusualCharacter, unusualCharacters } from '../names/confusables';

/** So many characters are named; a name in another script has no more to tell by its tenth letter. */
const MAX_NOTES = 3;

/** What a name hides behind letters that only look like those of a project name, or cannot be seen; empty for an honest one. */
export function disguiseNotes(name: string): string[] {
  return unusualCharacters(name).slice(0, MAX_NOTES).map(noteOf);
}

function noteOf({ character, codePoint, script, looksLike }: UnusualCharacter): string {
  switch (script) {
    case 'invisible':
      return l10n.t('It has a character that cannot be seen ({0}).', codePoint);
    case 'mark':
      return l10n.t('It has a mark on a letter ({0}).', codePoint);
    default:
      return looksLike === undefined
        ? l10n.t("It has the character '{0}' ({1}).", character, codePoint)
        : l10n.t("The character '{0}' ({1}, {2}) looks like '{3}'.", character, codePoint, scriptName(script), looksLike);
  }
}

function scriptName(script: Script): string {
  switch (script) {
    case 'cyrillic':
      return l10n.t('Cyrillic');
    case 'greek':
      return l10n.t('Greek');
    case 'armenian':
      return l10n.t('Armenian');
    case 'full-width':
      return l10n.t('full width');
    case 'dash':
      return l10n.t('a dash');
    case 'latin':
      return l10n.t('a special Latin letter');
    default:
      return l10n.t('a special form of the letter');
  }
}

import * as l10n from '@vscode/l10n';
import { type Script, type UnusualCharacter, unusualCharacters } from '../../names/engine/letters/confusables';

/** Maximum number of characters to name. After ten letters of another script, more add nothing. */
const MAX_NOTES = 3;

/** The letters in a name that only look like those of a project name, or are invisible. Empty for an honest name. */
export function disguiseNotes(name: string): string[] {
  return unusualCharacters(name).slice(0, MAX_NOTES).map(noteOf);
}

/** The first of them as a fragment for brackets; undefined for an honest name. */
export function disguiseLabel(name: string): string | undefined {
  const [first] = unusualCharacters(name);
  if (first === undefined) {
    return undefined;
  }
  const { character, codePoint, script } = first;
  switch (script) {
    case 'invisible':
      return l10n.t({
        message: 'invisible character {0}',
        args: [codePoint],
        comment: ['{0} is a code point such as U+200B. Shown in brackets.'],
      });
    case 'mark':
      return l10n.t({ message: 'diacritic {0}', args: [codePoint], comment: ['{0} is a code point such as U+0301. Shown in brackets.'] });
    default:
      return l10n.t({
        message: "'{0}' is {1}",
        args: [character, codePoint],
        comment: ['{0} is a letter, {1} is its code point such as U+0435. Shown in brackets.'],
      });
  }
}

function noteOf({ character, codePoint, script, looksLike }: UnusualCharacter): string {
  switch (script) {
    case 'invisible':
      return l10n.t({
        message: 'It contains an invisible character ({0}).',
        args: [codePoint],
        comment: ['{0} is a code point, such as: U+0435.'],
      });
    case 'mark':
      return l10n.t({
        message: 'It contains a letter with a diacritic ({0}).',
        args: [codePoint],
        comment: ['{0} is a code point, such as: U+0435.'],
      });
    default:
      return looksLike === undefined
        ? l10n.t({
            message: "It contains the character '{0}' ({1}).",
            args: [character, codePoint],
            comment: ['{0} is a character. {1} is a code point, such as: U+0435.'],
          })
        : l10n.t({
            message: "The character '{0}' ({1}, {2}) looks like '{3}'.",
            args: [character, codePoint, scriptName(script), looksLike],
            comment: ['{0} is a character. {1} is a code point, such as: U+0435. {2} is a script, such as: Cyrillic. {3} is a letter.'],
          });
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
      return l10n.t('full-width form');
    case 'dash':
      return l10n.t('dash');
    case 'latin':
      return l10n.t('Latin look-alike');
    default:
      return l10n.t('letter variant');
  }
}

import * as l10n from '@vscode/l10n';
import { isCaseTrick, lookAlikeLetters } from './confusables';
import type { Imitation } from './engine';

/** How a name differs from the one it imitates, as a sentence: "Two letters are swapped." `name` is as somebody wrote it. */
export function describeTechnique(name: string, imitation: Pick<Imitation, 'technique' | 'detail' | 'distance' | 'target'>): string {
  const { technique, distance, target } = imitation;
  const detail = imitation.detail ?? '';
  switch (technique) {
    case 'separators':
      return l10n.t('Only the hyphens differ.');
    case 'transposition':
      return l10n.t('Two letters are swapped.');
    case 'omission':
      return l10n.t("The letter '{0}' is missing.", detail);
    case 'addition':
      return l10n.t("There is one letter too many: '{0}'.", detail);
    case 'repetition':
      return l10n.t("The letter '{0}' is repeated.", detail);
    case 'replacement':
      return l10n.t("One letter is different: '{0}'.", detail);
    case 'homoglyph':
      return describeLookAlike(name, target);
    case 'plural':
      return l10n.t("Only the 's' at the end of a word differs.");
    case 'numeral':
      return l10n.t('Only a number differs.');
    case 'several-edits':
      return l10n.t('{0} letters differ.', distance);
    case 'prefix':
      return l10n.t("'{0}' is put before it.", detail);
    case 'suffix':
      return l10n.t("'{0}' is added to it.", detail);
    case 'prefix-and-suffix':
      return l10n.t("'{0}' is put around it.", detail);
    case 'affix-and-typo':
      return l10n.t("It is misspelt, and '{0}' is added.", detail);
    case 'word-order':
      return l10n.t('The words stand in another order.');
    case 'python-word':
      return l10n.t("Only 'py' or 'python' in it differs.");
    case 'standard-library':
      return l10n.t("'{0}' is part of Python: there is nothing to install.", target);
  }
}

function describeLookAlike(name: string, target: string): string {
  const letters = lookAlikeLetters(name, target);
  if (letters === undefined) {
    return l10n.t('One character looks like another one.');
  }
  return isCaseTrick(name, target)
    ? l10n.t('The capital I looks like a small l.')
    : l10n.t("'{0}' looks like '{1}'.", letters.shown, letters.meant);
}

import * as l10n from '@vscode/l10n';
import type { Imitation } from './engine';

/** How a name differs from the one it imitates, as a phrase without a full stop: "two neighbouring letters are swapped". */
export function describeTechnique(imitation: Pick<Imitation, 'technique' | 'detail' | 'distance' | 'target'>): string {
  const { technique, distance, target } = imitation;
  const detail = imitation.detail ?? '';
  switch (technique) {
    case 'separators':
      return l10n.t('only the hyphens differ');
    case 'transposition':
      return l10n.t('two neighbouring letters are swapped');
    case 'omission':
      return detail === '' ? l10n.t('one letter is missing') : l10n.t("the letter '{0}' is missing", detail);
    case 'addition':
      return detail === '' ? l10n.t('one letter too many') : l10n.t("one letter too many: '{0}'", detail);
    case 'repetition':
      return detail === '' ? l10n.t('a letter is repeated') : l10n.t("the letter '{0}' is repeated", detail);
    case 'replacement':
      return l10n.t('one letter is another one');
    case 'homoglyph':
      return l10n.t('one character looks like another one');
    case 'plural':
      return l10n.t("only the 's' at the end of a word differs");
    case 'numeral':
      return l10n.t('only a number differs');
    case 'several-edits':
      return l10n.t('{0} letters differ', distance);
    case 'prefix':
      return l10n.t("'{0}' put before {1}", detail, target);
    case 'suffix':
      return l10n.t("'{0}' added to {1}", detail, target);
    case 'prefix-and-suffix':
      return l10n.t("'{0}' put around {1}", detail, target);
    case 'affix-and-typo':
      return l10n.t("a misspelt {0} with '{1}' added", target, detail);
    case 'word-order':
      return l10n.t('the same words in another order');
    case 'standard-library':
      return l10n.t('{0} is part of Python: there is nothing to install', target);
  }
}

import * as l10n from '@vscode/l10n';
import type { Imitation } from '../judgement';
import { isCaseTrick, lookAlikeLetters } from './letters/confusables';

/**
 * How a name differs from the one that it imitates, as a fragment for brackets: `letters swapped`. `name` is as written in the file. Translations need no
 * grammatical agreement with the text around it.
 */
export function describeTechnique(name: string, imitation: Pick<Imitation, 'technique' | 'detail' | 'distance' | 'target'>): string {
  const { technique, distance, target } = imitation;
  const detail = imitation.detail ?? '';
  switch (technique) {
    case 'separators':
      return l10n.t('different separators');
    case 'transposition':
      return l10n.t('letters swapped');
    case 'omission':
      return l10n.t({ message: "missing letter '{0}'", args: [detail], comment: ['{0} is a letter. Shown in brackets.'] });
    case 'addition':
      return l10n.t({ message: "extra letter '{0}'", args: [detail], comment: ['{0} is a letter. Shown in brackets.'] });
    case 'repetition':
      return l10n.t({ message: "repeated letter '{0}'", args: [detail], comment: ['{0} is a letter. Shown in brackets.'] });
    case 'replacement':
      return l10n.t({ message: "different letter '{0}'", args: [detail], comment: ['{0} is a letter. Shown in brackets.'] });
    case 'homoglyph':
      return describeLookAlike(name, target);
    case 'plural':
      return l10n.t("only a final 's' differs");
    case 'numeral':
      return l10n.t('different number');
    case 'several-edits':
      return l10n.t({ message: 'different letters: {0}', args: [distance], comment: ['{0} is a count. Shown in brackets.'] });
    case 'prefix':
      return l10n.t({ message: "'{0}' added at the start", args: [detail], comment: ['{0} is a part of a name. Shown in brackets.'] });
    case 'suffix':
      return l10n.t({ message: "'{0}' added at the end", args: [detail], comment: ['{0} is a part of a name. Shown in brackets.'] });
    case 'prefix-and-suffix':
      return l10n.t({ message: "'{0}' added around it", args: [detail], comment: ['{0} is a part of a name. Shown in brackets.'] });
    case 'infix':
      return l10n.t({ message: "'{0}' added in the middle", args: [detail], comment: ['{0} is a part of a name. Shown in brackets.'] });
    case 'affix-and-typo':
      return l10n.t({ message: "misspelled, '{0}' added", args: [detail], comment: ['{0} is a part of a name. Shown in brackets.'] });
    case 'word-order':
      return l10n.t('words reordered');
    case 'python-word':
      return l10n.t("only 'py' or 'python' differs");
    case 'standard-library':
      return l10n.t('a module of Python');
  }
}

function describeLookAlike(name: string, target: string): string {
  const letters = lookAlikeLetters(name, target);
  if (letters === undefined) {
    return l10n.t('a look-alike character');
  }
  return isCaseTrick(name, target)
    ? l10n.t("uppercase 'I' for lowercase 'l'")
    : l10n.t({
        message: "'{0}' for '{1}'",
        args: [letters.shown, letters.meant],
        comment: ['{0} is a letter that looks like the letter {1}. Shown in brackets.'],
      });
}

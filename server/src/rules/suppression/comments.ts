import * as l10n from '@vscode/l10n';
import { didYouMean, nearestWord, withNearest } from '../../configuration/nearest';
import { isRuleId, RULE_IDS } from '../../configuration/ruleLevels';
import type { SuppressedBy } from '../../configuration/suppressedBy';
import { addAll } from '../../packaging/lists';
import { invalidConfiguration } from '../files/invalidConfiguration';
import { type OwnFinding, ownFinding } from '../ownFindings';
import type { Authority, Judgement } from './authority';
import type { IgnoreWord } from './suppression';

/** `CVE-2023-32681`, `GHSA-j8r2-6x86-q33q`, `PYSEC-2023-74`, …: letters of a database, then a number. */
const ADVISORY_ID = /^(?:GHSA-[\w-]+|[a-z][a-z0-9]*-[\w-]*\d[\w-]*)$/i;

/**
 * Problems in the comments of a file: those that say nothing that Lookalike knows, words that are not a rule or the id of an advisory, and ids that
 * accept nothing there. `isSettled`: no more advisories are expected.
 */
export function commentFindings({ comments }: Authority, { findings, suppressed }: Judgement, isSettled: () => boolean): OwnFinding[] {
  if (comments === undefined) {
    return [];
  }
  const found: OwnFinding[] = [];
  let compared = 0;
  for (const comment of comments.suppressions.unknown) {
    const said = compared < MAX_FULL ? (comment.text.match(/[\w-]+/g) ?? []) : [];
    compared += said.length;
    found.push(unknownComment(comment, said));
  }
  const used = new Set([...suppressed.map(({ by }) => by), ...findings.map(({ loweredBy }) => loweredBy)].map(placeOf));
  for (const { words } of comments.suppressions.comments) {
    for (const word of words === 'all' ? [] : words) {
      const isFull = found.length < MAX_FULL;
      const said = isRuleId(word.text) || used.has(placeOf(comments.by(word))) ? undefined : problemOf(word, isSettled, isFull);
      addAll(found, said ?? []);
    }
  }
  return found;
}

/** A comment that hides nothing must not look as if it did. */
function unknownComment(comment: IgnoreWord, said: readonly string[]): OwnFinding {
  const words = said.flatMap((word) => (ADVISORY_ID.test(word) ? word : (nearestWord(word, RULE_IDS) ?? [])));
  const meant = words.length === 0 ? '# lookalike: ignore' : `# lookalike: ignore[${words.join(', ')}]`;
  return ownFinding(invalidConfiguration, comment, didYouMean(l10n.t('This comment has no effect.'), meant));
}

function placeOf(by: SuppressedBy | undefined): string {
  return by?.kind === 'comment' ? `${by.range?.start.line}:${by.range?.start.character}` : '';
}

/** Maximum number of findings that suggest a word, and of words that are compared for those; more are hardly listed. */
const MAX_FULL = 1_000;

function problemOf(word: IgnoreWord, isSettled: () => boolean, isFull: boolean): OwnFinding[] {
  if (!ADVISORY_ID.test(word.text)) {
    const said = l10n.t({ message: "'{0}' is not a rule or an advisory ID.", args: [word.text], comment: ['{0} is a word.'] });
    return [ownFinding(invalidConfiguration, word, isFull ? withNearest(said, word.text, RULE_IDS) : said)];
  }
  return isSettled()
    ? [
        ownFinding(
          invalidConfiguration,
          word,
          l10n.t({ message: "No known advisory '{0}' applies to this line.", args: [word.text], comment: ['{0} is a word.'] }),
          'information',
        ),
      ]
    : [];
}

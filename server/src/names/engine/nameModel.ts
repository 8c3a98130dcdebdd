import type { Thresholds } from '../judgement';
import type { TimeModel } from '../timeEvidence';
import type { StoredForest } from './boostedTrees';
import type { AffixOdds } from './featureExtractor';
import { hashText } from './tables/rollingHash';

/** The model that `npm run data -- model` writes and the engine reads: `model.json` next to this file. It is part of the program because it depends on its features. */
export interface StoredModel {
  /** Names of the features, in the order of the rows that the forest was fitted on. */
  readonly features: readonly string[];
  readonly forest: StoredForest;
  /** Word around a popular name → log2 of how much more often squatters add it there; `~` before a word that is glued to the name. */
  readonly affixes: Readonly<Record<string, number>>;
  /** Lowest scores that are reported. */
  readonly thresholds: StoredThresholds;
  /** The weights of time in the score. */
  readonly time: TimeModel;
}

export interface StoredThresholds {
  readonly existing: Thresholds;
  /** For names that no index has. */
  readonly missing: Thresholds;
}

const GLUED = '~';

export function affixKey(word: string, glued: boolean): string {
  return glued ? GLUED + word : word;
}

export function storedAffixOdds(affixes: Readonly<Record<string, number>>): AffixOdds {
  const separate = new Map<number, number>();
  const glued = new Map<number, number>();
  for (const [key, odds] of Object.entries(affixes)) {
    if (key.startsWith(GLUED)) {
      glued.set(hashText(key.slice(1)), odds);
    } else {
      separate.set(hashText(key), odds);
    }
  }
  return (hash, isGlued) => (isGlued ? glued : separate).get(hash) ?? 0;
}

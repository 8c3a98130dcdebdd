import type { Imitation, JudgeOptions, NameEngine, NameJudgement, Thresholds } from '../judgement';
import type { Scorer } from './boostedTrees';
import { createScorer } from './boostedTrees';
import { coversQuery } from './candidates/candidate';
import { CandidateSearch } from './candidates/candidateSearch';
import { FeatureExtractor } from './featureExtractor';
import type { Interpretation } from './interpretation';
import { isBrand, LESS_LIKELY, MAX_BEHIND, mostLikelyMeant } from './interpretation';
import { asciiSkeleton } from './letters/confusables';
import { FEATURES } from './modelFeatures';
import type { StoredModel } from './nameModel';
import { storedAffixOdds } from './nameModel';
import { imitatePrivate } from './privateNames';
import { Query } from './query';
import type { NameTables } from './tables/nameTables';
import { describeCandidate } from './technique';

export interface EngineOptions {
  /** Number of the most downloaded projects that count as popular. Default: all of the list. */
  readonly trusted?: number | undefined;
}

/** Maximum number of targets in a judgment. */
const MAX_IMITATIONS = 3;

interface Found extends Interpretation {
  readonly imitation: Imitation;
}

/**
 * The engine: candidates from the tables, a score from the model. Not reentrant, but it is synchronous. Throws for a model
 * that was fitted on features that this version does not measure.
 */
export function createNameEngine(tables: NameTables, model: StoredModel, options: EngineOptions = {}): NameEngine {
  if (model.features.join() !== FEATURES.join()) {
    throw new Error('model.json was fitted on other features: run `npm run data -- model`');
  }
  const trusted = Math.min(options.trusted ?? tables.targets.popularCount, tables.targets.popularCount);
  const query = new Query();
  const search = new CandidateSearch(tables, trusted);
  const extractor = new FeatureExtractor(tables, storedAffixOdds(model.affixes));
  const score: Scorer = createScorer(model.forest);

  /** Adds the popular targets that the name imitates with at least that score to `found`. */
  function withPopular(found: Found[], least: number): readonly Found[] {
    search.run(query);
    if (search.count === 0) {
      return found;
    }
    extractor.begin(query, search.wholeEdits(query));
    read(found, least, false);
    if (found.some(isBrand)) {
      // Which of several brands is meant does not follow from which looks most like an imitation.
      read(found, least - LESS_LIKELY, true);
    }
    return found;
  }

  /** Adds the readings with at least that score to `found`, or only their brands that are not there yet. */
  function read(found: Found[], least: number, onlyBrands: boolean): void {
    for (let i = 0; i < search.count; i++) {
      const candidate = search.found[i]!;
      const { target: id, distance } = candidate;
      const whole = coversQuery(query, candidate);
      if (onlyBrands && (distance > 0 || whole || found.some((one) => one.id === id))) {
        continue;
      }
      extractor.measure(query, candidate);
      const suspicion = score(extractor, least);
      if (suspicion >= least) {
        const description = describeCandidate(tables.targets, query, candidate, extractor.alignment);
        const imitation = { target: tables.targets.names[id]!, ...description, distance, score: suspicion };
        found.push({ id, distance, isWhole: whole, score: suspicion, imitation });
      }
    }
  }

  return {
    judge(name: string, { exists = true, privateNames = [], timeWeight = 0 }: JudgeOptions = {}): NameJudgement | undefined {
      if (privateNames.includes(name)) {
        return undefined;
      }
      const thresholds = exists ? model.thresholds.existing : model.thresholds.missing;
      const least = Math.min(thresholds.low, thresholds.low - timeWeight);
      const own = privateNames.length === 0 ? [] : imitatePrivate(name, privateNames, thresholds.high).map(withoutRank);
      if (!query.set(name)) {
        return disguise(name, privateNames);
      }
      const found = search.isKnown(query) ? own : withPopular(own, least);
      return judgement(found, thresholds, least);
    },
  };

  /** A name with letters of other scripts: the ASCII name that it resembles is judged. No index can have the name itself. */
  function disguise(name: string, privateNames: readonly string[]): NameJudgement | undefined {
    const skeleton = asciiSkeleton(name);
    if (skeleton === undefined || !query.set(skeleton)) {
      return undefined;
    }
    const certain = { high: Number.NEGATIVE_INFINITY, low: Number.NEGATIVE_INFINITY };
    const target = privateNames.includes(skeleton) ? skeleton : search.knownTarget(query);
    return judgement(
      target === undefined
        ? withPopular([], model.thresholds.missing.low)
        : [withoutRank({ target, technique: 'homoglyph', distance: 0, score: Number.MAX_SAFE_INTEGER })],
      certain,
      Number.NEGATIVE_INFINITY,
    );
  }

  /** `least`: the lowest score worth reporting. */
  function judgement(found: readonly Found[], thresholds: Thresholds, least: number): NameJudgement | undefined {
    if (found.length === 0) {
      return undefined;
    }
    const ordered = [...found].sort((a, b) => b.score - a.score).map(({ imitation }) => imitation);
    const { score: highest } = ordered[0]!;
    const best = mostLikelyMeant(found, tables.targets).imitation;
    const near = Math.max(least, highest - MAX_BEHIND);
    // A target that is only a part of the best one explains less of the name, and adds nothing.
    const others = ordered.filter(
      ({ target, score }, i) =>
        score >= near && !best.target.includes(target) && ordered.findIndex((other) => other.target === target) === i,
    );
    return {
      confidence: highest >= thresholds.high ? 'high' : highest >= thresholds.low ? 'low' : undefined,
      thresholds,
      // The meaning of the name does not change how suspicious it is: the highest score is used for both.
      imitations: [{ ...best, score: highest }, ...others.slice(0, MAX_IMITATIONS - 1)],
    };
  }
}

function withoutRank(imitation: Imitation): Found {
  return { id: -1, distance: imitation.distance, isWhole: true, score: imitation.score, imitation };
}

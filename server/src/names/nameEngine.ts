import type { Scorer } from './boostedTrees';
import { createScorer } from './boostedTrees';
import { CandidateSearch, isWhole } from './candidates';
import { asciiSkeleton } from './confusables';
import type { Imitation, JudgeOptions, NameEngine, NameJudgement, Thresholds } from './engine';
import { FeatureExtractor } from './features';
import type { StoredModel } from './nameModel';
import { storedAffixOdds } from './nameModel';
import type { NameTables } from './nameTables';
import { imitatePrivate } from './privateNames';
import { Query } from './query';
import type { Reading } from './reading';
import { isBrand, LESS_LIKELY, MAX_BEHIND, mostLikelyMeant } from './reading';
import { describeCandidate } from './technique';

export interface EngineOptions {
  /** Only the most downloaded so many projects count as popular. Default: all of the list. */
  readonly trusted?: number;
}

/** How many targets a judgement names at most. */
const MAX_IMITATIONS = 3;

interface Found extends Reading {
  readonly imitation: Imitation;
}

/** The engine: candidates from the tables, a score from the model. Not reentrant, which it need not be: it is synchronous. */
export function createNameEngine(tables: NameTables, model: StoredModel, options: EngineOptions = {}): NameEngine {
  const trusted = Math.min(options.trusted ?? tables.targets.popularCount, tables.targets.popularCount);
  const query = new Query();
  const search = new CandidateSearch(tables, trusted);
  const extractor = new FeatureExtractor(tables, storedAffixOdds(model.affixes));
  const score: Scorer = createScorer(model.forest);

  function popularImitations(least: number): Found[] {
    const found: Found[] = [];
    search.run(query);
    if (search.count === 0) {
      return found;
    }
    extractor.begin(query);
    const edits = search.wholeEdits(query);
    read(found, edits, least, false);
    if (found.some(isBrand)) {
      // Which of several brands is meant is another question than which looks most like an imitation.
      read(found, edits, least - LESS_LIKELY, true);
    }
    return found;
  }

  /** Adds the readings of at least that score to `found`; or the brands among them that are not there yet. */
  function read(found: Found[], wholeEdits: number, least: number, onlyBrands: boolean): void {
    for (let i = 0; i < search.count; i++) {
      const candidate = search.found[i]!;
      const { target: id, distance } = candidate;
      const whole = isWhole(query, candidate);
      if (onlyBrands && (distance > 0 || whole || found.some((one) => one.id === id))) {
        continue;
      }
      extractor.measure(query, candidate, wholeEdits);
      const suspicion = score(extractor.row, least);
      if (suspicion >= least) {
        const description = describeCandidate(tables.targets, query, candidate, extractor.alignment);
        const imitation = { target: tables.targets.names[id]!, ...description, distance, score: suspicion };
        found.push({ id, distance, isWhole: whole, score: suspicion, imitation });
      }
    }
  }

  return {
    judge(name: string, { exists = true, privateNames = [] }: JudgeOptions = {}): NameJudgement | undefined {
      if (privateNames.includes(name)) {
        return undefined;
      }
      const thresholds = exists ? model.thresholds.existing : model.thresholds.missing;
      const own = imitatePrivate(name, privateNames, thresholds.high).map(ofNoRank);
      if (!query.set(name)) {
        return disguise(name, privateNames);
      }
      return judgement(search.isKnown(query) ? own : [...own, ...popularImitations(thresholds.low)], thresholds);
    },
  };

  /** A name with letters of other scripts: what it reads like is judged, and no index can have it. */
  function disguise(name: string, privateNames: readonly string[]): NameJudgement | undefined {
    const skeleton = asciiSkeleton(name);
    if (skeleton === undefined || !query.set(skeleton)) {
      return undefined;
    }
    const certain = { high: Number.NEGATIVE_INFINITY, low: Number.NEGATIVE_INFINITY };
    const target = privateNames.includes(skeleton) ? skeleton : search.knownTarget(query);
    return judgement(
      target === undefined
        ? popularImitations(model.thresholds.missing.low)
        : [ofNoRank({ target, technique: 'homoglyph', distance: 0, score: Number.MAX_SAFE_INTEGER })],
      certain,
    );
  }

  function judgement(found: readonly Found[], thresholds: Thresholds): NameJudgement | undefined {
    if (found.length === 0) {
      return undefined;
    }
    const ordered = [...found].sort((a, b) => b.score - a.score).map(({ imitation }) => imitation);
    const { score: highest } = ordered[0]!;
    const best = mostLikelyMeant(found, tables.targets).imitation;
    const least = Math.max(thresholds.low, highest - MAX_BEHIND);
    // A target that is only a part of the best one explains less of the name: it adds nothing.
    const others = ordered.filter(
      ({ target, score }, i) =>
        score >= least && !best.target.includes(target) && ordered.findIndex((other) => other.target === target) === i,
    );
    return {
      confidence: highest >= thresholds.high ? 'high' : 'low',
      thresholds,
      // What is meant is another question than how suspicious the name is: the highest score stands for both.
      imitations: [{ ...best, score: highest }, ...others.slice(0, MAX_IMITATIONS - 1)],
    };
  }
}

function ofNoRank(imitation: Imitation): Found {
  return { id: -1, distance: imitation.distance, isWhole: true, score: imitation.score, imitation };
}

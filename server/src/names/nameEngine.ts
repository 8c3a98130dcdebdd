import type { Scorer } from './boostedTrees';
import { createScorer } from './boostedTrees';
import type { Candidate } from './candidates';
import { CandidateSearch } from './candidates';
import { asciiSkeleton } from './confusables';
import type { Imitation, JudgeOptions, NameEngine, NameJudgement, Thresholds } from './engine';
import { FeatureExtractor } from './features';
import type { StoredModel } from './nameModel';
import { storedAffixOdds } from './nameModel';
import type { NameTables } from './nameTables';
import { imitatePrivate } from './privateNames';
import { Query } from './query';
import { describeCandidate } from './technique';

export interface EngineOptions {
  /** Only the most downloaded so many projects count as popular. Default: all of the list. */
  readonly trusted?: number;
}

/** How many targets a judgement names at most. */
const MAX_IMITATIONS = 3;
/** A target whose log-odds are this far behind the best one's is not what was meant. */
const MAX_BEHIND = 2;

/** The engine: candidates from the tables, a score from the model. Not reentrant, which it need not be: it is synchronous. */
export function createNameEngine(tables: NameTables, model: StoredModel, options: EngineOptions = {}): NameEngine {
  const trusted = Math.min(options.trusted ?? tables.targets.popularCount, tables.targets.popularCount);
  const query = new Query();
  const search = new CandidateSearch(tables, trusted);
  const extractor = new FeatureExtractor(tables, storedAffixOdds(model.affixes));
  const score: Scorer = createScorer(model.forest);

  function popularImitations(least: number): Imitation[] {
    search.run(query);
    if (search.count === 0) {
      return [];
    }
    extractor.begin(query);
    const edits = search.wholeEdits(query);
    const found: Imitation[] = [];
    for (let i = 0; i < search.count; i++) {
      const candidate = search.found[i]!;
      extractor.measure(query, candidate, edits);
      const suspicion = score(extractor.row, least);
      if (suspicion >= least) {
        found.push(imitation(candidate, suspicion));
      }
    }
    return found;
  }

  function imitation(candidate: Candidate, suspicion: number): Imitation {
    const { targets } = tables;
    return {
      target: targets.names[candidate.target]!,
      ...describeCandidate(targets, query, candidate, extractor.alignment),
      distance: candidate.distance,
      score: suspicion,
    };
  }

  return {
    judge(name: string, { exists = true, privateNames = [] }: JudgeOptions = {}): NameJudgement | undefined {
      if (privateNames.includes(name)) {
        return undefined;
      }
      const thresholds = exists ? model.thresholds.existing : model.thresholds.missing;
      const own = imitatePrivate(name, privateNames, thresholds.high);
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
        : [{ target, technique: 'homoglyph', distance: 0, score: Number.MAX_SAFE_INTEGER }],
      certain,
    );
  }

  function judgement(found: readonly Imitation[], thresholds: Thresholds): NameJudgement | undefined {
    if (found.length === 0) {
      return undefined;
    }
    const ordered = [...found].sort((a, b) => b.score - a.score);
    const distinct = ordered.filter((one, i) => ordered.findIndex((other) => other.target === one.target) === i);
    const best = installable(ordered);
    // A target that is only a part of the best one explains less of the name: it adds nothing.
    const isMeant = (one: Imitation): boolean => one.score >= best.score - MAX_BEHIND && !best.target.includes(one.target);
    return {
      confidence: best.score >= thresholds.high ? 'high' : 'low',
      thresholds,
      imitations: [best, ...distinct.filter((one) => one.target !== best.target && isMeant(one))].slice(0, MAX_IMITATIONS),
    };
  }
}

/** A misspelt module cannot be installed: a project that carries its name (`urllib3`) is what was meant, where one is near. */
function installable(ordered: readonly Imitation[]): Imitation {
  const best = ordered[0]!;
  if (best.technique !== 'standard-library' || best.distance === 0) {
    return best;
  }
  const module = best.target.replace(/\d+$/, '');
  const project = ordered.find((other) => other.technique !== 'standard-library' && other.target.startsWith(module));
  return project === undefined ? best : { ...project, score: best.score };
}

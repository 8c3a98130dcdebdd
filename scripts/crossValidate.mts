/** What the score reaches on targets that it has not been fitted on: five folds of targets, thresholds chosen on names that no fold has seen. */
import { createScorer } from '../server/src/names/boostedTrees';
import { isBrand, LESS_LIKELY, mostLikelyMeant } from '../server/src/names/reading';
import { hashText } from '../server/src/names/rollingHash';
import { bestCandidate, chooseThresholds, type FitOptions, fitForest, prepareExamples, scoredReadings } from './fitModel.mjs';
import { isCombosquat, isSingleEdit } from './techniques.mjs';
import type { Measured } from './trainingSet.mjs';
import { readTrainingNames } from './trainingSet.mjs';

const FOLDS = 5;
/** Each fold is fitted so many times with other random numbers: one fit alone is off by half a point, in the combosquats by five. */
const FITS = 4;
/** Shares of honest names at which detectors are compared. */
const LIMITS = { warning: 0.008, information: 0.03 };
const HONEST = 120_000;
const HELD_OUT = 100_000;
const FIRST_HELD_OUT = 400_000;

export interface Rates {
  /** Names; each was judged once by each of the fits. */
  readonly n: number;
  /** Percent. */
  readonly warned: number;
  readonly flagged: number;
}

export interface CrossValidation {
  readonly folds: number;
  readonly fits: number;
  readonly squats: Rates & { readonly topTarget: number };
  readonly singleEdits: Rates;
  readonly combosquats: Rates;
  /** Honest names of which half choose the thresholds and the other half are counted. */
  readonly legit: Rates;
  readonly devTail: Rates;
}

interface Verdict {
  readonly technique: string;
  readonly warned: boolean;
  readonly flagged: boolean;
  readonly right: boolean;
}

/** `options.without`: to see what features are worth. `keepsUnlabelled`: what the shipped model reaches on attacks that it knows unlabelled. */
export async function crossValidate(options: Omit<FitOptions, 'isHeldOut'>): Promise<CrossValidation> {
  const names = await readTrainingNames();
  const examples = prepareExamples(names, HONEST);
  const { measurer, targetsOf, squats } = examples;
  const held = (from: number): Measured => measurer.measure(names.tail.slice(from, from + HELD_OUT), targetsOf, true);
  const choosing = held(FIRST_HELD_OUT);
  const counting = held(FIRST_HELD_OUT + HELD_OUT);
  const devTail = measurer.measure(names.devTail, targetsOf, true);
  const foldOf = (target: number): number => (hashText(names.tables.targets.names[target]!) >>> 8) % FOLDS;

  const verdicts: Verdict[] = [];
  const legit: Verdict[] = [];
  const dev: Verdict[] = [];
  for (let run = 0; run < FOLDS * FITS; run++) {
    const fold = run % FOLDS;
    const seed = 1 + Math.floor(run / FOLDS);
    const score = createScorer(fitForest(examples, { ...options, seed, isHeldOut: (target) => foldOf(target) === fold }));
    const { high, low } = chooseThresholds(choosing, score, LIMITS).existing;
    const verdict = (of: Measured, i: number, technique: string, targets: ReadonlySet<number>): Verdict => {
      const best = bestCandidate(of, i, score);
      const flagged = best !== undefined && best.score >= low;
      const reported = flagged
        ? scoredReadings(of, i, score).filter((reading) => reading.score >= (isBrand(reading) ? low - LESS_LIKELY : low))
        : [];
      const right = flagged && targets.has(mostLikelyMeant(reported, names.tables.targets).id);
      return { technique, flagged, warned: flagged && best.score >= high, right };
    };
    names.squats.forEach((squat, i) => {
      const targets = targetsOf(squat.name);
      if (foldOf([...targets][0] ?? 0) === fold) {
        verdicts.push(verdict(squats, i, squat.technique, targets));
      }
    });
    legit.push(...counting.names.map((_, i) => verdict(counting, i, '', new Set())));
    dev.push(...devTail.names.map((_, i) => verdict(devTail, i, '', new Set())));
  }
  return {
    folds: FOLDS,
    fits: FITS,
    squats: {
      ...rates(verdicts),
      topTarget: percent(
        verdicts.filter((one) => one.flagged),
        (one) => one.right,
      ),
    },
    singleEdits: rates(verdicts.filter((one) => isSingleEdit(one.technique))),
    combosquats: rates(verdicts.filter((one) => isCombosquat(one.technique))),
    legit: rates(legit),
    devTail: rates(dev),
  };
}

function rates(list: readonly Verdict[]): Rates {
  return { n: list.length / FITS, warned: percent(list, (one) => one.warned), flagged: percent(list, (one) => one.flagged) };
}

function percent(list: readonly Verdict[], holds: (one: Verdict) => boolean): number {
  return Math.round((1000 * list.filter(holds).length) / Math.max(1, list.length)) / 10;
}

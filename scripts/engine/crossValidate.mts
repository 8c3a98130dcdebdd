/** The accuracy of the score on targets that it was not fitted on: five folds of targets, thresholds chosen on names that no fold has seen. */
import { createScorer } from '../../server/src/names/engine/boostedTrees';
import { isBrand, LESS_LIKELY, mostLikelyMeant } from '../../server/src/names/engine/interpretation';
import { hashText } from '../../server/src/names/engine/tables/rollingHash';
import { weightOfListing } from '../../server/src/names/timeEvidence';
import { bestCandidate, chooseThresholds, type FitOptions, fitForest, prepareExamples, scoredReadings } from './fitModel.mjs';
import { fitTime, TimeWeights } from './fitTime.mjs';
import { openListedFacts } from './listedFacts.mjs';
import { isCombosquat, isSingleEdit } from './techniques.mjs';
import type { Measured } from './trainingSet.mjs';
import { readTrainingNames } from './trainingSet.mjs';

const FOLDS = 5;
/** Number of fits per fold, with other random numbers: a single fit is off by half a point, in the combosquats by five. */
const FITS = 4;
const HONEST = 120_000;
const HELD_OUT = 100_000;
const FIRST_HELD_OUT = 400_000;

export interface Rates {
  /** Number of names. Each fit judged each name once. */
  readonly n: number;
  /** Percent. */
  readonly warned: number;
  readonly flagged: number;
}

export interface SquatRates extends Rates {
  /** Percent of the flagged ones. */
  readonly topTarget: number;
  readonly singleEdits: Rates;
  readonly combosquats: Rates;
  readonly others: Rates;
}

/** At the shares of honest names of the shipped thresholds. */
export interface Report {
  /** Squats of before 2024. */
  readonly earlier: SquatRates;
  /** Squats of 2024 to 2026. */
  readonly fresh: SquatRates;
  /** Honest names. The thresholds were chosen on others. */
  readonly legit: Rates;
  readonly devTail: Rates;
}

export interface CrossValidation {
  readonly folds: number;
  readonly fits: number;
  readonly nameAlone: Report;
  /** With the facts about time from the lists of projects. Each squat counts as registered and released this month. */
  readonly withFacts: Report;
}

interface Outcome {
  readonly group: keyof Report;
  readonly technique: string;
  readonly warned: boolean;
  readonly flagged: boolean;
  readonly right: boolean;
}

export interface CrossValidationOptions extends Omit<FitOptions, 'isHeldOut' | 'seed'> {
  readonly fits?: number | undefined;
}

/** `options.without`: to measure the value of features. `keepsUnlabeled`: the accuracy of the shipped model on attacks that it knows unlabeled. */
export async function crossValidate({ fits = FITS, ...options }: CrossValidationOptions): Promise<CrossValidation> {
  const names = await readTrainingNames();
  const examples = prepareExamples(names, HONEST);
  const { measurer, targetsOf, squats } = examples;
  const facts = await openListedFacts();
  const time = await fitTime();
  const weights = new TimeWeights(facts, time);
  const held = (from: number): Measured => measurer.measure(names.tail.slice(from, from + HELD_OUT), targetsOf, true);
  const choosing = held(FIRST_HELD_OUT);
  const honest = [
    { group: 'legit', of: held(FIRST_HELD_OUT + HELD_OUT) },
    { group: 'devTail', of: measurer.measure(names.devTail, targetsOf, true) },
  ] as const;
  const foldOf = (target: number): number => (hashText(names.tables.targets.names[target]!) >>> 8) % FOLDS;

  const alone: Outcome[] = [];
  const withFacts: Outcome[] = [];
  for (let run = 0; run < FOLDS * fits; run++) {
    const fold = run % FOLDS;
    const seed = 1 + Math.floor(run / FOLDS);
    const score = createScorer(fitForest(examples, { ...options, seed, isHeldOut: (target) => foldOf(target) === fold }));
    const { high, low } = chooseThresholds(choosing, score).existing;
    const modes = [
      { verdicts: alone, squatWeight: 0, weightOf: () => 0 },
      { verdicts: withFacts, squatWeight: weightOfListing(time, facts.fresh), weightOf: weights.of },
    ];
    for (const { verdicts, squatWeight, weightOf } of modes) {
      const verdict = (of: Measured, i: number, group: keyof Report, technique: string, weight: number): Outcome => {
        const best = (bestCandidate(of, i, score)?.score ?? Number.NEGATIVE_INFINITY) + weight;
        const isRight = best >= low && targetsOf(of.names[i]!).has(meant(of, i, low - weight));
        return { group, technique, warned: best >= high, flagged: best >= low, right: isRight };
      };
      names.squats.forEach(({ name, technique }, i) => {
        if (foldOf([...targetsOf(name)][0] ?? 0) === fold) {
          verdicts.push(verdict(squats, i, names.fresh.has(name) ? 'fresh' : 'earlier', technique, squatWeight));
        }
      });
      for (const { group, of } of honest) {
        of.names.forEach((name, i) => {
          verdicts.push(verdict(of, i, group, '', weightOf(name)));
        });
      }
    }
    /** The target that is named first. */
    function meant(of: Measured, i: number, least: number): number {
      const reported = scoredReadings(of, i, score).filter((reading) => reading.score >= (isBrand(reading) ? least - LESS_LIKELY : least));
      return mostLikelyMeant(reported, names.tables.targets).id;
    }
  }
  return { folds: FOLDS, fits, nameAlone: report(alone, fits), withFacts: report(withFacts, fits) };
}

function report(verdicts: readonly Outcome[], fits: number): Report {
  const of = (group: keyof Report): readonly Outcome[] => verdicts.filter((one) => one.group === group);
  const squatRates = (list: readonly Outcome[]): SquatRates => ({
    ...rates(list, fits),
    topTarget: percent(
      list.filter((one) => one.flagged),
      (one) => one.right,
    ),
    singleEdits: rates(
      list.filter((one) => isSingleEdit(one.technique)),
      fits,
    ),
    combosquats: rates(
      list.filter((one) => isCombosquat(one.technique)),
      fits,
    ),
    others: rates(
      list.filter((one) => !isSingleEdit(one.technique) && !isCombosquat(one.technique)),
      fits,
    ),
  });
  return {
    earlier: squatRates(of('earlier')),
    fresh: squatRates(of('fresh')),
    legit: rates(of('legit'), fits),
    devTail: rates(of('devTail'), fits),
  };
}

function rates(list: readonly Outcome[], fits: number): Rates {
  return { n: list.length / fits, warned: percent(list, (one) => one.warned), flagged: percent(list, (one) => one.flagged) };
}

function percent(list: readonly Outcome[], holds: (one: Outcome) => boolean): number {
  return Math.round((10_000 * list.filter(holds).length) / Math.max(1, list.length)) / 100;
}

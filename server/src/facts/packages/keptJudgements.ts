import type { Clock } from '../../host';
import { found, type Lookup, MISSING } from '../../lookup';
import { timeWeight, type WeighedEvidence, weighEvidence, weighOutsider } from '../../names/evidence';
import type { NameJudgement } from '../../names/judgement';
import type { ListedProject, NameData } from '../../names/nameData';
import { type Namesakes, namesakesOf } from '../../names/namesakes';
import { type EvidenceInput, knownFacts } from './nameEvidence';

type Judgements = Map<string, NameJudgement | null>;

/** What the bundled list and the index know of a name. */
export type Known = Pick<EvidenceInput, 'rank' | 'listed' | 'project' | 'kinship'>;

const NO_NAMESAKES: Namesakes = { extensions: 0 };
const MAX_JUDGEMENTS = 10_000;
/** Maximum number of configurations with private names for which judgments are kept. */
const MAX_LISTS = 8;
const WEIGHT_STEP = 0.25;

/** The engine's judgments of names, kept: between two keystrokes all names of a file but one are the same. */
export class KeptJudgements {
  readonly #data: NameData;
  readonly #clock: Clock;
  readonly #listings = new Map<number, Lookup<ListedProject>>();
  /** Keyed by the private names that were compared, too. */
  readonly #judgements = new Map<string, Judgements>();
  readonly #judgementsByList = new WeakMap<readonly string[], Judgements>();

  constructor(data: NameData, clock: Clock) {
    this.#data = data;
    this.#clock = clock;
  }

  /** The bundled entry of a name. Kept for popular names, which most files are full of. */
  listing(name: string, rank: number | undefined): Lookup<ListedProject> {
    const known = rank === undefined ? undefined : this.#listings.get(rank);
    if (known !== undefined) {
      return known;
    }
    const listing = this.#data.project(name);
    const listed = listing === undefined ? MISSING : found(listing);
    if (rank !== undefined) {
      this.#listings.set(rank, listed);
    }
    return listed;
  }

  /** The engine's judgment of a name that exists, by its age, or of one that does not. */
  of(name: string, exists: boolean, privateNames: readonly string[], known: Known): NameJudgement | undefined {
    const judgements = this.#beside(privateNames);
    const weight = this.#timeWeight(known);
    const key = `${name} ${exists ? weight : 'missing'}`;
    const kept = judgements.get(key);
    if (kept !== undefined) {
      return kept ?? undefined;
    }
    if (judgements.size >= MAX_JUDGEMENTS) {
      judgements.clear();
    }
    const judgement = this.#data.engine.judge(name, { exists, privateNames, timeWeight: weight });
    judgements.set(key, judgement ?? null);
    return judgement;
  }

  /** A judgment with what is known of the project. */
  weigh(judgement: NameJudgement, name: string, known: Known): WeighedEvidence {
    if (this.#data.isMalicious(name)) {
      // Nothing is in its favor.
      return { confidence: judgement.confidence };
    }
    const namesakes = namesakesOf(name, known.listed.kind === 'found' ? known.listed.value : undefined, this.#data);
    return weighEvidence(judgement, this.#facts(known, namesakes), this.#data.popular.rankOf(judgement.imitations[0].target));
  }

  /** How sure a finding about a member of a family with another owner is. */
  weighOutsider(name: string, known: Known): ReturnType<typeof weighOutsider> {
    return weighOutsider(this.#facts(known, namesakesOf(name, undefined, this.#data)));
  }

  /** The age of a project in steps, because judgments are kept by it. */
  #timeWeight(known: Known): number {
    return Math.ceil(timeWeight(this.#facts(known, NO_NAMESAKES)) / WEIGHT_STEP) * WEIGHT_STEP;
  }

  #facts(known: Known, namesakes: Namesakes): ReturnType<typeof knownFacts> {
    return knownFacts({ ...known, namesakes, asOf: this.#data.asOf, now: this.#clock.now() });
  }

  /** Lists are compared by content, but only once per list, because they may be long. */
  #beside(privateNames: readonly string[]): Judgements {
    let judgements = this.#judgementsByList.get(privateNames);
    if (judgements === undefined) {
      const content = privateNames.join(' ');
      judgements = this.#judgements.get(content) ?? new Map();
      if (this.#judgements.size >= MAX_LISTS) {
        this.#judgements.clear();
      }
      this.#judgements.set(content, judgements);
      this.#judgementsByList.set(privateNames, judgements);
    }
    return judgements;
  }
}

import { affixKey } from '../../server/src/names/engine/nameModel';
import { hashText } from '../../server/src/names/engine/tables/rollingHash';
import type { TokenCounts } from '../../server/src/names/engine/tables/tokenCounts';

/** A name's own share in the counts, which must not affect its score. */
export interface OwnCounts {
  readonly targets: ReadonlySet<number>;
  /** Ids of the campaigns that the name belongs to. */
  readonly campaigns: readonly string[];
  /** Whether the name is an honest one. */
  readonly isUse: boolean;
}

const NOTHING_OWN: OwnCounts = { targets: new Set(), campaigns: [], isUse: false };

/** With fewer uses, a word that hardly any project has in its name is a coincidence. */
const LEAST_USES = 5;
/** Added to both counts, in attacks. */
const PRIOR = 0.5;
/** Attacks with a word that has not occurred yet are as frequent as its honest uses, but at most this frequent. */
const MOST_EXPECTED = 1;
/** Smaller odds, in bits, are insignificant and not stored. */
const LEAST_ODDS = 0.4;

/** The words that squatters and honest projects add to popular names. Keys are those of `affixKey`. */
export class AffixCounts {
  /** Affix → target → the attackers: campaigns, or a name that belongs to none. */
  readonly #attacks = new Map<string, Map<number, Set<string>>>();
  /** Affix → number of honest projects that add it to a popular name. */
  readonly #uses = new Map<string, number>();
  readonly #tokenCounts: TokenCounts;
  #attacksPerUse = 0;
  /** Honest uses of a word around a popular name, for each project with the word in its name: separate and glued. */
  #usesPerProject: readonly [number, number] = [0, 0];

  constructor(tokenCounts: TokenCounts) {
    this.#tokenCounts = tokenCounts;
  }

  addAttack(key: string, target: number, origins: readonly string[]): void {
    const targets = this.#attacks.get(key) ?? new Map<number, Set<string>>();
    targets.set(target, new Set([...(targets.get(target) ?? []), ...origins]));
    this.#attacks.set(key, targets);
  }

  addUse(key: string): void {
    this.#uses.set(key, (this.#uses.get(key) ?? 0) + 1);
  }

  /** Must be called once, after everything is counted. */
  finish(): void {
    const sum = (values: Iterable<number>): number => [...values].reduce((total, value) => total + value, 0);
    this.#attacksPerUse = sum([...this.#attacks.values()].map(({ size }) => size)) / sum(this.#uses.values());
    const perProject = (glued: boolean): number => {
      const counted = [...this.#uses].filter(([key]) => isGlued(key) === glued && this.#projects(key) > 0);
      return sum(counted.map(([, uses]) => uses)) / Math.max(1, sum(counted.map(([key]) => this.#projects(key))));
    };
    this.#usesPerProject = [perProject(false), perProject(true)];
  }

  /** Every counted word. */
  words(): Set<string> {
    return new Set([...this.#attacks.keys(), ...this.#uses.keys()].map(wordOf));
  }

  /**
   * How much more often squatters than honest projects add a word to a popular name, in bits. The attacks on `target` and `own` are left out, because otherwise
   * the score would learn to recognize the squats that were counted.
   */
  odds(key: string, target: number, own: OwnCounts = NOTHING_OWN): number {
    let attacks = 0;
    for (const [attacked, origins] of this.#attacks.get(key) ?? []) {
      const isOwn = attacked === target || own.targets.has(attacked) || [...origins].every((origin) => own.campaigns.includes(origin));
      attacks += isOwn ? 0 : 1;
    }
    const uses = (this.#uses.get(key) ?? 0) - (own.isUse ? 1 : 0);
    const projects = this.#projects(key);
    const expected = this.#attacksPerUse * this.#usesPerProject[isGlued(key) ? 1 : 0] * projects;
    const honest = this.#attacksPerUse * (projects === 0 && uses < LEAST_USES ? 0 : uses);
    const odds = Math.log2((attacks + Math.min(MOST_EXPECTED, expected) + PRIOR) / (honest + PRIOR));
    return Math.abs(odds) < LEAST_ODDS ? 0 : odds;
  }

  /** The odds for the engine, with nothing left out, if they are significant. */
  stored(): Record<string, number> {
    const stored: Record<string, number> = {};
    for (const key of [...new Set([...this.#attacks.keys(), ...this.#uses.keys()])].sort()) {
      const odds = Math.round(this.odds(key, -1) * 100) / 100;
      if (odds !== 0) {
        stored[key] = odds;
      }
    }
    return stored;
  }

  /** Number of projects with the word in their names; 0 for few. */
  #projects(key: string): number {
    const magnitude = this.#tokenCounts.magnitude(hashText(wordOf(key)));
    return magnitude === 0 ? 0 : 2 ** (magnitude / 2);
  }
}

const GLUED = affixKey('', true);

function isGlued(key: string): boolean {
  return key.startsWith(GLUED);
}

function wordOf(key: string): string {
  return isGlued(key) ? key.slice(GLUED.length) : key;
}

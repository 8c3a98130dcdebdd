/** The training data of the score: names, their measured candidates, and the facts about each. See docs/name-engine.md. */

import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import { type Attack, type AttackGuess, createAttackGuess } from '../../server/src/names/engine/attacks';
import { coversQuery } from '../../server/src/names/engine/candidates/candidate';
import { CandidateSearch } from '../../server/src/names/engine/candidates/candidateSearch';
import { FeatureExtractor } from '../../server/src/names/engine/featureExtractor';
import { joinsCampaignWords } from '../../server/src/names/engine/joinedWords';
import { FEATURES } from '../../server/src/names/engine/modelFeatures';
import { affixKey } from '../../server/src/names/engine/nameModel';
import { Query } from '../../server/src/names/engine/query';
import type { NameTables } from '../../server/src/names/engine/tables/nameTables';
import { openNameTables } from '../../server/src/names/engine/tables/nameTables';
import { hashText } from '../../server/src/names/engine/tables/rollingHash';
import { FILES } from '../../server/src/names/files/compile';
import { deceivingNames, decodeMalicious } from '../../server/src/names/files/maliciousList';
import { decodePopularNames } from '../../server/src/names/files/popularNames';
import { decodeProjectList } from '../../server/src/names/files/projectList';
import { unpackSections } from '../../server/src/names/files/sections';
import { normalizeName } from '../../server/src/packaging/name';
import { root } from '../run.mjs';
import { AffixCounts, type OwnCounts } from './affixCounts.mjs';
import { mulberry32 } from './trainTrees.mjs';

export const DEV_SQUATS = path.join(root, 'data/training/squats-dev.csv');
const FRESH_SQUATS = path.join(root, 'data/training/squats-fresh-dev.csv');
export const DEV_TAIL = path.join(root, 'data/training/legit-tail-dev.txt');

export interface Squat {
  readonly name: string;
  readonly targets: readonly string[];
  readonly technique: string;
}

export async function readSquats(file: string): Promise<Squat[]> {
  const lines = (await readFile(file, 'utf8')).split('\n').slice(1);
  return lines.flatMap((line) => {
    const [name = '', targets = '', technique = ''] = line.trim().split(',');
    return name === '' ? [] : [{ name: normalizeName(name), targets: targets.split('|').map(normalizeName), technique }];
  });
}

export async function readNames(file: string): Promise<string[]> {
  return (await readFile(file, 'utf8')).split('\n').flatMap((line) => (line.trim() === '' ? [] : [normalizeName(line.trim())]));
}

export interface TrainingNames {
  readonly tables: NameTables;
  /** Squats of before 2024 and, after them, those of 2024 to 2026. */
  readonly squats: readonly Squat[];
  /** Names of the latter. */
  readonly fresh: ReadonlySet<string>;
  /** The package data's malicious names, labeled or not, on which attacks are counted. */
  readonly known: readonly string[];
  /** Ids of the campaigns that a malicious name belongs to; absent for one of none. */
  readonly campaignsOf: ReadonlyMap<string, readonly string[]>;
  /** Names of malicious packages without labels, except for the labeled squats and the campaign of 2023. */
  readonly malicious: readonly string[];
  /** Existing unpopular projects, in random but fixed order. */
  readonly tail: readonly string[];
  /** The 2,500 of them that the evaluation uses by default. They are never used for training. */
  readonly devTail: readonly string[];
}

export async function readTrainingNames(): Promise<TrainingNames> {
  const data = (file: string): Promise<Buffer> => readFile(path.join(root, 'data', file));
  const popular = decodePopularNames(await data(FILES.popular));
  const tables = openNameTables(popular.byRank, unpackSections(await data(FILES.engine)));
  const fresh = new Set((await readSquats(FRESH_SQUATS)).map((squat) => squat.name));
  const squats = [...(await readSquats(DEV_SQUATS)), ...(await readSquats(FRESH_SQUATS))];
  const devTail = await readNames(DEV_TAIL);
  const records = decodeMalicious(await data(FILES.malicious)).all();
  const known = deceivingNames(records);
  const campaignsOf = new Map(
    known.map((name) => [name, records.get(name)!.flatMap(({ source, id }) => (source === 'campaigns' && id !== undefined ? [id] : []))]),
  );
  const left = new Set([...squats.map((squat) => squat.name), ...devTail]);
  const isUseful = (name: string): boolean => popular.rankOf(name) === undefined && !left.has(name);
  const malicious = known.filter((name) => isUseful(name) && !joinsCampaignWords(name));
  const tail = [...decodeProjectList(await data(FILES.projects), (bytes) => brotliDecompressSync(bytes)).names()];
  const isKnown = new Set(known);
  const honest = tail.filter((name) => isUseful(name) && !isKnown.has(name));
  shuffle(honest, mulberry32(20261));
  return { tables, squats, fresh, known, campaignsOf, malicious, tail: honest, devTail };
}

export function shuffle(list: string[], random: () => number): void {
  for (let i = list.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [list[i], list[j]] = [list[j]!, list[i]!];
  }
}

/** Measured candidates of a list of names: one row per candidate, name by name. */
export interface Measured {
  readonly names: readonly string[];
  /** Rows of name `i`: `starts[i]` up to `starts[i + 1]`. */
  readonly starts: Int32Array;
  readonly columns: readonly Float32Array[];
  /** Target id of each row. */
  readonly targets: Int32Array;
}

function attackKey(campaign: string, { target, isAffixed }: Attack): string {
  return `${campaign} ${target} ${isAffixed}`;
}

/** Measures candidates as the engine does, but without facts that training must not see: a name's own share in the affix statistics. */
export class Measurer {
  readonly #query = new Query();
  readonly #search: CandidateSearch;
  readonly #extractor: FeatureExtractor;
  readonly #affixes: AffixCounts;
  readonly #byHash = new Map<number, string>();
  /** Of the name that is being measured. */
  #own: OwnCounts | undefined;

  /** The most likely target of a malicious name. */
  readonly guess: AttackGuess;
  readonly #known: ReadonlySet<string>;
  readonly #campaignsOf: ReadonlyMap<string, readonly string[]>;
  /** Campaign and target → names of the campaign with this kind of imitation. */
  readonly #ofCampaign = new Map<string, string[]>();

  constructor({ tables, known, campaignsOf }: TrainingNames) {
    this.guess = createAttackGuess(tables);
    this.#known = new Set(known);
    this.#campaignsOf = campaignsOf;
    for (const [name, campaigns] of campaignsOf) {
      const attack = campaigns.length === 0 ? undefined : this.guess(name);
      if (attack !== undefined) {
        for (const key of campaigns.map((campaign) => attackKey(campaign, attack))) {
          this.#ofCampaign.set(key, [...(this.#ofCampaign.get(key) ?? []), name]);
        }
      }
    }
    this.#affixes = new AffixCounts(tables.tokenCounts);
    this.#search = new CandidateSearch(tables, tables.targets.popularCount);
    this.#extractor = new FeatureExtractor(tables, (hash, glued, target) =>
      this.#affixes.odds(affixKey(this.#byHash.get(hash) ?? '', glued), target, this.#own),
    );
  }

  /** Counts affixes: of squats around their targets, of honest names around any popular one. */
  countAffixes(squats: readonly { name: string; targets: ReadonlySet<number> }[], honest: readonly string[]): void {
    for (const { name, targets } of squats) {
      const campaigns = this.#campaignsOf.get(name) ?? [];
      for (const [key, target] of this.#affixesOf(name, targets)) {
        this.#affixes.addAttack(key, target, campaigns.length === 0 ? [name] : campaigns);
      }
    }
    for (const name of honest) {
      for (const key of this.#affixesOf(name).keys()) {
        this.#affixes.addUse(key);
      }
    }
    this.#affixes.finish();
    for (const word of this.#affixes.words()) {
      this.#byHash.set(hashText(word), word);
    }
  }

  storedAffixes(): Record<string, number> {
    return this.#affixes.stored();
  }

  /** `targetsOf`: the labeled targets of a squat. `isListed`: the names are in the list on which the affixes were counted. */
  measure(names: readonly string[], targetsOf: (name: string) => ReadonlySet<number>, isListed: boolean): Measured {
    const columns: number[][] = FEATURES.map(() => []);
    const targets: number[] = [];
    const starts = [0];
    for (const name of names) {
      if (this.#query.set(name) && !this.#search.isKnown(this.#query)) {
        this.#own = { targets: targetsOf(name), campaigns: this.#campaignsOf.get(name) ?? [], isUse: isListed };
        this.#search.run(this.#query);
        this.#extractor.begin(this.#query, this.#search.wholeEdits(this.#query), {
          isListed,
          attacksOn: (target, isAffixed) => this.#ownAttacks(name, { target, isAffixed }),
        });
        for (let i = 0; i < this.#search.count; i++) {
          const candidate = this.#search.found[i]!;
          this.#extractor.measure(this.#query, candidate);
          columns.forEach((column, f) => {
            column.push(this.#extractor.at(f));
          });
          targets.push(candidate.target);
        }
      }
      starts.push(targets.length);
    }
    return {
      names,
      starts: Int32Array.from(starts),
      columns: columns.map((column) => Float32Array.from(column)),
      targets: Int32Array.from(targets),
    };
  }

  /** The share of a malicious name and of its campaigns in the attacks on a target. */
  #ownAttacks(name: string, attack: Attack): number {
    const campaigns = this.#campaignsOf.get(name) ?? [];
    const own = new Set(campaigns.flatMap((campaign) => this.#ofCampaign.get(attackKey(campaign, attack)) ?? []));
    const guess = this.#known.has(name) ? this.guess(name) : undefined;
    if (guess?.target === attack.target && guess.isAffixed === attack.isAffixed) {
      own.add(name);
    }
    return own.size;
  }

  /** Affixes of a name, each with its target. */
  #affixesOf(name: string, targets?: ReadonlySet<number>): Map<string, number> {
    const affixes = new Map<string, number>();
    if (!this.#query.set(name) || this.#search.isKnown(this.#query)) {
      return affixes;
    }
    this.#search.run(this.#query);
    for (let i = 0; i < this.#search.count; i++) {
      const candidate = this.#search.found[i]!;
      const { target, start, end, gapStart, gapEnd, distance } = candidate;
      if (coversQuery(this.#query, candidate) || (targets === undefined ? distance > 0 : !targets.has(target))) {
        continue;
      }
      for (const [from, to] of [
        [0, start],
        [gapStart, gapEnd],
        [end, this.#query.length],
      ] as const) {
        for (const key of this.#wordsIn(from, to)) {
          affixes.set(key, target);
        }
      }
    }
    return affixes;
  }

  *#wordsIn(start: number, end: number): Generator<string> {
    const { isBoundary, letters } = this.#query;
    let from = start;
    for (let i = start + 1; i <= end; i++) {
      if (i === end || isBoundary[i] === 1) {
        yield affixKey(String.fromCharCode(...letters.subarray(from, i)), isBoundary[from] === 0 || isBoundary[i] === 0);
        from = i;
      }
    }
  }
}

/** What the score is fitted on: names, their candidates measured, and what is known of each. See docs/name-engine.md. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliDecompressSync } from 'node:zlib';
import { CandidateSearch, isWhole } from '../server/src/names/candidates';
import { FILES } from '../server/src/names/compile';
import { FEATURES, FeatureExtractor } from '../server/src/names/features';
import { affixKey } from '../server/src/names/nameModel';
import type { NameTables } from '../server/src/names/nameTables';
import { openNameTables } from '../server/src/names/nameTables';
import { decodePopularNames } from '../server/src/names/popularNames';
import { decodeProjectList } from '../server/src/names/projectList';
import { Query } from '../server/src/names/query';
import { hashText } from '../server/src/names/rollingHash';
import { unpackSections } from '../server/src/names/sections';
import { normalizeName } from '../server/src/packaging/name';
import { mulberry32 } from './trainTrees.mjs';

export const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
export const DEV_SQUATS = path.join(root, 'data/training/squats-dev.csv');
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

/**
 * One campaign of 2023 strung words like these together, thousands of times ("esqgamecontrolstring"). Such names imitate nothing, and
 * would teach the score that "game" and "string" are what squatters add.
 */
const CAMPAIGN_WORDS =
  'ad candy cc control cpu craft cv edu edge encode esq game get grand gui hacked http hydra info int intel kill lgtb lib load mask mc mine nvidia osint paypal pep ping pip pong post proof pull push py pyw rand ram random re replace self split str string study super tool tp ultra url vm ver virtual visa'.split(
    ' ',
  );

function isOfCampaign(name: string): boolean {
  const letters = name.replaceAll('-', '');
  const reached = [true];
  for (let i = 0; i < letters.length; i++) {
    if (reached[i]) {
      for (const word of CAMPAIGN_WORDS) {
        if (letters.startsWith(word, i)) {
          reached[i + word.length] = true;
        }
      }
    }
  }
  return reached[letters.length] === true;
}

export interface TrainingNames {
  readonly tables: NameTables;
  readonly squats: readonly Squat[];
  /** Names of removed malicious packages, without labels, the labelled squats and the campaign left out. */
  readonly malicious: readonly string[];
  /** Existing projects that are not popular, in random but fixed order. */
  readonly tail: readonly string[];
  /** Of those, the 2,500 that the evaluation takes by default; never trained on. */
  readonly devTail: readonly string[];
}

export async function readTrainingNames(): Promise<TrainingNames> {
  const data = (file: string): Promise<Buffer> => readFile(path.join(root, 'data', file));
  const unpacked = async (file: string): Promise<Buffer> => brotliDecompressSync(await data(file));
  const popular = decodePopularNames(await unpacked(FILES.popular));
  const tables = openNameTables(popular.byRank, unpackSections(await unpacked(FILES.engine)));
  const squats = await readSquats(DEV_SQUATS);
  const devTail = await readNames(DEV_TAIL);
  const left = new Set([...squats.map((squat) => squat.name), ...devTail]);
  const isUseful = (name: string): boolean => popular.rankOf(name) === undefined && !left.has(name);
  const malicious = (await unpacked(FILES.malicious)).toString('utf8').split('\n');
  const tail = [...decodeProjectList(await data(FILES.projects), (bytes) => brotliDecompressSync(bytes)).names()].filter(isUseful);
  shuffle(tail, mulberry32(20261));
  return { tables, squats, malicious: malicious.filter((name) => isUseful(name) && !isOfCampaign(name)), tail, devTail };
}

export function shuffle(list: string[], random: () => number): void {
  for (let i = list.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [list[i], list[j]] = [list[j]!, list[i]!];
  }
}

/** Measured candidates of a list of names: one row a candidate, name by name. */
export interface Measured {
  readonly names: readonly string[];
  /** Rows of name `i`: `starts[i]` up to `starts[i + 1]`. */
  readonly starts: Int32Array;
  readonly columns: readonly Float32Array[];
  /** Target id of each row. */
  readonly targets: Int32Array;
  /** 1 where the row reads the whole name as an edit of its target. */
  readonly isWholeEdit: Uint8Array;
}

/** Uses of an affix before it counts against it, and what one attack weighs against honest uses. */
const LEAST_USES = 32;
const LEAST_ATTACKS = 2;
const PRIOR = 0.5;

/** Measures candidates as the engine does, but for what training must not know: a name's own part in the affix statistics. */
export class Measurer {
  private readonly query = new Query();
  private readonly search: CandidateSearch;
  private readonly extractor: FeatureExtractor;
  /** Affix → targets that squatters put it around. */
  private readonly attacks = new Map<string, Set<number>>();
  /** Affix → number of honest projects that have it around a popular name. */
  private readonly uses = new Map<string, number>();
  private attacksPerUse = 0;
  private own: ReadonlySet<number> = new Set();
  private ownUses = 0;
  private readonly byHash = new Map<number, string>();

  constructor(tables: NameTables) {
    this.search = new CandidateSearch(tables, tables.targets.popularCount);
    this.extractor = new FeatureExtractor(tables, (hash, glued, target) => this.odds(affixKey(this.byHash.get(hash) ?? '', glued), target));
  }

  /** Counts affixes: of squats around their targets, of honest names around any popular one. */
  countAffixes(squats: readonly { name: string; targets: ReadonlySet<number> }[], honest: readonly string[]): void {
    let attacks = 0;
    let uses = 0;
    for (const { name, targets } of squats) {
      for (const [key, target] of this.affixesOf(name, targets)) {
        const around = this.attacks.get(key) ?? new Set();
        attacks += around.has(target) ? 0 : 1;
        this.attacks.set(key, around.add(target));
      }
    }
    for (const name of honest) {
      for (const key of this.affixesOf(name).keys()) {
        this.uses.set(key, (this.uses.get(key) ?? 0) + 1);
        uses++;
      }
    }
    this.attacksPerUse = attacks / uses;
    for (const key of [...this.attacks.keys(), ...this.uses.keys()]) {
      const word = key.replace('~', '');
      this.byHash.set(hashText(word), word);
    }
  }

  /** What the engine gets: odds with nothing left out, where they say something. */
  storedAffixes(): Record<string, number> {
    this.own = new Set();
    this.ownUses = 0;
    const stored: Record<string, number> = {};
    for (const key of [...new Set([...this.attacks.keys(), ...this.uses.keys()])].sort()) {
      const odds = Math.round(this.odds(key, -1) * 100) / 100;
      if (odds !== 0) {
        stored[key] = odds;
      }
    }
    return stored;
  }

  /** `targetsOf`: the labelled targets of a squat. `isListed`: the names are in the list that the affixes were counted on. */
  measure(names: readonly string[], targetsOf: (name: string) => ReadonlySet<number>, isListed: boolean): Measured {
    const columns: number[][] = FEATURES.map(() => []);
    const targets: number[] = [];
    const isWholeEdit: number[] = [];
    const starts = [0];
    for (const name of names) {
      if (this.query.set(name) && !this.search.isKnown(this.query)) {
        this.own = targetsOf(name);
        this.ownUses = isListed ? 1 : 0;
        this.search.run(this.query);
        this.extractor.begin(this.query, isListed);
        const edits = this.search.wholeEdits(this.query);
        for (let i = 0; i < this.search.count; i++) {
          const candidate = this.search.found[i]!;
          this.extractor.measure(this.query, candidate, edits);
          columns.forEach((column, f) => {
            column.push(this.extractor.row[f]!);
          });
          targets.push(candidate.target);
          isWholeEdit.push(isWhole(this.query, candidate) && candidate.distance > 0 ? 1 : 0);
        }
      }
      starts.push(targets.length);
    }
    return {
      names,
      starts: Int32Array.from(starts),
      columns: columns.map((column) => Float32Array.from(column)),
      targets: Int32Array.from(targets),
      isWholeEdit: Uint8Array.from(isWholeEdit),
    };
  }

  /** The target that an unlabelled malicious name most likely means, by a plain rule: the fewest changes, then the most popular. */
  likelyTarget(name: string): number | undefined {
    if (!this.query.set(name) || this.search.isKnown(this.query)) {
      return undefined;
    }
    this.search.run(this.query);
    let best: number | undefined;
    let least = Number.POSITIVE_INFINITY;
    for (let i = 0; i < this.search.count; i++) {
      const { target, start, end, distance } = this.search.found[i]!;
      const changes = 3 * distance + 0.7 * (this.query.length - (end - start)) + 0.4 * Math.log2(target + 1);
      if (changes < least) {
        least = changes;
        best = target;
      }
    }
    return best;
  }

  /**
   * Without the attacks on the candidate's and the name's own targets, or the score would learn to recognise the squats that the
   * statistics were made of.
   */
  private odds(key: string, target: number): number {
    let attacks = 0;
    for (const attacked of this.attacks.get(key) ?? []) {
      attacks += attacked !== target && !this.own.has(attacked) ? 1 : 0;
    }
    const uses = (this.uses.get(key) ?? 0) - this.ownUses;
    const heldAgainst = (attacks >= LEAST_ATTACKS ? attacks : 0) + PRIOR;
    return Math.log2(heldAgainst / ((uses >= LEAST_USES ? uses : 0) * this.attacksPerUse + PRIOR));
  }

  /** Affixes of a name with the target that each stands around. */
  private affixesOf(name: string, targets?: ReadonlySet<number>): Map<string, number> {
    const affixes = new Map<string, number>();
    if (!this.query.set(name) || this.search.isKnown(this.query)) {
      return affixes;
    }
    this.search.run(this.query);
    for (let i = 0; i < this.search.count; i++) {
      const candidate = this.search.found[i]!;
      const { target, start, end, distance } = candidate;
      if (isWhole(this.query, candidate) || (targets === undefined ? distance > 0 : !targets.has(target))) {
        continue;
      }
      for (const [from, to] of [
        [0, start],
        [end, this.query.length],
      ] as const) {
        for (const key of this.wordsIn(from, to)) {
          affixes.set(key, target);
        }
      }
    }
    return affixes;
  }

  private *wordsIn(start: number, end: number): Generator<string> {
    const { isBoundary, letters } = this.query;
    let from = start;
    for (let i = start + 1; i <= end; i++) {
      if (i === end || isBoundary[i] === 1) {
        yield affixKey(String.fromCharCode(...letters.subarray(from, i)), isBoundary[from] === 0 || isBoundary[i] === 0);
        from = i;
      }
    }
  }
}

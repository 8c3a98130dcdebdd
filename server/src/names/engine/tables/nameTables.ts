import type { Sections } from '../../files/sections';
import { asUint16, bytesOf, section, textOf } from '../../files/sections';
import { countAttacks } from '../attacks';
import { coversQuery } from '../candidates/candidate';
import { CandidateSearch } from '../candidates/candidateSearch';
import { orderHash } from '../candidates/wordOrder';
import { lettersOf } from '../letters/spans';
import { Query } from '../query';
import type { Targets } from '../targets';
import { createTargets, LIBRARY_RANK } from '../targets';
import { buildExactIndex } from './exactIndex';
import type { LanguageModel } from './languageModel';
import { trainLanguageModel } from './languageModel';
import { hashSpan } from './rollingHash';
import type { SegmentIndex } from './segmentIndex';
import { buildSegmentIndex, openSegmentIndex } from './segmentIndex';
import type { TokenCounts } from './tokenCounts';
import { countTokens, encodeTokenCounts, openTokenCounts } from './tokenCounts';

/** All lookup tables of the engine. They are built when the data is compiled. */
export interface NameTables {
  readonly targets: Targets;
  /** Letters of a name without separators → target. */
  readonly exact: Uint16Array;
  /** Words of a name in any order → target, for targets of several words. */
  readonly orders: Uint16Array;
  readonly segments: SegmentIndex;
  readonly languageModel: LanguageModel;
  readonly tokenCounts: TokenCounts;
  /** For each target: twice the binary logarithm of the number of projects named `target-…`. */
  readonly pluginsBehind: Uint8Array;
  /** The same for `…-target`. */
  readonly pluginsBefore: Uint8Array;
  /** For each target: the number of unpopular projects one edit away, nearly all of them honest. */
  readonly neighbours: Uint16Array;
  /** For each target: the number of malicious names that imitate it. */
  readonly attacks: Uint16Array;
  /** The ones among them that add something to the target's name. */
  readonly affixedAttacks: Uint16Array;
}

const EXACT_BITS = 16;
const ORDER_BITS = 15;
const MIN_SEGMENTED = 4;
const LEAST_FAMILY = 5;

export interface NameTableSources {
  /** Most downloaded first. */
  readonly popular: readonly string[];
  readonly standardLibrary: readonly string[];
  readonly projects: readonly string[];
  readonly malicious: readonly string[];
}

/** Compiles the tables of the engine. The same sources give the same bytes. */
export function buildNameTables({ popular, standardLibrary, projects, malicious }: NameTableSources): Sections {
  const targets = createTargets(popular, standardLibrary);
  const letters = targets.names.map(lettersOf);
  const segments = buildSegmentIndex(
    byImportance(targets),
    MIN_SEGMENTED,
    (id) => letters[id]!.letters.length,
    (id) => letters[id]!.prefixes,
  );
  const counts = countTokens(projects);
  const tokens = encodeTokenCounts(counts);
  const languageModel = trainLanguageModel(counts);
  const families = countFamilies(targets.names, projects);
  const sections = {
    standardLibrary: new TextEncoder().encode(standardLibrary.join('\n')),
    exact: bytesOf(
      buildExactIndex(
        letters.map(({ letters, prefixes }) => hashSpan(prefixes, 0, letters.length)),
        EXACT_BITS,
      ),
    ),
    orders: bytesOf(
      buildExactIndex(
        targets.names.map((name) => (name.includes('-') ? orderHash(name) : undefined)),
        ORDER_BITS,
      ),
    ),
    segmentSizes: bytesOf(segments.sizes),
    segmentIds: bytesOf(segments.ids),
    trigrams: languageModel.trigrams,
    tetragramRows: bytesOf(languageModel.rows),
    tetragrams: languageModel.tetragrams,
    tokenSizes: tokens.sizes,
    tokenFingerprints: tokens.fingerprints,
    tokenMagnitudes: tokens.magnitudes,
    pluginsBehind: families.behind,
    pluginsBefore: families.before,
    neighbours: bytesOf(new Uint16Array(targets.names.length)),
    attacks: bytesOf(new Uint16Array(targets.names.length)),
    affixedAttacks: bytesOf(new Uint16Array(targets.names.length)),
  };
  const tables = openNameTables(popular, sections);
  const { all, affixed } = countAttacks(tables, malicious);
  return { ...sections, neighbours: bytesOf(countNeighbours(tables, projects)), attacks: bytesOf(all), affixedAttacks: bytesOf(affixed) };
}

/** Opens compiled tables. `popular`: the names that they were compiled with, most downloaded first. */
export function openNameTables(popular: readonly string[], sections: Sections): NameTables {
  const modules = textOf(section(sections, 'standardLibrary'));
  const targets = createTargets(popular, modules === '' ? [] : modules.split('\n'));
  return {
    targets,
    exact: asUint16(section(sections, 'exact')),
    orders: asUint16(section(sections, 'orders')),
    segments: openSegmentIndex(
      asUint16(section(sections, 'segmentSizes')),
      asUint16(section(sections, 'segmentIds')),
      MIN_SEGMENTED,
      targets,
    ),
    languageModel: {
      trigrams: section(sections, 'trigrams'),
      rows: asUint16(section(sections, 'tetragramRows')),
      tetragrams: section(sections, 'tetragrams'),
    },
    tokenCounts: openTokenCounts({
      sizes: section(sections, 'tokenSizes'),
      fingerprints: section(sections, 'tokenFingerprints'),
      magnitudes: section(sections, 'tokenMagnitudes'),
    }),
    pluginsBehind: section(sections, 'pluginsBehind'),
    pluginsBefore: section(sections, 'pluginsBefore'),
    neighbours: asUint16(section(sections, 'neighbours')),
    attacks: asUint16(section(sections, 'attacks')),
    affixedAttacks: asUint16(section(sections, 'affixedAttacks')),
  };
}

/** Ids of all targets, most popular first. Modules are at the position of projects of similar importance. */
function byImportance({ names, popularCount }: Targets): number[] {
  const ids = names.map((_, id) => id);
  return [...ids.slice(0, LIBRARY_RANK), ...ids.slice(popularCount), ...ids.slice(LIBRARY_RANK, popularCount)];
}

/** For each target: the number of projects that extend it by further words, before or after. */
function countFamilies(targets: readonly string[], projects: readonly string[]): { behind: Uint8Array; before: Uint8Array } {
  const ids = new Map(targets.map((name, id) => [name, id]));
  const behind = new Float64Array(targets.length);
  const before = new Float64Array(targets.length);
  for (const name of projects) {
    for (let at = name.indexOf('-'); at > 0; at = name.indexOf('-', at + 1)) {
      const first = ids.get(name.slice(0, at));
      if (first !== undefined) {
        behind[first]!++;
      }
      const last = ids.get(name.slice(at + 1));
      if (last !== undefined) {
        before[last]!++;
      }
    }
  }
  // A handful is meaningless, and the judged name may be one of them.
  const magnitude = (count: number): number => (count < LEAST_FAMILY ? 0 : Math.round(2 * Math.log2(count)));
  return { behind: Uint8Array.from(behind, magnitude), before: Uint8Array.from(before, magnitude) };
}

function countNeighbours(tables: NameTables, projects: readonly string[]): Uint16Array {
  const counts = new Uint16Array(tables.targets.names.length);
  const query = new Query();
  const search = new CandidateSearch(tables, tables.targets.popularCount);
  for (const name of projects) {
    if (!query.set(name) || search.isKnown(query)) {
      continue;
    }
    search.run(query);
    for (let i = 0; i < search.count; i++) {
      const candidate = search.found[i]!;
      if (candidate.distance === 1 && coversQuery(query, candidate) && counts[candidate.target]! < 0xffff) {
        counts[candidate.target]!++;
      }
    }
  }
  return counts;
}

/** How often the project that is meant is the first one that Lookalike names for a name that does not exist. */
import { spawnSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { NameData } from '../../server/src/names/nameData';
import { loadNameDataFrom } from '../../server/src/node/data/dataFiles';
import { normalizeName } from '../../server/src/packaging/name';
import { root } from '../run.mjs';
import { editOnce } from './syntheticSquats.mjs';
import { shuffle } from './trainingSet.mjs';
import { mulberry32 } from './trainTrees.mjs';

/** How many percent of `n` names have the right first suggestion. */
export interface SuggestionRates {
  readonly n: number;
  /** By the tables of popular names alone. */
  readonly engine: number;
  /** By all that `lookalike check --offline` looks at. */
  readonly check: number;
}

interface Case {
  readonly name: string;
  readonly targets: readonly string[];
}

const INVENTED = path.join(root, 'data/training/hallucinated-dev.csv');
/** What stands for a module of the standard library, which no project provides. */
const PYTHON = 'python';
const SEED = 41;

/** Slips made by rule, and names that assistants invent. Asks the built command line. */
export async function measureSuggestions(): Promise<Record<string, SuggestionRates>> {
  const data = await loadNameDataFrom(path.join(root, 'data'));
  const popular = Array.from({ length: data.popular.size }, (_, i) => data.popular.nameAt(i + 1) ?? '');
  const random = mulberry32(SEED);
  const slips = (of: readonly string[], count: number, edits = 1): Case[] => makeSlips(data, of, count, edits, random);
  const tail = [...data.namesStartingWith('', Number.POSITIVE_INFINITY)].filter((name) => data.popular.rankOf(name) === undefined);
  shuffle(tail, random);
  const isShort = (name: string): boolean => name.replaceAll('-', '').length <= 4;
  const cases: Record<string, readonly Case[]> = {
    'one slip, 1 to 5,000': slips(popular.slice(0, 5000), 500),
    'one slip, two to four letters': slips(popular.filter(isShort), 300),
    'one slip, 5,001 to 15,000': slips(popular.slice(5000, 15_000), 800),
    'two slips, 1 to 1,000, six letters and more': slips(
      popular.slice(0, 1000).filter((name) => name.length >= 6),
      600,
      2,
    ),
    'one slip, not popular': slips(tail, 600),
    ...(await readInvented()),
  };
  return Object.fromEntries(Object.entries(cases).map(([kind, list]) => [kind, ratesOf(data, list)]));
}

/** Slips that no project has for its name, in names drawn at random. */
function makeSlips(data: NameData, of: readonly string[], count: number, edits: number, random: () => number): Case[] {
  const slips = new Map<string, Case>();
  while (slips.size < count) {
    const target = of[Math.floor(random() * of.length)]!;
    const name = Array.from({ length: edits }).reduce<string>((edited) => editOnce(edited, random), target);
    if (name !== target && /^[a-z0-9](?:-?[a-z0-9])+$/.test(name) && !data.exists(name) && data.popular.rankOf(name) === undefined) {
      slips.set(name, { name, targets: [target] });
    }
  }
  return [...slips.values()];
}

async function readInvented(): Promise<Record<string, Case[]>> {
  const bySource: Record<string, Case[]> = {};
  for (const line of (await readFile(INVENTED, 'utf8')).trim().split('\n').slice(1)) {
    const [name = '', targets = '', source = ''] = line.split(',');
    bySource[`invented, ${source}`] ??= [];
    bySource[`invented, ${source}`]!.push({ name: normalizeName(name), targets: targets.split('|').map(normalizeName) });
  }
  return bySource;
}

function ratesOf(data: NameData, cases: readonly Case[]): SuggestionRates {
  const checked = check(cases.map(({ name }) => name));
  const percent = (isRight: (one: Case, i: number) => boolean): number =>
    Math.round((1000 * cases.filter(isRight).length) / cases.length) / 10;
  return {
    n: cases.length,
    engine: percent(({ name, targets }) => targets.includes(data.engine.judge(name, { exists: false })?.imitations[0].target ?? '')),
    check: percent(({ targets }, i) => targets.includes(checked[i]!)),
  };
}

/** The first suggestion for each name. */
function check(names: readonly string[]): string[] {
  const command = [path.join(root, 'dist/cli.js'), 'check', '--offline', '--format', 'jsonl', '-'];
  const { stdout } = spawnSync(process.execPath, command, { input: names.join('\n'), encoding: 'utf8', maxBuffer: 2 ** 26 });
  const lines = stdout.trim().split('\n');
  if (lines.length !== names.length) {
    throw new Error('dist/cli.js did not answer each name: run `npm run build` first');
  }
  return lines.map((line) => {
    const { rule, targets } = JSON.parse(line) as { rule?: string; targets: string[] };
    return targets[0] ?? (rule === 'import-name' ? PYTHON : '');
  });
}

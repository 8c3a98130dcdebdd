/**
 * Compares the name engine of Lookalike with other detectors, on the same names and the same popular ones: which squats each finds, which names it flags
 * wrongly, and its processor time.
 *
 *   npm run bench -- names [--peer NAME=COMMAND]… [--squats FILE.csv] [--legit FILE.txt] [--rounds N] [--json]
 *
 * Every detector is a program that reads names and prints targets. detectorProgram.mts has the rules. Two are built in: Lookalike
 * (twice: warnings alone, and informations too) and the edit distance to every popular name, which is the core of most
 * detectors. `--peer` adds another, which needs nothing from this repository:
 *
 *   npm run bench -- names --peer 'my tool=python3 /somewhere/adapter.py'
 *
 * Results are measured on all names. The time of a name is that of a run less that of a run without names, over the number
 * of names: all names several times over for a fast detector, some of them for a slow one, so a run takes about two seconds. A
 * program that remembers its answers looks faster than it is. Rounds take the detectors in turns and the medians are printed, so a
 * busy machine slows all of them equally.
 */

import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { distance } from 'fastest-levenshtein';
import { loadNameDataFrom } from '../../server/src/node/data/dataFiles';
import { normalizeName } from '../../server/src/packaging/name';
import { isCombosquat, isSingleEdit } from '../engine/techniques.mjs';
import { DEV_SQUATS, DEV_TAIL, readNames, readSquats, type Squat } from '../engine/trainingSet.mjs';
import { root } from '../run.mjs';
import { runDetector, textOf } from './detectorProgram.mjs';

/** The coarsest unit of systems for processor time, and the duration of a timed run. */
const TICK_SECONDS = 0.01;
const TIMED_SECONDS = 2;
const MOST_COPIES = 100;
const LATENCY_PASSES = 5;

const { values } = parseArgs({
  options: {
    peer: { type: 'string', multiple: true, default: [] },
    squats: { type: 'string', default: DEV_SQUATS },
    legit: { type: 'string', default: DEV_TAIL },
    rounds: { type: 'string', default: '3' },
    json: { type: 'boolean', default: false },
    /** Be one of the built-in detectors. */
    detector: { type: 'string' },
  },
});

interface Detector {
  readonly name: string;
  readonly command: string;
}

interface Figures {
  readonly detector: string;
  /** Percent of the squats that are flagged, and of those that are flagged with the right target. */
  readonly squats: number;
  readonly rightTarget: number;
  readonly singleEdits: number;
  readonly combosquats: number;
  /** Percent of the honest names that are flagged. */
  readonly legit: number;
  readonly startMilliseconds: number;
  readonly microsecondsPerName: number;
  /** Ratio of the time per name to Lookalike's. */
  readonly ratio: number;
}

if (values.detector === undefined) {
  await compare();
} else {
  await beDetector(values.detector);
}

async function compare(): Promise<void> {
  const rounds = Number(values.rounds);
  const peers = values.peer.map((peer): Detector => {
    const at = peer.indexOf('=');
    return { name: peer.slice(0, at).trim(), command: peer.slice(at + 1).trim() };
  });
  if (!(Number.isInteger(rounds) && rounds > 0) || peers.some(({ name, command }) => name === '' || command === '')) {
    console.error('usage: npm run bench -- names [--peer NAME=COMMAND]… [--squats FILE.csv] [--legit FILE.txt] [--rounds N] [--json]');
    process.exit(2);
  }
  const squats = await readSquats(values.squats);
  const legit = await readNames(values.legit);
  const builtIn = (name: string, detector: string): Detector => ({
    name,
    command: `"${process.execPath}" "${fileURLToPath(import.meta.url)}" --detector ${detector}`,
  });
  const detectors = [
    builtIn('Lookalike (warnings)', 'warnings'),
    builtIn('Lookalike (and informations)', 'informations'),
    builtIn('two edits from a popular name', 'distance'),
    ...peers,
  ];
  const { popular, latency } = await measureOwnLatency([...squats.map((squat) => squat.name), ...legit]);
  const folder = await mkdtemp(path.join(tmpdir(), 'lookalike-bench-'));
  try {
    const popularFile = path.join(folder, 'popular.txt');
    await writeFile(popularFile, popular.map((name) => `${name}\n`).join(''));
    const figures = await measure(detectors, popularFile, squats, legit, rounds);
    if (values.json) {
      const isFitted = values.squats === DEV_SQUATS;
      console.log(
        JSON.stringify({ squats: squats.length, legit: legit.length, popular: popular.length, rounds, isFitted, figures, latency }),
      );
    } else {
      print(figures);
      const { readyMilliseconds, mean, p99 } = latency;
      console.log(
        `\nLookalike in one process: data ready in ${readyMilliseconds} ms; a name takes ${mean} µs on average, ${p99} µs at p99.`,
      );
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

interface Latency {
  readonly readyMilliseconds: number;
  /** Microseconds per name, by the clock. */
  readonly mean: number;
  readonly p99: number;
}

/** The delay in an editor: one warm process, each name timed by itself. */
async function measureOwnLatency(names: readonly string[]): Promise<{ popular: string[]; latency: Latency }> {
  const started = performance.now();
  const { engine, popular } = await loadNameDataFrom(path.join(root, 'data'));
  const readyMilliseconds = rounded(performance.now() - started, 0);
  const times: number[] = [];
  for (let pass = 0; pass <= LATENCY_PASSES; pass++) {
    for (const name of names) {
      const start = performance.now();
      engine.judge(name);
      // The first pass warms up.
      if (pass > 0) {
        times.push((performance.now() - start) * 1000);
      }
    }
  }
  times.sort((a, b) => a - b);
  const mean = rounded(times.reduce((sum, time) => sum + time, 0) / times.length, 1);
  const p99 = rounded(times[Math.floor(times.length * 0.99)]!, 1);
  return {
    popular: Array.from({ length: popular.size }, (_, i) => popular.nameAt(i + 1)!),
    latency: { readyMilliseconds, mean, p99 },
  };
}

/** All names in one text, judged once by each detector, then timed in turns. */
async function measure(
  detectors: readonly Detector[],
  popularFile: string,
  squats: readonly Squat[],
  legit: readonly string[],
  rounds: number,
): Promise<Figures[]> {
  const names = [...squats.map((squat) => squat.name), ...legit];
  const answers: string[][] = [];
  const timed: (readonly string[])[] = [];
  for (const { name, command } of detectors) {
    console.error(`${name} …`);
    const start = await runDetector(command, popularFile, []);
    const run = await runDetector(command, popularFile, names);
    answers.push(run.answers.map(normalizeName));
    timed.push(sample(names, Math.min(TIMED_SECONDS / Math.max(run.cpuSeconds - start.cpuSeconds, TICK_SECONDS), MOST_COPIES)));
  }
  const starts: number[][] = detectors.map(() => []);
  const times: number[][] = detectors.map(() => []);
  for (let round = 0; round < rounds; round++) {
    console.error(`round ${round + 1} of ${rounds} …`);
    for (const [i, { command }] of detectors.entries()) {
      const start = await runDetector(command, popularFile, []);
      const run = await runDetector(command, popularFile, timed[i]!);
      starts[i]!.push(1_000 * start.cpuSeconds);
      times[i]!.push((1_000_000 * (run.cpuSeconds - start.cpuSeconds)) / timed[i]!.length);
    }
  }
  return detectors.map(({ name }, i) => {
    const targets = answers[i]!;
    const flagged = (holds: (squat: Squat) => boolean): number =>
      percent(
        squats.flatMap((squat, s) => (holds(squat) ? [targets[s]!] : [])),
        (target) => target !== '',
      );
    return {
      detector: name,
      squats: flagged(() => true),
      rightTarget: percent([...squats.entries()], ([s, squat]) => squat.targets.includes(targets[s]!)),
      singleEdits: flagged((squat) => isSingleEdit(squat.technique)),
      combosquats: flagged((squat) => isCombosquat(squat.technique)),
      legit: percent(targets.slice(squats.length), (target) => target !== ''),
      startMilliseconds: rounded(median(starts[i]!), 0),
      microsecondsPerName: rounded(median(times[i]!), 2),
      ratio: rounded(median(times[i]!.map((time, r) => time / times[1]![r]!)), 2),
    };
  });
}

/** `times` as many names: several passes over all of them, or an even selection. */
function sample(names: readonly string[], times: number): string[] {
  const stride = Math.max(1, 1 / times);
  return Array.from({ length: Math.ceil(names.length * times) }, (_, i) => names[Math.floor(i * stride) % names.length]!);
}

/** A table that can be copied into a page. */
function print(figures: readonly Figures[]): void {
  const row = (cells: readonly string[]): void => console.log(`| ${cells.join(' | ')} |`);
  const header = [
    'detector',
    'squats found',
    'right target',
    'single edits',
    'words added',
    'honest names flagged',
    'start ms',
    'µs a name',
    'times Lookalike',
  ];
  row(header);
  row(header.map((_, i) => (i === 0 ? '---' : '---:')));
  for (const { detector, squats, rightTarget, singleEdits, combosquats, legit, ...time } of figures) {
    const shares = [squats, rightTarget, singleEdits, combosquats, legit].map((share) => `${share.toFixed(1)} %`);
    row([detector, ...shares, `${time.startMilliseconds}`, `${time.microsecondsPerName}`, `${time.ratio}`]);
  }
  if (values.squats === DEV_SQUATS) {
    console.log(
      '\nLookalike is fitted on these squats: what it finds of squats that it has not seen is what `npm run eval -- --cv` prints.',
    );
  }
}

/** The other side: one of the built-in detectors. */
async function beDetector(which: string): Promise<void> {
  const names = (await textOf(process.stdin)).split('\n').slice(0, -1);
  const judge = which === 'distance' ? await byDistance() : await byEngine(which === 'warnings');
  process.stdout.write(names.map((name) => `${judge(name)}\n`).join(''));
}

async function byEngine(warningsAlone: boolean): Promise<(name: string) => string> {
  const { engine } = await loadNameDataFrom(path.join(root, 'data'));
  return (name) => {
    const judgement = engine.judge(name);
    return judgement === undefined || (warningsAlone && judgement.confidence === 'low') ? '' : judgement.imitations[0]!.target;
  };
}

/** The nearest popular name at most two edits away; among equal ones the most downloaded. */
async function byDistance(): Promise<(name: string) => string> {
  const popular = (await readFile(process.env.POPULAR!, 'utf8')).split('\n').slice(0, -1);
  const known = new Set(popular);
  return (name) => {
    let nearest = '';
    let least = 3;
    for (const target of known.has(name) ? [] : popular) {
      const edits = distance(name, target);
      if (edits < least) {
        least = edits;
        nearest = target;
      }
    }
    return nearest;
  };
}

function percent<T>(list: readonly T[], holds: (one: T) => boolean): number {
  return rounded((100 * list.filter(holds).length) / Math.max(1, list.length), 1);
}

function median(list: readonly number[]): number {
  return [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)]!;
}

function rounded(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}

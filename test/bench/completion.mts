/**
 * Time from a typed letter of a name to the first completions: `npm run bench -- completion`.
 *
 * A requirements file of 50 well-known names in which the beginnings of popular names are typed, offline; each is a new version of the document, read,
 * judged and answered with names. Beside it runs what a plain completion would do: filter the list of popular names by their beginning.
 */
import { TextDocument } from 'vscode-languageserver-textdocument';
import { createLanguageService } from '../../server/src/languageService';
import { InMemoryHost, ROOT } from '../inMemoryHost';

const LINES = 50;
/** Number of popular names to type, at regular intervals. */
const NAMES = 100;
const STEP = 20;
const MAX_PREFIX = 8;
/** Number of names to type before the measurement: a server that has just started is slower. */
const WARM_UP = 20;
/** The goal, in milliseconds, on an idle machine. */
const GOAL = 10;

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});

async function main(): Promise<void> {
  const host = new InMemoryHost();
  const { popular } = await host.nameData();
  const names = Array.from({ length: popular.size }, (_, i) => popular.nameAt(i + 1) as string);
  const lines = names
    .slice(0, LINES)
    .map((name) => `${name}>=1.0\n`)
    .join('');
  const service = createLanguageService(host, { rulesUri: '', documentChanges: true });
  const { signal } = new AbortController();

  const ours: number[] = [];
  const processor: number[] = [];
  const theirs: number[] = [];
  let version = 0;
  let empty = 0;
  let warm = 0;
  for (let rank = 0; rank < NAMES * STEP && rank < names.length; rank += STEP) {
    const name = names[rank] as string;
    warm = rank === WARM_UP * STEP ? ours.length : warm;
    for (let length = 1; length <= Math.min(name.length, MAX_PREFIX); length++) {
      const prefix = name.slice(0, length);
      const document = TextDocument.create(`${ROOT}/requirements.txt`, 'pip-requirements', ++version, lines + prefix);
      const before = process.cpuUsage();
      ours.push(
        await timed(async () => {
          const list = await service.completion(document, document.positionAt(lines.length + length), signal);
          empty += list === undefined || list.items.length === 0 ? 1 : 0;
        }),
      );
      const used = process.cpuUsage(before);
      processor.push((used.user + used.system) / 1_000);
      theirs.push(await timed(async () => names.filter((one) => one.startsWith(prefix)).slice(0, LINES)));
    }
  }
  for (const times of [ours, processor, theirs]) {
    times.splice(0, warm);
  }
  report('letter to names', ours);
  // On a busy machine the times above become longer, but not this one.
  report('of that, processor time', processor);
  report('filter of the popular names', theirs);
  console.log(
    `ratio of the medians: ${(at(ours, 0.5) / at(theirs, 0.5)).toFixed(1)}; goal: p95 of ${GOAL} ms; without an answer: ${empty}`,
  );
}

async function timed(run: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await run();
  return performance.now() - start;
}

function at(times: readonly number[], quantile: number): number {
  return [...times].sort((a, b) => a - b)[Math.floor(times.length * quantile)] as number;
}

function report(what: string, times: readonly number[]): void {
  console.log(`${what}: ${times.length} times, median ${at(times, 0.5).toFixed(2)} ms, p95 ${at(times, 0.95).toFixed(2)} ms`);
}

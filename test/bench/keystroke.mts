/**
 * From a keystroke to diagnostics: `npm run bench:keystroke`.
 *
 * A requirements file of 300 lines of well-known names with one line being typed; each letter is a new version of the document, read,
 * judged and turned into diagnostics. Beside it runs what a plain detector would do for that one line: the edit distance
 * (fastest-levenshtein) to every popular name.
 */
import { distance } from 'fastest-levenshtein';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { createLanguageService } from '../../server/src/languageService';
import { InMemoryHost, ROOT } from '../inMemoryHost';

const LINES = 300;
const TYPED = 'pycryptoenv==1.0.7';
const ROUNDS = 20;

void main();

async function main(): Promise<void> {
  const host = new InMemoryHost();
  const { popular } = await host.nameData();
  const names = Array.from({ length: popular.size }, (_, i) => popular.nameAt(i + 1) as string);
  const rest = names.slice(0, LINES).map((name) => `${name}>=1.0\n`);
  const service = createLanguageService(host, { rulesUri: '', documentChanges: true });

  const ours: number[] = [];
  const theirs: number[] = [];
  let version = 0;
  for (let round = 0; round < ROUNDS; round++) {
    for (let typed = 1; typed <= TYPED.length; typed++) {
      const text = [...rest.slice(0, LINES / 2), `${TYPED.slice(0, typed)}\n`, ...rest.slice(LINES / 2)].join('');
      const document = TextDocument.create(`${ROOT}/requirements.txt`, 'pip-requirements', ++version, text);
      ours.push(await timed(() => service.diagnostics(document)));
      theirs.push(await timed(async () => names.filter((name) => distance(TYPED.slice(0, typed), name) <= 1)));
    }
  }
  report('keystroke to diagnostics', ours);
  report('distance to every popular name', theirs);
  console.log(`ratio of the medians: ${(at(ours, 0.5) / at(theirs, 0.5)).toFixed(2)}`);
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
  console.log(`${what}: median ${at(times, 0.5).toFixed(2)} ms, p99 ${at(times, 0.99).toFixed(2)} ms`);
}

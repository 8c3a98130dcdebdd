/**
 * Sessions of an editor with the built server: `npm run fuzz [-- --seed N --seconds N --texts FOLDER --play FILE]`.
 *
 * Each session is made from the fixtures' texts (and those of FOLDER, which may be anywhere), played against `dist/server.js`, and compared with the answers of a fresh
 * server. A session with a fault is made smaller and written to test/fixtures/fuzz, where a test plays it again. Exit code 1 if there was any.
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { mustRun, root, tsx } from '../run.mjs';
import { generate } from './generate.mjs';
import { play, type Tally } from './play.mjs';
import { Random } from './random.mjs';
import type { Fault, Sequence } from './sequence.mjs';
import { shrink } from './shrink.mjs';
import { type SampleText, textsOf } from './texts.mjs';

const FIXTURES = path.join(root, 'test/fixtures');
const SERVER = [process.execPath, path.join(root, 'dist/server.js'), '--stdio'];
/** Maximum number of faults of a run. */
const MAX_FAULTS = 10;

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: String(Date.now() % 1_000_000_000) },
    seconds: { type: 'string', default: '60' },
    texts: { type: 'string' },
    play: { type: 'string' },
  },
});

async function main(): Promise<number> {
  if (!existsSync(SERVER[1] as string)) {
    await mustRun(process.execPath, [...tsx, 'scripts/build/build.mts', '--production'], { stdio: 'ignore' });
  }
  const tally: Tally = { edits: 0, requests: 0 };
  if (values.play !== undefined) {
    const faults = await play(JSON.parse(readFileSync(values.play, 'utf8')) as Sequence, SERVER, tally);
    print(faults);
    return faults.length === 0 ? 0 : 1;
  }
  const samples: SampleText[] = [...textsOf(FIXTURES, 2), ...(values.texts === undefined ? [] : textsOf(values.texts, 0))];
  const seed = Number(values.seed);
  const end = Date.now() + Number(values.seconds) * 1_000;
  let sequences = 0;
  let failures = 0;
  for (; Date.now() < end && failures < MAX_FAULTS; sequences++) {
    // Each session has its own random numbers, so it can be repeated without the ones before it.
    const sequence = generate(new Random(seed + sequences), samples);
    const faults = await play(sequence, SERVER, tally);
    if (faults.length > 0) {
      failures++;
      console.log(`\nseed ${seed + sequences}:`);
      print(faults);
      await keep(sequence, faults[0] as Fault);
    }
  }
  console.log(`seed ${seed}: sequences: ${sequences}, edits: ${tally.edits}, requests: ${tally.requests}, faults: ${failures}`);
  return failures === 0 ? 0 : 1;
}

function print(faults: readonly Fault[]): void {
  for (const { kind, detail } of faults.slice(0, 5)) {
    console.log(`  ${kind}: ${detail.slice(0, 1_500)}`);
  }
}

async function keep(sequence: Sequence, { kind }: Fault): Promise<void> {
  const small = await shrink(sequence, kind, (smaller) => play(smaller, SERVER, { edits: 0, requests: 0 }));
  const text = `${JSON.stringify(small, undefined, 2)}\n`;
  const folder = path.join(FIXTURES, 'fuzz');
  mkdirSync(folder, { recursive: true });
  const file = path.join(folder, `${kind.replaceAll(' ', '-')}-${createHash('sha256').update(text).digest('hex').slice(0, 8)}.json`);
  writeFileSync(file, text);
  console.log(`  kept as ${path.relative(root, file)}`);
}

process.exitCode = await main();

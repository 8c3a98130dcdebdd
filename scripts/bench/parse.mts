/**
 * The time of parsing: `npm run bench -- parse [--only FORMAT]…`.
 *
 * For each format a typical file of 2,000 lines, in milliseconds and as a multiple of the time that `JSON.parse` needs for a text of
 * the same length. Then texts that try to slow the parser down: twice the text may cost about twice the time. It runs with a young
 * generation of 256 MB: as soon as the objects of a text no longer fit there, each object is copied, and that step (at some
 * 8 MB by default) tells nothing about the parser. `test/unit/formats/linear.test.ts` counts steps, without such noise.
 */

import { parseArgs } from 'node:util';
import { formats } from '../../server/src/formats/index';
import type { FileFormat } from '../../server/src/formats/manifest/format';
import { HEADS, HOSTILE } from '../test/hostileTexts.mjs';

const LINES = 2000;
/** Longer runs, in milliseconds, are measured only once: they have less noise. */
const LONG = 150;
const { only: wanted } = parseArgs({ options: { only: { type: 'string', multiple: true, default: [] } } }).values;

const numbers = Array.from({ length: LINES }, (_, i) => i);
const list = (open: string, item: (i: number) => string, close: string) => [open, ...numbers.map(item), close].join('\n');

/** A file of 2,000 requirements in each hand-written format. Lock files are as tools write them. */
const TYPICAL: Readonly<Record<string, () => string>> = {
  requirements: () =>
    numbers
      .map((i) => (i % 3 === 0 ? `package-${i}==1.${i} ; python_version >= "3.9"  # via x` : `package_${i}[extra]>=1.0,<${i}`))
      .join('\n'),
  constraints: () => numbers.map((i) => `package-${i}===1.${i};python_version=='3.12'`).join('\n'),
  pyproject: () => list('[project]\nname = "x"\ndependencies = [', (i) => `  "package-${i}[a]>=1.${i},<2",  # why`, ']\n'),
  pipfile: () => list('[packages]', (i) => `package-${i} = "==1.${i}"`, ''),
  'setup-cfg': () => list('[options]\ninstall_requires =', (i) => `    package-${i}>=1.${i}`, ''),
  'setup-py': () => list('setup(install_requires=[', (i) => `    "package-${i}>=1.${i}",`, '])'),
  'tox-ini': () => list('[testenv]\ndeps =', (i) => `    py39: package-${i}>=1.${i}`, ''),
  'environment-yml': () => list('dependencies:\n  - pip:', (i) => `    - package-${i}==1.${i}`, ''),
  'pre-commit': () =>
    list('repos:\n- hooks:\n  - id: x\n    language: python\n    additional_dependencies:', (i) => `    - package-${i}==1.${i}`, ''),
  dockerfile: () => numbers.map((i) => `RUN pip install package-${i}==1.${i}`).join('\n'),
  shell: () => numbers.map((i) => `pip install package-${i}==1.${i}`).join('\n'),
  notebook: () => JSON.stringify({ cells: numbers.map((i) => ({ cell_type: 'code', source: [`!pip install package-${i}\n`] })) }, null, 1),
  'ci-workflow': () => list('jobs:\n  a:\n    steps:', (i) => `    - run: pip install package-${i}`, ''),
};

for (const format of formats) {
  if (wanted.length === 0 || wanted.includes(format.id)) {
    bench(format);
  }
}

function bench(format: FileFormat): void {
  const typical = TYPICAL[format.id]?.();
  if (typical !== undefined) {
    const json = JSON.stringify(typical.match(/.{1,40}/gs));
    const time = best(() => format.parse(typical), 60);
    const base = best(() => JSON.parse(json), 60);
    console.log(`${format.id.padEnd(18)} ${LINES} lines: ${time.toFixed(2).padStart(7)} ms, ${(time / base).toFixed(1)} times JSON.parse`);
  }
  let worst = { growth: 0, text: '', time: 0 };
  for (const text of HOSTILE) {
    const head = HEADS[format.id] ?? '';
    const [small, large] = [100_000, 400_000].map((length) => {
      const hostile = head + text.repeat(Math.ceil(length / text.length));
      // Garbage of earlier texts is not collected during this measurement.
      return () => best(() => format.parse(hostile), 3, globalThis.gc);
    });
    // Four times the text, and the root of its cost. On a busy machine a single measurement is not reliable, so growth only counts if it occurs
    // again.
    let growth = Number.POSITIVE_INFINITY;
    let time = 0;
    for (let attempt = 0; attempt < 3 && growth > 2.2; attempt++) {
      time = large!();
      growth = Math.min(growth, time < 20 ? 0 : Math.sqrt(time / small!()));
    }
    if (growth > worst.growth) {
      worst = { growth, text, time };
    }
  }
  console.log(
    `${format.id.padEnd(18)} worst growth for twice the text: ${worst.growth.toFixed(2)} (${JSON.stringify(worst.text)}, ${worst.time.toFixed(1)} ms for 0.4 MB)`,
  );
}

function best(run: () => unknown, times: number, before?: () => void): number {
  let least = Number.POSITIVE_INFINITY;
  for (let i = 0; i < times && (i === 0 || least < LONG); i++) {
    before?.();
    least = Math.min(least, measure(run));
  }
  return least;
}

/** Processor time in milliseconds: other programs do not count. */
function measure(run: () => unknown): number {
  const start = process.cpuUsage();
  run();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
}

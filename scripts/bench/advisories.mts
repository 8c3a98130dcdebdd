// npx tsx scripts/bench/advisories.mts: the time to load and query the bundled advisories, and a made-up dump of today's size.
// For comparison: JSON.parse of the same facts, and the PEP 440 library's comparison for every range.

import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { brotliCompressSync, brotliDecompressSync, constants } from 'node:zlib';
import * as pep440 from '@renovatebot/pep440';
import type { Advisory } from '../../server/src/advisories/advisory';
import { ADVISORIES_FILE, compileAdvisories, openAdvisories } from '../../server/src/advisories/compact';
import { matchAdvisories } from '../../server/src/advisories/matching';
import { parseSpecifier } from '../../server/src/packaging/specifier';
import { VersionSet } from '../../server/src/packaging/versionSet';
import { root } from '../run.mjs';

const bundled = await readFile(path.join(root, 'data', ADVISORIES_FILE), 'utf8');

measure('bundled', bundled);
measure('made-up, 26,000 records', compileAdvisories(madeUpDump(), Date.now()).text);

function measure(title: string, text: string): void {
  const packed = brotliCompressSync(text, { params: { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY } });
  const names = text
    .split('\n')
    .slice(1, -1)
    .map((line) => line.slice(0, line.indexOf('\t')));
  const index = openAdvisories(text);
  const json = JSON.stringify(names.map((name) => [name, index.advisoriesFor(name)]));
  const load = best(() => openAdvisories(brotliDecompressSync(packed).toString('utf8')));
  const packedJson = brotliCompressSync(json);
  const loadJson = best(() => new Map(JSON.parse(brotliDecompressSync(packedJson).toString('utf8'))));
  const sets = ['==1.0', '==2.3.4', '==0.9.1'].map((specifier) => VersionSet.ofSpecifier(parseSpecifier(specifier) ?? []));
  // A new index each time, so reading the lines counts too.
  const ask = best(() => {
    const fresh = openAdvisories(text);
    for (const name of names) {
      for (const set of sets) {
        matchAdvisories(fresh.advisoriesFor(name), { set });
      }
    }
  });
  const askAgain = best(() => {
    for (const name of names) {
      for (const set of sets) {
        matchAdvisories(index.advisoriesFor(name), { set });
      }
    }
  });
  const askPlain = best(() => {
    for (const name of names) {
      for (const version of ['1.0', '2.3.4', '0.9.1']) {
        index.advisoriesFor(name).filter((advisory) => plainlyAffects(advisory, version));
      }
    }
  });
  const queries = names.length * sets.length;
  console.log(`${title}: ${index.records} records of ${names.length} packages`);
  console.log(`  ${(packed.length / 1024).toFixed(0)} KiB compressed, ${(text.length / 1024).toFixed(0)} KiB of text`);
  console.log(`  load ${load.toFixed(1)} ms, ${(loadJson / load).toFixed(1)} times as fast as JSON`);
  const micros = (milliseconds: number): string => `${((milliseconds / queries) * 1000).toFixed(1)} µs`;
  console.log(
    `  ask ${micros(ask)} the first time, ${micros(askAgain)} again, ${(askPlain / askAgain).toFixed(1)} times as fast as comparing texts`,
  );
}

function plainlyAffects({ ranges, versions }: Advisory, version: string): boolean {
  return (
    versions.some((one) => pep440.valid(one) !== null && pep440.eq(version, one)) ||
    ranges.some(
      ({ introduced, fixed, lastAffected }) =>
        (introduced === undefined || pep440.ge(version, introduced)) &&
        (fixed === undefined || pep440.lt(version, fixed)) &&
        (lastAffected === undefined || pep440.le(version, lastAffected)),
    )
  );
}

/** Milliseconds of processor time of the fastest of several runs: other work on the machine does not count. */
function best(run: () => unknown): number {
  let fastest = Number.POSITIVE_INFINITY;
  for (let i = 0; i < 7; i++) {
    const start = process.cpuUsage();
    run();
    const { user, system } = process.cpuUsage(start);
    fastest = Math.min(fastest, (user + system) / 1000);
  }
  return fastest;
}

/** 12,000 malicious names and 14,000 vulnerabilities in 2,500 packages, with aliases as long as real ones. */
function madeUpDump(): unknown[] {
  let seed = 42;
  const random = (below: number): number => {
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
    return seed % below;
  };
  const word = (): string => Array.from({ length: 4 + random(8) }, () => String.fromCharCode(97 + random(26))).join('');
  const record = (id: string, name: string, events: object[], aliases: string[]): unknown => ({
    id,
    modified: '2026-11-01T00:00:00Z',
    aliases,
    affected: [{ package: { ecosystem: 'PyPI', name }, ranges: [{ type: 'ECOSYSTEM', events }] }],
  });
  const malicious = Array.from({ length: 12_000 }, (_, i) => record(`MAL-2026-${i}`, `${word()}-${word()}`, [{ introduced: '0' }], []));
  const packages = Array.from({ length: 2_500 }, word);
  const flaws = Array.from({ length: 14_000 }, (_, i) => {
    const version = `${random(6)}.${random(30)}.${random(10)}`;
    const name = packages[Math.min(random(2_500), random(2_500))] as string;
    const ghsa = `GHSA-${[0, 1, 2].map(() => word().slice(0, 4)).join('-')}`;
    return record(i % 2 === 0 ? `PYSEC-2026-${i}` : ghsa, name, [{ introduced: '0' }, { fixed: version }], [`CVE-2026-${10_000 + i}`]);
  });
  return [...malicious, ...flaws];
}

import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { type Server, summary, type Times, Typist, WARM_UP } from './keystroke.mjs';
import { writeCorpus } from './scanCorpus.mjs';
import type { BenchFile } from './texts.mjs';

export interface ScanKeystrokes {
  readonly before: Times;
  readonly during: Times;
  /** Edits that were answered while the scan ran. */
  readonly edits: number;
  readonly scanSeconds: number;
}

/** Milliseconds from a keystroke to diagnostics, before the workspace is scanned and while it is: the same server, the same file. */
export async function measureScanKeystrokes(
  server: Server,
  file: BenchFile,
  names: readonly string[],
  projects: number,
): Promise<ScanKeystrokes> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'bench-scan-'));
  try {
    writeCorpus(folder, names, projects);
    const typist = await Typist.start(server, folder, file);
    for (let i = 0; i < WARM_UP * 2; i++) {
      await typist.edit(i >= WARM_UP);
    }
    const before = summary(typist.times.splice(0));
    const start = performance.now();
    let isDone = false;
    const scan = typist.client.ask('lookalike/scanWorkspace', {}).finally(() => {
      isDone = true;
    });
    while (!isDone) {
      await typist.edit(true);
      // No one types without a pause, and a scan has to get on.
      await new Promise((resolve) => setTimeout(resolve, PAUSE));
    }
    await scan;
    const scanSeconds = (performance.now() - start) / 1_000;
    await typist.client.stop();
    return { before, during: summary(typist.times), edits: typist.times.length, scanSeconds };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Milliseconds between two keystrokes. */
const PAUSE = 20;

import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { type Corpus, writeCorpus } from './scanCorpus.mjs';

export interface ScanResult {
  readonly corpus: Corpus;
  readonly seconds: number;
  /** Processor time of all threads, in seconds. */
  readonly cpu: number;
  /** Time to the first printed finding. */
  readonly firstSeconds: number;
  /** Peak resident memory, in bytes. */
  readonly memory: number;
}

/** Number of projects with 10,000 dependency files among 200,000 files. */
export const ALL_PROJECTS = 1_000;
/** Ticks per second in /proc. */
const TICKS = 100;

/** Writes a folder of projects, scans it offline with the command line, and removes the folder. */
export async function measureScan(command: readonly string[], names: readonly string[], projects: number): Promise<ScanResult> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'bench-scan-'));
  try {
    const corpus = writeCorpus(folder, names, projects);
    const [program = '', ...args] = command;
    const start = performance.now();
    const child = spawn(program, [...args, 'scan', folder, '--offline', '--format', 'jsonl', '--fail-on', 'never'], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let first: number | undefined;
    child.stdout.on('data', () => {
      first ??= performance.now();
    });
    let last = { memory: 0, cpu: 0 };
    // The last readable values count.
    const timer = setInterval(() => {
      last = usageOf(child.pid) ?? last;
    }, 20);
    const code = await new Promise((resolve) => child.once('close', resolve));
    clearInterval(timer);
    if (code !== 0) {
      throw new Error(`the scan ended with ${code}`);
    }
    const end = performance.now();
    return { corpus, ...last, seconds: (end - start) / 1_000, firstSeconds: ((first ?? end) - start) / 1_000 };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function usageOf(pid: number | undefined): Pick<ScanResult, 'memory' | 'cpu'> | undefined {
  try {
    const peak = /^VmHWM:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    // After the name in parentheses, the fields are separated by spaces. User and system time are the 14th and 15th of all.
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
    return peak === undefined ? undefined : { memory: Number(peak) * 1024, cpu: (Number(fields[11]) + Number(fields[12])) / TICKS };
  } catch {
    return undefined;
  }
}

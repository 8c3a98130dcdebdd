import type { ReportedNames } from '../analysis/places/configurationPlace';
import type { FileResult, ResultFinding } from '../analysis/scan/fileResult';
import { reportedIn } from '../features/completions';
import { addAll } from '../packaging/lists';
import type { ScanProvider } from './scanProvider';

export interface SearchLimits {
  /** Milliseconds. */
  readonly patience: number;
  readonly files: number;
  readonly findings: number;
}

const LIMITS: SearchLimits = { patience: 3_000, files: 500, findings: 5_000 };

export interface Reported extends ReportedNames {
  /** All files were searched. */
  readonly isComplete: boolean;
}

/** The subjects of findings in the workspace's files, with the bundled data: the user is typing and waits for it. */
export class ReportedSearch {
  readonly #scans: Pick<ScanProvider, 'scan' | 'lastReported'>;
  readonly #folders: () => readonly string[];
  readonly #limits: SearchLimits;

  /** `folders`: URIs of the folders of the workspace. */
  constructor(scans: Pick<ScanProvider, 'scan' | 'lastReported'>, folders: () => readonly string[], limits = LIMITS) {
    this.#scans = scans;
    this.#folders = folders;
    this.#limits = limits;
  }

  /** Ends with the signal, and at each limit: then with the results so far, and those of the last scan of the whole workspace. */
  async find(signal: AbortSignal): Promise<Reported> {
    const limit = new AbortController();
    const stop = AbortSignal.any([signal, limit.signal]);
    const findings: ResultFinding[] = [];
    const onFile = (result: FileResult, done: number): void => {
      addAll(findings, result.findings);
      if (done >= this.#limits.files || findings.length >= this.#limits.findings) {
        limit.abort();
      }
    };
    const stopped = new Promise<false>((resolve) => {
      stop.addEventListener('abort', () => resolve(false), { once: true });
      if (stop.aborted) {
        resolve(false);
      }
    });
    const timer = setTimeout(() => limit.abort(), this.#limits.patience);
    let isComplete = false;
    try {
      const scan = this.#scans.scan(this.#folders(), { exclude: [], signal: stop, online: false, onFile });
      // One file may take long, and a scan only ends between two of them.
      isComplete = await Promise.race([scan.then(() => !stop.aborted), stopped]);
    } finally {
      clearTimeout(timer);
      limit.abort();
    }
    const found = reportedIn(findings);
    const { lastReported: last } = this.#scans;
    return isComplete || last === undefined
      ? { ...found, isComplete }
      : { trustable: [...found.trustable, ...last.trustable], advisories: [...found.advisories, ...last.advisories], isComplete };
  }
}

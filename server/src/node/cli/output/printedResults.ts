import type { FileResult } from '../../../analysis/scan/fileResult';
import { formatSentences } from '../../../protocol/language';
import { loweringNote } from '../../../rules/suppression/authority';
import type { Baseline } from '../baseline';
import { type PathPrinter, type PrintedFinding, type PrintedSuppressed, printedFindings, printedSuppressed } from './finding';

interface Printing {
  readonly baseline: Baseline | undefined;
  /** Prints paths in the form of the baseline. */
  readonly known: PathPrinter;
  readonly print: PathPrinter;
}

/** Results in the form of the command line. */
export class PrintedResults {
  /** In the order in which the results are added. */
  readonly suppressed: PrintedSuppressed[] = [];
  readonly print: PathPrinter;
  readonly #baseline: Baseline | undefined;
  readonly #known: PathPrinter;

  constructor({ baseline, known, print }: Printing) {
    this.print = print;
    this.#baseline = baseline;
    this.#known = known;
  }

  /** Returns the findings of the result that are to be reported. */
  add(result: FileResult): readonly PrintedFinding[] {
    const { print } = this;
    const findings: PrintedFinding[] = [];
    const forBaseline = this.#baseline && printedFindings(result, this.#known);
    for (const each of printedSuppressed(result, print)) {
      this.suppressed.push(each);
    }
    for (const [i, finding] of printedFindings(result, print).entries()) {
      const baseline = this.#baseline?.has(forBaseline?.[i] ?? finding) ? this.#baseline : undefined;
      if (baseline === undefined) {
        findings.push(finding);
      } else if (baseline.by.outside || !result.findings[i]?.isForUser) {
        this.suppressed.push({ ...finding, by: { kind: 'baseline', path: print(baseline.by.uri ?? '') } });
      } else {
        const message = formatSentences([finding.message, loweringNote(baseline.by, print)]);
        findings.push({ ...finding, message, severity: finding.severity === 'error' ? 'warning' : finding.severity });
      }
    }
    return findings;
  }
}

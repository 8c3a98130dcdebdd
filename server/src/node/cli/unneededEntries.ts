import path from 'node:path';
import { fileUri } from '../fileUri';
import { isBelow } from '../isBelow';
import type { Baseline } from './baseline';
import type { PathPrinter, PrintedNotChecked, PrintedSkipped, PrintedUnneeded } from './output/finding';

interface Scanned {
  /** Absolute paths. */
  readonly roots: readonly string[];
  readonly offline: boolean;
  /** The base folder of the paths in the baseline. */
  readonly reading: string;
  readonly print: PathPrinter;
  readonly notChecked: readonly PrintedNotChecked[];
  readonly skipped: readonly PrintedSkipped[];
}

/** Entries of a baseline without a finding, if everything that may have caused one was checked. They can be removed. */
export function unneededEntries(baseline: Baseline, { roots, offline, reading, print, notChecked, skipped }: Scanned): PrintedUnneeded[] {
  if (offline && !baseline.offline) {
    return [];
  }
  return baseline.left().flatMap(({ rule, path: of, name, message }) => {
    const file = path.resolve(reading, String(of));
    const printed = print(fileUri(file));
    const isScanned = roots.some((root) => isBelow(root, file));
    const isOpen =
      notChecked.some((each) => each.path === printed && (each.name === undefined || each.name === name)) ||
      skipped.some((each) => printed === each.path || printed.startsWith(`${each.path}/`));
    return isScanned && !isOpen ? [{ rule, path: printed, name, message }] : [];
  });
}

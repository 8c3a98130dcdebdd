import * as l10n from '@vscode/l10n';
import type { PrintedFinding } from './finding';

/** `requirements.txt:2:1`; in a notebook `a.ipynb:cell 2, line 1`. */
export function placeOf({ path, range: { start }, cell }: Pick<PrintedFinding, 'path' | 'range' | 'cell'>): string {
  return cell === undefined ? `${path}:${start.line + 1}:${start.character + 1}` : `${path}:${cellText(cell)}`;
}

/** `cell 2, line 1` */
function cellText({ cell, line }: NonNullable<PrintedFinding['cell']>): string {
  return l10n.t({ message: 'cell {0}, line {1}', args: [cell, line], comment: ['A place in a notebook: {0} and {1} are numbers'] });
}

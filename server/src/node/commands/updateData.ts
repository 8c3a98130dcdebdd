import * as l10n from '@vscode/l10n';
import type { Clock, DataCounts } from '../../host';
import { type DataUrls, downloadSources, readSources } from '../dataSources';
import type { HttpClient } from '../http';
import { updateData } from '../updateData';
import { EXIT } from './usage';

export interface UpdateDataCall {
  /** A folder of snapshots; absent: the live services. */
  readonly from: string | undefined;
  /** The folder that is replaced. */
  readonly out: string;
  /** The data in use. */
  readonly current: string;
  readonly urls: DataUrls;
  readonly connect: () => Promise<HttpClient>;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  write(text: string): void;
  /** Progress is not part of the answer. */
  writeError(text: string): void;
}

/** Replaces the package data by fresh ones and prints what changed. Rejects, with nothing changed, when that cannot be done. */
export async function updateDataCommand(call: UpdateDataCall): Promise<number> {
  const { from, out, current, urls, clock, signal } = call;
  const progress = (message: string): void => call.writeError(`${message}\n`);
  const sources = from === undefined ? await downloadSources(await call.connect(), urls, signal, progress) : await readSources(from);
  const { before, after } = await updateData({ sources, current, out, clock, progress, signal });
  const lists: readonly (readonly [string, keyof DataCounts])[] = [
    [l10n.t('projects'), 'projects'],
    [l10n.t('most downloaded'), 'popular'],
    [l10n.t('malicious names'), 'malicious'],
    [l10n.t('advisories'), 'advisories'],
    [l10n.t('as of'), 'asOf'],
    [l10n.t('advisories as of'), 'advisoriesAsOf'],
  ];
  for (const [title, key] of lists) {
    call.write(`${title}: ${before[key] === after[key] ? after[key] : `${before[key]} → ${after[key]}`}\n`);
  }
  return EXIT.ok;
}

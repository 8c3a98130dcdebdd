import * as l10n from '@vscode/l10n';
import type { Clock } from '../../host';
import { downloadSources, readSources } from '../data/dataSources';
import type { DataUrls } from '../data/dataUrls';
import { updateData } from '../data/updateData';
import type { HttpClient } from '../http/httpClient';
import { EXIT } from './usage';

export interface UpdateDataCall {
  /** A folder with snapshots. Absent: the live services. */
  readonly from: string | undefined;
  /** The folder to replace. */
  readonly out: string;
  /** The data in use. */
  readonly current: string;
  readonly urls: DataUrls;
  readonly connect: () => Promise<HttpClient>;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  write(text: string): void;
  /** Progress is not part of the output. */
  writeError(text: string): void;
}

/** Replaces the package data with fresh data and prints the changes. Rejects, with nothing changed, if that fails. */
export async function updateDataCommand(call: UpdateDataCall): Promise<number> {
  const { from, out, current, urls, clock, signal } = call;
  const progress = (message: string): void => call.writeError(`${message}\n`);
  const sources = from === undefined ? await downloadSources(await call.connect(), urls, signal, progress) : await readSources(from);
  const { before, after } = await updateData({ sources, current, out, clock, progress, signal });
  const changes: readonly (readonly [string, string | number, string | number])[] = [
    [l10n.t('projects'), before.sizes.projects, after.sizes.projects],
    [l10n.t('removed projects'), before.sizes.removed, after.sizes.removed],
    [l10n.t('most downloaded'), before.sizes.popular, after.sizes.popular],
    [l10n.t('malicious names'), before.sizes.malicious, after.sizes.malicious],
    [l10n.t('advisories'), before.sizes.advisories, after.sizes.advisories],
    [l10n.t('project list as of'), before.dates.projects, after.dates.projects],
    [l10n.t('popularity as of'), before.dates.popularity, after.dates.popularity],
    [l10n.t('malicious names as of'), before.dates.malicious, after.dates.malicious],
    [l10n.t('advisories as of'), before.dates.advisories, after.dates.advisories],
  ];
  for (const [title, old, fresh] of changes) {
    call.write(`${title}: ${old === fresh ? fresh : `${old} → ${fresh}`}\n`);
  }
  return EXIT.ok;
}

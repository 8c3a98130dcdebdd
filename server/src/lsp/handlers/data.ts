import * as l10n from '@vscode/l10n';
import { UpdateDataRequest } from '../../protocol/messages';
import { withProgress } from '../longRequests';
import type { Session } from '../session';

/** The package data. */
export function handleData({ connection, dataUpdates }: Session): void {
  connection.onRequest(UpdateDataRequest, (params, token) =>
    withProgress(connection, params, l10n.t('Lookalike: updating package data'), token, async (signal, report) => {
      const { after, newProjects } = await dataUpdates.update(signal, report);
      return { asOf: after.dates.projects, newProjects };
    }),
  );
}

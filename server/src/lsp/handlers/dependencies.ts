import { DependenciesRequest, HidingEditRequest } from '../../protocol/dependencies';
import { ReportRequest } from '../../protocol/report';
import type { Session } from '../session';

/** The dependencies as a whole: the client's view, the report, and edits that hide a finding. */
export function handleDependencies({ connection, dependencies, folders, options, service, settings }: Session): void {
  connection.onRequest(DependenciesRequest, () => dependencies.current());

  connection.onRequest(ReportRequest, async (params) => {
    const contents = await dependencies.contents();
    const { offline } = await settings.ofWorkspace();
    const base = folders.uris[0] ?? 'file:///';
    return options.printReport({ ...contents, dates: await service.dates(), offline, base }, params);
  });

  connection.onRequest(HidingEditRequest, async (params) => (await service.hidingEdit(params)) ?? null);
}

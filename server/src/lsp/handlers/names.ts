import type { NameReport } from '../../analysis/checkName';
import { PUBLIC_ORIGINS } from '../../facts/indexes/privateUse';
import { CheckPackageRequest, IndexOriginsRequest } from '../../protocol/messages';
import { CheckCommandRequest } from '../../protocol/terminal';
import { abortSignal } from '../longRequests';
import type { Session } from '../session';

/** Names that are not in a file: those of a question or of a terminal's command. And the indexes that may be contacted about names. */
export function handleNames({ connection, folders, settings, host, service }: Session): void {
  connection.onRequest(CheckPackageRequest, async ({ name }, token) => {
    const [report] = await service.checkNames([name], folders.uris[0] ?? '', abortSignal(token));
    return report as NameReport;
  });

  connection.onRequest(CheckCommandRequest, async (params, token) => (await service.checkCommand(params, abortSignal(token))) ?? null);

  connection.onRequest(IndexOriginsRequest, async () => {
    const [{ pip, uv, others }, { indexUrl, trustedIndexes }] = await Promise.all([host.userIndexes(), settings.of('')]);
    const origins = [...[...pip, ...uv, ...others].map(({ url }) => url.origin), new URL(indexUrl).origin, ...trustedIndexes];
    return [...new Set(origins)].filter((origin) => !PUBLIC_ORIGINS.has(origin)).sort();
  });
}

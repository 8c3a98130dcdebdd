import * as l10n from '@vscode/l10n';
import { traceOf } from '../../errors';
import type { Logger } from '../../host';
import type { SafeUrl } from '../../index/safeUrl';
import { HttpError } from '../http/httpError';

/** Why a service gave no answer, for people. What is not an error of the network is one of Lookalike: it goes into the log, and the host is not blamed for it. */
export function lookupFailure(error: unknown, url: SafeUrl, logger: Pick<Logger, 'error'>): string {
  if (error instanceof HttpError) {
    return error.message;
  }
  logger.error(`A request to ${url.host} failed: ${traceOf(error)}`);
  return l10n.t({
    message: 'Lookalike failed on a request to {0} (see the log)',
    args: [url.host],
    comment: ['{0} is the name of a host, such as: pypi.org.'],
  });
}

import * as l10n from '@vscode/l10n';
import type { SafeUrl } from '../facts/safeUrl';
import { PrivateAddressError } from './addressGuard';

export type HttpFailure =
  | 'cancelled'
  | 'timeout'
  | 'dns'
  | 'refused'
  | 'reset'
  | 'tls'
  | 'proxy'
  | 'private-address'
  | 'redirect'
  | 'passed-on'
  | 'too-many-redirects'
  | 'too-large'
  | 'content-type'
  | 'malformed'
  | 'allowance'
  | 'status';

/** Why a request gave no usable answer. `message` is a localised phrase for people and names the host, never credentials. */
export class HttpError extends Error {
  constructor(
    readonly failure: HttpFailure,
    readonly url: SafeUrl,
    /** The HTTP status, for `status`. */
    readonly status?: number,
    /** Milliseconds that the server asked us to wait. */
    readonly retryAfter?: number,
  ) {
    super(explain(failure, url.host, status));
    this.name = 'HttpError';
  }
}

function explain(failure: HttpFailure, host: string, status: number | undefined): string {
  switch (failure) {
    case 'cancelled':
      return l10n.t('cancelled');
    case 'timeout':
      return l10n.t('{0} did not answer in time', host);
    case 'dns':
      return l10n.t('the host {0} was not found', host);
    case 'refused':
      return l10n.t('{0} cannot be reached', host);
    case 'reset':
      return l10n.t('{0} closed the connection', host);
    case 'tls':
      return l10n.t('no secure connection to {0}: its certificate is not trusted', host);
    case 'proxy':
      return l10n.t('the proxy did not let us reach {0}', host);
    case 'private-address':
      return l10n.t('{0} is an address of a private network that no user setting names', host);
    case 'redirect':
      return l10n.t('{0} redirects to a place that is not allowed', host);
    case 'passed-on':
      return l10n.t('{0} passes the question on to another host, which is not told of names that may be private', host);
    case 'too-many-redirects':
      return l10n.t('{0} redirects too often', host);
    case 'too-large':
      return l10n.t('the answer of {0} is too large', host);
    case 'content-type':
      return l10n.t('{0} answered with something else than package data (a login page?)', host);
    case 'malformed':
      return l10n.t('{0} gave an answer that cannot be read', host);
    case 'allowance':
      return l10n.t('{0} was asked a thousand times in a few minutes; the rest waits', host);
    case 'status':
      if (status === 401 || status === 407) {
        return l10n.t('{0} asks for a login', host);
      }
      if (status === 403) {
        return l10n.t('{0} refuses access', host);
      }
      if (status === 429) {
        return l10n.t('{0} asks us to wait (too many requests)', host);
      }
      return l10n.t('{0} answered with the error {1}', host, String(status));
  }
}

const TLS_CODES = new Set([
  'CERT_HAS_EXPIRED',
  'CERT_NOT_YET_VALID',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'ERR_TLS_CERT_ALTNAME_INVALID',
  'EPROTO',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
]);

/** What Node's sockets throw, as one of ours. */
export function httpErrorFrom(error: unknown, url: SafeUrl): HttpError {
  if (error instanceof HttpError) {
    return error;
  }
  return new HttpError(failureOf(error), url);
}

function failureOf(error: unknown): HttpFailure {
  if (error instanceof PrivateAddressError) {
    return 'private-address';
  }
  if (error instanceof AggregateError) {
    // One error for each address that was tried (autoSelectFamily).
    return failureOf(error.errors[0]);
  }
  const code = errorCode(error);
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN' || code === 'EAI_FAIL' || code === 'ENODATA') {
    return 'dns';
  }
  if (code === 'ECONNREFUSED' || code === 'EHOSTUNREACH' || code === 'ENETUNREACH' || code === 'ENETDOWN' || code === 'EADDRNOTAVAIL') {
    return 'refused';
  }
  if (code === 'ETIMEDOUT') {
    return 'timeout';
  }
  if (TLS_CODES.has(code) || code.startsWith('ERR_SSL') || code.startsWith('ERR_TLS')) {
    return 'tls';
  }
  if (code === 'HPE_HEADER_OVERFLOW') {
    return 'too-large';
  }
  // Broken HTTP, gzip and brotli in turn.
  if (code.startsWith('HPE_') || code.startsWith('Z_') || code.startsWith('ERR__') || code.startsWith('ERR_BROTLI')) {
    return 'malformed';
  }
  return 'reset';
}

function errorCode(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}

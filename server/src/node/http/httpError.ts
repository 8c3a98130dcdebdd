import * as l10n from '@vscode/l10n';
import type { SafeUrl } from '../../index/safeUrl';
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

/** Why a request has no usable answer. `message` is a localized phrase for people and names the host, never credentials. */
export class HttpError extends Error {
  constructor(
    readonly failure: HttpFailure,
    readonly url: SafeUrl,
    /** The HTTP status, for `status`. */
    readonly status?: number,
    /** Milliseconds to wait, as requested by the server. */
    readonly retryAfter?: number,
  ) {
    super(explain(failure, url.host, status));
    this.name = 'HttpError';
  }
}

function explain(failure: HttpFailure, host: string, status: number | undefined): string {
  switch (failure) {
    case 'cancelled':
      return l10n.t('canceled');
    case 'timeout':
      return l10n.t({ message: '{0} did not respond in time', args: [host], comment: ['{0} is the name of a host, such as: pypi.org.'] });
    case 'dns':
      return l10n.t({ message: 'the host {0} was not found', args: [host], comment: ['{0} is the name of a host, such as: pypi.org.'] });
    case 'refused':
      return l10n.t({ message: '{0} cannot be reached', args: [host], comment: ['{0} is the name of a host, such as: pypi.org.'] });
    case 'reset':
      return l10n.t({ message: '{0} closed the connection', args: [host], comment: ['{0} is the name of a host, such as: pypi.org.'] });
    case 'tls':
      return l10n.t({
        message: 'no secure connection to {0} (certificate not trusted)',
        args: [host],
        comment: ['{0} is the name of a host, such as: pypi.org.'],
      });
    case 'proxy':
      return l10n.t({ message: 'the proxy blocked {0}', args: [host], comment: ['{0} is the name of a host, such as: pypi.org.'] });
    case 'private-address':
      return l10n.t({
        message: '{0} is on a private network and not in your user settings',
        args: [host],
        comment: ['{0} is the name of a host, such as: pypi.org.'],
      });
    case 'redirect':
      return l10n.t({
        message: '{0} redirects to an address that is not allowed',
        args: [host],
        comment: ['{0} is the name of a host, such as: pypi.org.'],
      });
    case 'passed-on':
      return l10n.t({
        message: '{0} redirects to another host; names that may be private are not sent there',
        args: [host],
        comment: ['{0} is the name of a host, such as: pypi.org.'],
      });
    case 'too-many-redirects':
      return l10n.t({ message: '{0} redirects too often', args: [host], comment: ['{0} is the name of a host, such as: pypi.org.'] });
    case 'too-large':
      return l10n.t({
        message: 'the response from {0} is too large',
        args: [host],
        comment: ['{0} is the name of a host, such as: pypi.org.'],
      });
    case 'content-type':
      return l10n.t({
        message: '{0} sent something other than package data (a login page?)',
        args: [host],
        comment: ['{0} is the name of a host, such as: pypi.org.'],
      });
    case 'malformed':
      return l10n.t({
        message: '{0} sent an unreadable response',
        args: [host],
        comment: ['{0} is the name of a host, such as: pypi.org.'],
      });
    case 'allowance':
      return l10n.t({
        message: 'request limit for {0} reached; remaining lookups are postponed',
        args: [host],
        comment: ['{0} is the name of a host, such as: pypi.org.'],
      });
    case 'status':
      if (status === 401 || status === 407) {
        return l10n.t({ message: '{0} requires authentication', args: [host], comment: ['{0} is the name of a host, such as: pypi.org.'] });
      }
      if (status === 403) {
        return l10n.t({ message: '{0} denied access', args: [host], comment: ['{0} is the name of a host, such as: pypi.org.'] });
      }
      if (status === 429) {
        return l10n.t({
          message: '{0} is rate-limiting requests',
          args: [host],
          comment: ['{0} is the name of a host, such as: pypi.org.'],
        });
      }
      return l10n.t({
        message: '{0} returned the error {1}',
        args: [host, String(status)],
        comment: ['{0} is the name of a host, such as: pypi.org. {1} is an HTTP status code.'],
      });
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

/** An error of Node's sockets as an `HttpError`. */
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
    // One error for each attempted address (autoSelectFamily).
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
  // Broken HTTP, gzip and brotli, in that order.
  if (code.startsWith('HPE_') || code.startsWith('Z_') || code.startsWith('ERR__') || code.startsWith('ERR_BROTLI')) {
    return 'malformed';
  }
  return 'reset';
}

function errorCode(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}

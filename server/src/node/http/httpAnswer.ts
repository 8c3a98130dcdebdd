import type { SafeUrl } from '../../index/safeUrl';
import type { RawAnswer } from './exchange';
import { HttpError, type HttpFailure } from './httpError';
import type { HttpAnswer, HttpRequest } from './httpRequest';

const SPEAKING_STATUSES = new Set([200, 304, 404, 410]);

/** The answer, if it is valid for the request. Otherwise throws `HttpError`. */
export function checked(answer: RawAnswer, url: SafeUrl, request: HttpRequest, now: number): HttpAnswer {
  if (!SPEAKING_STATUSES.has(answer.status)) {
    const failure: HttpFailure = answer.status === 407 ? 'proxy' : 'status';
    throw new HttpError(failure, url, answer.status, retryAfter(answer.headers['retry-after'], now));
  }
  if (answer.status === 304 && request.headers?.['if-none-match'] === undefined && request.headers?.['if-modified-since'] === undefined) {
    throw new HttpError('malformed', url);
  }
  if (answer.status === 200 && !request.mediaTypes.includes(mediaType(answer.headers['content-type']))) {
    throw new HttpError('content-type', url);
  }
  return { ...answer, url };
}

/** The media type without parameters, in lowercase letters. */
export function mediaType(contentType: string | undefined): string {
  return ((contentType ?? '').split(';')[0] as string).trim().toLowerCase();
}

/** Seconds or an HTTP date (RFC 9110, 10.2.3), in milliseconds. */
function retryAfter(value: string | undefined, now: number): number | undefined {
  if (value === undefined) {
    return undefined;
  }
  if (/^\d{1,9}$/.test(value.trim())) {
    return Number(value) * 1000;
  }
  const date = Date.parse(value);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}

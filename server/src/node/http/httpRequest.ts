import type { SafeUrl } from '../../index/safeUrl';
import type { RawAnswer } from './exchange';

export interface HttpRequest {
  readonly url: SafeUrl;
  readonly method?: 'GET' | 'POST';
  /** The `Accept` header. */
  readonly accept: string;
  /** Valid media types of a 200 answer. Any other is from a captive portal or a wrong address. */
  readonly mediaTypes: readonly string[];
  readonly headers?: Readonly<Record<string, string>>;
  /** JSON, for POST. */
  readonly body?: string;
  /** Limit of the body in bytes, compressed and decompressed. */
  readonly maxBytes: number;
  /** Milliseconds for one attempt with all its redirects, from the first byte sent to the last one received. */
  readonly deadline?: number;
  /** Whether a redirect may lead to another origin. Credentials never do. Default true. */
  readonly crossOrigin?: boolean;
  readonly signal: AbortSignal;
}

/** A 200, or a status with a meaning of its own: 304, 404, 410. */
export interface HttpAnswer extends RawAnswer {
  /** After redirects. Relative links in the body are relative to it. */
  readonly url: SafeUrl;
}

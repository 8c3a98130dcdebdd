import type { Clock } from '../../host';
import type { SafeUrl } from '../../index/safeUrl';
import { HttpError } from './httpError';

/** The public index asks clients not to send thousands of requests within minutes, which a scan of a very large workspace could do. */
const ALLOWANCE = 1_000;
const ALLOWANCE_WINDOW = 600_000;

/** Maximum number of requests to one host within ten minutes. */
export class Allowance {
  readonly #clock: Clock;
  readonly #limit: number;
  /** By origin. */
  readonly #spent = new Map<string, { readonly since: number; count: number }>();

  constructor(clock: Clock, limit = ALLOWANCE) {
    this.#clock = clock;
    this.#limit = limit;
  }

  /** Throws `HttpError` if the host has received that many. */
  spend(url: SafeUrl): void {
    let window = this.#spent.get(url.origin);
    if (window === undefined || this.#clock.now() - window.since >= ALLOWANCE_WINDOW) {
      window = { since: this.#clock.now(), count: 0 };
      this.#spent.set(url.origin, window);
    }
    if (window.count >= this.#limit) {
      throw new HttpError('allowance', url);
    }
    window.count++;
  }
}

import type { Clock } from '../../host';
import type { SafeUrl } from '../../index/safeUrl';
import { HttpError } from './httpError';

/** The public index asks for no thousands of requests in a few minutes; a scan of a very large workspace would be that. */
const ALLOWANCE = 1_000;
const ALLOWANCE_WINDOW = 600_000;

/** How many requests one host gets within ten minutes. */
export class Allowance {
  readonly #clock: Clock;
  readonly #limit: number;
  /** By origin. */
  readonly #spent = new Map<string, { readonly since: number; count: number }>();

  constructor(clock: Clock, limit = ALLOWANCE) {
    this.#clock = clock;
    this.#limit = limit;
  }

  /** Throws `HttpError` where the host has had all of its requests. */
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

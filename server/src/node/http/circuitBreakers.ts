import type { Clock } from '../../host';
import { HttpError } from './httpError';

const MAX_PAUSE = 600_000;
const FAILURE_PAUSE = 30_000;
const UNAUTHORIZED_PAUSE = 60_000;
const TRANSIENT_STATUSES = new Set([429, 502, 503, 504]);

interface Pause {
  readonly until: number;
  readonly error: HttpError;
}

/** A circuit breaker for each host: after a failure, no request is sent to it for a while. */
export class CircuitBreakers {
  readonly #pauses = new Map<string, Pause>();
  readonly #timeouts = new Map<string, number>();

  readonly #clock: Clock;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Throws the host's last error during a pause. */
  check(origin: string): void {
    const pause = this.#pauses.get(origin);
    if (pause !== undefined && this.#clock.now() < pause.until) {
      throw new PausedError(pause.error);
    }
  }

  answered(origin: string): void {
    this.#timeouts.delete(origin);
  }

  remember(error: HttpError): void {
    if (!(error instanceof PausedError)) {
      this.#pause(error, this.#pauseAfter(error));
    }
  }

  /** The password was wrong: each further attempt could lock the account. */
  refused(error: HttpError): void {
    if (!(error instanceof PausedError)) {
      this.#pause(error, UNAUTHORIZED_PAUSE);
    }
  }

  clear(): void {
    this.#pauses.clear();
  }

  #pause(error: HttpError, milliseconds: number): void {
    if (milliseconds > 0) {
      this.#pauses.set(error.url.origin, { until: this.#clock.now() + milliseconds, error });
    }
  }

  #pauseAfter(error: HttpError): number {
    switch (error.failure) {
      case 'dns':
      case 'refused':
      case 'tls':
      case 'proxy':
        return FAILURE_PAUSE;
      case 'timeout': {
        // One slow page is not significant, two in a row are.
        const count = (this.#timeouts.get(error.url.origin) ?? 0) + 1;
        this.#timeouts.set(error.url.origin, count);
        return count >= 2 ? FAILURE_PAUSE : 0;
      }
      case 'status':
        if (error.status === 401) {
          return UNAUTHORIZED_PAUSE;
        }
        return isTransient(error) ? Math.min(error.retryAfter ?? FAILURE_PAUSE, MAX_PAUSE) : 0;
      default:
        return 0;
    }
  }
}

/** The host failed a moment ago and is paused. Same message as the failure itself. */
class PausedError extends HttpError {
  constructor(cause: HttpError) {
    super(cause.failure, cause.url, cause.status);
  }
}

/** Whether the same request may succeed a little later. */
export function isTransient(error: HttpError): boolean {
  if (error instanceof PausedError) {
    return false;
  }
  return error.failure === 'reset' || (error.failure === 'status' && TRANSIENT_STATUSES.has(error.status ?? 0));
}

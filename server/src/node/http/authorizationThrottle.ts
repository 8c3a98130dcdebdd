import type { SafeUrl } from '../../index/safeUrl';
import type { CircuitBreakers } from './circuitBreakers';
import { httpErrorFrom } from './httpError';

/**
 * Sends the first request with a password alone: accounts are locked after a few wrong passwords, and six parallel requests would count as six. If it
 * was wrong, the waiting requests find the host paused.
 */
export class AuthorizationThrottle {
  /** Requests with unconfirmed passwords, and the accepted headers. By origin. */
  readonly #proving = new Map<string, Promise<void>>();
  readonly #accepted = new Map<string, string>();

  readonly #breakers: CircuitBreakers;

  constructor(breakers: CircuitBreakers) {
    this.#breakers = breakers;
  }

  /** `auth` is the header for the origin of `url`. Undefined: none. */
  async pass<T>(url: SafeUrl, auth: string | undefined, attempt: () => Promise<T>): Promise<T> {
    const { origin } = url;
    if (auth === undefined) {
      return attempt();
    }
    const proving = this.#proving;
    const accepted = this.#accepted;
    for (let other = proving.get(origin); other !== undefined && accepted.get(origin) !== auth; other = proving.get(origin)) {
      await other;
    }
    if (accepted.get(origin) === auth) {
      return attempt();
    }
    const mine = attempt().then(
      (answer) => {
        accepted.set(origin, auth);
        return answer;
      },
      (thrown: unknown) => {
        const error = httpErrorFrom(thrown, url);
        if (error.failure === 'status' && (error.status === 401 || error.status === 403) && error.url.origin === origin) {
          this.#breakers.refused(error);
        }
        throw thrown;
      },
    );
    const forget = (): void => {
      proving.delete(origin);
    };
    proving.set(origin, mine.then(forget, forget));
    return mine;
  }
}

import type { SafeUrl } from '../facts/safeUrl';
import type { HostPauses } from './hostPauses';
import { httpErrorFrom } from './httpError';

/**
 * Lets the first request with a password go alone: accounts are locked after a few wrong ones, and six at once would be as many. Those that wait
 * find the host paused where it was wrong.
 */
export class PasswordGate {
  /** Requests with passwords that nobody has accepted yet, and the headers that were. By origin. */
  private readonly proving = new Map<string, Promise<void>>();
  private readonly accepted = new Map<string, string>();

  constructor(private readonly pauses: HostPauses) {}

  /** `auth` is the header for the origin of `url`; undefined: there is none. */
  async pass<T>(url: SafeUrl, auth: string | undefined, attempt: () => Promise<T>): Promise<T> {
    const { origin } = url;
    if (auth === undefined) {
      return attempt();
    }
    const { proving, accepted } = this;
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
          this.pauses.refused(error);
        }
        throw thrown;
      },
    );
    const settled = mine.then(
      () => undefined,
      () => undefined,
    );
    proving.set(origin, settled);
    void settled.then(() => proving.delete(origin));
    return mine;
  }
}

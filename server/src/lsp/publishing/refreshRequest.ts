import { detach } from '../../errors';

/** Asks the client to refresh something. One request at a time: all news during a request causes one more. */
export class RefreshRequest {
  readonly #send: () => Promise<void>;
  readonly #log: Parameters<typeof detach>[1];
  #asking: Promise<void> | undefined;
  #askAgain = false;

  constructor(send: () => Promise<void>, log: Parameters<typeof detach>[1]) {
    this.#send = send;
    this.#log = log;
  }

  ask(): void {
    if (this.#asking !== undefined) {
      this.#askAgain = true;
      return;
    }
    const asking = this.#send().finally(() => {
      this.#asking = undefined;
      if (this.#askAgain) {
        this.#askAgain = false;
        this.ask();
      }
    });
    this.#asking = asking;
    detach(asking, this.#log);
  }
}

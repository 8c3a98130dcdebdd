import { detach } from '../../errors';

/** A request that the client ask anew for something. One at a time: news that come while the client answers are one more. */
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

/** Adds a listener. Listeners are called in the order in which they were added. */
export type Event<T> = (listener: (value: T) => void) => void;

/** The side of an event that notifies its listeners. */
export class Emitter<T> {
  readonly #listeners: ((value: T) => void)[] = [];

  readonly event: Event<T> = (listener) => {
    this.#listeners.push(listener);
  };

  fire(value: T): void {
    for (const listener of this.#listeners) {
      listener(value);
    }
  }
}

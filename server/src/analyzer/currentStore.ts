import { PackageFactStore } from '../facts/packages/packageFactStore';
import type { Host } from '../host';

/** The store of package facts in use. It is replaced when the package data is updated. */
export class CurrentStore {
  readonly #host: Host;
  #store: Promise<PackageFactStore> | undefined;

  /** `isLazy`: it is opened at the first use, or never. */
  constructor(host: Host, isLazy = false) {
    this.#host = host;
    this.#store = isLazy ? undefined : this.#open();
  }

  /** Rejects if the package data cannot be read. */
  get(): Promise<PackageFactStore> {
    this.#store ??= this.#open();
    return this.#store;
  }

  /** The package data was replaced. */
  reload(): void {
    this.#store = this.#open();
  }

  #open(): Promise<PackageFactStore> {
    const opened = Promise.all([this.#host.nameData(), this.#host.advisoryIndex()]).then(
      ([data, advisories]) => new PackageFactStore(this.#host, data, advisories),
    );
    // The first caller reports a failed load. Until then it must not count as an unhandled rejection.
    opened.catch(() => undefined);
    return opened;
  }
}

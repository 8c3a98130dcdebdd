import { PackageFactStore } from '../facts/packageFactStore';
import type { Host } from '../host';

/** The store of package facts in use; another one after the package data are updated. */
export class CurrentStore {
  readonly #host: Host;
  #store: Promise<PackageFactStore> | undefined;

  /** `isLazy`: it is opened when it is first asked for, be it never. */
  constructor(host: Host, isLazy = false) {
    this.#host = host;
    this.#store = isLazy ? undefined : this.#open();
  }

  /** Rejects where the package data cannot be read. */
  get(): Promise<PackageFactStore> {
    this.#store ??= this.#open();
    return this.#store;
  }

  /** The package data are others. */
  reload(): void {
    this.#store = this.#open();
  }

  #open(): Promise<PackageFactStore> {
    const opened = Promise.all([this.#host.nameData(), this.#host.advisoryIndex()]).then(
      ([data, advisories]) => new PackageFactStore(this.#host, data, advisories),
    );
    // A failed load is reported by whoever asks first; it must not count as unhandled before that.
    opened.catch(() => undefined);
    return opened;
  }
}

import type { DocumentVersion, Work } from '../../server/src/protocol/messages';

/**
 * Remembers what the server works on. If it crashes, the next server skips those texts. Otherwise it would crash again,
 * and no document would be checked.
 */
export class CrashWatch {
  /** URI to version. */
  readonly #underWay = new Map<string, number>();
  readonly #stoppedAt = new Map<string, number>();

  worked({ uri, version, isDone }: Work): void {
    if (!isDone) {
      this.#underWay.set(uri, version);
    } else if (this.#underWay.get(uri) === version) {
      this.#underWay.delete(uri);
    }
  }

  /** The server has crashed. Returns the URIs of the texts that it was working on. */
  stopped(): string[] {
    const uris = [...this.#underWay.keys()];
    for (const [uri, version] of this.#underWay) {
      this.#stoppedAt.set(uri, version);
    }
    this.#underWay.clear();
    return uris;
  }

  /** The user restarts the server: nothing is skipped any more. */
  forget(): void {
    this.#underWay.clear();
    this.#stoppedAt.clear();
  }

  get leftAlone(): DocumentVersion[] {
    return [...this.#stoppedAt].map(([uri, version]) => ({ uri, version }));
  }
}

/** An invalid call: exit code 2, with the reason in the message. */
export class UsageError extends Error {
  /** The command to show the help of. */
  readonly command: string | undefined;

  constructor(message: string, command?: string) {
    super(message);
    this.command = command;
  }
}

/** A file or folder that the call names does not serve: exit code 2 too, but the call itself fits. */
export class FileError extends Error {}

export const EXIT = { ok: 0, findings: 1, error: 2 } as const;

/** Represents standard input in place of a file. */
export const STDIN = '-';

/** A session of an editor with the server, as data. Any step can be left out, and the others can still be played. */
export interface Sequence {
  /** The client's capabilities. */
  readonly client: {
    /** Pulls diagnostics. Otherwise they are pushed to it. */
    readonly pulls: boolean;
    readonly trusted: boolean;
    /** Takes versioned edits. */
    readonly versionedEdits: boolean;
  };
  /** The section `lookalike` of the editor's settings. */
  readonly settings: Settings;
  /** The workspace folder: path to text. */
  readonly files: Readonly<Record<string, string>>;
  readonly steps: readonly Step[];
}

export type Settings = Readonly<Record<string, unknown>>;

/** One edit: `text` replaces `length` UTF-16 units at `at`. Both are limited to the current text. */
export interface Change {
  readonly at: number;
  readonly length: number;
  readonly text: string;
}

/**
 * `file` is a path in the workspace folder; `a.ipynb#2` is a cell of a notebook, `untitled:1` a document without a file.
 * The session does not wait for a request, only for `settle`, `fix` and the end.
 */
export type Step =
  | { readonly do: 'open'; readonly file: string; readonly language: string; readonly text: string }
  | { readonly do: 'edit'; readonly file: string; readonly changes: readonly Change[] }
  | { readonly do: 'close'; readonly file: string }
  | { readonly do: 'rename'; readonly file: string; readonly to: string }
  | { readonly do: 'write'; readonly file: string; readonly text: string | null }
  | { readonly do: 'configure'; readonly settings: Settings }
  | { readonly do: 'trust' }
  | { readonly do: 'request'; readonly method: string; readonly file: string; readonly at: number; readonly cancel: boolean }
  | { readonly do: 'fix'; readonly file: string; readonly pick: number }
  | { readonly do: 'settle' };

/** A fault of the server. */
export interface Fault {
  /** Its kind, independent of the texts. */
  readonly kind: string;
  readonly detail: string;
}

/** A session of an editor with the server, as data: whatever step is left out, the others can still be played. */
export interface Sequence {
  /** What the client can do and says of itself. */
  readonly client: {
    /** Asks for diagnostics; otherwise they are pushed to it. */
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

/** One edit: `text` takes the place of `length` UTF-16 units at `at`; both are cut to the text that is there. */
export interface Change {
  readonly at: number;
  readonly length: number;
  readonly text: string;
}

/**
 * `file` is a path in the workspace folder; `a.ipynb#2` is a cell of a notebook, `untitled:1` a document without a file.
 * A request is not waited for: only `settle`, `fix` and the end are.
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

/** Something that the server must not do. */
export interface Fault {
  /** What kind, the same however the texts differ. */
  readonly kind: string;
  readonly detail: string;
}

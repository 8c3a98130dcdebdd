import type { Range } from 'vscode-languageserver-types';

export type SuppressionKind = 'comment' | 'trust' | 'rule-level' | 'private' | 'exclude' | 'accept' | 'baseline';

/** What keeps a finding from being reported, and where that is written. */
export interface SuppressedBy {
  readonly kind: SuppressionKind;
  /** The file that says so. Absent: a setting of the editor. */
  readonly uri?: string | undefined;
  /** The place in that file. */
  readonly range?: Range | undefined;
  /** Why, in the words of whoever wrote the entry. */
  readonly reason?: string | undefined;
  /** ISO date, the last day on which it holds. */
  readonly until?: string | undefined;
  /** Written outside of the repository that is judged, so it can hide known malware too. */
  readonly outside: boolean;
}

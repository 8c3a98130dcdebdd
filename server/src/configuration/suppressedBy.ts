import type { Range } from 'vscode-languageserver-types';

export type SuppressionKind = 'comment' | 'trust' | 'rule-level' | 'private' | 'exclude' | 'accept' | 'baseline';

/** What suppresses a finding, and where it is written. */
export interface SuppressedBy {
  readonly kind: SuppressionKind;
  /** The file with the entry. Absent: a setting of the editor. */
  readonly uri?: string | undefined;
  /** The place in that file. */
  readonly range?: Range | undefined;
  /** The reason, in the words of the entry's author. */
  readonly reason?: string | undefined;
  /** ISO date, the last day on which it applies. */
  readonly until?: string | undefined;
  /** Written outside of the judged repository, so it can also hide known malware. */
  readonly outside: boolean;
}

import type { Advisory } from '../advisories/advisory';
import type { Lookup } from '../lookup';
import type { ImportName, ListedProject, Superseded } from '../names/data';
import type { Confidence, Imitation } from '../names/engine';
import type { Kinship } from './nameEvidence';
import type { Project } from './project';

/** A name that the package's name resembles, with what makes the resemblance weigh. */
export interface Resemblance extends Imitation {
  readonly rank?: number;
  readonly superseded?: Superseded;
  /** One of the project's own private names. */
  readonly isPrivate: boolean;
}

/** What is known of one package name when the rules judge. Gathering never waits: what has not arrived is `unavailable`. */
export interface PackageFacts {
  readonly normalizedName: string;
  /** Month of the bundled list, `2026-11`. */
  readonly asOf: string;
  /** 1 is the most downloaded project. */
  readonly rank?: number;
  /** In 30 days. */
  readonly downloads?: number;
  /** What the bundled list of all projects says. */
  readonly listed: Lookup<ListedProject>;
  readonly malicious: boolean;
  /** How sure it is, by all that is known, that the name imitates another. Undefined: nothing to report, whatever it resembles. */
  readonly confidence?: Confidence;
  /** Best first. */
  readonly resemblances: readonly Resemblance[];
  /** Why the confidence is another than the looks of the name alone would give, in sentences. */
  readonly evidence?: string;
  /** What the project has in common with the best resemblance's; absent where there is none. */
  readonly kinship?: Lookup<Kinship>;
  readonly importName?: ImportName;
  readonly superseded?: Superseded;
  /** Matches the configured `private` names: served by the user's own index, never looked up elsewhere. */
  readonly isPrivate: boolean;
  /** In the configured `trust` list. */
  readonly isTrusted: boolean;
  /** What advisories say of the project, in every version. `unavailable` only where not even the bundled ones could be read. */
  readonly advisories: Lookup<readonly Advisory[]>;
  /** What the index says. */
  readonly project: Lookup<Project>;
}

import type { Advisory } from '../advisories/advisory';
import type { SuppressedBy } from '../configuration/suppressedBy';
import type { Project } from '../index/project';
import type { Lookup } from '../lookup';
import type { Confidence, Imitation } from '../names/judgement';
import type { ImportName, ListedProject, MaliciousRecord, Superseded } from '../names/nameData';
import type { FamilyStanding } from './familyOwners';
import type { Kinship } from './nameEvidence';

/** A name that the package's name resembles, with what makes the resemblance weigh. */
export interface Resemblance extends Imitation {
  readonly rank?: number | undefined;
  readonly superseded?: Superseded | undefined;
  /** One of the project's own private names. */
  readonly isPrivate: boolean;
  /** The name that it looks like, where that is not the project to install: the name of the target's module, or of the project that it continues. */
  readonly looksLike?: string;
}

/** A project of a stranger with a name of a family of one owner's projects. */
export interface Outsider extends Pick<FamilyStanding, 'family' | 'leader'> {
  readonly confidence: Confidence;
}

/** What is known of one package name when the rules judge. Gathering never waits: what has not arrived is `unavailable`. */
export interface PackageFacts {
  readonly normalizedName: string;
  /** Month of the bundled list, `2026-11`. */
  readonly asOf: string;
  /** 1 is the most downloaded project. */
  readonly rank?: number | undefined;
  /** In 30 days. */
  readonly downloads?: number | undefined;
  /** What the bundled list of all projects says. */
  readonly listed: Lookup<ListedProject>;
  /** An earlier package list has it, the one of `asOf` does not. */
  readonly wasRemoved: boolean;
  /** A record of malicious packages names every version of it. */
  readonly malicious: boolean;
  /** What the bundled records of malicious packages say of it. */
  readonly maliciousRecords: readonly MaliciousRecord[];
  /** How sure it is, by all that is known, that the name imitates another. Undefined: nothing to report, whatever it resembles. */
  readonly confidence?: Confidence | undefined;
  /** Best first. */
  readonly resemblances: readonly Resemblance[];
  /** Listed projects that an absent name may have been meant for, best first, where they are likelier than what it imitates. */
  readonly near: readonly string[];
  /** Why the confidence is another than the looks of the name alone would give, in sentences. */
  readonly evidence?: string | undefined;
  /** What the project has in common with the best resemblance's; absent where there is none. */
  readonly kinship?: Lookup<Kinship> | undefined;
  /** Absent unless the index says so: no member of the family it is named after. */
  readonly outsider?: Outsider | undefined;
  readonly importName?: ImportName | undefined;
  readonly superseded?: Superseded | undefined;
  /** Matches the configured `private` names: served by the user's own index, never looked up elsewhere. */
  readonly isPrivate: boolean;
  /** What trusts the name: an entry of a `trust` list. */
  readonly trustedBy?: SuppressedBy | undefined;
  /** Of a name that the configuration calls private: what would be known without that. */
  readonly withoutPrivate?: (PackageFacts & { readonly by: SuppressedBy }) | undefined;
  /** What advisories say of the project, in every version. `unavailable` only where not even the bundled ones could be read. */
  readonly advisories: Lookup<readonly Advisory[]>;
  /** What the index says. */
  readonly project: Lookup<Project>;
  /** Whether it was asked, or was to be asked and could not be. */
  readonly wasAsked: boolean;
}

import type { Advisory } from '../../advisories/advisory';
import type { SuppressedBy } from '../../configuration/suppressedBy';
import type { Project } from '../../index/project';
import type { Lookup } from '../../lookup';
import type { Confidence, Imitation } from '../../names/judgement';
import type { ImportName, ListedProject, MaliciousRecord, Superseded } from '../../names/nameData';
import type { FamilyStanding } from './familyOwners';
import type { Kinship } from './nameEvidence';

/** A name that the package's name resembles, and the strength of the resemblance. */
export interface Resemblance extends Imitation {
  readonly rank?: number | undefined;
  readonly superseded?: Superseded | undefined;
  /** One of the project's own private names. */
  readonly isPrivate: boolean;
  /** The name that it looks like, if that is not the project to install: the module of the target, or the project that it continues. */
  readonly looksLike?: string;
}

/** A project of another owner with a name of one owner's family of projects. */
export interface Outsider extends Pick<FamilyStanding, 'family' | 'leader'> {
  readonly confidence: Confidence;
}

/** Facts about one package name, for the rules. Gathering never waits: facts that have not arrived are `unavailable`. */
export interface PackageFacts {
  readonly normalizedName: string;
  /** Month of the bundled list, `2026-11`. */
  readonly asOf: string;
  /** 1 is the most downloaded project. */
  readonly rank?: number | undefined;
  /** In 30 days. */
  readonly downloads?: number | undefined;
  /** The entry in the bundled list of all projects. */
  readonly listed: Lookup<ListedProject>;
  /** An earlier package list has it, but the list of `asOf` does not. */
  readonly wasRemoved: boolean;
  /** A record of malicious packages names every version of it. */
  readonly malicious: boolean;
  /** The bundled records of malicious packages about it. */
  readonly maliciousRecords: readonly MaliciousRecord[];
  /** The confidence that the name imitates another one, from all facts. Undefined: nothing to report, whatever it resembles. */
  readonly confidence?: Confidence | undefined;
  /** Best first. */
  readonly resemblances: readonly Resemblance[];
  /** Listed projects that an absent name may have meant, best first, if they are likelier than the imitated one. */
  readonly near: readonly string[];
  /** Why the confidence differs from that of the name alone, in sentences. */
  readonly evidence?: string | undefined;
  /** What the project has in common with the best resemblance's. Absent: nothing. */
  readonly kinship?: Lookup<Kinship> | undefined;
  /** Set if the index says that it is not a member of the family in its name. */
  readonly outsider?: Outsider | undefined;
  readonly importName?: ImportName | undefined;
  readonly superseded?: Superseded | undefined;
  /** Matches the configured `private` names: served by the user's own index, never looked up elsewhere. */
  readonly isPrivate: boolean;
  /** What makes the name trusted: an entry of a `trust` list. */
  readonly trustedBy?: SuppressedBy | undefined;
  /** For a name that the configuration calls private: the facts without that. */
  readonly withoutPrivate?: (PackageFacts & { readonly by: SuppressedBy }) | undefined;
  /** The advisories about the project, for every version. `unavailable` only if not even the bundled ones could be read. */
  readonly advisories: Lookup<readonly Advisory[]>;
  /** The answers of the index. */
  readonly project: Lookup<Project>;
  /** Whether the index was contacted, or should have been. */
  readonly wasAsked: boolean;
}

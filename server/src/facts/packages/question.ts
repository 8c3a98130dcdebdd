import type { Configuration } from '../../configuration/configuration';
import type { IndexRoutes } from '../indexes/indexRoutes';

/** The context of a request for facts: the configuration and indexes of one file. */
export interface FactScope {
  readonly configuration: Configuration;
  /** Which index may learn which name. */
  readonly routes: IndexRoutes;
  /** False: files now have other index options, so no more names may be sent along these routes. */
  isCurrent?(): boolean;
}

/** The owner of the package that a name stands for in a file. */
export interface PackageName {
  readonly normalizedName: string;
  /** The index that the file pins the name to. */
  readonly indexName?: string | undefined;
}

/** A package to look up. */
export interface Question extends PackageName {
  /** A version is required: the index's facts about that version matter. */
  readonly pinned: boolean;
  /** Served by one index that the file names: the public owner of the name does not matter. */
  readonly explicit: boolean;
}

/** What distinguishes the answers about a name: the same name may be looked up in different indexes. */
export function questionKey({ normalizedName, indexName }: PackageName, { routes }: FactScope): string {
  return [normalizedName, routes.indexStrategy, ...routes.of(normalizedName, indexName).urls].join(' ');
}

/** Each name of an index once. */
export function distinctNames(questions: readonly Question[]): PackageName[] {
  const byKey = new Map(questions.map((question) => [`${question.normalizedName} ${question.indexName ?? ''}`, question]));
  return [...byKey.values()];
}

import type { IndexOption } from '../../formats/manifest/format';

/**
 * How the options of another file affect a file. `run`: an installer reads both at once, so they apply. `install`: another file has commands or
 * tables that install this one. `project`: the file is part of the same project; nothing says that both are used together.
 */
export type IndexRelation = 'run' | 'install' | 'project';

/** The index options of one other file. */
export interface InheritedIndexes {
  readonly uri: string;
  readonly relation: IndexRelation;
  readonly indexes: readonly IndexOption[];
}

/** The index options of other files for one file. The same object as long as they are the same. */
export interface IndexContext {
  readonly inherited: readonly InheritedIndexes[];
  /** uv installs the requirements of the file, according to the files around it. */
  readonly usesUv: boolean;
  /** There are more files around it than were searched: one of them may name an index. */
  readonly isCut?: boolean;
}

export const NO_INDEX_CONTEXT: IndexContext = { inherited: [], usesUv: false };

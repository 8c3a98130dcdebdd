import type { Problem } from '../formats/format';
import { normalizeName } from '../packaging/name';
import { nameMatcher } from '../packaging/namePattern';
import type { Settings, TrustEntry } from '../settings';
import type { RuleId, RuleLevel } from './ruleLevels';

/** What a project's own file says: `[tool.lookalike]` of pyproject.toml, or lookalike.toml. */
export interface ProjectConfiguration {
  readonly uri: string;
  readonly trust: readonly TrustEntry[];
  readonly private: readonly string[];
  readonly exclude: readonly string[];
  /** Days; absent: the editor's setting. */
  readonly coolDown?: number;
  readonly rules: Readonly<Partial<Record<RuleId, RuleLevel>>>;
  /** Values that did not fit, where they stand in the file. */
  readonly problems: readonly Problem[];
}

/** The settings that hold for one file. */
export class Configuration {
  /** Names and patterns, as configured. */
  readonly privatePatterns: readonly string[];
  /** The private names, normalised, `acme-*` among them: what a misspelling can be compared with. */
  readonly privateNames: readonly string[];
  private readonly matchesPrivate: (normalizedName: string) => boolean;
  private readonly matchesVouched: (normalizedName: string) => boolean;
  private readonly trusted: ReadonlySet<string>;

  constructor(
    readonly settings: Settings,
    readonly project: ProjectConfiguration | undefined,
    /** ISO date: trust entries may have run out. */
    today: string,
    /** False: comments and private names of the workspace quieten nothing. */
    readonly honoursComments = true,
  ) {
    this.privatePatterns = [...settings.private, ...(project?.private ?? [])];
    this.privateNames = this.privatePatterns.map(normalizeName);
    this.matchesPrivate = nameMatcher(this.privatePatterns);
    this.matchesVouched = honoursComments ? this.matchesPrivate : nameMatcher(settings.private);
    const holding = [...settings.trust, ...(project?.trust ?? [])].filter(({ until }) => until === undefined || today <= until);
    this.trusted = new Set(holding.map(({ name }) => normalizeName(name)));
  }

  /** The project's file has the last word on rules, so that editor and CI agree. */
  get levels(): Readonly<Partial<Record<RuleId, RuleLevel>>> {
    return { ...this.settings.rules, ...this.project?.rules };
  }

  /** Days that a release must be old to pass without a word. */
  get coolDown(): number {
    return this.project?.coolDown ?? this.settings.coolDown;
  }

  get exclude(): readonly string[] {
    return this.project?.exclude ?? [];
  }

  /** Nobody is told the name but the index that has it. */
  isPrivate(normalizedName: string): boolean {
    return this.matchesPrivate(normalizedName);
  }

  /** Whether the word that a name is private comes from somebody who may quieten what is said of it: not from a workspace that is not trusted. */
  vouchesFor(normalizedName: string): boolean {
    return this.matchesVouched(normalizedName);
  }

  isTrusted(normalizedName: string): boolean {
    return this.trusted.has(normalizedName);
  }
}

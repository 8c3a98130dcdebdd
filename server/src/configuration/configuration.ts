import type { Problem } from '../formats/format';
import { normalizeName } from '../packaging/name';
import { matchesName } from '../packaging/namePattern';
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
  private normalizedPrivateNames: readonly string[] | undefined;

  constructor(
    readonly settings: Settings,
    readonly project: ProjectConfiguration | undefined,
    /** ISO date: trust entries may have run out. */
    private readonly today: string,
    /** False: the workspace may not quieten anything by comments of its own. */
    readonly honoursComments = true,
  ) {}

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

  /** Names and patterns, as configured. */
  get privatePatterns(): readonly string[] {
    return [...this.settings.private, ...(this.project?.private ?? [])];
  }

  /** The private names, normalised, `acme-*` among them: what a misspelling can be compared with. */
  get privateNames(): readonly string[] {
    this.normalizedPrivateNames ??= this.privatePatterns.map(normalizeName);
    return this.normalizedPrivateNames;
  }

  isPrivate(normalizedName: string): boolean {
    return matchesName(this.privatePatterns, normalizedName);
  }

  isTrusted(normalizedName: string): boolean {
    return [...this.settings.trust, ...(this.project?.trust ?? [])].some(
      (entry) => normalizeName(entry.name) === normalizedName && (entry.until === undefined || this.today <= entry.until),
    );
  }
}

import type { Range } from 'vscode-languageserver-types';
import type { Problem } from '../formats/manifest/format';
import { normalizeName } from '../packaging/name';
import { nameMatcher, patternFinder } from '../packaging/namePattern';
import type { Settings, TrustEntry } from '../settings';
import { coversPath, matchesGlob, pathBelow } from './globs';
import { type ConfigurableRule, type RuleId, type RuleLevel, SEVERITIES } from './ruleLevels';
import type { SuppressedBy, SuppressionKind } from './suppressedBy';

/** A value of a configuration file, and its position. */
export interface Placed<T> {
  readonly value: T;
  readonly range: Range;
}

/** One advisory that the project accepts, by its id or any alias. */
export interface AcceptEntry {
  /** In capital letters. */
  readonly id: string;
  /** Normalized name of the one package that the entry covers. Absent: every package. */
  readonly package?: string | undefined;
  readonly reason?: string | undefined;
  /** ISO date, the last day on which the entry applies. */
  readonly until?: string | undefined;
}

/** The contents of a project's own file: `[tool.lookalike]` of pyproject.toml, or lookalike.toml. */
export interface ProjectConfiguration {
  readonly uri: string;
  readonly trust: readonly Placed<TrustEntry>[];
  /** Names or patterns with `*`. */
  readonly private: readonly Placed<string>[];
  /** Globs of files that a scan leaves out. */
  readonly exclude: readonly Placed<string>[];
  /** Globs of further files that are read as requirements files. */
  readonly files: readonly string[];
  readonly accept: readonly Placed<AcceptEntry>[];
  /** Days; absent: the editor's setting. */
  readonly coolDown?: number | undefined;
  readonly rules: Readonly<Partial<Record<RuleId, Placed<RuleLevel>>>>;
  /** Invalid values, at their positions. */
  readonly problems: readonly Problem[];
  /** The file does not parse: entries that suppress findings are ignored. */
  readonly broken: boolean;
}

/** The level of a rule, and what lowers it from the usual one. */
export interface ConfiguredLevel {
  /** If there is `by`: the level without that. */
  readonly level: RuleLevel;
  /** Turns the rule off, or has a lower level than the user's for known malware. */
  readonly by?: SuppressedBy;
}

/** A name is compared with each of these. */
const MAX_COMPARED = 1_000;
export interface ConfigurationSources {
  readonly settings: Settings;
  readonly project: ProjectConfiguration | undefined;
  /** ISO date. */
  readonly today: string;
  /** False: comments and private names of the workspace suppress nothing. */
  readonly honoursComments: boolean;
  /** The user of the scan chose the project's configuration, not the repository. */
  readonly isProjectOutside: boolean;
  /** Folders (URIs) that the globs of the settings and of the project are relative to. */
  readonly settingsFolder: string;
  readonly projectFolder: string;
}

/** The settings that apply to one file. */
export class Configuration {
  readonly #sources: ConfigurationSources;

  /** Names and patterns, as configured. */
  readonly privatePatterns: readonly string[];
  /** The first private names, normalized, including `acme-*`, with which misspellings are compared. */
  readonly privateNames: readonly string[];
  readonly #matchesPrivate: (normalizedName: string) => boolean;
  readonly #matchesUserPrivate: (normalizedName: string) => boolean;
  readonly #matchesOutside: (normalizedName: string) => boolean;
  /** The first of the project's private entries that a name matches, if the project may declare names private. */
  readonly #findVouching: (normalizedName: string) => number | undefined;
  readonly #trusted: ReadonlyMap<string, SuppressedBy>;
  readonly #levels = new Map<string, ConfiguredLevel>();
  /** The entries that have not expired, by their ids, and then by their packages; `''` for every package. With their places in the list. */
  #accepted: ReadonlyMap<string, ReadonlyMap<string, number>> | undefined;

  readonly settings: Settings;
  readonly project: ProjectConfiguration | undefined;
  /** ISO date: entries may have expired. */
  readonly today: string;
  /** False: comments and private names of the workspace suppress nothing. */
  readonly honoursComments: boolean;
  readonly #isProjectOutside: boolean;

  constructor(sources: ConfigurationSources) {
    this.#sources = sources;

    const { settings, project } = sources;
    this.settings = settings;
    this.project = project;
    this.today = sources.today;
    this.honoursComments = sources.honoursComments;
    this.#isProjectOutside = sources.isProjectOutside;
    const ofProject = project?.private ?? [];
    this.privatePatterns = [...settings.private, ...ofProject.map(({ value }) => value)];
    this.privateNames = this.privatePatterns.slice(0, MAX_COMPARED).map(normalizeName);
    this.#matchesPrivate = nameMatcher(this.privatePatterns);
    this.#matchesUserPrivate = nameMatcher(settings.private);
    const mayVouch = sources.honoursComments && project?.broken !== true;
    this.#findVouching = patternFinder(mayVouch ? ofProject.map(({ value }) => value) : []);
    this.#matchesOutside = nameMatcher(settings.user.private);
    this.#trusted = this.#readTrust();
  }

  #readTrust(): ReadonlyMap<string, SuppressedBy> {
    const trusted = new Map<string, SuppressedBy>();
    for (const { value: entry, range } of this.project?.trust ?? []) {
      if (this.#holds(entry)) {
        trusted.set(normalizeName(entry.name), this.#byProject('trust', range, entry));
      }
    }
    for (const entry of this.settings.trust.filter((it) => this.#holds(it))) {
      const name = normalizeName(entry.name);
      const outside = this.settings.user.trust.some((own) => normalizeName(own.name) === name);
      // The user's settings take precedence over the repository's.
      if (outside || !trusted.has(name)) {
        trusted.set(name, { kind: 'trust', ...notes(entry), outside });
      }
    }
    return trusted;
  }

  #byProject(kind: SuppressionKind, range: Range, entry: Pick<TrustEntry, 'reason' | 'until'> = {}): SuppressedBy {
    return { kind, uri: this.project?.uri, range, ...notes(entry), outside: this.#isProjectOutside };
  }

  #holds({ until }: Pick<TrustEntry, 'until'>): boolean {
    return until === undefined || this.today <= until;
  }

  /** The project's file takes precedence for rules, so editor and CI agree, except for findings that only the user can hide or make milder. */
  levelOf(rule: ConfigurableRule, isForUser = rule.malware === true): ConfiguredLevel {
    const key = `${rule.id} ${isForUser}`;
    let level = this.#levels.get(key);
    if (level === undefined) {
      level = this.#readLevel(rule, isForUser);
      this.#levels.set(key, level);
    }
    return level;
  }

  #readLevel({ id, level: usual }: ConfigurableRule, isForUser: boolean): ConfiguredLevel {
    const ofProject = this.project?.rules[id];
    const level = ofProject?.value ?? this.settings.rules[id] ?? usual;
    const ofUser = this.#isProjectOutside ? level : (this.settings.user.rules[id] ?? usual);
    const isLowered = isForUser ? isMilder(level, ofUser) || level === 'off' : level === 'off' && usual !== 'off';
    if (!isLowered) {
      return { level };
    }
    const outside = !isMilder(level, ofUser);
    return {
      level: outside ? usual : ofUser,
      by: ofProject === undefined ? { kind: 'rule-level', outside } : { ...this.#byProject('rule-level', ofProject.range), outside },
    };
  }

  /** Minimum age of a release, in days. */
  get coolDown(): number {
    return this.project?.coolDown ?? this.settings.coolDown;
  }

  /** The entry that makes a scan leave a file out. */
  excludedBy(uri: string): SuppressedBy | undefined {
    const globs = this.project?.exclude ?? [];
    const path = globs.length === 0 ? undefined : pathBelow(this.#sources.projectFolder, uri);
    const entry = path === undefined ? undefined : globs.find(({ value }) => coversPath(value, path));
    return entry && this.#byProject('exclude', entry.range);
  }

  /** Globs of further files that are read as requirements files. */
  get files(): readonly string[] {
    return [...this.settings.files, ...(this.project?.files ?? [])];
  }

  /** Whether a file is read as a requirements file because of the configuration. */
  namesFile(uri: string): boolean {
    const { settingsFolder, projectFolder } = this.#sources;
    const isNamed = (globs: readonly string[], folder: string): boolean => {
      const path = globs.length === 0 ? undefined : pathBelow(folder, uri);
      return path !== undefined && globs.some((glob) => matchesGlob(glob, path));
    };
    return isNamed(this.settings.files, settingsFolder) || isNamed(this.project?.files ?? [], projectFolder);
  }

  /** Whether all files of the project's configuration are in a folder (URI). */
  isConfiguredBelow(folder: string): boolean {
    return this.#sources.projectFolder === folder.replace(/\/$/, '') || pathBelow(folder, this.#sources.projectFolder) !== undefined;
  }

  /** Only the index that has the name may learn it. */
  isPrivate(normalizedName: string): boolean {
    return this.#matchesPrivate(normalizedName);
  }

  /** The declaration that a private name is the user's own, if it may suppress findings: not in an untrusted workspace. */
  vouchedBy(normalizedName: string): SuppressedBy | undefined {
    if (!this.#matchesPrivate(normalizedName)) {
      return undefined;
    }
    if (this.#matchesUserPrivate(normalizedName)) {
      return { kind: 'private', outside: this.#matchesOutside(normalizedName) };
    }
    const entry = this.project?.private[this.#findVouching(normalizedName) ?? -1];
    return entry && this.#byProject('private', entry.range);
  }

  trustedBy(normalizedName: string): SuppressedBy | undefined {
    return this.#trusted.get(normalizedName);
  }

  /** Whether any advisory is accepted at all. */
  get acceptsAny(): boolean {
    return this.project !== undefined && this.project.accept.length > 0;
  }

  /** The project's entry that accepts an advisory with these ids and aliases in a package. */
  acceptedBy(ids: ReadonlySet<string>, normalizedName: string): SuppressedBy | undefined {
    this.#accepted ??= this.#readAccepted();
    let first: number | undefined;
    for (const id of ids) {
      const places = this.#accepted.get(id);
      for (const place of [places?.get(normalizedName), places?.get('')]) {
        first = Math.min(place ?? Number.POSITIVE_INFINITY, first ?? Number.POSITIVE_INFINITY);
      }
    }
    const entry = this.project?.accept[first ?? -1];
    return entry && this.#byProject('accept', entry.range, entry.value);
  }

  #readAccepted(): ReadonlyMap<string, ReadonlyMap<string, number>> {
    const accepted = new Map<string, Map<string, number>>();
    for (const [i, { value }] of (this.project?.accept ?? []).entries()) {
      const places = accepted.get(value.id) ?? new Map<string, number>();
      const name = value.package ?? '';
      if (this.#holds(value) && !places.has(name)) {
        accepted.set(value.id, places.set(name, i));
      }
    }
    return accepted;
  }
}

function notes({ reason, until }: Pick<TrustEntry, 'reason' | 'until'>): Pick<TrustEntry, 'reason' | 'until'> {
  return { ...(reason === undefined ? {} : { reason }), ...(until === undefined ? {} : { until }) };
}

function isMilder(level: RuleLevel, than: RuleLevel): boolean {
  const order: readonly RuleLevel[] = [...SEVERITIES, 'off'];
  return order.indexOf(level) > order.indexOf(than);
}

import { normalizeName } from '../../packaging/name';
import type { ParsedRequirement, RequirementReading } from '../../packaging/requirement';
import type { Span } from '../../packaging/span';
import type {
  HandedInput,
  Include,
  IndexOption,
  InnerFile,
  Manifest,
  Problem,
  Requirement,
  RequirementRole,
  RequirementSource,
  Unchecked,
} from './format';
import type { VariableFinder } from './variables';

/** Facts about a requirement from its place in the file, independent of its text. */
export interface Declaration {
  /** `dependency` when absent. */
  readonly role?: RequirementRole | undefined;
  readonly group?: string | undefined;
  readonly removeSpan?: Span | undefined;
  /** The placeholders that a program replaces before the text is read. Absent: pip's `${NAME}`. */
  readonly findVariable?: VariableFinder | undefined;
}

/** Collects a manifest while a file is read. */
export class ManifestBuilder implements Manifest {
  readonly requirements: Requirement[] = [];
  readonly includes: Include[] = [];
  readonly indexes: IndexOption[] = [];
  readonly problems: Problem[] = [];
  readonly unchecked: Unchecked[] = [];
  readonly innerFiles: InnerFile[] = [];
  /** Most files have none. */
  handed: HandedInput[] | undefined;

  addHanded(input: HandedInput): void {
    this.handed ??= [];
    this.handed.push(input);
  }

  problem(message: string, span: Span): void {
    this.problems.push({ message, span });
  }

  addProblem(problem: Problem | undefined): void {
    if (problem !== undefined) {
      this.problems.push(problem);
    }
  }

  /** Adds the contents of a PEP 508 string, and its problems. */
  addReading(reading: RequirementReading, declaration: Declaration): void {
    for (const problem of reading.problems) {
      this.problems.push(problem);
    }
    if (reading.requirement) {
      this.requirements.push(toRequirement(reading.requirement, declaration, reading.problems.length > 0));
    }
  }
}

/** A PEP 508 string as a manifest's requirement. */
export function toRequirement(parsed: ParsedRequirement, declaration: Declaration, incomplete = false): Requirement {
  return {
    name: parsed.name,
    normalizedName: normalizeName(parsed.name),
    extras: parsed.extras,
    specifier: parsed.specifier,
    specifierGrammar: 'pep440',
    marker: parsed.marker,
    url: parsed.url,
    hashes: [],
    source: parsed.url === undefined ? 'index' : sourceOfUrl(parsed.url),
    role: declaration.role ?? 'dependency',
    group: declaration.group,
    span: parsed.span,
    nameSpan: parsed.nameSpan,
    specifierSpan: parsed.specifierSpan,
    markerSpan: parsed.markerSpan,
    removeSpan: declaration.removeSpan,
    ...(incomplete && { incomplete }),
  };
}

/** A bare name from an index. */
export function namedRequirement(name: string, nameSpan: Span, declaration: Declaration): Requirement {
  return {
    name,
    normalizedName: normalizeName(name),
    extras: [],
    specifierGrammar: 'pep440',
    hashes: [],
    source: 'index',
    role: declaration.role ?? 'dependency',
    group: declaration.group,
    span: nameSpan,
    nameSpan,
    removeSpan: declaration.removeSpan,
  };
}

/** Where a URL of a requirement leads: a repository, a local path, or a file on a server. */
export function sourceOfUrl(url: string): RequirementSource {
  if (/^(?:git|hg|svn|bzr)\+/i.test(url)) {
    return 'vcs';
  }
  return /^file:/i.test(url) || !url.includes(':') ? 'path' : 'url';
}

import { normalizeName } from '../../packaging/name';
import type { IndexOption, Requirement, RequirementSource } from '../format';

/** Where a tool's table sends a name. */
export interface SourceRule {
  readonly source: RequirementSource;
  readonly indexName?: string;
  /** For some environments only: elsewhere the name still comes from the indexes. */
  readonly conditional?: boolean;
  readonly extra?: string;
  readonly group?: string;
}

/** In which part of which tool's tables a requirement stands. */
export interface Scope {
  /** Undefined for the standard tables, which every tool reads. */
  readonly tool?: string;
  readonly extra?: string;
  readonly group?: string;
}

/** What a file says of where its packages come from (`tool.uv.sources` and its like). */
export class PackageSources {
  private readonly rules = new Map<string, { tool: string | undefined; rule: SourceRule }[]>();

  add(tool: string | undefined, name: string, rules: readonly SourceRule[]): void {
    const key = normalizeName(name);
    const known = this.rules.get(key) ?? [];
    known.push(...rules.map((rule) => ({ tool, rule })));
    this.rules.set(key, known);
  }

  /** The requirement with the source that the file's tables give it. */
  apply(requirement: Requirement, scope: Scope, indexes: readonly IndexOption[]): Requirement {
    const own = requirement.source === 'index' ? this.find(requirement.normalizedName, scope) : undefined;
    const { source, indexName } = own ?? requirement;
    if (source === requirement.source && indexName === requirement.indexName && source !== 'explicit-index') {
      return requirement;
    }
    return { ...requirement, indexName, source: source === 'explicit-index' && isPublic(indexName, indexes) ? 'index' : source };
  }

  private find(name: string, scope: Scope): SourceRule | undefined {
    const all = this.rules.get(name) ?? [];
    const match = all.find(
      ({ tool, rule }) =>
        (scope.tool === undefined || tool === scope.tool) &&
        rule.conditional !== true &&
        (rule.extra === undefined || rule.extra === scope.extra) &&
        (rule.group === undefined || rule.group === scope.group),
    );
    return match?.rule;
  }
}

/** Whether the index of that name is PyPI itself, so that its names are the public ones. */
function isPublic(name: string | undefined, indexes: readonly IndexOption[]): boolean {
  if (name === undefined) {
    return false;
  }
  const url = indexes.find((index) => index.name === name)?.url ?? name;
  return url.toLowerCase() === 'pypi' || /^https?:\/\/pypi\.(?:python\.)?org(?:[:/]|$)/i.test(url);
}

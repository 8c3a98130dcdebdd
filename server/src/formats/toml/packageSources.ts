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

  /** The requirements with the sources that the file's tables give them; `scopes` has one for each. */
  apply(requirements: readonly Requirement[], scopes: readonly Scope[], indexes: readonly IndexOption[]): readonly Requirement[] {
    const urls = new Map(indexes.map((index) => [index.name, index.url]));
    return requirements.map((requirement, i) => {
      const { source, indexName } = this.find(requirement, scopes[i] ?? {}) ?? requirement;
      if (source === 'explicit-index' && indexName !== undefined && isPublicIndex(urls.get(indexName) ?? indexName)) {
        return { ...requirement, indexName, source: 'index' };
      }
      return source === requirement.source ? requirement : { ...requirement, indexName, source };
    });
  }

  private find({ normalizedName, source }: Requirement, scope: Scope): SourceRule | undefined {
    if (source !== 'index' || this.rules.size === 0) {
      return undefined;
    }
    const match = this.rules
      .get(normalizedName)
      ?.find(
        ({ tool, rule }) =>
          (scope.tool === undefined || tool === scope.tool) &&
          rule.conditional !== true &&
          (rule.extra === undefined || rule.extra === scope.extra) &&
          (rule.group === undefined || rule.group === scope.group),
      );
    return match?.rule;
  }
}

/** Whether an index is PyPI itself, by its URL or by the name that tools give it: its names are the public ones. */
export function isPublicIndex(urlOrName: string): boolean {
  return urlOrName.toLowerCase() === 'pypi' || /^https?:\/\/pypi\.(?:python\.)?org(?:[:/]|$)/i.test(urlOrName);
}

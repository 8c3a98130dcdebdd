import { normalizeName } from '../../packaging/name';
import { nameMatcher } from '../../packaging/namePattern';
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
  private readonly rules = new Map<string, SourceRule>();
  private readonly patterns: { readonly matches: (normalizedName: string) => boolean; readonly rule: SourceRule }[] = [];

  /** `name` may be a pattern with `*`. */
  add(tool: string | undefined, name: string, rules: readonly SourceRule[]): void {
    if (name.includes('*')) {
      const matches = nameMatcher([name]);
      this.patterns.push(...rules.slice(0, MAX_PATTERNS - this.patterns.length).map((rule) => ({ matches, rule })));
      return;
    }
    for (const rule of rules) {
      if (rule.conditional !== true) {
        // The standard tables listen to every tool.
        for (const reader of [undefined, tool]) {
          const key = keyOf(name, { ...rule, tool: reader });
          if (!this.rules.has(key)) {
            this.rules.set(key, rule);
          }
        }
      }
    }
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

  private find({ name, normalizedName, source }: Requirement, scope: Scope): SourceRule | undefined {
    if (source !== 'index' || (this.rules.size === 0 && this.patterns.length === 0)) {
      return undefined;
    }
    return (
      this.rules.get(keyOf(name, scope)) ??
      this.rules.get(keyOf(name, { tool: scope.tool })) ??
      this.patterns.find(({ matches }) => matches(normalizedName))?.rule
    );
  }
}

/** Each is tried on every name. */
const MAX_PATTERNS = 100;

function keyOf(name: string, { tool, extra, group }: Scope): string {
  return JSON.stringify([normalizeName(name), tool, extra, group]);
}

/** Whether an index is PyPI itself, by its URL or by the name that tools give it: its names are the public ones. */
export function isPublicIndex(urlOrName: string): boolean {
  return urlOrName.toLowerCase() === 'pypi' || /^https?:\/\/pypi\.(?:python\.)?org(?:[:/]|$)/i.test(urlOrName);
}

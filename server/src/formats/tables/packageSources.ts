import { addAll } from '../../packaging/lists';
import { normalizeName } from '../../packaging/name';
import { nameMatcher } from '../../packaging/namePattern';
import type { IndexOption, Requirement, RequirementSource } from '../manifest/format';

/** The source of a name in a tool's table. */
export interface SourceRule {
  readonly source: RequirementSource;
  readonly indexName?: string | undefined;
  /** The path of a `path` source, as written. */
  readonly path?: string | undefined;
  /** The URL of a `url` or `vcs` source. */
  readonly url?: string | undefined;
  /** Only for some environments: in others the name still comes from the indexes. */
  readonly conditional?: boolean | undefined;
  readonly extra?: string | undefined;
  readonly group?: string | undefined;
}

interface ToolRule extends SourceRule {
  /** The tool of the table. */
  readonly tool?: string | undefined;
}

/** The tool and the part of its tables that contain a requirement. */
export interface Scope {
  /** Undefined for the standard tables, which every tool reads. */
  readonly tool?: string | undefined;
  readonly extra?: string | undefined;
  readonly group?: string | undefined;
}

/** The sources of packages in a file (`tool.uv.sources` and the like). */
export class PackageSources {
  readonly #rules = new Map<string, ToolRule>();
  readonly #patterns: { readonly matches: (normalizedName: string) => boolean; readonly rule: ToolRule }[] = [];

  readonly #dropped = new Set<string>();

  /** `name` may be a pattern with `*`. */
  add(tool: string | undefined, name: string, rules: readonly SourceRule[]): void {
    if (name.includes('*')) {
      const matches = nameMatcher([name]);
      addAll(
        this.#patterns,
        rules.slice(0, MAX_PATTERNS - this.#patterns.length).map((rule) => ({ matches, rule: { ...rule, tool } })),
      );
      return;
    }
    for (const rule of rules) {
      if (rule.conditional !== true) {
        // The standard tables are affected by every tool.
        for (const reader of [undefined, tool]) {
          const key = keyOf(name, { ...rule, tool: reader });
          if (!this.#rules.has(key)) {
            this.#rules.set(key, { ...rule, tool });
          }
        }
      }
    }
  }

  /** The tool ignores its table of sources: for any name, or for these. */
  drop(tool: string | undefined, names: readonly string[] = ['']): void {
    for (const name of names) {
      this.#dropped.add(keyOf(name, { tool }));
    }
  }

  /** The requirements with their sources in the file's tables. `scopes` has one entry for each. */
  apply(requirements: readonly Requirement[], scopes: readonly Scope[], indexes: readonly IndexOption[]): readonly Requirement[] {
    const urls = new Map(indexes.map((index) => [index.name, index.url]));
    return requirements.map((requirement, i) => {
      const scope = scopes[i] ?? {};
      const rule = this.#find(requirement, scope);
      const { source, indexName } = rule ?? requirement;
      if (source === 'explicit-index' && indexName !== undefined && isPublicIndex(urls.get(indexName) ?? indexName)) {
        return { ...requirement, indexName, source: 'index' };
      }
      if (rule === undefined || source === requirement.source) {
        return requirement;
      }
      const isForOneTool = scope.tool === undefined && rule.tool !== undefined;
      return { ...requirement, indexName, source, ...(isForOneTool && { sourceTool: rule.tool }), sourcePath: rule.path };
    });
  }

  #find({ name, normalizedName, source }: Requirement, scope: Scope): ToolRule | undefined {
    if (source !== 'index' || (this.#rules.size === 0 && this.#patterns.length === 0)) {
      return undefined;
    }
    const rule =
      this.#rules.get(keyOf(name, scope)) ??
      this.#rules.get(keyOf(name, { tool: scope.tool })) ??
      this.#patterns.find(({ matches }) => matches(normalizedName))?.rule;
    const isDropped = ['', name].some((each) => this.#dropped.has(keyOf(each, { tool: rule?.tool })));
    return isDropped ? undefined : rule;
  }
}

/** Each is tried on every name. */
const MAX_PATTERNS = 100;

function keyOf(name: string, { tool, extra, group }: Scope): string {
  return JSON.stringify([normalizeName(name), tool, extra, group]);
}

/** Whether an index is PyPI itself, by its URL or by its name in tools: its names are the public ones. */
export function isPublicIndex(urlOrName: string): boolean {
  return urlOrName.toLowerCase() === 'pypi' || /^https?:\/\/pypi\.(?:python\.)?org(?::\d*)?(?:[/?#]|$)/i.test(urlOrName);
}

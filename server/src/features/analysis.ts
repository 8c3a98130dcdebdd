import * as l10n from '@vscode/l10n';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Configuration } from '../configuration/configuration';
import { RULE_LEVELS, type Severity } from '../configuration/ruleLevels';
import type { IndexRoutes } from '../facts/indexRoute';
import type { ManifestFacts } from '../facts/manifestFacts';
import type { FactScope, PackageFactStore } from '../facts/packageFactStore';
import type { PackageFacts } from '../facts/packageFacts';
import { EMPTY_MANIFEST, type FileFormat, type Manifest, type Requirement } from '../formats/format';
import type { Span } from '../packaging/span';
import { judge } from '../rules/judge';
import type { Finding, RuleContext } from '../rules/rule';
import { Suppressions } from '../rules/suppression';

/** More than this of a document (UTF-16 units, requirements) is not judged, and the user is told where it ends. */
export const MAX_TEXT = 2_000_000;
export const MAX_REQUIREMENTS = 5_000;

/** One version of one document, read and judged. */
export interface Analysis {
  readonly document: TextDocument;
  readonly format: FileFormat;
  readonly configuration: Configuration;
  readonly manifest: Manifest;
  readonly manifestFacts: ManifestFacts;
  readonly scope: FactScope;
  readonly findings: readonly Finding[];
  factsOf(requirement: Requirement): PackageFacts;
}

/** Reads the text, as far as the limits allow. The second value is where the reading ended, if before the text did. */
export function read(text: string, format: FileFormat): [manifest: Manifest, judgedUpTo: number | undefined] {
  let judged = text;
  if (text.length > MAX_TEXT) {
    judged = text.slice(0, Math.max(0, text.lastIndexOf('\n', MAX_TEXT)) || MAX_TEXT);
  }
  if (format.mayContain?.(judged) === false) {
    return [EMPTY_MANIFEST, undefined];
  }
  const manifest = format.parse(judged);
  const firstLeftOut = manifest.requirements[MAX_REQUIREMENTS];
  if (firstLeftOut !== undefined) {
    return [{ ...manifest, requirements: manifest.requirements.slice(0, MAX_REQUIREMENTS) }, firstLeftOut.span.start];
  }
  return [manifest, judged.length < text.length ? judged.length : undefined];
}

export interface AnalysisInput {
  readonly document: TextDocument;
  readonly format: FileFormat;
  readonly configuration: Configuration;
  readonly manifest: Manifest;
  readonly manifestFacts: ManifestFacts;
  /** Where reading stopped, from `read`. */
  readonly judgedUpTo: number | undefined;
  readonly store: PackageFactStore;
  readonly routes: IndexRoutes;
  readonly now: number;
}

/** Where pip reads `--hash`. */
const HASHED_FORMATS: ReadonlySet<string> = new Set(['requirements', 'constraints']);

export function analyse(input: AnalysisInput): Analysis {
  const { document, format, configuration, manifest, store } = input;
  const scope: FactScope = { configuration, routes: input.routes };
  // Each name once: a lock file names the same package many times.
  const known = new Map<string, PackageFacts>();
  const factsOf = (requirement: Requirement): PackageFacts => {
    const key = `${requirement.normalizedName} ${requirement.indexName ?? ''}`;
    let facts = known.get(key);
    if (facts === undefined) {
      facts = store.facts(requirement, scope);
      known.set(key, facts);
    }
    return facts;
  };
  const context: RuleContext = {
    manifest,
    manifestFacts: input.manifestFacts,
    editable: !format.generated,
    canHaveHashes: HASHED_FORMATS.has(format.id),
    publicReach: input.routes.publicReach,
    now: input.now,
    coolDown: configuration.coolDown,
  };
  const suppressions =
    format.comments && configuration.honoursComments ? new Suppressions(document.getText(), format.linesInStrings) : undefined;
  const level = configuration.levels['not-checked'] ?? RULE_LEVELS['not-checked'];
  const breaks = level === 'off' ? [] : breaksOf(manifest, level);
  const findings = [...judge(context, factsOf, configuration.levels), ...breaks].filter((finding) => !suppressions?.covers(finding));
  if (input.judgedUpTo !== undefined && level !== 'off') {
    const end = { start: input.judgedUpTo, end: input.judgedUpTo };
    findings.push(notRead(end, l10n.t('The file is too large: Lookalike checked it up to here.'), level));
  }
  return { document, format, configuration, manifest, manifestFacts: input.manifestFacts, scope, findings, factsOf };
}

function breaksOf({ unchecked }: Manifest, severity: Severity): Finding[] {
  return unchecked.flatMap(({ isBreak, span, why }) => (isBreak ? notRead(span, why, severity) : []));
}

function notRead(span: Span, message: string, severity: Severity): Finding {
  return { rule: 'not-checked', severity, span, message, targets: [], fixes: [] };
}

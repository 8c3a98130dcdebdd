import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Configuration } from '../configuration/configuration';
import type { IndexContext } from '../facts/indexes/indexContext';
import type { IndexRoutes } from '../facts/indexes/indexRoutes';
import { LockedPaths, type Via } from '../facts/lockedPaths';
import type { ManifestFacts } from '../facts/manifestFacts';
import type { PackageFactStore } from '../facts/packages/packageFactStore';
import type { PackageFacts } from '../facts/packages/packageFacts';
import type { FactScope } from '../facts/packages/question';
import type { FileFormat, Manifest, Requirement } from '../formats/manifest/format';
import { notChecked } from '../rules/files/notChecked';
import { judge } from '../rules/judge';
import { ownFinding, placeOwn } from '../rules/ownFindings';
import type { Finding, RuleContext, SuppressedFinding } from '../rules/rule';
import type { Authority, Judgement } from '../rules/suppression/authority';
import { commentFindings } from '../rules/suppression/comments';
import { Suppressions } from '../rules/suppression/suppression';
import type { Verdict } from '../rules/verdict';
import type { Steps } from '../slices';
import { type Grounds, keptVerdicts } from './keptVerdicts';
import { type LimitedManifest, limitFindings } from './limits';

/** An analysis of one version of one document. */
export interface Analysis {
  readonly document: TextDocument;
  readonly format: FileFormat;
  readonly configuration: Configuration;
  readonly manifest: Manifest;
  readonly manifestFacts: ManifestFacts;
  readonly scope: FactScope;
  /** Depends on what other files say about its indexes. */
  readonly indexContext: IndexContext;
  readonly findings: readonly Finding[];
  /** Findings that are not reported. */
  readonly suppressed: readonly SuppressedFinding[];
  /** The verdict on each requirement; undefined for those that are not judged. */
  readonly verdicts: readonly (Verdict | undefined)[];
  /** The verdicts that were not kept from the previous version. */
  readonly judgedAnew: readonly Verdict[];
  readonly grounds: Grounds;
  /** When it was judged, in milliseconds since the epoch. */
  readonly now: number;
  /** The versions of Python that the project supports, a PEP 440 specifier. Absent: unknown. */
  readonly requiresPython?: string | undefined;
  factsOf(requirement: Requirement): PackageFacts;
  /** Why a lock file has a package. Undefined: unknown, or the file is not a lock file. */
  viaOf(requirement: Requirement): Via | undefined;
}

export interface AnalysisInput {
  readonly document: TextDocument;
  readonly format: FileFormat;
  readonly configuration: Configuration;
  readonly manifest: Manifest;
  readonly manifestFacts: ManifestFacts;
  /** What the limits of reading left out, from `read`. */
  readonly leftOut: LimitedManifest[1];
  readonly store: PackageFactStore;
  readonly routes: IndexRoutes;
  readonly indexContext: IndexContext;
  readonly now: number;
  readonly requiresPython?: string | undefined;
  /** The last analysis of the document: verdicts that are still valid are kept. */
  readonly before?: Analysis | undefined;
  /** A file's path for people. */
  pathOf(uri: string): string;
}

/** Whether pip reads `--hash` there. */
const HASHED_FORMATS: ReadonlySet<string> = new Set(['requirements', 'constraints']);

/** Judges a manifest. */
export function* analyse(input: AnalysisInput): Steps<Analysis> {
  // No function below may refer to `input`: it holds the previous analysis, which would live as long as this one, and so would all those before it.
  const { document, format, configuration, manifest, manifestFacts, store, routes, now, requiresPython } = input;
  const grounds: Grounds = { formatId: format.id, store, revision: store.revision, configuration, routes, now, requiresPython };
  const scope: FactScope = { configuration, routes };
  // Each name once: a lock file may name the same package many times.
  const gathered = new Map<string, PackageFacts>();
  const pinned = new Map<string, PackageFacts>();
  const factsOf = (requirement: Requirement): PackageFacts => {
    const { normalizedName, indexName } = requirement;
    const [from, key] = indexName === undefined ? [gathered, normalizedName] : [pinned, `${normalizedName} ${indexName}`];
    let facts = from.get(key);
    if (facts === undefined) {
      facts = store.facts(requirement, scope);
      from.set(key, facts);
    }
    return facts;
  };
  const context: RuleContext = {
    manifest,
    manifestFacts,
    editable: !format.generated,
    canHaveHashes: HASHED_FORMATS.has(format.id),
    publicIndexUse: routes.publicIndexUse,
    asksPypiAlone: routes.asksPypiAlone,
    indexes: routes.indexes,
    now,
    coolDown: configuration.coolDown,
    requiresPython,
  };
  const authority: Authority = { configuration, comments: commentsOf(input), pathOf: input.pathOf };
  const text = document.getText();
  const known = keptVerdicts(input.before, { requirements: manifest.requirements, length: text.length, grounds, authority });
  const judgement = yield* judge(context, factsOf, authority, known);
  for (const finding of commentFindings(authority, judgement, () => isSettled({ manifest, configuration, factsOf }))) {
    placeOwn(finding, authority, judgement);
  }
  let paths: LockedPaths | undefined;
  const viaOf = (requirement: Requirement): Via | undefined => {
    if (requirement.role !== 'locked') {
      return undefined;
    }
    paths ??= new LockedPaths(manifest.requirements, manifestFacts.places);
    return paths.to(requirement);
  };
  const { kept, leftOut } = limitFindings(judgement.findings);
  const limited: Judgement = {
    findings: kept.map((finding) => withVia(finding, viaOf)),
    suppressed: judgement.suppressed.map((finding) => withVia(finding, viaOf)),
  };
  for (const { span, message } of leftOut === undefined ? input.leftOut : [...input.leftOut, leftOut]) {
    // A comment of the text must not hide that the text was not read.
    placeOwn(ownFinding(notChecked, span, message), { ...authority, comments: undefined }, limited);
  }
  return {
    document,
    format,
    configuration,
    manifest,
    manifestFacts,
    scope,
    indexContext: input.indexContext,
    ...limited,
    verdicts: judgement.verdicts,
    judgedAnew: judgement.judgedAnew,
    grounds,
    now,
    requiresPython,
    factsOf,
    viaOf,
  };
}

/** A finding in a lock file says which packages require the affected one. */
function withVia<T extends Finding>(finding: T, viaOf: Analysis['viaOf']): T {
  const via = finding.requirement && viaOf(finding.requirement);
  return via === undefined ? finding : { ...finding, via };
}

/** The comments of the document that suppress findings. None in an untrusted workspace. */
function commentsOf({ document, format, configuration }: AnalysisInput): Authority['comments'] {
  if (!format.comments || !configuration.honoursComments) {
    return undefined;
  }
  return {
    suppressions: new Suppressions(document.getText(), format.jsonEscapedLines),
    by: ({ start, end }) => ({
      kind: 'comment',
      uri: document.uri,
      range: { start: document.positionAt(start), end: document.positionAt(end) },
      outside: false,
    }),
  };
}

/** Whether no more advisories are expected: offline there are no lookups, and online all of them are done. */
export function isSettled({ manifest, configuration, factsOf }: Pick<Analysis, 'manifest' | 'configuration' | 'factsOf'>): boolean {
  return (
    configuration.settings.offline ||
    manifest.requirements.every((requirement) => {
      if (requirement.role === 'reference') {
        return true;
      }
      const { advisories } = factsOf(requirement);
      return advisories.kind === 'found' && advisories.stale === undefined;
    })
  );
}

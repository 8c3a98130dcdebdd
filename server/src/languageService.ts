import * as l10n from '@vscode/l10n';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type {
  CodeAction,
  CodeActionContext,
  Diagnostic,
  DocumentLink,
  DocumentSymbol,
  FoldingRange,
  Hover,
  LocationLink,
  Position,
  Range,
} from 'vscode-languageserver-types';
import { URI, Utils } from 'vscode-uri';
import { isConfigurationFile } from './configuration/projectConfiguration';
import { ConfigurationStore } from './configuration/store';
import { trustEditor } from './configuration/trustEdit';
import { allowedVersions } from './facts/allowedVersions';
import { routesOf } from './facts/fileRoutes';
import { followIncludes, includeUri } from './facts/includes';
import { askLive } from './facts/liveAnswers';
import { type IncludeFact, NO_MANIFEST_FACTS } from './facts/manifestFacts';
import { PackageFactStore, type Question } from './facts/packageFactStore';
import { type Analysis, analyse, read } from './features/analysis';
import { type NameReport, nameChecker } from './features/checkName';
import { codeActions } from './features/codeActions';
import { configurationDiagnostics } from './features/configurationDiagnostics';
import { definition } from './features/definition';
import { toDiagnostics } from './features/diagnostics';
import { documentLinks } from './features/documentLinks';
import { documentSymbols, foldingRanges } from './features/documentSymbols';
import { hover, requirementAt } from './features/hover';
import { type Unanswered, unanswered } from './features/unanswered';
import type { FileReport } from './features/workspaceScan';
import { formatById, formatOf, formatOfLanguage } from './formats';
import type { FileFormat, Manifest, Requirement } from './formats/format';
import { notebookCell } from './formats/notebook';
import { NOTEBOOK_CELL_SCHEME } from './formats/notebookUri';
import type { DataUpdate, Host } from './host';
import { isValidName, normalizeName } from './packaging/name';
import { comesFromIndex } from './rules/rule';

export interface LanguageServiceOptions {
  /** URI of the folder of the rules' pages. */
  readonly rulesUri: string;
  /** Whether the client takes versioned edits and edits that create a file. */
  readonly documentChanges: boolean;
  /** Something was found out that concerns other documents than the one it was found in. */
  onNews?(): void;
  /** How long a hover waits for the services, in milliseconds. */
  readonly hoverPatience?: number;
}

export interface ScanOptions {
  /** Globs of files to pass over, beside those of the project's configuration. */
  readonly exclude: readonly string[];
  readonly signal: AbortSignal;
  /** Whether names that the bundled data leaves open are asked of the index before a file is reported. */
  readonly online: boolean;
  onFile?(report: FileReport, done: number): void;
}

/** Everything that Lookalike can say of a document, a name or a workspace; `server.ts` and `node/cli.ts` are thin shells around it. */
export interface LanguageService {
  /** Undefined: no dependency file. Same version and same knowledge, same analysis. */
  analyse(document: TextDocument): Promise<Analysis | undefined>;
  /** Asks the services what the bundled data leaves open. True: analyse again, there is news; `onNews` hears of each service's part of it. */
  learn(analysis: Analysis, signal: AbortSignal, onNews?: () => void): Promise<boolean>;
  diagnostics(document: TextDocument): Promise<Diagnostic[]>;
  codeActions(document: TextDocument, range: Range, context: CodeActionContext): Promise<CodeAction[]>;
  hover(document: TextDocument, position: Position, signal: AbortSignal): Promise<Hover | undefined>;
  documentLinks(document: TextDocument): Promise<DocumentLink[]>;
  documentSymbols(document: TextDocument): Promise<DocumentSymbol[]>;
  foldingRanges(document: TextDocument): Promise<FoldingRange[]>;
  definition(document: TextDocument, position: Position): Promise<LocationLink[]>;
  /** In the order given. A long list is judged offline: an index is no place for thousands of questions at once. */
  checkNames(names: readonly string[], uri: string, signal: AbortSignal): Promise<NameReport[]>;
  /** Whether `uri` is a dependency file, by its path or because another one includes it. */
  isDependencyFile(uri: string): boolean;
  /** Walks folders and files; reports are in the order of their URIs, included files among them. */
  scan(roots: readonly string[], options: ScanOptions): Promise<FileReport[]>;
  /** A document was opened, typed into or closed. True: it configures Lookalike, and what others are judged by is not what it was. */
  reconfigured(uri: string): Promise<boolean>;
  /** Files or settings changed: what was concluded from them is forgotten. */
  changed(): void;
  /** Why a service could not be asked the last time; undefined when all answered. */
  problem(): Promise<string | undefined>;
  /** Names that are judged by less than could be known of them, because a service did not answer. */
  unanswered(document: TextDocument): Promise<readonly Unanswered[]>;
  /** Fetches fresh package data; everything is judged by them from then on. Rejects, with nothing changed, when that cannot be done. */
  updateData(signal: AbortSignal, progress: (message: string) => void): Promise<DataUpdate>;
  /** Month of the bundled data. */
  asOf(): Promise<string>;
}

/** A scan lets others have their turn (a keystroke, a cancellation) after so many files. */
const FILES_A_TURN = 8;

/** A card that comes later than this is no answer to pointing at a name. */
const HOVER_PATIENCE = 2_000;

/** How many names of one call are asked of the index. */
const MAX_ASKED = 100;

export function createLanguageService(host: Host, options: LanguageServiceOptions): LanguageService {
  const configurations = new ConfigurationStore(host);
  const openStore = (): Promise<PackageFactStore> => {
    const opened = Promise.all([host.nameData(), host.advisoryIndex()]).then(
      ([data, advisories]) => new PackageFactStore(host, data, advisories),
    );
    // A failed load is reported by whoever asks first; it must not count as unhandled before that.
    opened.catch(() => undefined);
    return opened;
  };
  let stores = openStore();
  /** For each file, those that it includes: requirements files, whatever their names. */
  const includedBy = new Map<string, ReadonlySet<string>>();
  const isIncluded = (uri: string): boolean => [...includedBy.values()].some((uris) => uris.has(uri));
  // By document, not by URI: a file that is opened again begins with version 1 again, whatever it now says.
  const analyses = new WeakMap<
    TextDocument,
    { readonly version: number; readonly generation: number; readonly analysis: Promise<Analysis | undefined> }
  >();
  let generation = 0;

  const formatFor = (uri: string, languageId?: string): FileFormat | undefined =>
    (URI.parse(uri).scheme === NOTEBOOK_CELL_SCHEME ? notebookCell : formatOf(URI.parse(uri).path)) ??
    (languageId === undefined ? undefined : formatOfLanguage(languageId)) ??
    (isIncluded(uri) ? formatById('requirements') : undefined);

  const isDependencyFile = (uri: string): boolean => formatFor(uri) !== undefined;

  function noteIncluded(uri: string, targets: readonly string[]): void {
    const before = includedBy.get(uri) ?? new Set();
    if (targets.length === before.size && targets.every((target) => before.has(target))) {
      return;
    }
    includedBy.set(uri, new Set(targets));
    // What they are has changed for files that may be open.
    generation++;
    options.onNews?.();
  }

  async function includesOf(uri: string, manifest: Manifest, format: FileFormat): Promise<readonly IncludeFact[]> {
    if (manifest.includes.length === 0 || URI.parse(uri).scheme === 'untitled') {
      noteIncluded(uri, []);
      return NO_MANIFEST_FACTS.includes;
    }
    const requirements = formatById('requirements') ?? format;
    const includes = await followIncludes(uri, manifest, host.workspace, requirements.parse);
    noteIncluded(
      uri,
      // A file that leads back here is there to be read all the same.
      includes.flatMap((fact) => (fact.uri !== undefined && (fact.failure === undefined || fact.failure === 'cycle') ? fact.uri : [])),
    );
    return includes;
  }

  /** What the manifests beside a lock file ask for. */
  async function declaredNames(uri: string, { madeFrom = [] }: FileFormat): Promise<ReadonlySet<string>> {
    const names = new Set<string>();
    for (const file of madeFrom) {
      const text = await host.workspace.readFile(Utils.joinPath(Utils.dirname(URI.parse(uri)), file).toString());
      const format = formatOf(file);
      if (text.kind === 'found' && format !== undefined) {
        for (const { normalizedName } of read(text.value, format)[0].requirements) {
          names.add(normalizedName);
        }
      }
    }
    return names;
  }

  async function analyseNow(live: TextDocument): Promise<Analysis | undefined> {
    const format = formatFor(live.uri, live.languageId);
    if (format === undefined) {
      return undefined;
    }
    // What is typed while files are read goes into `live`; spans of one version in the text of another would edit the wrong characters.
    const document = TextDocument.create(live.uri, live.languageId, live.version, live.getText());
    const [store, configuration] = await Promise.all([stores, configurations.of(document.uri)]);
    const [manifest, judgedUpTo] = read(document.getText(), format);
    const [includes, declared, routes] = await Promise.all([
      includesOf(document.uri, manifest, format),
      declaredNames(document.uri, format),
      routesOf(host, configuration, manifest, format.usesUv?.(document.getText()) ?? false),
    ]);
    return analyse({
      document,
      format,
      configuration,
      manifest,
      manifestFacts: { includes, declared },
      judgedUpTo,
      store,
      routes,
      now: host.clock.now(),
    });
  }

  const service: LanguageService = {
    analyse(document) {
      const known = analyses.get(document);
      if (known !== undefined && known.version === document.version && known.generation === generation) {
        return known.analysis;
      }
      const analysis = analyseNow(document);
      analyses.set(document, { version: document.version, generation, analysis });
      return analysis;
    },

    async learn({ manifest, scope }, signal, onNews) {
      const judged = manifest.requirements.filter((requirement) => requirement.role !== 'reference' && comesFromIndex(requirement));
      return (await stores).learn(judged.map(questionOf), scope, signal, () => {
        generation++;
        onNews?.();
      });
    },

    async diagnostics(document) {
      const [analysis, configuration] = await Promise.all([service.analyse(document), configurations.of(document.uri)]);
      if (!configuration.settings.enable) {
        return [];
      }
      return [
        ...(analysis === undefined ? [] : toDiagnostics(analysis, options.rulesUri)),
        ...configurationDiagnostics(document, configuration, options.rulesUri),
      ];
    },

    async codeActions(document, range, context) {
      let analysis = await service.analyse(document);
      while (analysis !== undefined && analysis.document.version !== document.version) {
        analysis = await service.analyse(document);
      }
      if (analysis === undefined || !analysis.configuration.settings.enable) {
        return [];
      }
      return codeActions(analysis, range, context, {
        ...options,
        trustEditor: async () => trustEditor(await configurations.homeOf(document.uri), options.documentChanges),
      });
    },

    async hover(document, position, signal) {
      const analysis = await service.analyse(document);
      const requirement = analysis && requirementAt(analysis, document.offsetAt(position));
      if (analysis === undefined || requirement === undefined || !analysis.configuration.settings.enable) {
        return undefined;
      }
      const store = await stores;
      const live = comesFromIndex(requirement)
        ? await askLive(store, requirement, analysis.scope, signal, options.hoverPatience ?? HOVER_PATIENCE)
        : undefined;
      return hover(analysis, requirement, live);
    },

    documentLinks: (document) => ofEnabled(document, documentLinks),
    documentSymbols: (document) => ofEnabled(document, documentSymbols),
    foldingRanges: (document) => ofEnabled(document, foldingRanges),
    definition: (document, position) => ofEnabled(document, (analysis) => definition(analysis, document.offsetAt(position))),

    async checkNames(names, uri, signal) {
      const [store, configuration] = await Promise.all([stores, configurations.of(uri)]);
      const scope = { configuration, routes: await routesOf(host, configuration) };
      const offline = configuration.settings.offline || names.length > MAX_ASKED;
      if (!offline) {
        await store.learn(
          names.filter(isValidName).map((name) => ({ normalizedName: normalizeName(name), pinned: false, explicit: false })),
          scope,
          signal,
        );
      }
      return names.map(nameChecker(store, scope, host.clock.now(), offline));
    },

    isDependencyFile,

    async scan(roots, { exclude, signal, online, onFile }) {
      const reports = new Map<string, FileReport>();
      const visit = async (uri: string): Promise<void> => {
        if (reports.has(uri) || signal.aborted) {
          return;
        }
        reports.set(uri, { uri });
        const report = await scanFile(uri, online, signal);
        reports.set(uri, report);
        onFile?.(report, reports.size);
        if (reports.size % FILES_A_TURN === 0) {
          await nextTurn();
        }
        for (const include of report.analysis?.manifest.includes ?? []) {
          const target = includeUri(uri, include);
          if (target !== undefined && isIncluded(target)) {
            await visit(target);
          }
        }
      };
      const unknown: string[] = [];
      for (const root of roots) {
        const configuration = await configurations.of(root);
        const matches = (path: string): boolean => formatOf(path) !== undefined;
        const onUnreadable = (uri: string, reason: string): void => {
          reports.set(uri, { uri, failure: l10n.t('The folder and what is in it were passed over: {0}.', reason) });
        };
        const options = { matches, exclude: [...exclude, ...configuration.exclude], signal, onUnreadable };
        for await (const uri of host.workspace.findFiles(root, options)) {
          // A file that somebody names may turn out to be one that another one includes.
          await (isDependencyFile(uri) ? visit(uri) : unknown.push(uri));
        }
      }
      for (const uri of unknown) {
        await visit(uri);
      }
      return [...reports.values()]
        .filter(({ analysis, failure }) => analysis !== undefined || failure !== undefined)
        .sort((a, b) => (a.uri < b.uri ? -1 : 1));
    },

    async reconfigured(uri) {
      const isNews = isConfigurationFile(uri) && (await configurations.changed(uri));
      if (isNews) {
        generation++;
      }
      return isNews;
    },

    changed() {
      generation++;
      configurations.clear();
    },

    problem: async () => (await stores).problem,

    async unanswered(document) {
      const analysis = await service.analyse(document);
      return analysis === undefined || !analysis.configuration.settings.enable ? [] : unanswered(analysis);
    },

    async updateData(signal, progress) {
      const update = await host.packageData.update(signal, progress);
      stores = openStore();
      generation++;
      return update;
    },

    asOf: async () => (await host.nameData()).asOf,
  };

  async function ofEnabled<T>(document: TextDocument, feature: (analysis: Analysis) => T[]): Promise<T[]> {
    const analysis = await service.analyse(document);
    return analysis === undefined || !analysis.configuration.settings.enable ? [] : feature(analysis);
  }

  async function scanFile(uri: string, online: boolean, signal: AbortSignal): Promise<FileReport> {
    const text = await host.workspace.readFile(uri);
    if (text.kind !== 'found') {
      return { uri, failure: text.kind === 'missing' ? undefined : text.why };
    }
    const format = formatFor(uri);
    if (format === undefined) {
      return { uri, failure: l10n.t('It is not a dependency file that Lookalike knows.') };
    }
    if (format.mayContain?.(text.value) === false) {
      return { uri };
    }
    const document = TextDocument.create(uri, '', 0, text.value);
    const before = generation;
    const analysis = await analyseNow(document);
    if (analysis !== undefined && online) {
      await service.learn(analysis, signal);
    }
    // What an open document has just learnt is no news here, but this file was read without it.
    return { uri, analysis: generation === before ? analysis : await analyseNow(document) };
  }

  return service;
}

function questionOf(requirement: Requirement): Question {
  const { normalizedName, indexName, source } = requirement;
  return { normalizedName, indexName, pinned: allowedVersions(requirement).pinned !== undefined, explicit: source === 'explicit-index' };
}

function nextTurn(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 0));
}

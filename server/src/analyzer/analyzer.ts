import * as l10n from '@vscode/l10n';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { type Analysis, analyse } from '../analysis/analysis';
import { workspacePath } from '../analysis/workspacePath';
import type { DocumentGuard } from '../documentGuard';
import { HandedInputs } from '../facts/handedInputs';
import { proveSources } from '../facts/layout/provenSources';
import { allowedVersions } from '../facts/packages/allowedVersions';
import type { Question } from '../facts/packages/question';
import type { Requirement } from '../formats/manifest/format';
import type { DataUpdate, Host } from '../host';
import { BACKGROUND_SLICE, inSlices } from '../slices';
import { AnalysisCache } from './analysisCache';
import { AskedFacts, isAskedAbout } from './askedFacts';
import type { CurrentStore } from './currentStore';
import { declaredNames } from './declaredNames';
import type { DocumentReader } from './documentReader';
import type { FileResolver } from './fileResolver';
import type { ProjectContext } from './projectContext';

/** The parts that an analysis needs. */
export interface AnalyzerParts {
  readonly host: Host;
  readonly context: ProjectContext;
  readonly files: FileResolver;
  readonly reader: DocumentReader;
  readonly store: CurrentStore;
  readonly guard: DocumentGuard;
}

export interface AnalyzerOptions {
  /** Called for each analysis before it begins, and when it is done. It begins when the promise resolves. */
  onWork?(document: TextDocument, isDone: boolean): Promise<void>;
  /** Whether the server has crashed on this text before. If so, it is not analyzed again. */
  isLeftAlone?(document: TextDocument): boolean;
}

/** Analyzes documents. The same version and the same facts give the same analysis. No call on a document rejects. */
export class Analyzer {
  readonly #parts: AnalyzerParts;
  readonly #options: AnalyzerOptions;
  readonly #cache = new AnalysisCache();
  /** The last analysis of each document. */
  readonly #last = new WeakMap<TextDocument, Analysis>();
  readonly #asked = new AskedFacts();
  readonly #handedInputs: HandedInputs;
  /** From the text of an analysis to its document. */
  readonly #lives = new WeakMap<TextDocument, TextDocument>();

  constructor(parts: AnalyzerParts, options: AnalyzerOptions) {
    this.#parts = parts;
    this.#options = options;
    this.#handedInputs = new HandedInputs(parts.host.workspace);
  }

  /** Undefined: not a dependency file, or one that Lookalike failed on. */
  analyse(document: TextDocument): Promise<Analysis | undefined> {
    const { guard, files, context } = this.#parts;
    const renew = (): Promise<Analysis | undefined> =>
      this.#cache.renew(document, files.isIncluded(document.uri), async (request, known) => {
        const before = known && (await known);
        // Other files may now say something else about its indexes.
        const isSame = before !== undefined && before.indexContext === (await context.indexContexts.of(document.uri, before.format));
        return isSame ? before : this.#analyseWatched(document, request);
      });
    return guard.run(document, 'analysis', renew, undefined);
  }

  /** Like `analyse`, but the result is never of an older text than the document has when it is returned. */
  async analyseLatest(document: TextDocument): Promise<Analysis | undefined> {
    let analysis = await this.analyse(document);
    while (analysis !== undefined && analysis.document.version !== document.version) {
      analysis = await this.analyse(document);
    }
    return analysis;
  }

  /** Looks up in the services what the bundled data leaves open. True: there is news, so analyze again. `onNews` is called for the answers of each service. */
  learn(analysis: Analysis, signal: AbortSignal, onNews?: () => void): Promise<boolean> {
    const { guard, context } = this.#parts;
    const { document, format } = analysis;
    const live = this.#lives.get(document) ?? document;
    const store = this.#parts.store.get();
    const ask = async (): Promise<boolean> => {
      // Nothing is requested with outdated facts about indexes: if they change, the rest is requested anew.
      const indexContext = await context.indexContexts.ofAll(document.uri, format);
      if (indexContext !== analysis.indexContext) {
        this.#cache.invalidate();
        onNews?.();
      }
      const { state } = context.indexContexts;
      const isCurrent = (): boolean => context.indexContexts.state === state;
      const routes = indexContext === analysis.indexContext ? analysis.scope.routes : await context.routes(indexContext, analysis);
      const now = this.#parts.host.clock.now();
      const open = this.#asked.open(live, analysis, routes, now);
      const news = await (await store).learn(open.map(questionOf), { ...analysis.scope, routes, isCurrent }, signal, () => {
        this.#cache.invalidate();
        onNews?.();
      });
      if (isCurrent() && !signal.aborted) {
        this.#asked.asked(live, analysis, routes, now);
      }
      const isOther = news || indexContext !== analysis.indexContext;
      return isCurrent() || signal.aborted ? isOther : (await ask()) || isOther;
    };
    return guard.run(live, 'learning', ask, false);
  }

  /** Compares the names with all of the bundled data. True: analyze again. */
  async lookNear(analysis: Analysis, signal?: AbortSignal): Promise<boolean> {
    const names = analysis.manifest.requirements.filter(isAskedAbout).map(questionOf);
    const isNear = await (await this.#parts.store.get()).lookNear(names, analysis.scope, signal);
    if (isNear) {
      this.#cache.invalidate();
    }
    return isNear;
  }

  /** A document was opened, edited or closed. True: it affects how other documents are judged, and its content has changed. */
  async documentChanged(document: TextDocument): Promise<boolean> {
    const { guard, context } = this.#parts;
    context.indexContexts.declarations.changed(document.uri);
    const isNews = await guard.run(document, 'configuration', () => context.documentChanged(document), false);
    if (isNews) {
      this.#cache.invalidate();
    }
    return isNews;
  }

  documentClosed(uri: string): void {
    this.#parts.context.indexContexts.declarations.changed(uri);
    this.#parts.guard.forget(uri);
  }

  /** Files or settings changed: conclusions from them are forgotten. */
  filesChanged(): void {
    this.#cache.invalidate();
    this.#parts.context.clear();
    this.#parts.guard.forgetAll();
  }

  /** Fetches fresh package data, which is then used for everything. Rejects, with nothing changed, if that fails. */
  async updateData(signal: AbortSignal, progress: (message: string) => void): Promise<DataUpdate> {
    const update = await this.#parts.host.packageData.update(signal, progress);
    this.#parts.store.reload();
    this.#cache.invalidate();
    return update;
  }

  async #analyseWatched(live: TextDocument, request: object): Promise<Analysis | undefined> {
    const { isLeftAlone, onWork } = this.#options;
    if (isLeftAlone?.(live)) {
      throw new Error(l10n.t('the server crashed on this file; edit it or restart the server'));
    }
    const text = TextDocument.create(live.uri, live.languageId, live.version, '');
    await onWork?.(text, false);
    try {
      return await this.#analyseNow(live, request);
    } finally {
      await onWork?.(text, true);
    }
  }

  async #analyseNow(live: TextDocument, request: object): Promise<Analysis | undefined> {
    const { host, context, files, reader } = this.#parts;
    // Edits during the reading of files change `live`. Spans of one version in the text of another would edit the wrong characters.
    const document = TextDocument.create(live.uri, live.languageId, live.version, live.getText());
    const { uri } = document;
    this.#lives.set(document, live);
    const [store, configuration] = await Promise.all([this.#parts.store.get(), context.configurations.of(uri)]);
    const format = files.formatOf(uri, configuration, live.languageId);
    if (format === undefined) {
      return undefined;
    }
    const [written, leftOut] = await reader.read(live, document, format);
    const layout = await context.layouts.of(uri);
    const complete = await this.#handedInputs.follow(written, uri);
    const manifest = await proveSources(complete, { uri, format, layout, layouts: context.layouts });
    const [includes, declared, indexContext] = await Promise.all([
      files.follow(live, manifest),
      declaredNames(host, uri, format, layout),
      context.indexContexts.of(uri, format),
    ]);
    const before = this.#last.get(live);
    const routes = await context.routes(indexContext, { document, format, manifest, configuration }, before?.scope.routes);
    const steps = analyse({
      document,
      format,
      configuration,
      manifest,
      manifestFacts: { includes, ...declared },
      leftOut,
      store,
      routes,
      indexContext,
      now: host.clock.now(),
      requiresPython: format.requiresPython === undefined ? layout.requiresPython : format.requiresPython(document.getText()),
      before,
      pathOf: (file) => workspacePath(host.workspace, file),
    });
    // If the text or the facts changed meanwhile, the new ones are judged instead, and the caller gets that result.
    const isWanted = (): boolean => this.#cache.isWanted(live, request);
    const analysis = await inSlices(steps, isWanted, reader.isInBackground(live) ? BACKGROUND_SLICE : undefined);
    if (analysis === undefined) {
      return this.#cache.latest(live);
    }
    this.#last.set(live, analysis);
    this.#asked.judged(live, analysis);
    return analysis;
  }
}

function questionOf(requirement: Requirement): Question {
  const { normalizedName, indexName, source } = requirement;
  return { normalizedName, indexName, pinned: allowedVersions(requirement).pinned !== undefined, explicit: source === 'explicit-index' };
}

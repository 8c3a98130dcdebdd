import * as l10n from '@vscode/l10n';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Analysis } from '../analysis/analysis';
import { type FileResult, fileResult } from '../analysis/scan/fileResult';
import { leftOutReport } from '../analysis/scan/leftOut';
import type { FileJudge, ReadFile, ReadOrder } from '../analysis/scan/scanParts';
import type { FileReport } from '../analysis/scan/workspaceScan';
import { withSlash, workspacePath } from '../analysis/workspacePath';
import type { Analyzer, AnalyzerParts } from '../analyzer/analyzer';
import type { IncludeReader } from '../facts/includes';
import type { IndexContext } from '../facts/indexes/indexContext';
import type { IndexDeclarations } from '../facts/indexes/indexDeclarations';
import { formatOf } from '../formats';
import type { FileFormat } from '../formats/manifest/format';
import { lastAnswers } from '../lastAnswers';
import { uriPath } from '../packaging/uris';
import { mayContain } from '../protocol/fileKinds';
import { SingleTurns } from '../slices';
import { failureOn } from './failures';

export interface FileJudgeOptions {
  readonly signal: AbortSignal;
  /** Names that the bundled data leaves open are looked up in the index first. */
  readonly online: boolean;
  /**
   * No one else uses the language service meanwhile: cached facts about folders can be dropped now and then, and files of the scan below these folders and
   * files (URIs) need not be read before their turn. Absent: someone does.
   */
  readonly alone?: readonly string[] | undefined;
  /** Called with each report and its input, which is not kept. A later one replaces that of the same file. */
  onReport?(report: FileReport): void;
}

/** The facts in a file that affect how other files are judged. */
export interface ToldByFile {
  readonly uri: string;
  readonly includes: readonly string[];
  /** Those of them that it calls as scripts. */
  readonly calls: readonly string[];
  readonly indexes?: IndexDeclarations | undefined;
}

/** A judge that shares its files with others. */
export interface TellingJudge extends FileJudge {
  /** The facts in a file of this judge for the others. */
  toldBy(uri: string): ToldByFile;
  /** The same for files that others have read. */
  learn(told: readonly ToldByFile[]): void;
}

/** The input of a file's judgment that other files can change. Kept until the file is settled. */
interface Basis {
  readonly format: FileFormat;
  /** As JSON: contexts are forgotten. */
  readonly context: string;
}

/** After this number of files, the cached facts about folders are mostly of finished ones. */
const TRIM_AFTER = 400;

/** Several files wait for the disk and the network in parallel. */
const AT_ONCE = 8;

/** Judges the files of one scan in this thread. */
export class OwnFileJudge implements TellingJudge {
  readonly atOnce = AT_ONCE;
  readonly #parts: AnalyzerParts;
  readonly #analyzer: Analyzer;
  readonly #options: FileJudgeOptions;
  readonly #includes: IncludeReader;
  readonly #bases = new Map<string, Basis>();
  readonly #contexts = new Map<string, string>();
  readonly #turns = new SingleTurns();
  #isSettling = false;
  #judged = 0;

  constructor(parts: AnalyzerParts, analyzer: Analyzer, options: FileJudgeOptions) {
    this.#parts = parts;
    this.#analyzer = analyzer;
    this.#options = options;
    this.#includes = parts.files.scanReader();
    const { alone } = options;
    if (alone !== undefined) {
      // The files around the next file are mostly those around this one.
      parts.context.indexContexts.leaveToScan(lastAnswers((uri) => isReadByScan(uri, alone)));
    }
  }

  async read(order: ReadOrder): Promise<ReadFile> {
    const { uri } = order;
    const { files, guard, reader } = this.#parts;
    const opened = await this.#open(order);
    if (opened === undefined || 'failure' in opened) {
      const result = opened && this.#result({ uri, failure: opened.failure });
      return { uri, hasText: false, includes: [], result, isFinal: true };
    }
    const { document, format } = opened;
    if (this.#options.online) {
      const follow = async (): Promise<unknown> => files.follow(document, (await reader.read(document, document, format))[0]);
      await guard.run(document, 'analysis', follow, undefined);
      return { uri, hasText: true, includes: [...files.includedBy(uri)], isFinal: false };
    }
    const report = await this.#judge(order, document);
    const isFinal = order.by === undefined && format.recognizes === undefined && isIndependent(report.analysis);
    if (isFinal) {
      this.#bases.delete(uri);
    }
    return { uri, hasText: true, includes: [...files.includedBy(uri)], result: this.#result(report), isFinal };
  }

  async settle(order: ReadOrder): Promise<FileResult | undefined> {
    if (!this.#isSettling) {
      this.#isSettling = true;
      this.#parts.context.indexContexts.leaveToScan(undefined);
    }
    if (await this.#stillHolds(order.uri)) {
      return undefined;
    }
    const opened = await this.#open(order);
    if (opened === undefined) {
      return undefined;
    }
    return this.#result('failure' in opened ? { uri: order.uri, failure: opened.failure } : await this.#judge(order, opened.document));
  }

  toldBy(uri: string): ToldByFile {
    const { context, files } = this.#parts;
    const includes = [...files.includedBy(uri)];
    const indexes = context.indexContexts.declarations.about(uri);
    return { uri, includes, calls: [...files.calledBy(uri)], indexes };
  }

  learn(told: readonly ToldByFile[]): void {
    const { context, files, reader } = this.#parts;
    for (const { uri, includes, calls, indexes } of told) {
      if (includes.length > 0) {
        files.learnIncludes(uri, includes, calls);
      }
      // What this thread has read may be an open document, with a newer text.
      if (this.#options.alone !== undefined || !context.indexContexts.declarations.hasRead(uri)) {
        reader.learn(uri, indexes);
      }
    }
  }

  async #stillHolds(uri: string): Promise<boolean> {
    const { context, files } = this.#parts;
    const basis = this.#bases.get(uri);
    if (basis === undefined) {
      return false;
    }
    const { format } = basis;
    if (format.recognizes !== undefined && files.formatOf(uri, await context.configurationIfAny(uri)) !== format) {
      return false;
    }
    return !context.indexContexts.mayHaveMore(uri) || JSON.stringify(await context.indexContexts.of(uri, format)) === basis.context;
  }

  /** The text of a file with something to judge, or why it cannot be judged. Undefined: there is nothing in it. */
  async #open({ uri, isNamed }: ReadOrder): Promise<{ document: TextDocument; format: FileFormat } | { failure: string } | undefined> {
    const { context, files, reader } = this.#parts;
    const { document, failure } = await reader.open(uri, 0);
    if (document === undefined) {
      // A file name that is not valid text cannot be opened.
      return { failure: failure ?? l10n.t('it does not exist, or its name cannot be read') };
    }
    const configuration = await context.configurationIfAny(uri);
    if (isNamed && files.formatOf(uri, configuration)?.recognizesNamed?.(document.getText())) {
      files.takeForRequirements(uri);
    }
    const format = files.formatOf(uri, configuration);
    const isRecognized = format?.recognizes?.(document.getText()) ?? true;
    if (format === undefined || (isNamed && !isRecognized)) {
      return { failure: l10n.t('Not a dependency file that Lookalike supports.') };
    }
    if (!isRecognized || !mayContain(format, document.getText())) {
      return undefined;
    }
    files.readBy(document, this.#includes);
    await this.#leaveTurn(document);
    return { document, format };
  }

  /** The user may type meanwhile, and so the work on a file waits for its turn. */
  async #leaveTurn(document: TextDocument): Promise<void> {
    if (this.#options.alone === undefined) {
      this.#parts.reader.keepInBackground(document);
      await this.#turns.next();
    }
  }

  async #judge({ uri, by }: ReadOrder, document: TextDocument): Promise<FileReport> {
    const { guard, context, host } = this.#parts;
    const { online, signal } = this.#options;
    const isAsked = online && by === undefined;
    let analysis = await this.#analyzer.analyse(document);
    if (analysis !== undefined) {
      await this.#analyzer.lookNear(analysis, signal);
      if (isAsked) {
        await this.#analyzer.learn(analysis, signal);
      }
      // The same analysis if there was no news about this file or another one.
      analysis = await this.#analyzer.analyse(document);
    }
    if (analysis !== undefined) {
      this.#bases.set(uri, { format: analysis.format, context: this.#interned(analysis.indexContext) });
    }
    if (this.#options.alone !== undefined && ++this.#judged % TRIM_AFTER === 0) {
      context.trim();
    }
    const finding = await failureOn(document, guard, context.configurations);
    if (finding !== undefined) {
      return { uri, analysis, failure: finding.message, crash: { document, finding } };
    }
    return analysis === undefined || by === undefined
      ? { uri, analysis }
      : leftOutReport(analysis, by, (file) => workspacePath(host.workspace, file));
  }

  /** Most files have the same context. */
  #interned(context: IndexContext): string {
    const text = JSON.stringify(context);
    const known = this.#contexts.get(text) ?? text;
    this.#contexts.set(known, known);
    return known;
  }

  #result(report: FileReport): FileResult {
    this.#options.onReport?.(report);
    return fileResult(report);
  }
}

/** Whether a scan of these folders and files reads a file in the format of its name. */
function isReadByScan(uri: string, roots: readonly string[]): boolean {
  const format = roots.some((root) => uri === root || uri.startsWith(withSlash(root))) ? formatOf(uriPath(uri)) : undefined;
  // A virtual environment may have a pip.conf, which counts even though scans skip it.
  return format !== undefined && format.recognizes === undefined && format.id !== 'pip-conf';
}

/** Whether index options of other files cannot change the result for a file: no service is contacted, and no name in it is private. */
function isIndependent(analysis: Analysis | undefined): boolean {
  if (analysis === undefined) {
    return false;
  }
  const { configuration, manifest } = analysis;
  return configuration.settings.offline && !manifest.requirements.some(({ normalizedName }) => configuration.isPrivate(normalizedName));
}

import * as l10n from '@vscode/l10n';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Position, Range, WorkspaceEdit } from 'vscode-languageserver-types';
import type { Analysis } from '../analysis/analysis';
import type { FileReport } from '../analysis/scan/workspaceScan';
import { workspacePath } from '../analysis/workspacePath';
import type { Analyzer, AnalyzerParts } from '../analyzer/analyzer';
import { type DocumentChanges, type PreviewOptions, previewed } from '../features/edits/preview';
import { mentions, type Renaming, renameEdits } from '../features/edits/renameEdits';
import { rangeOf } from '../features/range';
import { contains } from '../packaging/span';
import { formatList } from '../protocol/language';
import { fileUriOf } from '../protocol/notebookUri';
import type { DocumentFeatures } from './documentFeatures';
import type { ScanProvider } from './scanProvider';

/** The new name of a package in all files of the workspace. */
export interface RenameResult {
  readonly edit: WorkspaceEdit;
  /** Paths of the lock files with the old name, which tools have to regenerate. */
  readonly locks: readonly string[];
  /** Paths of the files with the old name that could not be changed with certainty. */
  readonly unchanged: readonly string[];
}

const LABEL = 'replace';

/** Replaces a package's name in all dependency files of the workspace. */
export class RenameProvider {
  readonly #parts: AnalyzerParts;
  readonly #analyzer: Analyzer;
  readonly #features: DocumentFeatures;
  readonly #scans: ScanProvider;
  readonly #options: PreviewOptions;

  constructor(parts: AnalyzerParts, analyzer: Analyzer, features: DocumentFeatures, scans: ScanProvider, options: PreviewOptions) {
    this.#parts = parts;
    this.#analyzer = analyzer;
    this.#features = features;
    this.#scans = scans;
    this.#options = options;
  }

  /** The name at a place, which can be renamed. Undefined: there is none, or a tool writes the file. */
  nameAt(document: TextDocument, position: Position): Promise<{ name: string; range: Range } | undefined> {
    return this.#features.one(document, 'definition', ({ format, manifest }) => {
      const offset = document.offsetAt(position);
      const found = manifest.requirements.find(({ nameSpan }) => contains(nameSpan, offset));
      return found === undefined || format.generated ? undefined : { name: found.normalizedName, range: rangeOf(document, found.nameSpan) };
    });
  }

  /** `open`: the documents of the editor, which replace their files. Undefined: stopped by `signal`. */
  async rename(renaming: Renaming, open: readonly TextDocument[], signal: AbortSignal): Promise<RenameResult | undefined> {
    const { workspace } = this.#parts.host;
    const analyses = (await Promise.all(open.map((document) => this.#analyzer.analyseLatest(document)))).filter((one) => one !== undefined);
    const opened = new Set(open.flatMap(({ uri }) => [uri, fileUriOf(uri)]));
    const closed = new Map<string, Analysis>();
    const onReport = ({ uri, analysis, hiddenBy }: FileReport): void => {
      closed.delete(uri);
      if (analysis !== undefined && hiddenBy === undefined && !opened.has(uri) && mentions(analysis, renaming.name).length > 0) {
        closed.set(uri, analysis);
      }
    };
    await this.#scans.scan(workspace.folders(), { exclude: [], signal, online: false, onReport });
    if (signal.aborted) {
      return undefined;
    }
    const changes: DocumentChanges[] = [];
    const [locks, unchanged]: [string[], string[]] = [[], []];
    const inOrder = [...closed].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, analysis]) => analysis);
    for (const analysis of [...analyses.filter((one) => mentions(one, renaming.name).length > 0), ...inOrder]) {
      const { uri } = analysis.document;
      const edits = renameEdits(analysis, renaming);
      if (edits !== undefined) {
        changes.push(this.#changes(analysis, edits, opened.has(uri)));
      } else {
        (analysis.format.generated ? locks : unchanged).push(workspacePath(workspace, fileUriOf(uri)));
      }
    }
    return { edit: this.#workspaceEdit(renaming, changes, locks), locks, unchanged };
  }

  #changes({ document }: Analysis, edits: NonNullable<ReturnType<typeof renameEdits>>, isOpen: boolean): DocumentChanges {
    return {
      uri: document.uri,
      version: isOpen ? document.version : null,
      edits: edits.map(({ span, text }) => ({ edit: { range: rangeOf(document, span), newText: text }, label: LABEL })),
    };
  }

  #workspaceEdit({ name, target }: Renaming, changes: readonly DocumentChanges[], locks: readonly string[]): WorkspaceEdit {
    const label = l10n.t({ message: "Replace '{0}' with '{1}'", args: [name, target], comment: ['{0} is a name. {1} is a package name.'] });
    return previewed(changes, new Map([[LABEL, { label, ...(locks.length > 0 && { description: lockNote(locks) }) }]]), this.#options);
  }
}

/** The files that tools have to regenerate. */
export function lockNote(locks: readonly string[]): string {
  // {0}: paths of lock files.
  return l10n.t({ message: 'Regenerate these files: {0}.', args: [formatList(locks, 'unit')], comment: ['{0} is a list of files.'] });
}

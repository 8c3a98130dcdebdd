import type { Diagnostic, TextDocuments } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { LanguageService } from '../../languageService';
import { fileUriOf, NOTEBOOK_CELL_SCHEME } from '../../protocol/notebookUri';
import type { Learner } from './learner';
import type { TrackedFiles } from './trackedFiles';
import type { Typing } from './typing';

export interface DiagnosticSourceParts {
  readonly documents: TextDocuments<TextDocument>;
  readonly service: LanguageService;
  readonly tracked: TrackedFiles;
  readonly learner: Learner;
  /** Absent: nothing is held back. */
  readonly typing?: Typing | undefined;
}

/** The diagnostics of a file: of an open document as it is in the editor, or of a file of the last scan as it is on disk. */
export class DiagnosticSource {
  readonly #parts: DiagnosticSourceParts;

  constructor(parts: DiagnosticSourceParts) {
    this.#parts = parts;
  }

  async of(uri: string): Promise<Diagnostic[]> {
    const { documents, service, tracked, learner, typing } = this.#parts;
    const document = documents.get(uri);
    if (document !== undefined) {
      learner.learnSoon(document);
      const diagnostics = await service.diagnostics(document);
      return typing?.shown(uri, diagnostics) ?? diagnostics;
    }
    return tracked.uris.has(uri) && !this.#isOpenNotebook(uri) ? tracked.diagnostics(uri) : [];
  }

  /** The files that are shown: open documents, and the files of the last scan. */
  files(): string[] {
    const { documents, tracked } = this.#parts;
    const closed = [...tracked.uris].filter((uri) => documents.get(uri) === undefined && !this.#isOpenNotebook(uri));
    return [...documents.keys(), ...closed].sort();
  }

  /** Its cells are open as documents of their own: the same diagnostics would appear twice. */
  #isOpenNotebook(uri: string): boolean {
    return this.#parts.documents.keys().some((open) => open.startsWith(NOTEBOOK_CELL_SCHEME) && fileUriOf(open) === uri);
  }
}

import { TextDocument } from 'vscode-languageserver-textdocument';
import { type LimitedManifest, readChanged } from '../analysis/limits';
import type { DocumentGuard } from '../documentGuard';
import type { IndexContexts } from '../facts/indexes/indexContexts';
import type { IndexDeclarations } from '../facts/indexes/indexDeclarations';
import type { FileFormat, WrittenText } from '../formats/manifest/format';
import type { Host } from '../host';
import type { News } from './news';

/** A file, or why it could not be read. Neither: it does not exist. */
export interface Opened {
  readonly document?: TextDocument;
  readonly failure?: string | undefined;
}

/** Reads files into documents, and documents into manifests. */
export class DocumentReader {
  readonly #host: Pick<Host, 'workspace' | 'read'>;
  readonly #indexContexts: IndexContexts;
  readonly #guard: DocumentGuard;
  readonly #news: News;
  /** Manifests of documents, cached because documents are judged more often than they change. */
  readonly #readings = new WeakMap<
    TextDocument,
    { readonly version: number; readonly format: FileFormat; readonly result: Promise<LimitedManifest> }
  >();
  /** The last result for documents that change. */
  readonly #written = new WeakMap<TextDocument, WrittenText & { readonly format: FileFormat }>();

  readonly #background = new WeakSet<TextDocument>();

  constructor(host: Pick<Host, 'workspace' | 'read'>, indexContexts: IndexContexts, guard: DocumentGuard, news: News) {
    this.#host = host;
    this.#indexContexts = indexContexts;
    this.#guard = guard;
    this.#news = news;
  }

  /** No request waits for the document. It is read and analyzed in a way that does not delay a keystroke. */
  keepInBackground(document: TextDocument): void {
    this.#background.add(document);
  }

  isInBackground(document: TextDocument): boolean {
    return this.#background.has(document);
  }

  /** A file as a document of that version. */
  async open(uri: string, version: number): Promise<Opened> {
    const unread = TextDocument.create(uri, '', version, '');
    const text = await this.#guard.run(unread, 'reading', () => this.#host.workspace.readFile(uri), undefined);
    if (text === undefined) {
      return { document: unread };
    }
    if (text.kind === 'found') {
      return { document: TextDocument.create(uri, '', version, text.value) };
    }
    return { failure: text.kind === 'missing' ? undefined : text.why };
  }

  /** Another thread has read a file. If its statements about indexes have changed, the files around it are notified. */
  learn(uri: string, declarations: IndexDeclarations | undefined): void {
    if (this.#indexContexts.declarations.learn(uri, declarations)) {
      this.#news.indexesChanged();
    }
  }

  /**
   * Reads one version of a document. If its statements about indexes have changed, the files around it are notified. `live`: the document itself,
   * `document`: its text at that version.
   */
  read(live: TextDocument, document: TextDocument, format: FileFormat): Promise<LimitedManifest> {
    const known = this.#readings.get(live);
    if (known?.version === document.version && known.format === format) {
      return known.result;
    }
    const text = document.getText();
    const result = this.#readText(live, text, format).then((written) => {
      if (live.version === document.version && this.#indexContexts.declarations.note(document.uri, format, written[0], text)) {
        this.#news.indexesChanged();
      }
      return written;
    });
    this.#readings.set(live, { version: document.version, format, result });
    return result;
  }

  async #readText(live: TextDocument, text: string, format: FileFormat): Promise<LimitedManifest> {
    const before = this.#written.get(live);
    const reading =
      (before?.format === format && readChanged(before, text, format)) || (await this.#host.read(text, format, this.#background.has(live)));
    this.#written.set(live, { ...reading[2], text, format });
    return reading;
  }
}

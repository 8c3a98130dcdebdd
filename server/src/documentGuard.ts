import * as l10n from '@vscode/l10n';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { messageOf, traceOf } from './errors';
import type { Logger } from './host';
import { decodeComponent } from './packaging/escapes';
import { formatNumber } from './protocol/language';

/** A stage of the work on a document, as the log names it. */
export type Stage =
  | 'analysis'
  | 'code actions'
  | 'completion'
  | 'configuration'
  | 'definition'
  | 'diagnostics'
  | 'folding ranges'
  | 'hover'
  | 'inlay hints'
  | 'learning'
  | 'links'
  | 'reading'
  | 'symbols'
  | 'unanswered names';

/** Work on one position of a document. If it succeeds at another position, its failure remains. */
const AT_ONE_PLACE: ReadonlySet<Stage> = new Set<Stage>(['code actions', 'definition', 'hover']);

/** Why each stage failed on one version of a document. */
interface Failures {
  readonly version: number;
  readonly stages: Map<Stage, string>;
}

/**
 * Error boundary of a document: an error in the work on one document affects only that document. Each failure is logged once, with its stack. It is
 * remembered until the same work succeeds or the text changes.
 */
export class DocumentGuard {
  readonly #logger: Pick<Logger, 'error'>;
  readonly #onChange: (uri: string) => void;
  readonly #failures = new WeakMap<TextDocument, Failures>();
  /** URIs of the documents that failed last. */
  readonly #failing = new Set<string>();

  /** `onChange` is called for each document that begins to fail or works again. */
  constructor(logger: Pick<Logger, 'error'>, onChange: (uri: string) => void) {
    this.#logger = logger;
    this.#onChange = onChange;
  }

  /** Never rejects. Returns `otherwise` if `work` fails. */
  async run<T>(document: TextDocument, stage: Stage, work: () => T | Promise<T>, otherwise: T): Promise<T> {
    const { version } = document;
    try {
      const result = await work();
      this.#passed(document, version, stage);
      return result;
    } catch (error) {
      this.#failed(document, version, stage, error);
      return otherwise;
    }
  }

  /** The localized reason why Lookalike failed on the current text of the document. Undefined: it did not fail. */
  whyFailed(document: TextDocument): string | undefined {
    const failures = this.#failures.get(document);
    return failures?.version === document.version ? failures.stages.values().next().value : undefined;
  }

  /** For the status item. Undefined: no document fails. */
  get problem(): string | undefined {
    const [first, ...others] = this.#failing;
    if (first === undefined) {
      return undefined;
    }
    const name = decodeComponent(first.slice(first.lastIndexOf('/') + 1));
    return others.length === 0
      ? l10n.t({ message: "Lookalike failed on '{0}' (see the log)", args: [name], comment: ['{0} is the name of a file.'] })
      : l10n.t({
          message: "Lookalike failed on {1} files, one of them '{0}' (see the log)",
          args: [name, formatNumber(others.length + 1)],
          comment: ['{0} is a name. {1} is a count.'],
        });
  }

  /** The document was closed or replaced, so its failure is forgotten. */
  forget(uri: string): void {
    this.#failing.delete(uri);
  }

  forgetAll(): void {
    this.#failing.clear();
  }

  #passed(document: TextDocument, version: number, stage: Stage): void {
    const failures = this.#failures.get(document);
    if (failures === undefined) {
      return;
    }
    if (failures.version === version && !AT_ONE_PLACE.has(stage)) {
      failures.stages.delete(stage);
    }
    if (failures.version < version || failures.stages.size === 0) {
      this.#failures.delete(document);
      this.#failing.delete(document.uri);
      this.#onChange(document.uri);
    }
  }

  #failed(document: TextDocument, version: number, stage: Stage, error: unknown): void {
    let failures = this.#failures.get(document);
    if (failures === undefined || failures.version < version) {
      failures = { version, stages: new Map() };
      this.#failures.set(document, failures);
    }
    const why = messageOf(error);
    if (failures.version > version || failures.stages.get(stage) === why) {
      return;
    }
    const known = [...failures.stages.values()];
    failures.stages.set(stage, why);
    this.#failing.add(document.uri);
    // An error in the analysis often causes the same error in later stages.
    if (!known.includes(why)) {
      this.#logger.error(`${stage} of ${document.uri} failed: ${traceOf(error)}`);
    }
    if (known.length === 0) {
      this.#onChange(document.uri);
    }
  }
}

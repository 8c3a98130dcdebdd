import type { Diagnostic, Position, TextDocumentContentChangeEvent } from 'vscode-languageserver';
import { isRuleId } from '../../configuration/ruleLevels';
import { isMalware, ruleOf } from '../../rules';

/** Milliseconds without typing after which a name counts as complete. */
export const REST = 1_500;
/** Maximum length of text that an editor sends at once for fast typing, in UTF-16 units. Longer text was pasted, or completed. */
const MAX_TYPED = 3;

/** The last edit of a document, if it may be a part of a name. */
interface LastEdit {
  /** The cursor's position after it. */
  readonly cursor: Position;
  readonly timer: NodeJS.Timeout;
  /** Whether a finding was held back for it. */
  isHolding: boolean;
}

/**
 * Holds back findings about a name while it is being typed: half of a name is unknown, and looks like others. They are shown once the
 * next edit is elsewhere, the document is saved, or nothing was typed for `REST`. Known malware is never held back: a record is a fact about the
 * current text, and a file can be saved and installed at any letter.
 */
export class Typing {
  readonly #onRest: (uri: string) => void;
  readonly #edits = new Map<string, LastEdit>();

  /** `onRest` is called when the findings that were held back for a document (URI) are to be shown. */
  constructor(onRest: (uri: string) => void) {
    this.#onRest = onRest;
  }

  edited(uri: string, changes: readonly TextDocumentContentChangeEvent[]): void {
    this.forget(uri);
    const [change, ...others] = changes;
    if (
      change === undefined ||
      others.length > 0 ||
      !('range' in change) ||
      !/^[\w.-]*$/.test(change.text) ||
      change.text.length > MAX_TYPED
    ) {
      return;
    }
    const { line, character } = change.range.start;
    const timer = setTimeout(() => this.rested(uri), REST);
    this.#edits.set(uri, { cursor: { line, character: character + change.text.length }, timer, isHolding: false });
  }

  /** The name counts as complete: the document was saved, or nothing was typed for a while. */
  rested(uri: string): void {
    if (this.forget(uri)?.isHolding) {
      this.#onRest(uri);
    }
  }

  /** The document was closed, or edited elsewhere. */
  forget(uri: string): LastEdit | undefined {
    const edit = this.#edits.get(uri);
    clearTimeout(edit?.timer);
    this.#edits.delete(uri);
    return edit;
  }

  stop(): void {
    for (const uri of [...this.#edits.keys()]) {
      this.forget(uri);
    }
  }

  /** The diagnostics of a document that are shown now. */
  shown(uri: string, diagnostics: readonly Diagnostic[]): Diagnostic[] {
    const edit = this.#edits.get(uri);
    const shown = edit === undefined ? [...diagnostics] : diagnostics.filter((diagnostic) => !isOfName(diagnostic, edit.cursor));
    if (edit !== undefined && shown.length < diagnostics.length) {
      edit.isHolding = true;
    }
    return shown;
  }
}

/** Whether a diagnostic is about the name that the cursor is in, or at the end of. */
function isOfName({ code, range: { start, end } }: Diagnostic, cursor: Position): boolean {
  if (!isRuleId(code) || ruleOf(code).family !== 'name' || isMalware({ rule: code })) {
    return false;
  }
  return cursor.line === start.line && cursor.line === end.line && cursor.character >= start.character && cursor.character <= end.character;
}

import type {
  CodeAction,
  CompletionList,
  Diagnostic,
  DocumentDiagnosticReport,
  DocumentLink,
  DocumentSymbol,
  FoldingRange,
  Hover,
  InlayHint,
  LocationLink,
  Range,
  TextEdit,
  WorkspaceDiagnosticReport,
} from 'vscode-languageserver-protocol';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { type Answer, type FuzzEditor, isInside } from './editor.mjs';
import { parses } from './syntax.mjs';

/** A range in an answer, and its document. With a version: in that version only. */
interface Place {
  readonly uri: string;
  readonly range: Range;
  readonly version?: number | null | undefined;
}

/** The ranges in each answer. */
const PLACES: Readonly<Record<string, (result: never, uri: string) => Place[]>> = {
  'textDocument/hover': (hover: Hover | null, uri) => (hover?.range === undefined ? [] : [{ uri, range: hover.range }]),
  'textDocument/inlayHint': (hints: InlayHint[] | null, uri) =>
    (hints ?? []).flatMap(({ position, textEdits = [] }) => [
      { uri, range: { start: position, end: position } },
      ...textEdits.map(({ range }) => ({ uri, range })),
    ]),
  'textDocument/completion': (list: CompletionList | null, uri) => editsOfItems(list).map(({ range }) => ({ uri, range })),
  'textDocument/documentLink': (links: DocumentLink[] | null, uri) => (links ?? []).map(({ range }) => ({ uri, range })),
  'textDocument/documentSymbol': (symbols: DocumentSymbol[] | null, uri) =>
    (symbols ?? []).flatMap((symbol) => placesOfSymbol(symbol, uri)),
  'textDocument/foldingRange': (folds: FoldingRange[] | null, uri) =>
    (folds ?? []).map(({ startLine, endLine }) => ({
      uri,
      range: { start: { line: startLine, character: 0 }, end: { line: endLine, character: 0 } },
    })),
  'textDocument/definition': (links: LocationLink[] | null, uri) =>
    (links ?? []).flatMap(({ originSelectionRange, targetUri, targetRange, targetSelectionRange }) => [
      ...(originSelectionRange === undefined ? [] : [{ uri, range: originSelectionRange }]),
      { uri: targetUri, range: targetRange },
      { uri: targetUri, range: targetSelectionRange },
    ]),
  'textDocument/codeAction': (actions: CodeAction[] | null, uri) =>
    (actions ?? []).flatMap(({ diagnostics = [], edit }) => [
      ...placesOfDiagnostics(diagnostics, uri),
      ...Object.entries(edit?.changes ?? {}).flatMap(([changed, edits]) => edits.map(({ range }) => ({ uri: changed, range }))),
      ...(edit?.documentChanges ?? []).flatMap((change) =>
        'textDocument' in change
          ? change.edits.flatMap((one) => ('range' in one ? [{ ...change.textDocument, range: one.range }] : []))
          : [],
      ),
    ]),
  'textDocument/diagnostic': (report: DocumentDiagnosticReport, uri) =>
    report.kind === 'full' ? placesOfDiagnostics(report.items, uri) : [],
  'workspace/diagnostic': (report: WorkspaceDiagnosticReport) =>
    report.items.flatMap((item) => (item.kind === 'full' ? placesOfDiagnostics(item.items, item.uri, item.version) : [])),
};

function editsOfItems(list: CompletionList | null): TextEdit[] {
  return (list?.items ?? []).flatMap(({ textEdit }) => (textEdit !== undefined && 'range' in textEdit ? [textEdit] : []));
}

/** Reports an item of an answer that breaks a valid text. With several versions during the request, the version of the item is unknown. */
function checkCompletion(editor: FuzzEditor, uri: string, { result, textsOf }: Answer): void {
  const [text, ...others] = textsOf(uri);
  if (text === undefined || others.length > 0 || !parses(uri, text.getText())) {
    return;
  }
  const edits = editsOfItems(result as CompletionList | null);
  for (const edit of [edits[0], edits.at(-1)]) {
    if (edit !== undefined && isInside(text, edit.range) && parses(uri, TextDocument.applyEdits(text, [edit])) === false) {
      editor.fault('completion breaks the syntax', `${JSON.stringify(edit)} in ${uri}`);
    }
  }
}

function placesOfSymbol({ range, selectionRange, children = [] }: DocumentSymbol, uri: string): Place[] {
  return [{ uri, range }, { uri, range: selectionRange }, ...children.flatMap((child) => placesOfSymbol(child, uri))];
}

function placesOfDiagnostics(diagnostics: readonly Diagnostic[], uri: string, version?: number | null): Place[] {
  return diagnostics.map(({ range }) => ({ uri, range, version }));
}

/** Reports each range outside of its text: the text of its version, or any text of the document during the request. */
export function checkAnswer(editor: FuzzEditor, method: string, uri: string, answer: Answer): void {
  if (method === 'textDocument/completion') {
    checkCompletion(editor, uri, answer);
  }
  const places = PLACES[method]?.(answer.result as never, uri) ?? [];
  for (const { uri: where, range, version } of places) {
    if (version === null && answer.isClosed(where)) {
      continue;
    }
    const texts = answer.textsOf(where).filter((text) => typeof version !== 'number' || text.version === version);
    if (texts.length > 0 && !texts.some((text) => isInside(text, range))) {
      editor.fault('range', `${method}: ${JSON.stringify(range)} in ${where}`);
    }
  }
}

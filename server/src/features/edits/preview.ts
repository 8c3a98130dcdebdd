import type { ChangeAnnotation, TextDocumentEdit, TextEdit, WorkspaceEdit } from 'vscode-languageserver-types';

/** What a client does with an edit of many places. */
export interface PreviewOptions {
  /** Whether it takes versioned edits. */
  readonly documentChanges: boolean;
  /** Whether it shows labeled changes for confirmation. */
  readonly changeAnnotations?: boolean | undefined;
  /** URI of a file that exists: see `InitializationOptions.previewFile`. */
  readonly previewFile?: string | undefined;
}

/** Changes of one document. */
export interface DocumentChanges {
  readonly uri: string;
  /** Null: it is not open. */
  readonly version: number | null;
  /** Each with the key of its label. */
  readonly edits: readonly { readonly edit: TextEdit; readonly label: string }[];
}

const PREVIEW = 'preview';

/**
 * One edit that the client shows before it makes it, if it can. VS Code shows a preview only for changes that need confirmation, and does not tick them.
 * If the client names a file, the changes are ticked: the creation of that file, which VS Code leaves out because the file exists, is all that needs confirmation.
 */
export function previewed(
  documents: readonly DocumentChanges[],
  labels: ReadonlyMap<string, Pick<ChangeAnnotation, 'label' | 'description'>>,
  { documentChanges, changeAnnotations, previewFile }: PreviewOptions,
): WorkspaceEdit {
  if (!documentChanges) {
    return { changes: Object.fromEntries(documents.map(({ uri, edits }) => [uri, edits.map(({ edit }) => edit)])) };
  }
  const changes = documents.map(
    ({ uri, version, edits }): TextDocumentEdit => ({
      textDocument: { uri, version },
      edits: edits.map(({ edit, label }) => ({ ...edit, ...(changeAnnotations && { annotationId: label }) })),
    }),
  );
  if (!changeAnnotations) {
    return { documentChanges: changes };
  }
  const needsConfirmation = previewFile === undefined;
  const annotations = Object.fromEntries([...labels].map(([key, label]) => [key, { ...label, needsConfirmation }]));
  const [first] = labels.values();
  return previewFile === undefined || first === undefined
    ? { documentChanges: changes, changeAnnotations: annotations }
    : {
        documentChanges: [...changes, { kind: 'create', uri: previewFile, options: { ignoreIfExists: true }, annotationId: PREVIEW }],
        changeAnnotations: { ...annotations, [PREVIEW]: { label: first.label, needsConfirmation: true } },
      };
}

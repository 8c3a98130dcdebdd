import { ProtocolRequestType, type WorkspaceEdit } from 'vscode-languageserver-protocol';
import type { UpdateScope } from '../features/updates/bulkUpdate';

export type { UpdateScope } from '../features/updates/bulkUpdate';

export interface UpdateEditParams {
  /** An open document. */
  readonly uri: string;
  readonly scope: UpdateScope;
}

/** The edit that updates a file. Null: there is nothing to update. */
export const UpdateEditRequest = new ProtocolRequestType<UpdateEditParams, WorkspaceEdit | null, never, void, void>('lookalike/updateEdit');

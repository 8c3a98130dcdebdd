import { type ConnectionStrategy, LSPErrorCodes, ResponseError } from 'vscode-languageserver';

/**
 * A request that is canceled before its turn gets no work: an editor cancels most requests while someone types. Without this, each is
 * answered in full.
 */
export const CANCELED_REQUESTS: ConnectionStrategy = {
  cancelUndispatched: () => ({
    jsonrpc: '2.0',
    id: null,
    error: new ResponseError(LSPErrorCodes.RequestCancelled, 'Canceled before its turn').toJson(),
  }),
};

import { type ConnectionStrategy, LSPErrorCodes, Message, ResponseError } from 'vscode-languageserver';

/**
 * A request that is canceled before its turn gets no work: an editor cancels most requests while someone types. Without this, each is
 * answered in full. The protocol's own requests alone: an answer to a request of Lookalike says itself that it was canceled.
 */
export const CANCELED_REQUESTS: ConnectionStrategy = {
  cancelUndispatched: (message, next) =>
    Message.isRequest(message) && message.method.startsWith('lookalike/')
      ? next(message)
      : { jsonrpc: '2.0', id: null, error: new ResponseError(LSPErrorCodes.RequestCancelled, 'Canceled before its turn').toJson() },
};

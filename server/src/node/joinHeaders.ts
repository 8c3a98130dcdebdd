import type { Writable } from 'node:stream';

/**
 * From now on, the header of a message goes to the stream together with its content. vscode-jsonrpc writes a header, waits, and writes the content: two
 * calls of the system, and the client wakes up twice.
 */
export function joinHeaders(stream: Pick<Writable, 'write'>): void {
  const write = stream.write.bind(stream) as (...call: readonly unknown[]) => boolean;
  let header = '';
  const join = (chunk: unknown, encoding?: unknown, done?: unknown): boolean => {
    if (typeof chunk === 'string' && encoding === 'ascii' && typeof done === 'function') {
      header += chunk;
      done();
      return true;
    }
    const before = Buffer.from(header, 'latin1');
    header = '';
    if (chunk instanceof Uint8Array) {
      return write(before.length === 0 ? chunk : Buffer.concat([before, chunk]), encoding, done);
    }
    if (before.length > 0) {
      write(before);
    }
    return write(chunk, encoding, done);
  };
  stream.write = join;
}

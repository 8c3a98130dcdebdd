import { Writable } from 'node:stream';
import { expect, test } from 'vitest';
import { StreamMessageWriter } from 'vscode-languageserver/node';
import { joinHeaders } from '../../../server/src/node/joinHeaders';

function recorder(): { readonly stream: Writable; readonly chunks: string[] } {
  const chunks: string[] = [];
  const stream = new Writable({
    write: (chunk: Buffer, _, done) => {
      chunks.push(chunk.toString());
      done();
    },
  });
  return { stream, chunks };
}

test('a message is written with its header, at once', async () => {
  const { stream, chunks } = recorder();
  joinHeaders(stream);
  const writer = new StreamMessageWriter(stream);
  const messages = [
    { jsonrpc: '2.0', method: 'first', params: ['ü'] },
    { jsonrpc: '2.0', method: 'second' },
  ];
  await Promise.all(messages.map((message) => writer.write(message)));
  expect(chunks).toEqual(
    messages.map((message) => {
      const content = JSON.stringify(message);
      return `Content-Length: ${Buffer.byteLength(content)}\r\n\r\n${content}`;
    }),
  );
});

test('whatever else is written stays as it is', async () => {
  const { stream, chunks } = recorder();
  joinHeaders(stream);
  stream.write('text');
  await new Promise((resolve) => stream.write(Buffer.from('bytes'), resolve));
  expect(chunks).toEqual(['text', 'bytes']);
});

test('a header comes before what follows it, whatever that is', async () => {
  const { stream, chunks } = recorder();
  joinHeaders(stream);
  await new Promise<void>((resolve) => stream.write('header;', 'ascii', () => resolve()));
  await new Promise((resolve) => stream.write('text', 'utf8', resolve));
  expect(chunks.join('')).toBe('header;text');
});

test('an error of the stream reaches the writer of the message', async () => {
  const stream = new Writable({ write: (_, __, done) => done(new Error('closed')) });
  stream.on('error', () => undefined);
  joinHeaders(stream);
  const writer = new StreamMessageWriter(stream);
  writer.onError(() => undefined);
  await expect(writer.write({ jsonrpc: '2.0' })).rejects.toThrow('closed');
});

import { PassThrough } from 'node:stream';
import { expect, it } from 'vitest';
import { createConnection, StreamMessageReader, StreamMessageWriter } from 'vscode-languageserver/node';
import { CANCELED_REQUESTS } from '../../../server/src/lsp/canceledRequests';

async function handled(method: string): Promise<{ asked: readonly unknown[]; answers: string }> {
  const [up, down] = [new PassThrough(), new PassThrough()];
  const connection = createConnection(new StreamMessageReader(up), new StreamMessageWriter(down), CANCELED_REQUESTS);
  const asked: unknown[] = [];
  connection.onRequest(method, (params) => {
    asked.push(params);
    return null;
  });
  connection.listen();
  const texts = [1, 2, 3].map((id) => JSON.stringify({ jsonrpc: '2.0', id, method, params: { id } }));
  texts.splice(2, 0, JSON.stringify({ jsonrpc: '2.0', method: '$/cancelRequest', params: { id: 2 } }));
  let answers = '';
  const isAnswered = new Promise<void>((resolve) => {
    down.on('data', (chunk) => {
      answers += chunk;
      if (answers.includes('"id":3')) {
        resolve();
      }
    });
  });
  up.write(texts.map((text) => `Content-Length: ${text.length}\r\n\r\n${text}`).join(''));
  await isAnswered;
  return { asked, answers };
}

it('no work is done for a request that is canceled before its turn, and it is answered', async () => {
  const { asked, answers } = await handled('textDocument/hover');
  expect(asked).toEqual([{ id: 1 }, { id: 3 }]);
  expect(answers).toContain('{"jsonrpc":"2.0","id":2,"error":{"code":-32800,');
});

it('a request of Lookalike answers itself that it was canceled', async () => {
  const { asked, answers } = await handled('lookalike/scanWorkspace');
  expect(asked).toEqual([{ id: 1 }, { id: 2 }, { id: 3 }]);
  expect(answers).toContain('{"jsonrpc":"2.0","id":2,"result":null}');
});

import { expect, it } from 'vitest';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { DocumentGuard } from '../../server/src/documentGuard';

function guardOn() {
  const logged: string[] = [];
  const changes: string[] = [];
  const guard = new DocumentGuard({ error: (message) => logged.push(message) }, (uri) => changes.push(uri));
  return { guard, logged, changes, document: TextDocument.create('file:///a/requirements.txt', '', 1, 'requests\n') };
}

const fail = (why: string) => () => {
  throw new RangeError(why);
};

it('returns the result of the work, or the other value if the work fails', async () => {
  const { guard, document } = guardOn();
  expect(await guard.run(document, 'analysis', () => 1, 0)).toBe(1);
  expect(await guard.run(document, 'analysis', fail('no'), 0)).toBe(0);
  expect(await guard.run(document, 'hover', () => Promise.reject(new Error('later')), 0)).toBe(0);
  expect(guard.whyFailed(document)).toBe('no');
});

it('logs the same failure once, with its stack, and reports it once', async () => {
  const { guard, document, logged, changes } = guardOn();
  for (let i = 0; i < 3; i++) {
    await guard.run(document, 'analysis', fail('no'), 0);
    await guard.run(document, 'hover', fail('not here either'), 0);
  }
  expect(logged).toHaveLength(2);
  expect(logged[0]).toMatch(/^analysis of file:\/\/\/a\/requirements.txt failed: RangeError: no\n {4}at /);
  expect(changes).toEqual([document.uri]);
});

it('forgets a failure when the same work succeeds, but not for other work or another position', async () => {
  const { guard, document, changes } = guardOn();
  await guard.run(document, 'analysis', fail('no'), 0);
  await guard.run(document, 'links', () => 1, 0);
  expect(guard.whyFailed(document)).toBe('no');
  await guard.run(document, 'analysis', () => 1, 0);
  expect(guard.whyFailed(document)).toBeUndefined();
  expect(guard.problem).toBeUndefined();
  await guard.run(document, 'hover', fail('there'), 0);
  await guard.run(document, 'hover', () => 1, 0);
  expect(guard.whyFailed(document)).toBe('there');
  expect(changes).toHaveLength(3);
});

it('forgets a failure when the text changes', async () => {
  const { guard, document } = guardOn();
  await guard.run(document, 'hover', fail('no'), 0);
  TextDocument.update(document, [{ text: 'numpy' }], 2);
  expect(guard.whyFailed(document)).toBeUndefined();
  await guard.run(document, 'analysis', () => 1, 0);
  expect(guard.problem).toBeUndefined();
});

it('does not take the failure of an old text for one of the new text', async () => {
  const { guard, document } = guardOn();
  let reject = (_: Error): void => undefined;
  const work = guard.run(document, 'analysis', () => new Promise<number>((_, no) => (reject = no)), 0);
  TextDocument.update(document, [{ text: 'numpy' }], 2);
  await guard.run(document, 'analysis', fail('new'), 0);
  reject(new Error('old'));
  expect(await work).toBe(0);
  expect(guard.whyFailed(document)).toBe('new');
});

it('names one document and counts the others', async () => {
  const { guard } = guardOn();
  for (const name of ['a%20b.txt', 'b.txt', 'c.txt']) {
    await guard.run(TextDocument.create(`file:///${name}`, '', 1, ''), 'analysis', fail('no'), 0);
  }
  expect(guard.problem).toBe("Lookalike failed on 3 files, one of them 'a b.txt' (see the log)");
  guard.forget('file:///b.txt');
  guard.forget('file:///c.txt');
  expect(guard.problem).toBe("Lookalike failed on 'a b.txt' (see the log)");
});

it.each([
  ['a text of many lines', `a\n\u001b[31m\u202eb${'c'.repeat(1_000)}`, /^a \[31m bc{1,200}…$/],
  ['half an emoji', 'a\ud83db', /^a b$/],
])('shows of an error with %s one clean line', async (_, why, expected) => {
  const { guard, document } = guardOn();
  await guard.run(document, 'analysis', fail(why), 0);
  expect(guard.whyFailed(document)).toMatch(expected);
});

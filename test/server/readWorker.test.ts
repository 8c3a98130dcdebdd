import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { LARGE_FILES } from '../../scripts/test/largeFiles.mjs';
import { read } from '../../server/src/analysis/limits';
import { formatById, formatOf, formats } from '../../server/src/formats';
import { notebookCell } from '../../server/src/formats/index';
import type { FileFormat } from '../../server/src/formats/manifest/format';
import { AsideReader } from '../../server/src/node/readWorker';

const SERVER = path.join(__dirname, '../../dist/server.js');

describe('a long text', () => {
  let aside: AsideReader['read'];
  beforeAll(() => {
    aside = new AsideReader(SERVER, () => ({})).read;
  });

  it.each(LARGE_FILES.map((file) => [file.what, file] as const))('reads the same in a worker: %s', async (_, { file, text }) => {
    const format = formatOf(`/${file}`) as FileFormat;
    expect(await aside(text(), format)).toEqual(read(text(), format));
  });

  it.each([...formats, notebookCell].map((format) => [format.id, format] as const))('is read in a worker as %s', async (_, format) => {
    const text = 'pip install reqeusts\nreqeusts==1.0\n'.repeat(3_000);
    expect(await aside(text, format)).toEqual(read(text, format));
  });

  it('is read in order, whatever the others are', async () => {
    const [first, second] = await Promise.all([
      aside('a\n'.repeat(40_000), formatById('requirements') as FileFormat),
      aside('b\n'.repeat(40_000), formatById('requirements') as FileFormat),
    ]);
    expect([first[0].requirements[0]?.name, second[0].requirements[0]?.name]).toEqual(['a', 'b']);
  });

  it('may be a shorter one in the background', async () => {
    // The worker alone looks a format up by its id.
    const unknown = { ...(formatById('requirements') as FileFormat), id: 'no-such-format' };
    const text = 'a\n'.repeat(5_000);
    expect((await aside(text, unknown))[0].requirements).toHaveLength(5_000);
    await expect(aside(text, unknown, true)).rejects.toThrow('no-such-format');
    expect((await aside('a\n', unknown, true))[0].requirements).toHaveLength(1);
  });

  it('on which the worker fails is a failure, and the next one is read', async () => {
    const unknown = { ...(formatById('requirements') as FileFormat), id: 'no-such-format' };
    await expect(aside('a\n'.repeat(40_000), unknown)).rejects.toThrow('no-such-format');
    expect((await aside('a\n'.repeat(40_000), formatById('requirements') as FileFormat))[0].requirements).toHaveLength(5_000);
  });

  it('is a failure if there is no worker', async () => {
    const broken = new AsideReader(path.join(__dirname, 'no-such-script.js'), () => ({})).read;
    await expect(broken('a\n'.repeat(40_000), formatById('requirements') as FileFormat)).rejects.toThrow();
  });
});

import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { formatOf } from '../../../server/src/formats/index';
import { mayContain } from '../../../server/src/protocol/fileKinds';
import { readEdited } from './editedTexts';
import { findFixtures, knownPath, ROOT } from './fixtureFiles';
import { checkManifest } from './manifestChecks';
import { summarize } from './manifestSummary';

/**
 * Every folder `test/fixtures/<format>/<case>/` is a test: one dependency file, with a name of its format, and
 * `expected.json`. To add a case, add the file, run `npx vitest run --project unit test/unit/formats/fixtures.test.ts -u`, and read the
 * new file.
 */
describe.each(findFixtures())('$format/$name', (fixture) => {
  const { format, name, file } = fixture;
  const text = readFileSync(file, 'utf8');
  const parser = formatOf(knownPath(fixture));

  test(`${basename(file)} is read as ${format}`, async () => {
    expect(parser?.id).toBe(format);
    expect(mayContain(parser!, text)).toBe(true);
    const manifest = parser!.parse(text);
    checkManifest(text, manifest);
    await expect(`${JSON.stringify(summarize(text, manifest), null, 2)}\n`).toMatchFileSnapshot(join(ROOT, format, name, 'expected.json'));
  });

  test(`${basename(file)} is read as before after slips of a typist`, async () => {
    const edited = readEdited(text, (each) => parser!.parse(each));
    await expect(edited).toMatchFileSnapshot(join(__dirname, 'edited', `${format}.${name}.${basename(file)}.txt`));
  });
});

import { readFileSync } from 'node:fs';
import { test } from 'vitest';
import { formatOf } from '../../../server/src/formats/index';
import { findFixtures, knownPath } from './fixtureFiles';
import { checkManifest } from './manifestChecks';

test.each(findFixtures())('every prefix of $format/$name is read, with spans inside it', (fixture) => {
  const text = readFileSync(fixture.file, 'utf8');
  const parser = formatOf(knownPath(fixture));
  for (let end = 0; end < text.length; end++) {
    const prefix = text.slice(0, end);
    checkManifest(prefix, parser!.parse(prefix));
  }
});

import * as l10n from '@vscode/l10n';
import type { Hash } from '../../formats/manifest/format';
import { ownValue } from '../../json';
import { notCheckedWhy } from '../../lookup';
import { comesFromIndex, defineRule } from '../rule';
import { pinnedRelease } from './pinnedRelease';

/** Hexadecimal digits of a digest (Python's hashlib). */
const DIGITS: ReadonlyMap<string, number> = new Map([
  ['md5', 32],
  ['sha1', 40],
  ['sha224', 56],
  ['sha256', 64],
  ['sha384', 96],
  ['sha512', 128],
  ['blake2b', 128],
  ['blake2s', 64],
  ['sha3_224', 56],
  ['sha3_256', 64],
  ['sha3_384', 96],
  ['sha3_512', 128],
]);

/** A hash that no file of the pinned version has on the index, or that no file can have. pip would reject it, or the file was changed. */
export const hashMismatch = defineRule({
  id: 'hash-mismatch',
  level: 'error',
  summary: () => l10n.t('The hash does not match any file of the pinned version, or it is malformed.'),
  securitySeverity: 8.1,
  judgesVersion: true,
  *check(requirement, facts) {
    const possible: Hash[] = [];
    for (const hash of requirement.hashes) {
      const digits = DIGITS.get(hash.algorithm.toLowerCase());
      if (digits === undefined || (hash.digest.length === digits && /^[0-9a-f]*$/i.test(hash.digest))) {
        possible.push(hash);
      } else {
        yield {
          span: hash.span,
          message: l10n.t({
            message: 'Invalid hash. {0} has {1} hexadecimal digits.',
            args: [hash.algorithm, digits],
            comment: ['{0} is a hash algorithm, such as: sha256. {1} is a count.'],
          }),
        };
      }
    }
    if (!comesFromIndex(requirement)) {
      return;
    }
    const release = pinnedRelease(requirement, facts)?.release;
    // Files can be added to releases: an old answer, or an answer of only some indexes, may lack some.
    if (release === undefined || notCheckedWhy(facts.project) !== undefined) {
      return;
    }
    for (const { algorithm, digest, span } of possible) {
      const published = release.files.flatMap(({ hashes }) => ownValue(hashes, algorithm) ?? []);
      if (published.length > 0 && !published.some((known) => known.toLowerCase() === digest.toLowerCase())) {
        yield {
          span,
          message: l10n.t({
            message: "'{0}' {1} has no file with this hash on the index.",
            args: [requirement.name, release.version],
            comment: ['{0} is a package name. {1} is a version.'],
          }),
        };
      }
    }
  },
});

import { it } from 'vitest';
import { project } from '../../../inMemoryHost';
import { DIGEST } from '../given';
import { expectMarked, SIMPLEJSON } from '../world';

const OTHER = '0'.repeat(64);

it.each<[what: string, marked: string]>([
  [
    'a hash that no file has',
    `
simplejson==1.0 --hash=sha256:${OTHER}
               ${'^'.repeat(79)} error[hash-mismatch]: 'simplejson' 1.0 has no file with this hash on the index.`,
  ],
  [
    'one of two',
    `
simplejson==1.0 --hash=sha256:${DIGEST} --hash=sha256:${OTHER}
${' '.repeat(94)}${'^'.repeat(79)} error[hash-mismatch]: …`,
  ],
  ['the hash of a file', `simplejson==1.0 --hash=sha256:${DIGEST}`],
  ['in capital letters', `simplejson==1.0 --hash=sha256:${DIGEST.toUpperCase()}`],
  ['of an algorithm that the index does not use', `simplejson==1.0 --hash=sha512:${OTHER}${OTHER}`],
  ['of a range', `simplejson>=1.0 --hash=sha256:${OTHER}`],
])('%s', async (_, marked) => {
  await expectMarked('requirements.txt', marked, SIMPLEJSON);
});

it('has no finding for an old answer, because files can be added to releases', async () => {
  const answer = SIMPLEJSON.index?.get('simplejson');
  const old =
    answer?.kind === 'found'
      ? { ...answer, stale: { asOf: Date.UTC(2026, 9, 1), why: 'the index did not answer' } }
      : project('simplejson');
  await expectMarked('requirements.txt', `simplejson==1.0 --hash=sha256:${OTHER}`, {
    ...SIMPLEJSON,
    index: new Map([['simplejson', old]]),
  });
});

it.each([
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
])('%s has %i digits', async (algorithm, digits) => {
  const lock = (digest: string): string => `
[[package]]
name = "attrs"
version = "24.1.0"
files = [{ file = "attrs-24.1.0.tar.gz", hash = "${algorithm}:${digest}" }]`;
  await expectMarked('poetry.lock', lock('0'.repeat(digits)));
  await expectMarked(
    'poetry.lock',
    `${lock('0')}
${' '.repeat(49)}${'^'.repeat(algorithm.length + 2)} error[hash-mismatch]: Invalid hash. ${algorithm} has ${digits} hexadecimal digits.`,
  );
});

it.each<[what: string, file: string, marked: string]>([
  [
    'too short',
    'requirements.txt',
    `
attrs==24.1.0 --hash=sha256:aaaa
             ^^^^^^^^^^^^^^^^^^^ error[hash-mismatch]: Invalid hash. sha256 has 64 hexadecimal digits.`,
  ],
  [
    'too long for its algorithm',
    'requirements.txt',
    `
attrs==24.1.0 --hash=sha384:${OTHER}
             ${'^'.repeat(79)} error[hash-mismatch]: Invalid hash. sha384 has 96 hexadecimal digits.`,
  ],
  [
    'of other letters',
    'requirements.txt',
    `
attrs==24.1.0 --hash=sha256:${'g'.repeat(64)}
             ${'^'.repeat(79)} error[hash-mismatch]: Invalid hash. sha256 has 64 hexadecimal digits.`,
  ],
  [
    'of a file of a lock file',
    'poetry.lock',
    `
[[package]]
name = "attrs"
version = "24.1.0"
files = [{ file = "attrs-24.1.0.tar.gz", hash = "sha256:aaaa" }]
                                                 ^^^^^^^^^^^ error[hash-mismatch]: Invalid hash. sha256 has 64 hexadecimal digits.`,
  ],
  [
    'of a package of another source',
    'requirements.txt',
    `
attrs @ https://acme.example/attrs-24.1.0.tar.gz --hash=sha256:aaaa
                                                ^^^^^^^^^^^^^^^^^^^ error[hash-mismatch]: Invalid hash. sha256 has 64 hexadecimal digits.`,
  ],
  ['of an algorithm that is not known', 'Pipfile.lock', `{ "default": { "attrs": { "hashes": ["sm3:aaaa"], "version": "==24.1.0" } } }`],
  ['of the right length', 'requirements.txt', `attrs==24.1.0 --hash=sha512:${OTHER}${OTHER}`],
])('a hash %s', async (_, file, marked) => {
  await expectMarked(file, marked);
});

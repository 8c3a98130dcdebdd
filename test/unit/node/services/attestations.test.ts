import { readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { type ProvenanceClaim, parseProvenance, type Verification } from '../../../../server/src/index/provenance';
import { createAttestationVerifier, TRUSTED_ROOT_FILE } from '../../../../server/src/node/services/attestations';
import { type Signer, type Sigstore, startSigstore, type TestAttestation, workflowOf } from '../../../stub/sigstore';

const FILE = 'requests-2.32.3.tar.gz';
const DIGEST = 'a'.repeat(64);
const OWN = workflowOf('psf/requests');
const PUBLISHER = { kind: 'GitHub', repository: 'psf/requests', workflow: 'release.yml', environment: null };

let sigstore: Sigstore;
let attestation: TestAttestation;

beforeAll(async () => {
  sigstore = await startSigstore();
  attestation = await sigstore.attest(FILE, DIGEST, OWN);
});

interface Case {
  readonly publisher?: object;
  readonly sha256?: string | undefined;
  readonly root?: string;
}

async function verify(attestations: readonly unknown[], changes: Case = {}): Promise<Verification | undefined> {
  const { publisher, sha256, root } = { publisher: PUBLISHER, sha256: DIGEST, root: sigstore.trustedRoot, ...changes };
  const claim = parseProvenance(JSON.stringify({ version: 1, attestation_bundles: [{ publisher, attestations }] }));
  const { publishers } = await createAttestationVerifier(async () => root)(claim as ProvenanceClaim, sha256);
  return publishers[0]?.verification;
}

/** A copy with one change. */
function but(change: (copy: TestAttestation) => void): TestAttestation {
  const copy = structuredClone(attestation);
  change(copy);
  return copy;
}

const entryOf = (copy: TestAttestation) => copy.verification_material.transparency_entries[0] as Record<string, never>;
const encode = (text: string): string => Buffer.from(text).toString('base64');
const decode = (text: string): string => Buffer.from(text, 'base64').toString();

describe('an attestation', () => {
  it('of the publisher about the file is verified', async () => {
    expect(await verify([attestation])).toEqual({ kind: 'verified' });
    expect(await verify([attestation], { sha256: DIGEST.toUpperCase() })).toEqual({ kind: 'verified' });
    expect(await verify([attestation], { publisher: { ...PUBLISHER, repository: 'PSF/Requests' } })).toEqual({ kind: 'verified' });
  });

  it.each<[string, (copy: TestAttestation) => void]>([
    [
      'another statement',
      (copy) => (copy.envelope.statement = encode(decode(copy.envelope.statement).replaceAll('a'.repeat(64), 'b'.repeat(64)))),
    ],
    [
      'another signature',
      (copy) => (copy.envelope.signature = `${copy.envelope.signature.slice(0, 20)}AAAA${copy.envelope.signature.slice(24)}`),
    ],
    ['another time in the log', (copy) => (entryOf(copy).integratedTime = '1' as never)],
    [
      'another body in the log',
      (copy) => (entryOf(copy).canonicalizedBody = encode('{"apiVersion":"0.0.1","kind":"dsse","spec":{}}') as never),
    ],
    [
      'another root of the log',
      (copy) => {
        const { checkpoint } = entryOf(copy).inclusionProof as unknown as { checkpoint: { envelope: string } };
        const [origin, size, , ...rest] = checkpoint.envelope.split('\n');
        checkpoint.envelope = [origin, size, encode('x'.repeat(32)), ...rest].join('\n');
      },
    ],
    ['no entry in the log', (copy) => (copy.verification_material.transparency_entries = [])],
    [
      'no proof of the entry',
      (copy) => {
        delete (entryOf(copy) as Record<string, unknown>).inclusionPromise;
        delete (entryOf(copy) as Record<string, unknown>).inclusionProof;
      },
    ],
    ['a certificate that is none', (copy) => (copy.verification_material.certificate = encode('x'))],
  ])('with %s is false', async (_, change) => {
    const changed = but(change);
    const sha256 = decode(changed.envelope.statement).includes('b'.repeat(64)) ? 'b'.repeat(64) : DIGEST;
    expect(await verify([changed], { sha256 })).toMatchObject({ kind: 'refuted' });
  });

  it("with another publisher's certificate is false", async () => {
    const other = await sigstore.attest(FILE, DIGEST, workflowOf('mallory/requests'));
    expect(await verify([but((copy) => (copy.verification_material.certificate = other.verification_material.certificate))])).toMatchObject(
      {
        kind: 'refuted',
      },
    );
  });

  it('about another file is false, whatever its signer', async () => {
    expect(await verify([attestation], { sha256: 'b'.repeat(64) })).toMatchObject({
      kind: 'refuted',
      why: expect.stringContaining('different file'),
    });
    const twice = await sigstore.attest(FILE, `${DIGEST}"}},{"name":"x","digest":{"sha256":"${'b'.repeat(64)}`, OWN);
    expect(await verify([twice])).toMatchObject({ kind: 'refuted' });
  });

  it.each<[string, Signer, object]>([
    ['another repository', workflowOf('mallory/requests'), PUBLISHER],
    ['a repository whose name goes on', workflowOf('psf/requests-evil'), PUBLISHER],
    ['another workflow', workflowOf('psf/requests', 'tests.yml'), PUBLISHER],
    ['another forge', { ...OWN, issuer: 'https://gitlab.com' }, PUBLISHER],
    ['the same path on GitLab', OWN, { kind: 'GitLab', repository: 'psf/requests', workflow_filepath: '.gitlab-ci.yml' }],
  ])('signed by %s is false', async (_, signer, publisher) => {
    expect(await verify([await sigstore.attest(FILE, DIGEST, signer)], { publisher })).toEqual({
      kind: 'refuted',
      why: 'it was signed by a different publisher',
    });
  });

  it('of GitLab is verified by its path', async () => {
    const signer = { issuer: 'https://gitlab.com', identity: 'https://gitlab.com/group/sub/project//.gitlab-ci.yml@refs/heads/main' };
    const publisher = { kind: 'GitLab', repository: 'group/sub/project', workflow_filepath: '.gitlab-ci.yml' };
    expect(await verify([await sigstore.attest(FILE, DIGEST, signer)], { publisher })).toEqual({ kind: 'verified' });
  });

  it('is not judged if that is impossible', async () => {
    expect(await verify([attestation], { sha256: undefined })).toEqual({ kind: 'unverified' });
    expect(await verify([{ version: 2 }])).toEqual({ kind: 'unverified' });
    expect(await verify([attestation], { root: 'nonsense' })).toEqual({ kind: 'unverified' });
    for (const kind of ['constructor', 'toString', '__proto__']) {
      expect(await verify([attestation], { publisher: { ...PUBLISHER, kind } })).toMatchObject({ kind: 'unverified' });
    }
    expect(await verify([attestation], { publisher: { kind: 'ActiveState' } })).toMatchObject({
      kind: 'unverified',
      why: expect.anything(),
    });
    const { trustedRoot } = await startSigstore();
    expect(await verify([attestation], { root: trustedRoot })).toMatchObject({
      kind: 'unverified',
      why: expect.stringContaining('does not know'),
    });
    expect(await verify([but((copy) => (entryOf(copy).kindVersion = { kind: 'dsse', version: '0.0.2' } as never))])).toMatchObject({
      kind: 'unverified',
    });
  });

  it('that is false is not repaired by a true one', async () => {
    const other = await sigstore.attest(FILE, DIGEST, workflowOf('mallory/requests'));
    expect(await verify([attestation, other])).toMatchObject({ kind: 'refuted' });
    expect(await verify([attestation, { version: 2 }])).toEqual({ kind: 'verified' });
  });
});

it('the bundled keys can be read', async () => {
  const root = readFileSync(path.join(__dirname, '../../../../data', TRUSTED_ROOT_FILE), 'utf8');
  // Made with other keys. To recognize them as unknown, the root must be read.
  expect(await verify([attestation], { root })).toMatchObject({ kind: 'unverified', why: expect.stringContaining('does not know') });
});

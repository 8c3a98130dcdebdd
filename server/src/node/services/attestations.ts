import type { SerializedBundle } from '@sigstore/bundle';
import type { X509Certificate } from '@sigstore/core';
import type { TrustedRoot } from '@sigstore/protobuf-specs';
import * as l10n from '@vscode/l10n';
import type { Attestation, Provenance, ProvenanceClaim, Publisher, Verification } from '../../index/provenance';
import { asArray, asObject, asText, parseJson } from '../../json';

/** Below the data folder: the public keys of Sigstore's authority and logs. */
export const TRUSTED_ROOT_FILE = 'sigstore-root.json';

/** For each publisher in a provenance: whether the attestations prove it, for the file with this digest. Never rejects. */
export type AttestationVerifier = (claim: ProvenanceClaim, sha256: string | undefined) => Promise<Provenance>;

/**
 * Verifies attestations offline (PEP 740, Sigstore): certificate up to a bundled root, the entries of the certificate and the statement in the public logs, signature,
 * digest, and that the certificate was issued to the publisher. No service is contacted, so a key that is newer than the bundled root is not refuted, but not
 * known here.
 */
export function createAttestationVerifier(readTrustedRoot: () => Promise<string>): AttestationVerifier {
  // Loaded with the first attestation: most sessions have none.
  let verifier: Promise<(attestation: Attestation, publisher: Publisher, sha256: string) => Verification> | undefined;

  return async ({ bundles }, sha256) => {
    const publishers: { publisher: Publisher; verification: Verification }[] = [];
    for (const { publisher, attestations } of bundles) {
      let verification: Verification = { kind: 'unverified' };
      if (sha256 !== undefined && attestations.length > 0) {
        try {
          verifier ??= loadVerifier(await readTrustedRoot());
          const verify = await verifier;
          verification = combined(attestations.map((attestation) => verify(attestation, publisher, sha256)));
        } catch {
          // No trusted root, or a runtime without the cryptography: then the attestation is not judged.
        }
      }
      publishers.push({ publisher, verification });
    }
    return { publishers };
  };
}

/** One valid attestation is enough, unless another one is false: a file may have attestations of several kinds. */
function combined(verifications: readonly Verification[]): Verification {
  const rank = { refuted: 0, verified: 1, unverified: 2 };
  const [first] = [...verifications].sort((a, b) => rank[a.kind] - rank[b.kind]);
  return first ?? { kind: 'unverified' };
}

const UNKNOWN_KEY = (): Verification => ({
  kind: 'unverified',
  why: l10n.t('it is signed with a key that this version of Lookalike does not know'),
});
const UNKNOWN_KIND = (): Verification => ({ kind: 'unverified', why: l10n.t('this kind of publisher cannot be verified') });
const refuted = (why: string): Verification => ({ kind: 'refuted', why });

async function loadVerifier(trustedRoot: string) {
  const [bundles, core, specs, sigstore] = await Promise.all([
    import('@sigstore/bundle'),
    import('@sigstore/core'),
    import('@sigstore/protobuf-specs'),
    import('@sigstore/verify'),
  ]);
  const root: TrustedRoot = specs.TrustedRoot.fromJSON(JSON.parse(trustedRoot));
  const verifier = new sigstore.Verifier(sigstore.toTrustMaterial(root));
  const logs = new Set(root.tlogs.flatMap(({ logId }) => (logId === undefined ? [] : logId.keyId.toString('base64'))));
  const authorities = new Set(
    root.certificateAuthorities.flatMap(({ certChain }) =>
      (certChain?.certificates ?? []).flatMap(
        ({ rawBytes }) => keyId(core.X509Certificate.parse(Buffer.from(rawBytes)).extSubjectKeyID?.keyIdentifier) ?? [],
      ),
    ),
  );

  return (attestation: Attestation, publisher: Publisher, sha256: string): Verification => {
    const certificate = read(() => core.X509Certificate.parse(Buffer.from(attestation.certificate, 'base64')));
    const authority = certificate && read(() => keyId(certificate.extAuthorityKeyID?.keyIdentifier));
    const bundle = read(() => bundles.bundleFromJSON(bundleOf(attestation)));
    if (certificate === undefined || bundle === undefined) {
      return refuted(l10n.t('it cannot be read'));
    }
    if (authority === undefined || !authorities.has(authority) || !attestation.logEntries.every((entry) => isOfLog(entry, logs))) {
      return UNKNOWN_KEY();
    }
    try {
      verifier.verify(sigstore.toSignedEntity(bundle));
    } catch (error) {
      if (error instanceof sigstore.VerificationError) {
        return refuted(l10n.t('the signature or transparency-log entry is invalid'));
      }
      throw error;
    }
    // At this point the statement is the signer's. It remains to check that the signer is the publisher and means this file.
    if (!subjectDigests(attestation).includes(sha256.toLowerCase())) {
      return refuted(l10n.t('it covers a different file'));
    }
    const isSigner = SIGNERS.get(publisher.kind)?.(publisher, certificate);
    return isSigner === undefined
      ? UNKNOWN_KIND()
      : isSigner
        ? { kind: 'verified' }
        : refuted(l10n.t('it was signed by a different publisher'));
  };
}

/** In the format of Sigstore's own tools, which PEP 740 replaces by its own. */
function bundleOf({ statement, signature, certificate, logEntries }: Attestation): SerializedBundle {
  return {
    mediaType: 'application/vnd.dev.sigstore.bundle.v0.3+json',
    verificationMaterial: { certificate: { rawBytes: certificate }, tlogEntries: logEntries, timestampVerificationData: undefined },
    dsseEnvelope: { payload: statement, payloadType: 'application/vnd.in-toto+json', signatures: [{ sig: signature, keyid: '' }] },
  } as unknown as SerializedBundle;
}

/** Entries of the second log format have another version, and no time of their own. */
function isOfLog(entry: unknown, logs: ReadonlySet<string>): boolean {
  const { logId, kindVersion } = asObject(entry) ?? {};
  const id = asText(asObject(logId)?.keyId, 256);
  return id !== undefined && logs.has(id) && asObject(kindVersion)?.version === '0.0.1';
}

function subjectDigests({ statement }: Attestation): readonly string[] {
  const subjects = asArray(asObject(parseJson(Buffer.from(statement, 'base64').toString()))?.subject);
  // PEP 740 allows one. Several would let one signature cover files that no one looked at.
  const digest = asText(asObject(asObject(subjects[0])?.digest)?.sha256, 64);
  return subjects.length === 1 && digest !== undefined ? [digest.toLowerCase()] : [];
}

/** Extensions of Fulcio's certificates: who vouched for the signer, and the signer's workflow. */
const ISSUER = '1.3.6.1.4.1.57264.1.8';
const BUILD_CONFIG = '1.3.6.1.4.1.57264.1.18';

/**
 * Whether a certificate was issued to a publisher, for each known kind of publisher. Undefined: the claim is incomplete. A
 * map, since the index chooses the kind: as a key of an object, `constructor` would be one.
 */
const SIGNERS: ReadonlyMap<string, (publisher: Publisher, certificate: X509Certificate) => boolean | undefined> = new Map([
  [
    'GitHub',
    ({ repository, workflow }, certificate) =>
      repository === undefined || workflow === undefined
        ? undefined
        : extension(certificate, ISSUER) === 'https://token.actions.githubusercontent.com' &&
          isWorkflow(extension(certificate, BUILD_CONFIG), 'https://github.com/', repository, `/.github/workflows/${workflow}@`),
  ],
  [
    'GitLab',
    ({ repository, workflow }, certificate) =>
      repository === undefined || workflow === undefined
        ? undefined
        : extension(certificate, ISSUER) === 'https://gitlab.com' &&
          isWorkflow(extension(certificate, BUILD_CONFIG), 'https://gitlab.com/', repository, `//${workflow}@`),
  ],
  [
    'Google',
    ({ email }, certificate) =>
      email === undefined
        ? undefined
        : extension(certificate, ISSUER) === 'https://accounts.google.com' && certificate.subjectAltName === email,
  ],
]);

/** For the forges, owners and repositories are case-insensitive. */
function isWorkflow(uri: string | undefined, forge: string, repository: string, rest: string): boolean {
  const place = forge + repository;
  return uri !== undefined && uri.slice(0, place.length).toLowerCase() === place.toLowerCase() && uri.startsWith(rest, place.length);
}

/** A text in DER. */
function extension(certificate: X509Certificate, oid: string): string | undefined {
  return read(() => certificate.extension(oid)?.valueObj.subs[0]?.value.toString('utf8'));
}

function keyId(bytes: Buffer | undefined): string | undefined {
  return bytes?.toString('hex');
}

/** The parsers throw for text that they cannot read. */
function read<T>(parse: () => T): T | undefined {
  try {
    return parse();
  } catch {
    return undefined;
  }
}

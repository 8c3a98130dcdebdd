import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import { initializeCA, initializeCTLog, initializeTLog } from '@sigstore/mock';

/** The signer in the certificate. */
export interface Signer {
  readonly issuer: string;
  /** The workflow's URI, or a person's email address. */
  readonly identity: string;
}

export interface Sigstore {
  /** The public keys, in the form of Sigstore's own trusted root. */
  readonly trustedRoot: string;
  /** An attestation (PEP 740) by `signer` for `file` with `sha256`. */
  attest(file: string, sha256: string, signer: Signer): Promise<TestAttestation>;
}

export interface TestAttestation {
  version: number;
  envelope: { statement: string; signature: string };
  verification_material: { certificate: string; transparency_entries: Record<string, unknown>[] };
}

export function workflowOf(repository: string, workflow = 'release.yml'): Signer {
  return {
    issuer: 'https://token.actions.githubusercontent.com',
    identity: `https://github.com/${repository}/.github/workflows/${workflow}@refs/tags/v1`,
  };
}

/** In the form of Rekor's answers. The package's own type is not installed. */
interface LogEntry {
  readonly body: string;
  readonly logIndex: number;
  readonly integratedTime: number;
  readonly verification: {
    readonly signedEntryTimestamp: string;
    readonly inclusionProof: {
      readonly logIndex: number;
      readonly treeSize: number;
      readonly rootHash: string;
      readonly hashes: readonly string[];
      readonly checkpoint: string;
    };
  };
}

const PAYLOAD_TYPE = 'application/vnd.in-toto+json';
const REKOR = 'https://rekor.sigstore.dev';

/** A certificate authority and its public logs, with their own keys. */
export async function startSigstore(): Promise<Sigstore> {
  const keys = () => generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const certificateLog = await initializeCTLog(keys());
  const authority = await initializeCA(keys(), certificateLog);
  const log = await initializeTLog(REKOR, keys());
  const logId = createHash('sha256').update(log.publicKey).digest();
  const validFor = { start: new Date(Date.now() - 86_400_000).toISOString() };
  const key = (rawBytes: Buffer) => ({ rawBytes: rawBytes.toString('base64'), keyDetails: 'PKIX_ECDSA_P256_SHA_256', validFor });
  const trustedRoot = JSON.stringify({
    mediaType: 'application/vnd.dev.sigstore.trustedroot+json;version=0.1',
    tlogs: [{ baseUrl: REKOR, hashAlgorithm: 'SHA2_256', publicKey: key(log.publicKey), logId: { keyId: logId.toString('base64') } }],
    certificateAuthorities: [
      {
        subject: { organization: 'test', commonName: 'test' },
        uri: 'https://fulcio.sigstore.dev',
        certChain: { certificates: [{ rawBytes: base64(authority.rootCertificate) }] },
        validFor,
      },
    ],
    ctlogs: [
      {
        baseUrl: 'https://ctfe.sigstore.dev',
        hashAlgorithm: 'SHA2_256',
        publicKey: key(certificateLog.publicKey),
        logId: { keyId: base64(certificateLog.logID) },
      },
    ],
    timestampAuthorities: [],
  });

  async function attest(file: string, sha256: string, { issuer, identity }: Signer): Promise<TestAttestation> {
    const signer = keys();
    const statement = JSON.stringify({
      _type: 'https://in-toto.io/Statement/v1',
      subject: [{ name: file, digest: { sha256 } }],
      predicateType: 'https://docs.pypi.org/attestations/publish/v1',
      predicate: null,
    });
    const certificate = await authority.issueCertificate({
      publicKey: signer.publicKey.export({ format: 'der', type: 'spki' }),
      subjectAltName: identity,
      extensions: [
        { oid: '1.3.6.1.4.1.57264.1.8', value: issuer },
        { oid: '1.3.6.1.4.1.57264.1.18', value: identity },
      ],
    });
    const signed = Buffer.from(`DSSEv1 ${PAYLOAD_TYPE.length} ${PAYLOAD_TYPE} ${Buffer.byteLength(statement)} ${statement}`);
    const signature = sign('sha256', signed, signer.privateKey).toString('base64');
    const pem = `-----BEGIN CERTIFICATE-----\n${base64(certificate).replace(/(.{64})(?=.)/g, '$1\n')}\n-----END CERTIFICATE-----\n`;
    const logged: Record<string, LogEntry> = await log.log({
      apiVersion: '0.0.1',
      kind: 'dsse',
      spec: {
        envelopeHash: { algorithm: 'sha256', value: createHash('sha256').update(signed).digest('hex') },
        payloadHash: { algorithm: 'sha256', value: createHash('sha256').update(statement).digest('hex') },
        signatures: [{ signature, verifier: Buffer.from(pem).toString('base64') }],
      },
    });
    const [entry] = Object.values(logged) as [LogEntry];
    const { inclusionProof, signedEntryTimestamp } = entry.verification;
    const ofHex = (hex: string) => base64(Buffer.from(hex, 'hex'));
    return {
      version: 1,
      envelope: { statement: Buffer.from(statement).toString('base64'), signature },
      verification_material: {
        certificate: base64(certificate),
        transparency_entries: [
          {
            logIndex: String(entry.logIndex),
            logId: { keyId: logId.toString('base64') },
            kindVersion: { kind: 'dsse', version: '0.0.1' },
            integratedTime: String(entry.integratedTime),
            inclusionPromise: { signedEntryTimestamp },
            inclusionProof: {
              logIndex: String(inclusionProof.logIndex),
              rootHash: ofHex(inclusionProof.rootHash),
              treeSize: String(inclusionProof.treeSize),
              hashes: inclusionProof.hashes.map(ofHex),
              checkpoint: { envelope: inclusionProof.checkpoint },
            },
            canonicalizedBody: entry.body,
          },
        ],
      },
    };
  }

  return { trustedRoot, attest };
}

function base64(bytes: ArrayBufferView): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64');
}

import { asArray, asObject, asText, parseJson } from '../json';

/** Who published a file, according to its PEP 740 provenance. */
export interface Publisher {
  /** `GitHub`, `GitLab`, `Google`, `ActiveState`, … */
  readonly kind: string;
  /** `owner/repository`, for forges. */
  readonly repository?: string | undefined;
  readonly workflow?: string | undefined;
  readonly environment?: string | undefined;
  /** The email address of a Google account. */
  readonly email?: string | undefined;
}

/** A signed statement about a file (PEP 740, "attestation object"). Strings are base64 unless noted otherwise. */
export interface Attestation {
  readonly statement: string;
  readonly signature: string;
  readonly certificate: string;
  /** Sigstore's own JSON: entries of its transparency log. */
  readonly logEntries: readonly unknown[];
}

/** The origin of a file according to an index. Fetching is not verifying: until it is verified, it is only the index's claim. */
export interface ProvenanceClaim {
  readonly bundles: readonly { readonly publisher: Publisher; readonly attestations: readonly Attestation[] }[];
}

/**
 * `verified`: the publisher signed the file with the digest that the index lists, and a public log recorded that. `refuted`: the attestation does not
 * prove that. `unverified`: it was not or could not be checked here.
 */
export type Verification =
  | { readonly kind: 'verified' }
  | { readonly kind: 'refuted'; readonly why: string }
  | { readonly kind: 'unverified'; readonly why?: string };

export interface Provenance {
  readonly publishers: readonly { readonly publisher: Publisher; readonly verification: Verification }[];
}

const MAX_TEXT = 256;
/** A limit, because verification takes time. The public index has one bundle, with two attestations at most. */
const MAX_BUNDLES = 2;
const MAX_ATTESTATIONS = 3;
const MAX_LOG_ENTRIES = 4;
const MAX_MATERIAL = 256 * 1024;

/** Reads a provenance object (PEP 740). Undefined: `text` is something else. */
export function parseProvenance(text: string): ProvenanceClaim | undefined {
  const root = asObject(parseJson(text));
  if (root?.version !== 1 || !Array.isArray(root.attestation_bundles)) {
    return undefined;
  }
  const bundles = root.attestation_bundles.slice(0, MAX_BUNDLES).flatMap((value) => {
    const bundle = asObject(value);
    const publisher = asObject(bundle?.publisher);
    const kind = asText(publisher?.kind, MAX_TEXT);
    const attestations = asArray(bundle?.attestations).slice(0, MAX_ATTESTATIONS);
    if (publisher === undefined || kind === undefined || attestations.length === 0) {
      return [];
    }
    return [
      {
        publisher: {
          kind,
          repository: asText(publisher.repository, MAX_TEXT),
          workflow: asText(publisher.workflow, MAX_TEXT) ?? asText(publisher.workflow_filepath, MAX_TEXT),
          environment: asText(publisher.environment, MAX_TEXT),
          email: asText(publisher.email, MAX_TEXT),
        },
        attestations: attestations.flatMap(readAttestation),
      },
    ];
  });
  return { bundles };
}

function readAttestation(value: unknown): Attestation[] {
  const attestation = asObject(value);
  const envelope = asObject(attestation?.envelope);
  const material = asObject(attestation?.verification_material);
  const statement = asText(envelope?.statement, MAX_MATERIAL);
  const signature = asText(envelope?.signature, MAX_MATERIAL);
  const certificate = asText(material?.certificate, MAX_MATERIAL);
  const logEntries = asArray(material?.transparency_entries).slice(0, MAX_LOG_ENTRIES);
  return attestation?.version !== 1 || statement === undefined || signature === undefined || certificate === undefined
    ? []
    : [{ statement, signature, certificate, logEntries }];
}

const FORGES: ReadonlyMap<string, string> = new Map([
  ['github', 'github.com'],
  ['gitlab', 'gitlab.com'],
]);

/** The https page of a forge's repository, built from a checked name. Undefined for other publishers. */
export function repositoryPage({ kind, repository }: Publisher): string | undefined {
  const host = FORGES.get(kind.toLowerCase());
  return host !== undefined && repository !== undefined && /^[\w.-]+(?:\/[\w.-]+)+$/.test(repository)
    ? `https://${host}/${repository}`
    : undefined;
}

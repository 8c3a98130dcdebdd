import { asArray, asObject, asText, parseJson } from '../json';

/**
 * Who published a file, as its PEP 740 provenance says. To fetch it is not to verify it: no signature was checked, so it is the
 * index's word and is shown as such.
 */
export interface Publisher {
  /** `GitHub`, `GitLab`, `Google`, `ActiveState`, … */
  readonly kind: string;
  /** `owner/repository`, for forges. */
  readonly repository?: string;
  readonly workflow?: string;
  readonly environment?: string;
}

export interface Provenance {
  readonly publishers: readonly Publisher[];
}

const MAX_TEXT = 256;
const MAX_BUNDLES = 20;

/** A provenance object (PEP 740). Undefined when `text` is something else. */
export function parseProvenance(text: string): Provenance | undefined {
  const root = asObject(parseJson(text));
  if (root?.version !== 1 || !Array.isArray(root.attestation_bundles)) {
    return undefined;
  }
  const publishers = root.attestation_bundles.slice(0, MAX_BUNDLES).flatMap((value): Publisher[] => {
    const bundle = asObject(value);
    const publisher = asObject(bundle?.publisher);
    const kind = asText(publisher?.kind, MAX_TEXT);
    if (publisher === undefined || kind === undefined || asArray(bundle?.attestations).length === 0) {
      return [];
    }
    return [
      {
        kind,
        repository: asText(publisher.repository, MAX_TEXT),
        workflow: asText(publisher.workflow, MAX_TEXT) ?? asText(publisher.workflow_filepath, MAX_TEXT),
        environment: asText(publisher.environment, MAX_TEXT),
      },
    ];
  });
  return { publishers };
}

/** The https page of a forge's repository, built by us from a checked name; undefined for other publishers. */
export function repositoryPage({ kind, repository }: Publisher): string | undefined {
  const host = { github: 'github.com', gitlab: 'gitlab.com' }[kind.toLowerCase()];
  return host !== undefined && repository !== undefined && /^[\w.-]+(?:\/[\w.-]+)+$/.test(repository)
    ? `https://${host}/${repository}`
    : undefined;
}

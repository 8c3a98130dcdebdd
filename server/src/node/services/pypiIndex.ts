import * as l10n from '@vscode/l10n';
import type { Logger, PackageIndex } from '../../host';
import type { Project, ProjectMetadata, ReleaseFile } from '../../index/project';
import { parseProjectJson } from '../../index/projectJson';
import { type Provenance, parseProvenance } from '../../index/provenance';
import type { SafeUrl } from '../../index/safeUrl';
import { parseSimpleHtml, parseSimpleJson } from '../../index/simplePage';
import { found, type Lookup, MISSING, unavailable } from '../../lookup';
import { isValidName, normalizeName } from '../../packaging/name';
import type { CachedAnswer, CachedHttp } from '../http/cachedHttp';
import { mediaType } from '../http/httpAnswer';
import type { HttpAnswer, HttpRequest } from '../http/httpRequest';
import type { AttestationVerifier } from './attestations';
import { lookupFailure } from './lookupFailure';

export interface PypiIndexOptions {
  readonly http: CachedHttp;
  /** The index's root (`https://pypi.org`) or the address of its Simple API (`https://host/api/pypi/team/simple/`). */
  readonly url: SafeUrl;
  /**
   * Whether hosts other than this index's own may learn a name. A private index that redirects missing names to the public one
   * would otherwise publish the names of private packages. Default: every name.
   */
  readonly isPublicName?: (normalizedName: string) => boolean;
  readonly verify: AttestationVerifier;
  readonly logger: Pick<Logger, 'error'>;
}

const SIMPLE_JSON = 'application/vnd.pypi.simple.v1+json';
const SIMPLE_HTML = 'application/vnd.pypi.simple.v1+html';
const SIMPLE_ACCEPT = `${SIMPLE_JSON}, ${SIMPLE_HTML};q=0.2, text/html;q=0.01`;
const PROVENANCE_JSON = 'application/vnd.pypi.integrity.v1+json';
const MAX_SIMPLE_BYTES = 32 * 1024 * 1024;
const MAX_JSON_BYTES = 32 * 1024 * 1024;
const MAX_PROVENANCE_BYTES = 2 * 1024 * 1024;

/** The content of an answer. `value` is absent for "not there". */
interface Answer<T> {
  readonly value?: T;
}

/** A client of one Python package index: Simple API, project JSON, provenance. No call rejects. */
export class PypiIndex implements PackageIndex {
  readonly #http: CachedHttp;
  readonly #url: SafeUrl;
  readonly #isPublicName: (normalizedName: string) => boolean;
  readonly #verify: AttestationVerifier;
  readonly #logger: Pick<Logger, 'error'>;
  readonly #simple: SafeUrl;
  /** Undefined: the server only has a Simple API. */
  readonly #root: SafeUrl | undefined;

  constructor({ http, url, isPublicName = () => true, verify, logger }: PypiIndexOptions) {
    this.#http = http;
    this.#url = url;
    this.#isPublicName = isPublicName;
    this.#verify = verify;
    this.#logger = logger;
    this.#simple = simpleUrl(url);
    this.#root = rootUrl(this.#simple);
  }

  project(name: string, signal: AbortSignal): Promise<Lookup<Project>> {
    return this.#ask(
      name,
      {
        url: this.#simple.child([name], true),
        accept: SIMPLE_ACCEPT,
        mediaTypes: [SIMPLE_JSON, SIMPLE_HTML, 'text/html'],
        maxBytes: MAX_SIMPLE_BYTES,
        signal,
      },
      (text, answer) => {
        const isJson = mediaType(answer.headers['content-type']) === SIMPLE_JSON;
        return isJson ? parseSimpleJson(text, name, answer.url) : parseSimpleHtml(text, name, answer.url);
      },
    );
  }

  async metadata(name: string, signal: AbortSignal): Promise<Lookup<ProjectMetadata>> {
    if (this.#root === undefined) {
      return unavailable(
        l10n.t({ message: '{0} provides no project details', args: [this.#url.host], comment: ['{0} is the name of a host.'] }),
      );
    }
    const details = await this.#ask(
      name,
      {
        url: this.#root.child(['pypi', name, 'json']),
        accept: 'application/json',
        mediaTypes: ['application/json'],
        maxBytes: MAX_JSON_BYTES,
        signal,
      },
      (text) => parseProjectJson(text, name),
    );
    if (details.kind !== 'missing') {
      return details;
    }
    // A quarantined project has no JSON, and a mirror may have none at all: only the Simple page shows that a name does not exist.
    const page = await this.project(name, signal);
    return page.kind === 'found'
      ? unavailable(
          l10n.t({ message: '{0} has no details of this project', args: [this.#url.host], comment: ['{0} is the name of a host.'] }),
        )
      : page;
  }

  async provenance(name: string, version: string, file: ReleaseFile, signal: AbortSignal): Promise<Lookup<Provenance>> {
    if (this.#root === undefined) {
      return unavailable(
        l10n.t({ message: '{0} provides no provenance', args: [this.#url.host], comment: ['{0} is the name of a host.'] }),
      );
    }
    const claim = await this.#ask(
      name,
      {
        url: this.#root.child(['integrity', name, version, file.filename, 'provenance']),
        accept: PROVENANCE_JSON,
        mediaTypes: [PROVENANCE_JSON],
        maxBytes: MAX_PROVENANCE_BYTES,
        signal,
      },
      parseProvenance,
    );
    return claim.kind === 'found' ? { ...claim, value: await this.#verify(claim.value, file.hashes.sha256) } : claim;
  }

  async #ask<T>(
    name: string,
    request: Omit<HttpRequest, 'method' | 'body'>,
    parse: (text: string, answer: HttpAnswer) => T | undefined,
  ): Promise<Lookup<T>> {
    if (!isValidName(name) || normalizeName(name) !== name) {
      return unavailable(l10n.t('not a package name'));
    }
    try {
      return asLookup(
        await this.#http.get({ ...request, crossOrigin: this.#isPublicName(name) }, (answer): Answer<T> | undefined => {
          if (answer.status !== 200) {
            return {};
          }
          const value = parse(new TextDecoder().decode(answer.body), answer);
          return value === undefined ? undefined : { value };
        }),
      );
    } catch (error) {
      return unavailable(lookupFailure(error, this.#url, this.#logger));
    }
  }
}

function asLookup<T>({ value: { value }, stale }: CachedAnswer<Answer<T>>): Lookup<T> {
  if (value !== undefined) {
    return found(value, stale);
  }
  // "It was not there last week" is not an answer to "is it there?".
  return stale === undefined ? MISSING : unavailable(stale.why);
}

function simpleUrl(url: SafeUrl): SafeUrl {
  return url.pathname === '/' ? url.child(['simple'], true) : url;
}

/** The URL of the project JSON: beside `/simple/`. Undefined for servers with other paths. */
function rootUrl(simple: SafeUrl): SafeUrl | undefined {
  return /\/simple\/?$/.test(simple.pathname) ? simple.parent() : undefined;
}

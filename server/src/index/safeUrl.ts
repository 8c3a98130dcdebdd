import { decodeComponent, encodeComponent } from '../packaging/escapes';
export interface UrlCredentials {
  readonly username: string;
  readonly password: string;
}

/**
 * An http or https URL that cannot leak its credentials: any conversion to text (`${url}`, JSON, a log line) only has host and
 * path. User info, query and fragment may all contain secrets (tokens in `?sig=…`), so none of them is printed.
 */
export class SafeUrl {
  readonly #url: URL;
  readonly credentials: UrlCredentials | undefined;

  private constructor(url: URL) {
    this.#url = new URL(url);
    this.#url.username = '';
    this.#url.password = '';
    this.#url.hash = '';
    if (url.username !== '' || url.password !== '') {
      this.credentials = { username: decodeComponent(url.username), password: decodeComponent(url.password) };
    }
  }

  /** Undefined for anything but an http(s) URL with a host. `base` resolves relative references. */
  static parse(text: string, base?: SafeUrl): SafeUrl | undefined {
    if (text.length > MAX_URL_LENGTH || !URL.canParse(text, base?.target)) {
      return undefined;
    }
    const url = new URL(text, base?.target);
    return (url.protocol === 'https:' || url.protocol === 'http:') && url.hostname !== '' ? new SafeUrl(url) : undefined;
  }

  withoutCredentials(): SafeUrl {
    return this.credentials === undefined ? this : new SafeUrl(this.#url);
  }

  /** `scheme://host[:port]`: the scope of credentials. */
  get origin(): string {
    return this.#url.origin;
  }

  /** With brackets for IPv6. */
  get hostname(): string {
    return this.#url.hostname;
  }

  /** Host name, with its port unless that is the default of the scheme. */
  get host(): string {
    return this.#url.host;
  }

  get port(): number {
    return this.#url.port === '' ? (this.isHttps ? 443 : 80) : Number(this.#url.port);
  }

  get isHttps(): boolean {
    return this.#url.protocol === 'https:';
  }

  get pathname(): string {
    return this.#url.pathname;
  }

  /** The target of a request: the whole URL without user info and fragment. The query may be secret, so it is not for people. */
  get target(): string {
    return this.#url.href;
  }

  /** Path and query, as in the request line. */
  get requestPath(): string {
    return this.#url.pathname + this.#url.search;
  }

  /** This URL with `segments` added to its path, each percent-encoded, with a trailing slash on request. */
  child(segments: readonly string[], slash = false): SafeUrl {
    const url = new URL(this.#url);
    const base = url.pathname.endsWith('/') ? url.pathname : `${url.pathname}/`;
    url.pathname = base + segments.map(encodeComponent).join('/') + (slash ? '/' : '');
    return new SafeUrl(url);
  }

  /** The directory above the last path segment: `https://host/simple/` → `https://host/`. */
  parent(): SafeUrl {
    const url = new URL(this.#url);
    const path = url.pathname.endsWith('/') ? url.pathname.slice(0, -1) : url.pathname;
    url.pathname = path.slice(0, path.lastIndexOf('/') + 1);
    return new SafeUrl(url);
  }

  toString(): string {
    return this.#url.origin + this.#url.pathname;
  }

  toJSON(): string {
    return this.toString();
  }
}

const MAX_URL_LENGTH = 4096;

/**
 * `text` with the user info of every URL in it replaced by `***`, for text from elsewhere: an option's value, an error's message. A URL that was taken for a
 * path has one slash (`/home/me/https:/user:password@host`). A drive (`C:/a@b`) is not a scheme.
 */
export function redactUrls(text: string): string {
  let result = '';
  let from = 0;
  for (let at = text.indexOf(':/'); at >= 0; at = text.indexOf(':/', at + 2)) {
    const hasTwoSlashes = text[at + 2] === '/';
    if (!hasTwoSlashes && !/[a-z][a-z\d+.-]$/i.test(text.slice(Math.max(0, at - 2), at))) {
      continue;
    }
    const authority = at + (hasTwoSlashes ? 3 : 2);
    let end = authority;
    let userInfoEnd = -1;
    while (end < text.length && !ENDS_AUTHORITY.has(text[end] as string)) {
      if (text[end] === '@') {
        userInfoEnd = end;
      }
      end++;
    }
    if (userInfoEnd >= 0 && authority >= from) {
      result += `${text.slice(from, authority)}***`;
      from = userInfoEnd;
    }
  }
  return result + text.slice(from);
}

const ENDS_AUTHORITY = new Set(['/', '?', '#', ' ', '\t', '\r', '\n', '"', "'", '<', '>', '`', '\\']);

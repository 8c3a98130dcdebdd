import { SafeUrl } from '../../index/safeUrl';
import { ownValue } from '../../json';
import type { ProxySettings } from '../../settings';

export type Environment = Readonly<Record<string, string | undefined>>;

/** The proxy for `url`, with its credentials: the editor's setting, else `HTTPS_PROXY`, `HTTP_PROXY`, `ALL_PROXY`. `NO_PROXY` makes exceptions to all of them. */
export function proxyFor(url: SafeUrl, settings: ProxySettings, env: Environment): SafeUrl | undefined {
  const excluded = settings.noProxy?.length ? settings.noProxy : (variable(env, 'NO_PROXY') ?? '').split(/[\s,]+/);
  if (excluded.some((pattern) => matchesHost(pattern.trim().toLowerCase(), url))) {
    return undefined;
  }
  const value = settings.proxy || variable(env, url.isHttps ? 'HTTPS_PROXY' : 'HTTP_PROXY') || variable(env, 'ALL_PROXY');
  if (value === undefined || value === '') {
    return undefined;
  }
  return SafeUrl.parse(value.includes('://') ? value : `http://${value}`);
}

/** Lowercase names take precedence, as in curl and pip. */
function variable(env: Environment, name: string): string | undefined {
  return ownValue(env, name.toLowerCase()) ?? ownValue(env, name);
}

/** `*`, `host`, `.domain`, `*.domain`, each with an optional port. A bare name covers its subdomains, as in curl. */
function matchesHost(pattern: string, url: SafeUrl): boolean {
  if (pattern === '') {
    return false;
  }
  if (pattern === '*') {
    return true;
  }
  const [, host, port] = /^(\[[^\]]*\]|[^:]*)(?::(\d+))?$/.exec(pattern) ?? [];
  if (host === undefined || (port !== undefined && Number(port) !== url.port)) {
    return false;
  }
  const domain = host.replace(/^\*?\./, '');
  return url.hostname === domain || url.hostname.endsWith(`.${domain}`);
}

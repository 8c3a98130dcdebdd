import { asArray, asObject, asText, asTexts, type JsonObject, parseJson } from '../json';
import { normalizeName } from '../packaging/name';
import type { ProjectMetadata } from './project';
import { SafeUrl } from './safeUrl';

const MAX_SUMMARY = 2048;
const MAX_SHORT = 200;
const MAX_LINKS = 30;
const MAX_EXTRAS = 500;

/** Reads an index's project JSON (`/pypi/<name>/json`). Undefined: `text` is something else. */
export function parseProjectJson(text: string, normalizedName: string): ProjectMetadata | undefined {
  const root = asObject(parseJson(text));
  const info = asObject(root?.info);
  const name = asText(info?.name, MAX_SHORT);
  const version = asText(info?.version, MAX_SHORT);
  if (root === undefined || info === undefined || name === undefined || version === undefined || normalizeName(name) !== normalizedName) {
    return undefined;
  }
  const ownership = asObject(root.ownership);
  return {
    name,
    version,
    summary: asText(info.summary, MAX_SUMMARY),
    author: readAuthor(info),
    license: readLicense(info),
    requiresPython: asText(info.requires_python, MAX_SHORT),
    ...(Array.isArray(info.provides_extra) && { extras: asTexts(info.provides_extra, MAX_SHORT).slice(0, MAX_EXTRAS) }),
    links: readLinks(info),
    releasedAt: readReleaseTime(root),
    owners: asArray(ownership?.roles).flatMap((role) => asText(asObject(role)?.user, MAX_SHORT) ?? []),
    organization: asText(ownership?.organization, MAX_SHORT),
  };
}

/** Only the name: the email addresses in `author_email` are not shown. */
function readAuthor(info: JsonObject): string | undefined {
  return (
    asText(info.author, MAX_SHORT) ??
    displayName(asText(info.author_email, MAX_SHORT)) ??
    asText(info.maintainer, MAX_SHORT) ??
    displayName(asText(info.maintainer_email, MAX_SHORT))
  );
}

/** `Ann Example` of `"Ann Example" <ann@example.org>, …`. */
function displayName(address: string | undefined): string | undefined {
  const bracket = address?.indexOf('<') ?? -1;
  return bracket <= 0 ? undefined : asText(address?.slice(0, bracket).replaceAll('"', ''), MAX_SHORT);
}

/** The name of the license. Some projects put the whole license text into `license`. */
function readLicense(info: JsonObject): string | undefined {
  const field = asText(info.license, MAX_SHORT);
  const classifiers = asTexts(info.classifiers, MAX_SHORT).filter((classifier) => classifier.startsWith('License ::'));
  return (
    asText(info.license_expression, MAX_SHORT) ??
    (field?.includes('\n') ? undefined : field) ??
    asText(classifiers.map((classifier) => classifier.slice(classifier.lastIndexOf('::') + 2).trim()).join(', '), MAX_SHORT)
  );
}

function readLinks(info: JsonObject): ProjectMetadata['links'] {
  const links = new Map<string, string>();
  const labelled = Object.entries(asObject(info.project_urls) ?? {}).slice(0, MAX_LINKS);
  for (const [label, value] of [...labelled, ['Homepage', info.home_page] as const]) {
    const url = typeof value === 'string' ? SafeUrl.parse(value) : undefined;
    if (url?.isHttps && url.credentials === undefined && label.length <= MAX_SHORT && !links.has(label)) {
      links.set(label, url.target);
    }
  }
  return Object.fromEntries(links);
}

function readReleaseTime(root: JsonObject): string | undefined {
  const times = asArray(root.urls).flatMap((file) => asText(asObject(file)?.upload_time_iso_8601, 40) ?? []);
  return times.filter((time) => !Number.isNaN(Date.parse(time))).sort((a, b) => Date.parse(b) - Date.parse(a))[0];
}

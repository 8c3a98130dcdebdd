import { Parser } from 'htmlparser2';
import { asArray, asObject, asText, asTexts, parseJson } from '../json';
import { isValidName, normalizeName } from '../packaging/name';
import type { Project, ProjectStatus, ReleaseFile } from './project';
import { groupByVersion } from './releaseFile';
import { SafeUrl } from './safeUrl';

/** More than the largest projects have. */
const MAX_FILES = 100_000;
const MAX_TEXT = 1024;
const STATUSES = new Set<ProjectStatus>(['active', 'archived', 'quarantined', 'deprecated']);

/** A project's page of the Simple API as JSON (PEP 691, 700, 792). Undefined when `text` is something else, `{}` included. */
export function parseSimpleJson(text: string, normalizedName: string, page: SafeUrl): Project | undefined {
  const root = asObject(parseJson(text));
  const meta = asObject(root?.meta);
  const name = asText(root?.name, MAX_TEXT);
  if (root === undefined || name === undefined || normalizeName(name) !== normalizedName || !Array.isArray(root.files)) {
    return undefined;
  }
  if (!isKnownVersion(asText(meta?.['api-version'], 16))) {
    return undefined;
  }
  const files = root.files.slice(0, MAX_FILES).flatMap((file) => readFile(file, page) ?? []);
  const status = asObject(root['project-status']) ?? asObject(meta?.['project-status']);
  return {
    name,
    status: readStatus(asText(status?.status, 32)),
    statusReason: asText(status?.reason, MAX_TEXT),
    releases: groupByVersion(normalizedName, files, asTexts(asArray(root.versions).slice(0, MAX_FILES), 128)),
  };
}

/** Clients must not read an API whose major version they do not know (PEP 629). */
function isKnownVersion(version: string | undefined): boolean {
  return version === undefined || /^1(?:\.|$)/.test(version);
}

function readStatus(status: string | undefined): ProjectStatus {
  return STATUSES.has(status as ProjectStatus) ? (status as ProjectStatus) : 'active';
}

function readFile(value: unknown, page: SafeUrl): ReleaseFile | undefined {
  const file = asObject(value);
  const filename = asText(file?.filename, MAX_TEXT);
  if (file === undefined || filename === undefined) {
    return undefined;
  }
  const hashes: Record<string, string> = {};
  for (const [algorithm, digest] of Object.entries(asObject(file.hashes) ?? {})) {
    addHash(hashes, algorithm, digest);
  }
  return {
    filename,
    hashes,
    requiresPython: asText(file['requires-python'], MAX_TEXT),
    uploadTime: readTime(file['upload-time']),
    yanked: readYanked(file.yanked),
    provenance: typeof file.provenance === 'string' ? SafeUrl.parse(file.provenance, page)?.target : undefined,
  };
}

function readYanked(value: unknown): string | undefined {
  if (value === true) {
    return '';
  }
  return typeof value === 'string' ? value.slice(0, MAX_TEXT) : undefined;
}

function readTime(value: unknown): string | undefined {
  const time = asText(value, 40);
  return time !== undefined && !Number.isNaN(Date.parse(time)) ? time : undefined;
}

function addHash(hashes: Record<string, string>, algorithm: string, digest: unknown): void {
  if (typeof digest === 'string' && /^[a-z0-9_]{1,16}$/.test(algorithm) && /^[0-9a-fA-F]{32,128}$/.test(digest)) {
    hashes[algorithm] = digest.toLowerCase();
  }
}

/**
 * The same page as HTML (PEP 503, 592, 658, 714, 740, 792). A login page is HTML too: a page counts only when it names the API's version
 * or links to at least one file of the project.
 */
export function parseSimpleHtml(html: string, normalizedName: string, page: SafeUrl): Project | undefined {
  const files: ReleaseFile[] = [];
  let base = page;
  let status: string | undefined;
  let statusReason: string | undefined;
  let apiVersion: string | undefined;
  let anchor: { readonly attributes: Readonly<Record<string, string>>; text: string } | undefined;

  const parser = new Parser({
    onopentag(tag, attributes) {
      if (tag === 'base' && attributes.href !== undefined) {
        base = SafeUrl.parse(attributes.href, page) ?? page;
      } else if (tag === 'meta') {
        const content = asText(attributes.content, MAX_TEXT);
        switch (attributes.name) {
          case 'pypi:repository-version':
            apiVersion = content;
            break;
          case 'pypi:project-status':
            status = content;
            break;
          case 'pypi:project-status-reason':
            statusReason = content;
            break;
        }
      } else if (tag === 'a') {
        anchor = { attributes, text: '' };
      }
    },
    ontext(text) {
      if (anchor !== undefined && anchor.text.length < MAX_TEXT) {
        anchor.text += text;
      }
    },
    onclosetag(tag) {
      if (tag === 'a' && anchor !== undefined) {
        const file = files.length < MAX_FILES ? readAnchor(anchor.attributes, anchor.text, base) : undefined;
        if (file !== undefined) {
          files.push(file);
        }
        anchor = undefined;
      }
    },
  });
  parser.end(html);

  const releases = groupByVersion(normalizedName, files, []);
  if (!isKnownVersion(apiVersion) || (apiVersion === undefined && releases.length === 0)) {
    return undefined;
  }
  return { name: normalizedName, status: readStatus(status), statusReason, releases };
}

function readAnchor(attributes: Readonly<Record<string, string>>, text: string, base: SafeUrl): ReleaseFile | undefined {
  const href = attributes.href;
  const url = href === undefined ? undefined : SafeUrl.parse(href, base);
  if (href === undefined || url === undefined) {
    return undefined;
  }
  const hashes: Record<string, string> = {};
  const fragment = /#([a-z0-9_]+)=([^&]*)$/.exec(href.slice(Math.max(0, href.lastIndexOf('#'))));
  if (fragment !== null) {
    addHash(hashes, fragment[1] as string, fragment[2]);
  }
  // PEP 503 wants the file name as the text; old servers shorten it, then the URL has it.
  const last = decodePath(url.pathname.slice(url.pathname.lastIndexOf('/') + 1));
  return {
    filename: last === '' ? text.trim() : last,
    hashes,
    requiresPython: asText(attributes['data-requires-python'], MAX_TEXT),
    yanked: attributes['data-yanked']?.slice(0, MAX_TEXT),
    provenance: attributes['data-provenance'] === undefined ? undefined : SafeUrl.parse(attributes['data-provenance'], base)?.target,
  };
}

function decodePath(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** The project list of an index (`/simple/` as JSON): normalised names in the order given. Undefined when it is no such list. */
export function parseSimpleIndex(text: string): readonly string[] | undefined {
  const root = asObject(parseJson(text));
  if (root === undefined || !Array.isArray(root.projects) || !isKnownVersion(asText(asObject(root.meta)?.['api-version'], 16))) {
    return undefined;
  }
  return root.projects.flatMap((project) => {
    const name = asText(asObject(project)?.name, MAX_TEXT);
    return name !== undefined && isValidName(name) ? normalizeName(name) : [];
  });
}

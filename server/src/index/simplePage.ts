import { asArray, asObject, asText, asTexts, parseJson } from '../json';
import { decodeComponent } from '../packaging/escapes';
import { isValidName, normalizeName } from '../packaging/name';
import { readTags } from './htmlTags';
import type { Project, ProjectStatus, ReleaseFile } from './project';
import { groupByVersion } from './releaseFile';
import { SafeUrl } from './safeUrl';

/** More files, or versions, than the largest projects have. A larger page is rejected as a whole, because half of it would be a wrong answer. */
const MAX_FILES = 50_000;
/** Maximum number of links and other tags of a page. */
const MAX_TAGS = 500_000;
const MAX_TEXT = 1024;
const STATUSES = new Set<ProjectStatus>(['active', 'archived', 'quarantined', 'deprecated']);

/** Reads a project's page of the Simple API as JSON (PEP 691, 700, 792). Undefined: `text` is something else (also `{}`), or too large. */
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
  const versions = asArray(root.versions);
  if (root.files.length > MAX_FILES || versions.length > MAX_FILES) {
    return undefined;
  }
  const files = root.files.flatMap((file) => readFile(file, page) ?? []);
  const status = asObject(root['project-status']) ?? asObject(meta?.['project-status']);
  return {
    name,
    status: readStatus(asText(status?.status, 32)),
    statusReason: asText(status?.reason, MAX_TEXT),
    releases: groupByVersion(normalizedName, files, asTexts(versions, 128)),
  };
}

/** Clients must reject an API with an unknown major version (PEP 629). */
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
  return {
    filename,
    hashes: hashesOf(Object.entries(asObject(file.hashes) ?? {})),
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

function hashesOf(given: readonly (readonly [algorithm: string, digest: unknown])[]): ReleaseFile['hashes'] {
  return Object.fromEntries(
    given.flatMap(([algorithm, digest]) =>
      typeof digest === 'string' && /^[a-z0-9_]{1,16}$/.test(algorithm) && /^[0-9a-fA-F]{32,128}$/.test(digest)
        ? [[algorithm, digest.toLowerCase()]]
        : [],
    ),
  );
}

/**
 * The same page as HTML (PEP 503, 592, 658, 714, 740, 792). A login page is HTML too: a page only counts if it names the API's version
 * or links to at least one file of the project. Undefined for anything else, and for a page that is too long.
 */
export function parseSimpleHtml(html: string, normalizedName: string, page: SafeUrl): Project | undefined {
  const reader = new HtmlPage(page);
  readTags(html, reader, () => reader.isTooLong);
  reader.endLink();
  if (reader.isTooLong || !isKnownVersion(reader.apiVersion)) {
    return undefined;
  }
  const releases = groupByVersion(normalizedName, reader.files, []);
  if (reader.apiVersion === undefined && releases.length === 0) {
    return undefined;
  }
  return { name: normalizedName, status: readStatus(reader.status), statusReason: reader.statusReason, releases };
}

/** Collects the contents of a page of the Simple API. */
class HtmlPage {
  readonly files: ReleaseFile[] = [];
  apiVersion: string | undefined;
  status: string | undefined;
  statusReason: string | undefined;
  #base: SafeUrl;
  #tags = 0;
  #link: { readonly attributes: ReadonlyMap<string, string>; text: string } | undefined;

  readonly #page: SafeUrl;

  constructor(page: SafeUrl) {
    this.#page = page;
    this.#base = page;
  }

  get isTooLong(): boolean {
    return this.#tags > MAX_TAGS || this.files.length > MAX_FILES;
  }

  open(tag: string, attributes: ReadonlyMap<string, string>): void {
    this.#tags++;
    if (tag === 'a') {
      // HTML has no links in links: a new one ends the previous one.
      this.endLink();
      this.#link = { attributes, text: '' };
    } else if (tag === 'base') {
      this.#base = SafeUrl.parse(attributes.get('href') ?? '', this.#page) ?? this.#page;
    } else if (tag === 'meta') {
      this.#readMeta(attributes.get('name'), asText(attributes.get('content'), MAX_TEXT));
    }
  }

  text(text: string): void {
    if (this.#link !== undefined && this.#link.text.length < MAX_TEXT) {
      this.#link.text += text;
    }
  }

  close(tag: string): void {
    if (tag === 'a') {
      this.endLink();
    }
  }

  endLink(): void {
    const file = this.#link && readLink(this.#link.attributes, this.#link.text, this.#base);
    this.#link = undefined;
    if (file !== undefined && !this.isTooLong) {
      this.files.push(file);
    }
  }

  #readMeta(name: string | undefined, content: string | undefined): void {
    switch (name) {
      case 'pypi:repository-version':
        this.apiVersion = content;
        break;
      case 'pypi:project-status':
        this.status = content;
        break;
      case 'pypi:project-status-reason':
        this.statusReason = content;
        break;
    }
  }
}

function readLink(attributes: ReadonlyMap<string, string>, text: string, base: SafeUrl): ReleaseFile | undefined {
  const href = attributes.get('href');
  if (href === undefined) {
    return undefined;
  }
  // PEP 503 wants the file name as the text; old servers shorten it, then the URL has it.
  const filename = lastSegment(href) || text.trim();
  if (filename.length > MAX_TEXT) {
    return undefined;
  }
  const fragment = /#([a-z0-9_]{1,16})=([^&]{1,128})$/.exec(href.slice(Math.max(0, href.lastIndexOf('#'))));
  const provenance = attributes.get('data-provenance');
  return {
    filename,
    hashes: hashesOf(fragment === null ? [] : [[fragment[1] as string, fragment[2]]]),
    requiresPython: asText(attributes.get('data-requires-python'), MAX_TEXT),
    yanked: attributes.get('data-yanked')?.slice(0, MAX_TEXT),
    provenance: provenance === undefined ? undefined : SafeUrl.parse(provenance, base)?.target,
  };
}

/** The last part of a URL's path, without resolving the rest: a page may have many thousands of links. */
function lastSegment(href: string): string {
  const end = href.search(/[?#]/);
  const path = (end === -1 ? href : href.slice(0, end)).trimEnd();
  return decodeComponent(path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1).trimStart());
}

/** Reads the project list of an index (`/simple/` as JSON): normalized names in their order. Undefined: `text` is something else. */
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

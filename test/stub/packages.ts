import { createHash } from 'node:crypto';

export interface StubFile {
  readonly filename: string;
  /** ISO 8601. */
  readonly uploadTime?: string;
  readonly yanked?: boolean | string;
  readonly requiresPython?: string;
  /** A PEP 740 provenance object. */
  readonly provenance?: unknown;
}

export interface StubProject {
  readonly status?: string;
  readonly reason?: string;
  readonly releases: Readonly<Record<string, readonly StubFile[]>>;
  /** Fields of the project JSON's `info`. */
  readonly info?: Readonly<Record<string, unknown>>;
  readonly owners?: readonly string[];
}

/** One sdist and one wheel per version, uploaded a day apart from 2024-01-01. */
export function project(name: string, versions: readonly string[], extra: Omit<StubProject, 'releases'> = {}): StubProject {
  const stem = name.replaceAll('-', '_');
  const releases: Record<string, StubFile[]> = {};
  versions.forEach((version, day) => {
    const uploadTime = new Date(Date.UTC(2024, 0, 1 + day)).toISOString();
    releases[version] = [
      { filename: `${stem}-${version}.tar.gz`, uploadTime },
      { filename: `${stem}-${version}-py3-none-any.whl`, uploadTime },
    ];
  });
  return { ...extra, releases };
}

export function sha256(filename: string): string {
  return createHash('sha256').update(filename).digest('hex');
}

function visible(project: StubProject): [string, StubFile][] {
  const quarantined = project.status === 'quarantined';
  return quarantined
    ? []
    : Object.entries(project.releases).flatMap(([version, files]) => files.map((file): [string, StubFile] => [version, file]));
}

function provenanceUrl(name: string, version: string, file: StubFile): string | null {
  return file.provenance === undefined ? null : `/integrity/${name}/${version}/${file.filename}/provenance`;
}

/** PEP 691, 700, 792. */
export function simpleJson(name: string, project: StubProject): string {
  const files = visible(project).map(([version, file]) => ({
    filename: file.filename,
    url: `/packages/${file.filename}`,
    hashes: { sha256: sha256(file.filename) },
    'requires-python': file.requiresPython ?? null,
    size: 1000,
    'upload-time': file.uploadTime,
    yanked: file.yanked ?? false,
    'core-metadata': false,
    'data-dist-info-metadata': false,
    provenance: provenanceUrl(name, version, file),
  }));
  return JSON.stringify({
    meta: { '_last-serial': 1, 'api-version': '1.4' },
    name,
    'project-status': { status: project.status ?? 'active', ...(project.reason !== undefined && { reason: project.reason }) },
    versions: project.status === 'quarantined' ? [] : Object.keys(project.releases),
    files,
  });
}

/** PEP 503 with the attributes of PEP 592, 740 and 792. */
export function simpleHtml(name: string, project: StubProject): string {
  const anchors = visible(project).map(([version, file]) => {
    const attributes = [`href="../../packages/${file.filename}#sha256=${sha256(file.filename)}"`];
    if (file.requiresPython !== undefined) {
      attributes.push(`data-requires-python="${escapeAttribute(file.requiresPython)}"`);
    }
    if (file.yanked !== undefined && file.yanked !== false) {
      attributes.push(`data-yanked="${file.yanked === true ? '' : escapeAttribute(file.yanked)}"`);
    }
    const provenance = provenanceUrl(name, version, file);
    if (provenance !== null) {
      attributes.push(`data-provenance="${provenance}"`);
    }
    return `<a ${attributes.join(' ')}>${file.filename}</a><br />`;
  });
  const reason =
    project.reason === undefined ? '' : `<meta name="pypi:project-status-reason" content="${escapeAttribute(project.reason)}">`;
  return `<!DOCTYPE html>
<html><head><meta name="pypi:repository-version" content="1.4"><meta name="pypi:project-status" content="${project.status ?? 'active'}">${reason}
<title>Links for ${name}</title></head><body><h1>Links for ${name}</h1>
${anchors.join('\n')}
</body></html>`;
}

export function projectJson(name: string, project: StubProject): string {
  const entries = visible(project);
  const latest = Object.keys(project.releases).at(-1) ?? '0';
  const urls = entries
    .filter(([version]) => version === latest)
    .map(([, file]) => ({
      filename: file.filename,
      packagetype: file.filename.endsWith('.whl') ? 'bdist_wheel' : 'sdist',
      digests: { sha256: sha256(file.filename) },
      size: 1000,
      upload_time_iso_8601: file.uploadTime,
      url: `https://files.example/${file.filename}`,
      yanked: file.yanked !== undefined && file.yanked !== false,
      yanked_reason: typeof file.yanked === 'string' ? file.yanked : null,
      requires_python: file.requiresPython ?? null,
    }));
  return JSON.stringify({
    info: {
      name,
      version: latest,
      summary: '',
      home_page: '',
      project_urls: null,
      license: '',
      yanked: false,
      yanked_reason: null,
      ...project.info,
    },
    last_serial: 1,
    releases: {},
    urls,
    vulnerabilities: [],
    ownership: { roles: (project.owners ?? []).map((user) => ({ role: 'Owner', user })), organization: null },
  });
}

function escapeAttribute(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

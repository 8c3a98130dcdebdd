import * as l10n from '@vscode/l10n';
import { isNameCharacter, trimPythonSpaceEnd } from '../../packaging/characters';
import { ARCHIVES } from '../../packaging/distributionFile';
import { decodeComponent } from '../../packaging/escapes';
import { scanExtras, scanName } from '../../packaging/requirement';
import type { Slice } from '../../packaging/slice';
import { isValidVersion } from '../../packaging/version';
import type { Problem, Requirement, RequirementSource } from '../manifest/format';
import { namedRequirement, sourceOfUrl } from '../manifest/manifestBuilder';

/** Schemes with which pip treats a requirement as a URL. A prefix `git+` alone is not enough: `git+git@host:x` is a path. */
const URL_SCHEMES: ReadonlySet<string> = new Set([
  'http',
  'https',
  'file',
  'ftp',
  'git+http',
  'git+https',
  'git+ssh',
  'git+git',
  'git+file',
  'hg+file',
  'hg+http',
  'hg+https',
  'hg+ssh',
  'hg+static-http',
  'svn+ssh',
  'svn+http',
  'svn+https',
  'svn+svn',
  'svn+file',
  'bzr+http',
  'bzr+https',
  'bzr+ssh',
  'bzr+sftp',
  'bzr+ftp',
  'bzr+lp',
  'bzr+file',
]);
/** The last extensions of these: what most lines end in is none. */
const ARCHIVE_ENDS: ReadonlySet<string> = new Set(ARCHIVES.map((archive) => archive.slice(archive.lastIndexOf('.'))));
/** What a requirement, URL or path says. Neither a requirement nor problems: only pip finds out the name. */
export interface TargetReading {
  readonly requirement?: Requirement | undefined;
  readonly problems: readonly Problem[];
}

export const NOTHING: TargetReading = { problems: [] };

export function readUrl(body: Slice): TargetReading {
  const { text } = body;
  const source = sourceOfUrl(text);
  const egg = readEgg(body, source);
  if (egg && egg.problems.length > 0) {
    return egg;
  }
  const end = endOfUrlPath(text);
  const hasPath = startOfUrlPath(text) !== -1;
  if (hasPath && isWheel(text, end)) {
    return readWheel(body, end, source, text);
  }
  return egg ?? NOTHING;
}

/** The start of the path of a URL, with its slash, or -1. */
export function startOfUrlPath(url: string): number {
  return url.indexOf('/', url.indexOf('://') + 3);
}

function isWheel(path: string, end: number): boolean {
  return path.slice(Math.max(0, end - 4), end).toLowerCase() === '.whl';
}

export function readPath(body: Slice): TargetReading {
  const end = endOfPath(body.text);
  const problem = findExtrasProblem(body);
  if (problem) {
    return { problems: [problem] };
  }
  return isWheel(body.text, end) ? readWheel(body, end, 'path') : NOTHING;
}

/** The problem in the extras of a path, `./folder[a,b]`. */
export function findExtrasProblem(path: Slice): Problem | undefined {
  const { text } = path;
  const bracket = text.endsWith(']') ? text.lastIndexOf('[') : -1;
  // For pip, `[]` is a part of the path.
  const problem = bracket > 0 && bracket < text.length - 2 ? scanExtras(text, bracket)?.problem : undefined;
  return problem && { message: problem.message, span: path.span(problem.span.start, problem.span.end) };
}

/** `#egg=NAME`. Undefined: there is none. pip 25 and later rejects extras and versions after the name, but the name counts. */
export function readEgg(url: Slice, source: RequirementSource): TargetReading | undefined {
  const { text } = url;
  let start = -1;
  for (let at = text.indexOf('egg='); at !== -1 && start === -1; at = text.indexOf('egg=', at + 1)) {
    if (text.charAt(at - 1) === '#' || text.charAt(at - 1) === '&') {
      start = at + 4;
    }
  }
  if (start === -1) {
    return undefined;
  }
  const ampersand = text.indexOf('&', start);
  const end = ampersand === -1 ? text.length : ampersand;
  const name = scanName(text, start);
  if (name === undefined || name.problem || text.startsWith('$', name.span.end)) {
    return { problems: [{ message: l10n.t("Expected a package name after 'egg='."), span: url.span(Math.min(start, end - 1), end) }] };
  }
  const requirement = {
    ...namedRequirement(text.slice(start, name.span.end), url.span(start, name.span.end), {}),
    source,
    extras: scanExtras(text, name.span.end)?.extras ?? [],
    url: text,
    span: url.span(),
  };
  return { requirement, problems: [] };
}

/** Name and version from the file name of a wheel (PEP 427), which ends at `end`. */
function readWheel(location: Slice, end: number, source: RequirementSource, url?: string): TargetReading {
  const { text } = location;
  const start = Math.max(text.lastIndexOf('/', end - 1), text.lastIndexOf('\\', end - 1)) + 1;
  const fields = text
    .slice(start, end - '.whl'.length)
    .split('-')
    // In URLs the `+` of a local version is often escaped.
    .map(decodeComponent);
  const [name = '', version = ''] = fields;
  const scan = scanName(name, 0);
  if (fields.length < 5 || fields.length > 6 || scan?.span.end !== name.length || scan.problem || !isValidVersion(version)) {
    return {
      problems: [
        {
          message: l10n.t({
            message: "'{0}' is not the file name of a wheel.",
            args: [text.slice(start, end)],
            comment: ['{0} is a text from the file.'],
          }),
          span: location.span(start, end),
        },
      ],
    };
  }
  if (!text.startsWith(`${name}-`, start)) {
    // Escapes within the name: no one writes it like this, and no span of the text is the name.
    return NOTHING;
  }
  return {
    requirement: {
      ...namedRequirement(name, location.span(start, start + name.length), {}),
      source,
      specifier: `==${version}`,
      ...(url !== undefined && { url }),
      span: location.span(),
    },
    problems: [],
  };
}

/** The scheme in lowercase letters, or an empty text. */
export function schemeOf(text: string): string {
  const colon = text.indexOf(':');
  for (let i = 0; i < colon; i++) {
    const code = text.charCodeAt(i);
    if (code !== 0x2b && (!isNameCharacter(code) || code === 0x5f)) {
      return '';
    }
  }
  return colon === -1 ? '' : text.slice(0, colon).toLowerCase();
}

export function hasUrlScheme(text: string): boolean {
  return URL_SCHEMES.has(schemeOf(text));
}

/** The end of the path of a URL, before a query or a fragment. */
export function endOfUrlPath(url: string): number {
  const suffix = url.search(/[?#]/);
  return withoutSlashes(url, suffix === -1 ? url.length : suffix);
}

/** The end of a path, before extras in brackets. */
function endOfPath(path: string): number {
  const bracket = path.endsWith(']') ? path.lastIndexOf('[') : -1;
  return withoutSlashes(path, bracket > 0 ? trimPythonSpaceEnd(path, 0, bracket) : path.length);
}

function withoutSlashes(text: string, end: number): number {
  let i = end;
  while (text.charCodeAt(i - 1) === 0x2f) {
    i--;
  }
  return i;
}

/** Texts that look like a path to pip: a leading dot, or the name of an archive, unless it reads `name @ …`. */
export function isPath(text: string): boolean {
  if (text.startsWith('.')) {
    return true;
  }
  if (!isArchive(text)) {
    return false;
  }
  const at = text.indexOf('@');
  return at === -1 || text.slice(0, at).includes('/');
}

/** Whether a path, or a URL without a fragment, ends in the name of an archive, before extras in brackets. */
export function isArchive(text: string): boolean {
  const path = text.slice(0, endOfPath(text));
  const extension = path.slice(path.lastIndexOf('.')).toLowerCase();
  return ARCHIVE_ENDS.has(extension) && ARCHIVES.some((archive) => path.toLowerCase().endsWith(archive));
}

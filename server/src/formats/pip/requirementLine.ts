import * as l10n from '@vscode/l10n';
import { isNameCharacter, skipPythonSpace, trimPythonSpaceEnd } from '../../packaging/characters';
import { decodeComponent } from '../../packaging/escapes';
import { addAll } from '../../packaging/lists';
import { findMarkerProblem } from '../../packaging/marker';
import { parseRequirement, scanExtras, scanName } from '../../packaging/requirement';
import type { Slice } from '../../packaging/slice';
import { isValidVersion } from '../../packaging/version';
import type { Hash, Include, Problem, Requirement, RequirementSource } from '../manifest/format';
import { type Declaration, type ManifestBuilder, namedRequirement, sourceOfUrl, toRequirement } from '../manifest/manifestBuilder';
import { addVariable, isPartOfName } from '../manifest/unchecked';
import type { VariableFinder } from '../manifest/variables';
import { splitWords } from '../syntax/words';
import { addIndexAddress } from './indexVariables';
import { type Option, type OptionReading, REQUIREMENTS_FILE_OPTIONS, readOptions } from './pipOptions';

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
const ARCHIVES = ['.zip', '.whl', '.tar.bz2', '.tbz', '.tar.gz', '.tgz', '.tar', '.tar.xz', '.txz', '.tlz', '.tar.lz', '.tar.lzma'];
/** The last extensions of these: what most lines end in is none. */
const ARCHIVE_ENDS: ReadonlySet<string> = new Set(ARCHIVES.map((archive) => archive.slice(archive.lastIndexOf('.'))));
const HASH_ALGORITHMS: ReadonlySet<string> = new Set(['sha256', 'sha384', 'sha512']);

/**
 * Reads one line of pip's requirements file format: joined, without its comment, without white space around it.
 * Also the items of conda's `pip:` lists and of tox's `deps`, which pip reads the same way.
 *
 * A text that pip accepts has no problem. If `${NAME}` decides, the line is listed as not checked.
 */
export function parseRequirementLine(line: Slice, into: ManifestBuilder, declaration: Declaration): void {
  const { text } = line;
  const optionsAt = startOfOptions(text);
  const bodyEnd = trimPythonSpaceEnd(text, 0, optionsAt);
  if (optionsAt === text.length) {
    parseInstallTarget(line.sub(0, bodyEnd), into, declaration);
    return;
  }
  const words = splitWords(line, optionsAt);
  const previousEnd = bodyEnd > 0 ? line.span(0, bodyEnd).end : undefined;
  const reading: OptionReading = words
    ? readOptions(line, words, REQUIREMENTS_FILE_OPTIONS, { previousEnd })
    : { options: [], positional: [], problem: { message: l10n.t('Expected the closing quote.'), span: line.span(optionsAt, text.length) } };
  const hashes: Hash[] = [];
  let refused = reading.problem !== undefined;
  if (reading.problem) {
    into.problems.push(reading.problem);
  }
  for (const option of reading.options) {
    refused = !takeOption(option, into, hashes) || refused;
  }
  if (bodyEnd > 0) {
    const editable = reading.options.find((option) => option.kind === 'editable');
    const body = line.sub(0, bodyEnd);
    if (editable) {
      // pip installs what is before `-e`, not after it.
      parseEditable(body, into, declaration);
      if (!/[/:]|^\./.test(body.text)) {
        into.problem(l10n.t("'-e' must come first, on its own line, followed by a path or URL."), editable.span);
      }
      return;
    }
    parseInstallTarget(body, into, declaration, { hashes, refused, end: line.span().end });
    return;
  }
  applyOptions(reading.options, into, declaration);
}

/** The effect of the options of a line on the requirement before them. */
interface LineOptions {
  readonly hashes: readonly Hash[];
  /** pip rejects the options, and so the line. */
  readonly refused: boolean;
  /** Where the line ends in the document. */
  readonly end: number;
}

/**
 * Reads what pip installs: a PEP 508 requirement, a URL, a path or the name of an archive. It is the part of a line before its options, or
 * an argument of `pip install`. Without white space around it.
 */
export function parseInstallTarget(target: Slice, into: ManifestBuilder, declaration: Declaration, options?: LineOptions): void {
  const { text } = target;
  const isUrl = hasUrlScheme(text);
  const first = text.indexOf(isUrl ? '; ' : ';');
  const semicolon = startOfMarker(text, first, isUrl);
  const body = target.sub(0, trimPythonSpaceEnd(text, 0, semicolon === -1 ? text.length : semicolon));
  const found = isUrl ? readUrl(body) : isPath(body.text) ? readPath(body) : readNamed(body);
  const problems = [...found.problems];
  if (semicolon !== first) {
    problems.push({ message: l10n.t("pip ends the URL at this ';'. Percent-encode it as '%3B'."), span: target.span(first, first + 1) });
  }
  const markerStart = semicolon === -1 ? text.length : skipPythonSpace(text, semicolon + 1);
  if (markerStart < text.length) {
    const problem = findMarkerProblem(text.slice(markerStart));
    if (problem) {
      problems.push({ message: problem.message, span: target.span(markerStart + problem.span.start, markerStart + problem.span.end) });
    }
  }
  const { requirement } = found;
  const variable = requirement === undefined || problems.length > 0 ? addVariable(target, into, declaration.findVariable) : undefined;
  if (variable === undefined) {
    addAll(into.problems, problems);
  }
  if (requirement === undefined && variable === undefined && problems.length === 0 && isUrl) {
    addNameless(body, into);
  }
  if (requirement && !(variable && isPartOfName(text, variable, requirement.name))) {
    const incomplete = (problems.length > 0 && variable === undefined) || options?.refused;
    into.requirements.push({
      ...requirement,
      ...(markerStart < text.length && { marker: text.slice(markerStart), markerSpan: target.span(markerStart, text.length) }),
      hashes: options?.hashes ?? [],
      span: { start: target.span().start, end: options?.end ?? target.span().end },
      ...declared(declaration),
      ...(incomplete && { incomplete }),
    });
  }
}

/**
 * The offset of the `;` before the marker, or -1. `first`: where pip ends the URL. In `NAME @ URL` the `;` may be a part of the URL, which by PEP 508 ends
 * at white space: then pip rejects the line, and other tools do not.
 */
function startOfMarker(text: string, first: number, isUrl: boolean): number {
  const at = isUrl || first === -1 ? -1 : text.indexOf('@');
  if (at === -1 || at > first || !text.slice(at, first).includes(':') || findMarkerProblem(text.slice(first + 1).trim()) === undefined) {
    return first;
  }
  const urlStart = skipPythonSpace(text, at + 1);
  const urlEnd = text.slice(urlStart).search(/\s/);
  return urlEnd === -1 ? -1 : text.indexOf(';', urlStart + urlEnd);
}

/** Reads the value of `-e`: a path, a repository's URL with `#egg=NAME`, or `NAME @ URL`. */
export function parseEditable(value: Slice, into: ManifestBuilder, declaration: Declaration): void {
  const reading = value.text.includes('@') ? parseRequirement(value) : undefined;
  if (reading?.requirement?.url !== undefined && reading.problems.length === 0) {
    into.requirements.push(toRequirement(reading.requirement, declaration));
    return;
  }
  const scheme = schemeOf(value.text);
  const isRepository = /^(?:git|hg|svn|bzr)$/.test(scheme) || (scheme.includes('+') && URL_SCHEMES.has(scheme));
  if (isRepository || scheme === 'file') {
    const egg = readEgg(value, isRepository ? 'vcs' : 'path');
    if (egg?.requirement) {
      into.requirements.push({ ...egg.requirement, ...declared(declaration) });
      return;
    }
    if (!addVariable(value, into, declaration.findVariable)) {
      if (egg) {
        addAll(into.problems, egg.problems);
      } else if (isRepository) {
        into.problem(l10n.t("pip needs a package name. Use 'NAME @ URL', or end the URL with '#egg=NAME'."), value.span());
      }
    }
  } else if (!addVariable(value, into, declaration.findVariable)) {
    const problem = findExtrasProblem(value);
    if (problem) {
      into.problems.push(problem);
    }
  }
}

function declared(declaration: Declaration): Pick<Requirement, 'role' | 'group' | 'removeSpan'> {
  return { role: declaration.role ?? 'dependency', group: declaration.group, removeSpan: declaration.removeSpan };
}

/** The first space-separated word that begins with `-` begins the options; a tab does not separate. */
function startOfOptions(text: string): number {
  if (text.charCodeAt(0) === 0x2d) {
    return 0;
  }
  const at = text.indexOf(' -');
  return at === -1 ? text.length : at + 1;
}

/** Checks the value of an option and reads the kinds that count even after a requirement. False: pip rejects it. */
function takeOption(option: Option, into: ManifestBuilder, hashes: Hash[]): boolean {
  const { value } = option;
  if (value === undefined) {
    return true;
  }
  switch (option.kind) {
    case 'hash': {
      const colon = value.text.indexOf(':');
      const algorithm = value.text.slice(0, Math.max(0, colon));
      if (!HASH_ALGORITHMS.has(algorithm)) {
        into.problem(l10n.t("Expected a hash such as 'sha256:…' (sha256, sha384 or sha512)."), option.span);
        return false;
      }
      hashes.push({ algorithm, digest: value.text.slice(colon + 1), span: option.spanWithBlanks });
      return true;
    }
    case 'config-setting':
      if (!value.text.includes('=')) {
        into.problem(
          l10n.t({ message: "Expected 'KEY=VALUE' after '{0}'.", args: [option.name], comment: ['{0} is the name of an option.'] }),
          option.span,
        );
        return false;
      }
      return true;
    case 'names':
      addReferences(value, option.name, into);
      return true;
    default:
      return true;
  }
}

/** The contents of the options of a line without a requirement. pip reads one editable, else one included file, else all the others. */
function applyOptions(options: readonly Option[], into: ManifestBuilder, declaration: Declaration): void {
  const editable = options.find((option) => option.kind === 'editable');
  if (editable?.value) {
    parseEditable(editable.value, into, declaration);
    return;
  }
  const include = options.find((option) => option.kind === 'requirement') ?? options.find((option) => option.kind === 'constraint');
  if (include?.value) {
    addInclude(include.kind === 'requirement' ? 'requirement' : 'constraint', include.value, into, declaration.findVariable);
    return;
  }
  for (const option of options) {
    addIndexOption(option, into);
  }
}

/** The file that `-r` or `-c` names. A name with a variable is listed as not checked. */
export function addInclude(kind: Include['kind'], path: Slice, into: ManifestBuilder, findVariable?: VariableFinder): void {
  if (!addVariable(path, into, findVariable)) {
    into.includes.push({ kind, path: path.text, span: path.span() });
  }
}

/** Adds an option for the sources of packages. Other options are ignored. */
export function addIndexOption(option: Option, into: ManifestBuilder): void {
  const { kind, value, span } = option;
  if (kind === 'no-index') {
    into.indexes.push({ kind, span });
  } else if (value && (kind === 'index' || kind === 'extra-index' || kind === 'find-links' || kind === 'trusted-host')) {
    addIndexAddress(kind, value, into);
  } else if (value && kind === 'index-source' && value.text.toLowerCase() !== 'pypi') {
    // An index by its name, or a file that names some.
    into.indexes.push({ kind: 'configuration', url: value.text, span: value.span() });
  }
}

/** The comma-separated names of `--no-binary` and the like, including `:all:` and `:none:`. */
export function addReferences(value: Slice, group: string, into: ManifestBuilder): void {
  let start = 0;
  while (start <= value.length) {
    const comma = value.text.indexOf(',', start);
    const end = comma === -1 ? value.length : comma;
    const name = scanName(value.text, start);
    if (name && name.problem === undefined && name.span.end === end) {
      const span = value.span(start, end);
      into.requirements.push({ ...namedRequirement(value.text.slice(start, end), span, { role: 'reference', group }) });
    }
    start = end + 1;
  }
}

interface LineRequirement {
  readonly requirement?: Requirement | undefined;
  readonly problems: readonly Problem[];
}

const NOTHING: LineRequirement = { problems: [] };

/** A PEP 508 requirement without its marker. A text that cannot be one, but has a slash, is an unknown path. */
function readNamed(body: Slice): LineRequirement {
  const reading = parseRequirement(body);
  if (reading.problems.length > 0 && body.text.includes('/')) {
    return NOTHING;
  }
  const requirement = reading.requirement && toRequirement(reading.requirement, {});
  return { requirement, problems: reading.problems };
}

function readUrl(body: Slice): LineRequirement {
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

/** pip learns the name of a remote URL from the downloaded file. The text after or before the path could be secret. */
function addNameless(url: Slice, into: ManifestBuilder): void {
  const { text } = url;
  const start = startOfUrlPath(text);
  if (sourceOfUrl(text) !== 'path') {
    into.unchecked.push({
      text: start === -1 ? schemeOf(text) : text.slice(start, Math.max(start, endOfUrlPath(text))),
      why: l10n.t('The URL does not contain the package name.'),
      span: url.span(),
    });
  }
}

/** The start of the path of a URL, with its slash, or -1. */
function startOfUrlPath(url: string): number {
  return url.indexOf('/', url.indexOf('://') + 3);
}

function isWheel(path: string, end: number): boolean {
  return path.slice(Math.max(0, end - 4), end).toLowerCase() === '.whl';
}

function readPath(body: Slice): LineRequirement {
  const end = endOfPath(body.text);
  const problem = findExtrasProblem(body);
  if (problem) {
    return { problems: [problem] };
  }
  return isWheel(body.text, end) ? readWheel(body, end, 'path') : NOTHING;
}

/** The problem in the extras of a path, `./folder[a,b]`. */
function findExtrasProblem(path: Slice): Problem | undefined {
  const { text } = path;
  const bracket = text.endsWith(']') ? text.lastIndexOf('[') : -1;
  // For pip, `[]` is a part of the path.
  const problem = bracket > 0 && bracket < text.length - 2 ? scanExtras(text, bracket)?.problem : undefined;
  return problem && { message: problem.message, span: path.span(problem.span.start, problem.span.end) };
}

/** `#egg=NAME`. Undefined: there is none. pip 25 and later rejects extras and versions after the name, but the name counts. */
function readEgg(url: Slice, source: RequirementSource): LineRequirement | undefined {
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
function readWheel(location: Slice, end: number, source: RequirementSource, url?: string): LineRequirement {
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
function schemeOf(text: string): string {
  const colon = text.indexOf(':');
  for (let i = 0; i < colon; i++) {
    const code = text.charCodeAt(i);
    if (code !== 0x2b && (!isNameCharacter(code) || code === 0x5f)) {
      return '';
    }
  }
  return colon === -1 ? '' : text.slice(0, colon).toLowerCase();
}

function hasUrlScheme(text: string): boolean {
  return URL_SCHEMES.has(schemeOf(text));
}

/** The end of the path of a URL, before a query or a fragment. */
function endOfUrlPath(url: string): number {
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
function isPath(text: string): boolean {
  if (text.startsWith('.')) {
    return true;
  }
  const path = text.slice(0, endOfPath(text));
  const extension = path.slice(path.lastIndexOf('.')).toLowerCase();
  if (!ARCHIVE_ENDS.has(extension) || !ARCHIVES.some((archive) => path.toLowerCase().endsWith(archive))) {
    return false;
  }
  const at = text.indexOf('@');
  return at === -1 || text.slice(0, at).includes('/');
}

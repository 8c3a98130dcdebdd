import * as l10n from '@vscode/l10n';
import { skipPythonSpace, trimPythonSpaceEnd } from '../../packaging/characters';
import { distributionFile } from '../../packaging/distributionFile';
import { addAll } from '../../packaging/lists';
import { findMarkerProblem } from '../../packaging/marker';
import { parseRequirement } from '../../packaging/requirement';
import type { Slice } from '../../packaging/slice';
import type { Hash, Requirement } from '../manifest/format';
import { type Declaration, type ManifestBuilder, sourceOfUrl, toRequirement } from '../manifest/manifestBuilder';
import { addVariable, isPartOfName } from '../manifest/unchecked';
import { splitWords } from '../syntax/words';
import {
  endOfUrlPath,
  findExtrasProblem,
  hasUrlScheme,
  isArchive,
  isPath,
  NOTHING,
  readEgg,
  readPath,
  readUrl,
  schemeOf,
  startOfUrlPath,
  type TargetReading,
} from './locations';
import { addInclude, addIndexOption, takeOption } from './optionEffects';
import { type Option, type OptionReading, REQUIREMENTS_FILE_OPTIONS, readOptions } from './pipOptions';

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
  if (requirement === undefined && variable === undefined && problems.length === 0) {
    addNameless(body, isUrl && sourceOfUrl(body.text) !== 'path', into);
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
  const isRepository = /^(?:git|hg|svn|bzr)$/.test(scheme) || (scheme.includes('+') && hasUrlScheme(value.text));
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

/** A PEP 508 requirement without its marker. A text that cannot be one, but has a slash, is an unknown path. */
function readNamed(body: Slice): TargetReading {
  const reading = parseRequirement(body);
  if (reading.problems.length > 0 && body.text.includes('/')) {
    return NOTHING;
  }
  const requirement = reading.requirement && toRequirement(reading.requirement, {});
  return { requirement, problems: reading.problems };
}

/**
 * pip learns the name of a remote URL or a local archive from the file. The text after or before the path of a URL could be secret. A local folder is a
 * project with files of its own.
 */
function addNameless(target: Slice, isRemote: boolean, into: ManifestBuilder): void {
  const { text } = target;
  if (!isRemote && !isArchive(text)) {
    return;
  }
  const start = hasUrlScheme(text) ? startOfUrlPath(text) : 0;
  into.unchecked.push({
    text: start === -1 ? schemeOf(text) : text.slice(start, Math.max(start, endOfUrlPath(text))),
    why: isRemote
      ? l10n.t('The URL does not contain the package name.')
      : distributionFile(text) === undefined
        ? l10n.t('The file name does not contain the package name.')
        : l10n.t('Not from a package index. Checked for known malware only.'),
    span: target.span(),
    ...(isRemote && { location: text }),
  });
}

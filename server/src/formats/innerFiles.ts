import * as l10n from '@vscode/l10n';
import { addAll, countBefore } from '../packaging/lists';
import type { Span } from '../packaging/span';
import { mayContain } from '../protocol/fileKinds';
import type { FileFormat, InnerFile, Manifest, Requirement } from './manifest/format';
import { ManifestBuilder } from './manifest/manifestBuilder';
import { addManifest, mapManifest } from './manifest/mapManifest';
import { joinPaths } from './syntax/paths';

/** Maximum depth of files that write files. */
const MAX_DEPTH = 3;

/** Which format a file has by its path, and which one that an install command names. */
export interface InnerFormats {
  ofPath(path: string): FileFormat | undefined;
  ofIncluded(path: string): FileFormat | undefined;
  /** The format of any other file that a text writes. */
  ofOther(path: string): FileFormat | undefined;
  /** The format of a file that a command runs. */
  readonly ofCalled: FileFormat;
}

/** The same format, but it also reads the files that the text writes at run time (`cat > pyproject.toml <<END`). */
export function overInnerFiles(format: FileFormat, formats: InnerFormats): FileFormat {
  return { ...format, parse: (text) => withInnerFiles(format.parse(text), formats, 0) };
}

function withInnerFiles(manifest: Manifest, formats: InnerFormats, depth: number): Manifest {
  const { innerFiles = [], ...own } = manifest;
  if (innerFiles.length === 0) {
    return own;
  }
  const into = new ManifestBuilder();
  const files = joinedByPath(innerFiles);
  const written = new Set(files.flatMap(({ path, isInput }) => (isInput ? [] : [stemOf(path)])));
  const named = new Map<string, FileFormat | undefined>();
  const includes = own.includes.map((include) => {
    const stem = [include.path, ...(include.tries ?? [])].map(stemOf).find((path) => written.has(path));
    if (stem === undefined) {
      return include;
    }
    named.set(stem, include.isCalled ? formats.ofCalled : formats.ofIncluded(stem));
    return { ...include, isWritten: true as const };
  });
  addManifest({ ...own, includes }, into);
  const known = new Set(into.requirements.map(placeOf));
  for (const file of files) {
    const format = formats.ofPath(file.path) ?? named.get(stemOf(file.path)) ?? formats.ofOther(file.path);
    if (format === undefined || !mayContain(format, file.text)) {
      continue;
    }
    if (depth >= MAX_DEPTH) {
      const why = l10n.t('It is nested too deeply to be read.');
      into.unchecked.push({ text: file.path, why, span: file.spanOf(0, file.text.length) });
    } else {
      const read = withInnerFiles(format.parse(file.text), formats, depth + 1);
      const found = placed(read, file);
      // A command may also run the text.
      const requirements = found.requirements.filter((one) => !known.has(placeOf(one)));
      for (const one of requirements) {
        known.add(placeOf(one));
      }
      addManifest({ ...found, requirements }, into);
    }
  }
  return { ...own, ...into };
}

/** The same name may also be read there, but never another one in its stead. */
function placeOf({ normalizedName, nameSpan }: Requirement): string {
  return `${nameSpan.start} ${normalizedName}`;
}

/** A path without what leads to its own folder. */
function stemOf(path: string): string {
  return joinPaths('', path);
}

/** `echo … >> FILE` writes one line of a file after the other. */
function joinedByPath(files: readonly InnerFile[]): readonly InnerFile[] {
  const byPath = new Map<string, InnerFile[]>();
  for (const file of files.filter(({ isInput }) => !isInput)) {
    const parts = byPath.get(file.path) ?? [];
    parts.push(file);
    byPath.set(file.path, parts);
  }
  return [...[...byPath].map(([path, parts]) => joined(path, parts)), ...files.filter(({ isInput }) => isInput)];
}

function joined(path: string, parts: readonly InnerFile[]): InnerFile {
  const starts: number[] = [];
  let length = 0;
  for (const { text } of parts) {
    starts.push(length);
    length += text.length + 1;
  }
  const spanIn = (i: number, start: number, end: number): Span => {
    const { text = '', spanOf } = parts[i] ?? {};
    const from = Math.min(Math.max(0, start - (starts[i] ?? 0)), text.length);
    return spanOf?.(from, Math.max(from, Math.min(end - (starts[i] ?? 0), text.length))) ?? { start: 0, end: 0 };
  };
  return {
    path,
    text: parts.map(({ text }) => text).join('\n'),
    spanOf(start, end) {
      const [first, last] = [lastAtMost(starts, start), lastAtMost(starts, Math.max(start, end - 1))];
      return first === last ? spanIn(first, start, end) : { start: spanIn(first, start, end).start, end: spanIn(last, start, end).end };
    },
  };
}

/** The index of the last of ascending numbers that is at most `limit`. */
function lastAtMost(ascending: readonly number[], limit: number): number {
  return Math.max(0, countBefore(ascending, (each) => each <= limit) - 1);
}

/** A problem in the file may be something that a shell fills in, so it counts as not checked, and not as wrong. No removal is proposed. */
function placed(manifest: Manifest, { path, spanOf }: InnerFile): Manifest {
  const mapped = mapManifest(manifest, ({ start, end }: Span) => spanOf(start, end));
  const folder = path.slice(0, Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
  const unchecked = [...mapped.unchecked];
  addAll(
    unchecked,
    mapped.problems.map(({ message, span }) => ({ text: path, why: message, span })),
  );
  return {
    ...mapped,
    requirements: mapped.requirements.map((requirement) => ({ ...requirement, removeSpan: undefined })),
    includes: mapped.includes.map((include) => ({ ...include, tries: include.tries ?? [joinPaths(folder, include.path), include.path] })),
    problems: [],
    unchecked,
    links: undefined,
  };
}

import { URI, Utils } from 'vscode-uri';
import type { Include, Manifest } from '../formats/manifest/format';
import { type Lookup, MISSING, unavailable } from '../lookup';
import { wellFormed } from '../packaging/escapes';
import type { IncludeFact, IncludeFailure } from './manifestFacts';

/** Limits of following `-r`: the depth, and the number of files. */
const MAX_INCLUDE_DEPTH = 50;
const MAX_INCLUDED_FILES = 500;

/** Maximum number of folders above a file in which a command may run. */
const MAX_PARENTS = 16;

export interface IncludeReader {
  /** Reads the targets of includes. `unavailable`: outside the workspace, a folder, too large or not readable. */
  readTargets(uri: string): Promise<Lookup<readonly (readonly string[])[]>>;
  isInside(uri: string): boolean;
}

/** Reads files as requirements files, whatever their names. */
export function includeReader(
  workspace: { readFile(uri: string): Promise<Lookup<string>>; isInside(uri: string): boolean },
  parse: (text: string) => Promise<Manifest>,
): IncludeReader {
  return {
    async readTargets(uri) {
      const text = await workspace.readFile(uri);
      if (text.kind !== 'found') {
        return text.kind === 'missing' ? MISSING : unavailable(text.why);
      }
      const { includes } = await parse(text.value);
      return { kind: 'found', value: includes.slice(0, MAX_INCLUDED_FILES).map((include) => includeTargets(uri, include)) };
    },
    isInside: (uri) => workspace.isInside(uri),
  };
}

/** The same, but each file is read once. For a scan, where many files include the same files. */
export function readingOnce(reader: IncludeReader): IncludeReader {
  const known = new Map<string, ReturnType<IncludeReader['readTargets']>>();
  return {
    readTargets(uri) {
      const targets = known.get(uri) ?? reader.readTargets(uri);
      known.set(uri, targets);
      return targets;
    },
    isInside: (uri) => reader.isInside(uri),
  };
}

/**
 * The files that an include may mean, the likeliest first. Only one, except for commands in a file that does not tell the working directory. None
 * if it is not a file: a URL of the web, or a name that only the environment completes.
 */
export function includeTargets(fromUri: string, { path, tries }: Include): readonly string[] {
  if (path === '' || path.includes('${') || isRemote(path)) {
    return [];
  }
  const folder = Utils.dirname(URI.parse(wellFormed(fromUri)));
  if (tries === undefined) {
    return targetsIn([folder], [path]);
  }
  const folders = [folder];
  for (
    let parent = Utils.dirname(folder);
    folders.length < MAX_PARENTS && parent.path !== folders.at(-1)?.path;
    parent = Utils.dirname(parent)
  ) {
    folders.push(parent);
  }
  return targetsIn(folders, tries);
}

/** The target of an include, if it can be read, including a target that is already in the chain or too deep. */
export function readableTarget({ uri, failure }: IncludeFact): string | undefined {
  return failure === undefined || failure === 'cycle' || failure === 'too-deep' || failure === 'other-kind' ? uri : undefined;
}

/** Whether pip would download it. */
export function isRemote(path: string): boolean {
  return /^(?!file:)[a-z][a-z0-9+.-]+:/i.test(path);
}

function targetsIn(folders: readonly URI[], paths: readonly string[]): readonly string[] {
  const targets = new Set<string>();
  for (const path of paths) {
    for (const folder of folders) {
      try {
        targets.add(targetOf(folder, wellFormed(path)).toString());
      } catch {
        // `file:////x` and the like are not valid URIs.
      }
    }
  }
  return [...targets];
}

function targetOf(folder: URI, path: string): URI {
  if (/^file:/i.test(path)) {
    const { path: absolute, authority } = URI.parse(path.split(/[?#]/, 1)[0] ?? path);
    return URI.from({ scheme: folder.scheme, authority: authority === 'localhost' ? '' : authority, path: absolute });
  }
  const posix = path.replace(/\\/g, '/');
  return /^[a-z]:\//i.test(posix) ? URI.file(posix) : Utils.resolvePath(folder, posix);
}

/**
 * Looks at the files that `manifest` includes, and at theirs: reports which are missing, unreadable, outside the workspace or
 * circular, and which are on the web.
 */
export async function followIncludes(uri: string, manifest: Manifest, reader: IncludeReader): Promise<IncludeFact[]> {
  const walk = new IncludeWalk(uri, reader);
  const facts: IncludeFact[] = [];
  for (const include of manifest.includes) {
    facts.push(await walk.follow(include));
  }
  return facts;
}

class IncludeWalk {
  #budget = MAX_INCLUDED_FILES;

  readonly #uri: string;
  readonly #reader: IncludeReader;

  constructor(uri: string, reader: IncludeReader) {
    this.#uri = uri;
    this.#reader = reader;
  }

  async follow(include: Include): Promise<IncludeFact> {
    if (include.isCalled) {
      // Many commands run what a build makes, or what is installed.
      const { uri, next, failure } = await this.#read(includeTargets(this.#uri, include));
      const isOther = uri !== undefined && next !== undefined && uri !== this.#uri;
      return { include, failure: failure === 'too-deep' ? failure : undefined, ...(isOther && { uri }) };
    }
    if (isRemote(include.path)) {
      return { include, failure: 'remote' };
    }
    const targets = includeTargets(this.#uri, include);
    const isKnown = include.path !== '' && !include.path.includes('${');
    const { uri, next, failure = isKnown ? 'missing' : undefined } = await this.#read(targets);
    if (uri === undefined || next === undefined) {
      if (include.isWritten && (failure === 'missing' || failure === 'outside')) {
        return { include, failure: undefined };
      }
      const isGuess = include.tries !== undefined && failure !== undefined && failure !== 'too-deep';
      return { include, failure: isGuess ? 'unknown-folder' : failure, ...(uri !== undefined && { uri }) };
    }
    if (uri === this.#uri) {
      return { include, uri, failure: 'cycle' };
    }
    return { include, uri, failure: await this.#leadsBack(next, 1, new Set([this.#uri, uri])) };
  }

  /** The first of several files that exists. */
  async #read(targets: readonly string[]): Promise<{ uri?: string; next?: readonly (readonly string[])[]; failure?: IncludeFailure }> {
    let first: { uri: string; failure: IncludeFailure } | undefined;
    for (const uri of targets) {
      if (!this.#reader.isInside(uri)) {
        first ??= { uri, failure: 'outside' };
        continue;
      }
      if (this.#budget-- <= 0) {
        return { failure: 'too-deep' };
      }
      const found = await this.#reader.readTargets(uri);
      if (found.kind === 'found') {
        return { uri, next: found.value };
      }
      first ??= { uri, failure: found.kind === 'missing' ? 'missing' : 'unreadable' };
    }
    return first ?? {};
  }

  /** Problems further down are reported in the file where they occur. Only a cycle through this file, or too much depth, concerns this line. */
  async #leadsBack(includes: readonly (readonly string[])[], depth: number, seen: Set<string>): Promise<IncludeFailure | undefined> {
    for (const targets of includes) {
      if (targets.includes(this.#uri)) {
        return 'cycle';
      }
      if (targets.every((target) => seen.has(target))) {
        continue;
      }
      for (const target of targets) {
        seen.add(target);
      }
      const { next, failure } = depth >= MAX_INCLUDE_DEPTH ? { failure: 'too-deep' as const } : await this.#read(targets);
      const below = next === undefined ? failure : await this.#leadsBack(next, depth + 1, seen);
      if (below === 'cycle' || below === 'too-deep') {
        return below;
      }
    }
    return undefined;
  }
}

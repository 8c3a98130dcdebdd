/** What one token of a glob matches. `inside` and `tail` only follow `folders` and `below`. */
type Token =
  | { readonly kind: 'character'; readonly text: string }
  | { readonly kind: 'class'; readonly matches: (character: string) => boolean }
  | { readonly kind: 'any' | 'star' | 'all' | 'folders' | 'inside' | 'below' | 'tail' };

/** A compiled glob: whether it matches a path, or, with `orFolder`, a folder that the path is in. */
export type GlobMatcher = (path: string, orFolder?: boolean) => boolean;

/** Maximum length of a glob. */
export const MAX_GLOB_LENGTH = 1_000;
/** Maximum number of `*` and `**` in one glob, and of the alternatives of its braces. */
const MAX_WILDCARDS = 30;
const MAX_ALTERNATIVES = 100;

/**
 * Compiles a glob with `*`, `?`, `**`, `[abc]`, `[!a-z]` and `{a,b}`, relative to a folder. Undefined: not such a glob, or one beyond the limits.
 * Globs come from repositories: matching takes time in proportion to the glob's and the path's length, whatever the glob.
 */
export function compileGlob(text: string): GlobMatcher | undefined {
  const glob = text.replace(/^\.?\//, '');
  if (glob === '' || glob.length > MAX_GLOB_LENGTH || glob.startsWith('!') || /[?*+@!]\(/.test(glob)) {
    return undefined;
  }
  const alternatives = globAlternatives(glob);
  const programs = alternatives?.map(tokenize);
  if (programs === undefined || programs.some((tokens) => tokens.filter(({ kind }) => kind !== 'character').length > MAX_WILDCARDS)) {
    return undefined;
  }
  return (path, orFolder = false) => programs.some((tokens) => runs(tokens, path, orFolder));
}

/** `a{b,c}` as `ab` and `ac`. Undefined: too many. An unclosed brace, or one without a comma, is an ordinary character. */
export function globAlternatives(glob: string): string[] | undefined {
  const done: string[] = [];
  const open: { readonly text: string; readonly from: number }[] = [{ text: glob, from: 0 }];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { text, from } = next;
    const start = text.indexOf('{', from);
    const parts = start === -1 ? undefined : bracedParts(text, start);
    if (start === -1) {
      done.push(text);
    } else if (parts === undefined) {
      open.push({ text, from: start + 1 });
    } else {
      for (const part of parts.texts) {
        open.push({ text: text.slice(0, start) + part + text.slice(parts.end), from: start });
      }
    }
    if (done.length + open.length > MAX_ALTERNATIVES) {
      return undefined;
    }
  }
  return done;
}

function bracedParts(text: string, start: number): { readonly texts: readonly string[]; readonly end: number } | undefined {
  const texts: string[] = [];
  let depth = 0;
  let partStart = start + 1;
  for (let at = start; at < text.length; at++) {
    const character = text.charAt(at);
    if (character === '{') {
      depth++;
    } else if (character === '}') {
      depth--;
    }
    if (depth === 0 || (depth === 1 && character === ',')) {
      texts.push(text.slice(partStart, at));
      partStart = at + 1;
    }
    if (depth === 0) {
      return texts.length > 1 ? { texts, end: at + 1 } : undefined;
    }
  }
  return undefined;
}

function tokenize(glob: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < glob.length) {
    const character = glob.charAt(at);
    const isSegmentStart = at === 0 || glob.charAt(at - 1) === '/';
    const group = character === '[' ? readClass(glob, at) : undefined;
    if (group !== undefined) {
      tokens.push(group.token);
      at = group.end;
    } else if (isSegmentStart && glob.startsWith('**/', at)) {
      tokens.push({ kind: 'folders' }, { kind: 'inside' });
      at += 3;
    } else if (isSegmentStart && glob.slice(at) === '**') {
      tokens.push({ kind: 'all' });
      at += 2;
    } else if (glob.slice(at) === '/**') {
      tokens.push({ kind: 'below' }, { kind: 'tail' });
      at += 3;
    } else if (character === '*') {
      tokens.push({ kind: 'star' });
      while (glob.charAt(at) === '*') {
        at++;
      }
    } else if (character === '?') {
      tokens.push({ kind: 'any' });
      at++;
    } else {
      const isEscape = character === '\\' && at + 1 < glob.length;
      tokens.push({ kind: 'character', text: isEscape ? glob.charAt(at + 1) : character });
      at += isEscape ? 2 : 1;
    }
  }
  return tokens;
}

/** `[abc]`, `[a-z]`, `[!a]`, `[^a]`. Undefined: the bracket is unclosed. */
function readClass(glob: string, start: number): { readonly token: Token; readonly end: number } | undefined {
  const isNegated = glob.charAt(start + 1) === '!' || glob.charAt(start + 1) === '^';
  const first = start + (isNegated ? 2 : 1);
  const end = glob.indexOf(']', first + 1);
  if (end === -1) {
    return undefined;
  }
  const ranges: (readonly [string, string])[] = [];
  for (let at = first; at < end; at++) {
    const isRange = glob.charAt(at + 1) === '-' && at + 2 < end;
    ranges.push([glob.charAt(at), glob.charAt(isRange ? at + 2 : at)]);
    at += isRange ? 2 : 0;
  }
  const matches = (character: string): boolean =>
    character !== '/' && ranges.some(([from, to]) => character >= from && character <= to) !== isNegated;
  return { token: { kind: 'class', matches }, end: end + 1 };
}

/** Steps through the path with all possible positions in the glob: few, except in a hostile one. */
function runs(tokens: readonly Token[], path: string, orFolder: boolean): boolean {
  const reached = new Places(tokens);
  let places = reached.begin();
  reached.add(0);
  reached.skip();
  for (let at = 0; at < path.length; at++) {
    const character = path.charAt(at);
    if (orFolder && at > 0 && character === '/' && reached.hasEnd) {
      return true;
    }
    const before = places;
    places = reached.begin();
    for (const index of before) {
      const token = tokens[index];
      if (token !== undefined) {
        step(token, index, character, reached);
      }
    }
    if (places.size === 0) {
      return false;
    }
    reached.skip();
    if (orFolder && character === '/' && reached.hasEnd) {
      return true;
    }
  }
  return reached.hasEnd;
}

/** The positions in a glob that are reached after some characters of a path, each once. */
class Places {
  readonly #tokens: readonly Token[];
  #places = new Set<number>();

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  /** Begins a step. Its set fills while positions are added. */
  begin(): ReadonlySet<number> {
    this.#places = new Set();
    return this.#places;
  }

  add(index: number): void {
    this.#places.add(index);
  }

  /** Adds the positions that are reached without a character. */
  skip(): void {
    // The set grows meanwhile.
    for (const index of this.#places) {
      const kind = this.#tokens[index]?.kind;
      if (kind === 'star' || kind === 'all' || kind === 'folders' || kind === 'tail') {
        this.add(index + 1);
      }
      if (kind === 'folders' || kind === 'below') {
        this.add(index + 2);
      }
    }
  }

  get hasEnd(): boolean {
    return this.#places.has(this.#tokens.length);
  }
}

/** Adds the positions in the glob after a character. */
function step(token: Token, index: number, character: string, reached: Places): void {
  const isSlash = character === '/';
  if (token.kind === 'all' || token.kind === 'inside' || token.kind === 'tail' || (token.kind === 'star' && !isSlash)) {
    reached.add(index);
  }
  if (
    (token.kind === 'character' && token.text === character) ||
    (token.kind === 'class' && token.matches(character)) ||
    (token.kind === 'any' && !isSlash) ||
    ((token.kind === 'inside' || token.kind === 'below') && isSlash)
  ) {
    reached.add(index + 1);
  }
}

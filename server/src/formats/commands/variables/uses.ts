import type { Slice } from '../../../packaging/slice';
import type { ShellDialect } from '../../syntax/shell/command';

/** The program that fills variables in: a shell, or make or just before it. */
export type ScopeDialect = ShellDialect | 'make' | 'just';

/** A use of a variable. Its name is in the first matching group, a default value in the last. */
const USES: Readonly<Record<ScopeDialect, RegExp>> = {
  make: /\$(?:[({]([\w.-]{1,1000})[)}]|\$\{?([A-Za-z_]\w{0,1000})(?:\[[@*]\])?\}?)/g,
  posix:
    /\$(?:\{([A-Za-z_]\w{0,1000}|[@*]|\d)(?:\[[@*]\])?(?::?[-=]([^{}$`]{0,200}))?\}|([A-Za-z_]\w{0,1000}|[@*\d])|\{\{ ?((?:env|matrix|inputs|parameters|github\.event\.inputs|steps\.[\w-]{1,100}\.outputs)\.[\w-]{1,1000}) ?\}\})/g,
  powershell: /(?:\$\{(?:\w{1,20}:)?([A-Za-z_]\w{0,1000})\}|[$@](?:\w{1,20}:)?([A-Za-z_]\w{0,1000})(?!\w|[.:[]\w))/gi,
  just: /\{\{([A-Za-z_][\w-]{0,1000})\}\}|\$\{?([A-Za-z_]\w{0,1000})\}?/g,
  cmd: /%([A-Za-z_]\w{0,1000})%|!([A-Za-z_]\w{0,1000})!|(%%[A-Za-z])/g,
};

/** Maximum number of variables in one text. */
const MAX_USES = 50;
/** Maximum length of a use of a variable, with its name and its default. */
const MAX_LENGTH = 1_300;

/** A place where a text uses a variable. */
export interface Use {
  /** As `keyOf` writes it. */
  readonly name: string;
  readonly text: string;
  readonly start: number;
  /** The default value in the text. */
  readonly fallback?: { readonly start: number; readonly end: number };
}

/** A name as all its spellings have it. */
export function keyOf(name: string, dialect: ScopeDialect): string {
  return dialect === 'powershell' || dialect === 'cmd' ? name.toLowerCase() : name === '*' ? '@' : name;
}

/** The uses of variables in a text. */
export function usesIn(text: string, dialect: ScopeDialect): readonly Use[] {
  const uses: Use[] = [];
  for (const match of text.matchAll(USES[dialect])) {
    const [written, a, b, c, d] = match;
    const isPosix = dialect === 'posix';
    const name = a ?? (isPosix ? (c ?? d?.replace(/^env\./, '')) : (b ?? c)) ?? '';
    const end = match.index + written.length - 1;
    uses.push({
      name: keyOf(name, dialect),
      text: written,
      start: match.index,
      ...(isPosix && b !== undefined && { fallback: { start: end - b.length, end } }),
    });
    if (uses.length >= MAX_USES) {
      break;
    }
  }
  return uses;
}

/** The variable that is the whole text. */
export function wholeUse(text: string, dialect: ScopeDialect): Use | undefined {
  const [use, ...more] = text.length > MAX_LENGTH ? [] : usesIn(text, dialect);
  return use !== undefined && more.length === 0 && use.text.length === text.length ? use : undefined;
}

/** A value without the uses of a variable: what is before, between and after them. `$P more` is what is added to P. */
export function partsAround(key: string, value: Slice, dialect: ScopeDialect): readonly Slice[] {
  const parts: Slice[] = [];
  let at = 0;
  for (const use of usesIn(value.text, dialect)) {
    if (use.name === key) {
      parts.push(value.sub(at, use.start));
      at = use.start + use.text.length;
    }
  }
  return [...parts, value.sub(at)];
}

import { poetryAlternatives } from './poetryConstraint';
import { parseSpecifier } from './specifier';
import { compareVersionKeys, versionKey } from './versionKey';
import { VersionSet } from './versionSet';

/** The grammar that a specifier is written in; `exact` is a bare version. */
type Grammar = 'pep440' | 'poetry' | 'exact';

/** One operator with its version. The groups keep the text between them. */
const CLAUSE = /(===|==|~=|!=|<=|>=|<|>|\^|~|=)?([ \t]*)([^\s,|<>=!~^]+)/g;

/**
 * `specifier` with the smallest change that allows `version` (PEP 440), in the existing style: a pin pins the new version, `^`, `~` and `~=` keep their
 * number of parts, an upper bound moves to the next release of its kind, a lower bound stays. Undefined: it allows the version already, it asks for a
 * newer one, or it is written in a way that cannot be updated with certainty.
 */
export function updatedSpecifier(specifier: string, grammar: Grammar, version: string): string | undefined {
  if (specifier.includes('|') || allowsVersion(specifier, grammar, version) !== false) {
    return undefined;
  }
  let isCertain = true;
  const updated = specifier.replace(CLAUSE, (clause, operator: string | undefined, gap: string, written: string) => {
    const next = updatedVersion(operator ?? '', written, version);
    isCertain &&= next !== undefined && !(PINNING.has(operator ?? '') && isOlder(version, written));
    return next === undefined ? clause : `${operator ?? ''}${gap}${next}`;
  });
  return isCertain && allowsVersion(updated, grammar, version) ? updated : undefined;
}

/**
 * `specifier` with a lower bound of `version`, and an upper bound that allows it. Undefined: it is a pin, or its style cannot be
 * changed with certainty.
 */
export function raisedSpecifier(specifier: string, grammar: Grammar, version: string): string | undefined {
  if (grammar === 'exact' || specifier.includes('|')) {
    return undefined;
  }
  const open = updatedSpecifier(specifier, grammar, version) ?? specifier;
  let isRaised = false;
  const raised = open.replace(CLAUSE, (clause, operator: string | undefined, gap: string, written: string) => {
    switch (operator) {
      case '>':
      case '>=':
        isRaised = true;
        return `>=${gap}${version}`;
      case '^':
      case '~':
        isRaised = true;
        return `${operator}${gap}${version}`;
      case '~=':
        // With more numbers it would allow less.
        if (partsOf(version).length > partsOf(written).length) {
          return clause;
        }
        isRaised = true;
        return `${operator}${gap}${padded(version, written)}`;
      default:
        return clause;
    }
  });
  const bounded = isRaised ? raised : open.trim() === '*' ? `>=${version}` : `>=${version},${open}`;
  return bounded !== specifier && allowsVersion(bounded, grammar, version) ? bounded : undefined;
}

/** The version in the lower bound of a specifier. */
export function lowestVersion(specifier: string): string | undefined {
  return /(?:^|[\s,])(?:>=?|~=|\^|~)[ \t]*([^\s,|<>=!~^]+)/.exec(specifier)?.[1];
}

/** Whether a specifier allows a version. Undefined: it cannot be read. */
export function allowsVersion(specifier: string, grammar: Grammar, version: string): boolean | undefined {
  const alternatives = grammar === 'exact' ? [`==${specifier}`] : grammar === 'poetry' ? poetryAlternatives(specifier) : [specifier];
  const key = versionKey(version);
  const sets = alternatives?.map((alternative) => {
    const clauses = alternative === '' ? [] : parseSpecifier(alternative);
    return clauses && VersionSet.ofSpecifier(clauses);
  });
  return key === undefined || sets === undefined || sets.includes(undefined) ? undefined : sets.some((set) => set?.has(key));
}

function updatedVersion(operator: string, written: string, version: string): string | undefined {
  switch (operator) {
    case '':
    case '=':
    case '==':
    case '===':
      return written.endsWith('.*') ? `${parts(version, partsOf(written.slice(0, -2)).length)}.*` : version;
    case '~=':
      return padded(shortened(version, written), written);
    case '^':
    case '~':
      return shortened(version, written);
    case '<=':
      return version;
    case '<':
      return nextBound(written, version);
    default:
      return written;
  }
}

/** Operators of which an update raises the version. */
const PINNING: ReadonlySet<string> = new Set(['', '=', '==', '===', '^', '~', '~=']);

function isOlder(version: string, written: string): boolean {
  const [key, there] = [versionKey(version), versionKey(written.replace(/\.\*$/, ''))];
  return key !== undefined && there !== undefined && compareVersionKeys(key, there) < 0;
}

/** The release segment's numbers. */
function partsOf(version: string): string[] {
  return /^v?(?:\d+!)?(\d+(?:\.\d+)*)/.exec(version)?.[1]?.split('.') ?? [];
}

/** The first `count` numbers of a version, with its epoch, or the whole version if it has fewer. */
function parts(version: string, count: number): string {
  const epoch = /^v?(\d+!)/.exec(version)?.[1] ?? '';
  return epoch + partsOf(version).slice(0, count).join('.');
}

/** A version with no more numbers than the written one. */
function shortened(version: string, written: string): string {
  const { length } = partsOf(written);
  return length < partsOf(version).length ? parts(version, length) : version;
}

/** A version with at least as many numbers as the written one: `~=1.2.3` allows less than `~=1.2`. */
function padded(version: string, written: string): string {
  const isPlain = /^(?:\d+!)?[\d.]+$/.test(version);
  return isPlain ? version + '.0'.repeat(Math.max(0, partsOf(written).length - partsOf(version).length)) : version;
}

/** `<2` and `<2.0` bound major releases, `<1.5` minor ones: the bound of that kind after `version`. Undefined for a bound that is not a plain release. */
function nextBound(bound: string, version: string): string | undefined {
  if (!/^\d+(?:\.\d+)*$/.test(bound) || version.includes('!')) {
    return undefined;
  }
  const written = partsOf(bound);
  const kind = Math.max(
    0,
    written.findLastIndex((part) => Number(part) !== 0),
  );
  const release = partsOf(version).map(Number);
  return written.map((_, i) => (i < kind ? (release[i] ?? 0) : i === kind ? (release[i] ?? 0) + 1 : 0)).join('.');
}

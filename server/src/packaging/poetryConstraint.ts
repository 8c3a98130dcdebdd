/**
 * Poetry's version constraints (its documentation, "Dependency specification") as PEP 440 specifier sets: `^1.2`, `~1.2`, `1.2.*`, `*`,
 * a bare version, PEP 440 operators, `,` or a space for "and", `||` or `|` for "or". One specifier set per alternative. Undefined: not a
 * constraint.
 */
export function poetryAlternatives(constraint: string): readonly string[] | undefined {
  const alternatives: string[] = [];
  for (const alternative of constraint.split(/\|\|?/)) {
    const clauses: string[] = [];
    for (const part of partsOf(alternative)) {
      const clause = clauseOf(part);
      if (clause === undefined) {
        return undefined;
      }
      if (clause !== '') {
        clauses.push(clause);
      }
    }
    alternatives.push(clauses.join(','));
  }
  return alternatives;
}

/** Splits at commas and spaces, but not between an operator and its version. */
function partsOf(alternative: string): string[] {
  const parts: string[] = [];
  let operator = '';
  for (const word of alternative.split(/[\s,]+/)) {
    if (/^[<>=!~^]+$/.test(word)) {
      operator = word;
    } else if (word !== '') {
      parts.push(operator + word);
      operator = '';
    }
  }
  return operator === '' ? parts : [...parts, operator];
}

function clauseOf(part: string): string | undefined {
  if (part === '*') {
    return '';
  }
  const [, operator = '', version = ''] = /^([<>=!~^]*)(.*)$/.exec(part) ?? [];
  switch (operator) {
    case '':
    case '=':
      return `==${version}`;
    case '^':
      return bounded(version, (release) => {
        // The first number that is not zero must stay. In a version of zeros: the last one given.
        const first = release.findIndex((number) => number !== 0);
        return first === -1 ? release.length - 1 : first;
      });
    case '~':
      return bounded(version, (release) => Math.min(1, release.length - 1));
    default:
      return part;
  }
}

/** From `version` up to the next release in which the number at `kept` changes. */
function bounded(version: string, kept: (release: readonly number[]) => number): string | undefined {
  const release = /^v?(?:\d{1,9}!)?(\d{1,9}(?:\.\d{1,9}){0,20})(?!\.?\d)/.exec(version)?.[1]?.split('.').map(Number);
  if (release === undefined) {
    return undefined;
  }
  const at = kept(release);
  const next = [...release.slice(0, at), (release[at] as number) + 1];
  const epoch = /^v?(\d{1,9}!)/.exec(version)?.[1] ?? '';
  return `>=${version},<${epoch}${next.join('.')}`;
}

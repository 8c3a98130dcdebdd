import { isConfigurationFile } from '../configuration/projectConfiguration';
import type { FileFormat } from '../formats/manifest/format';
import { classifierPlace } from './classifierPlace';
import { configurationPlace, type ReportedNames } from './configurationPlace';
import { markerPlace } from './markerPlace';
import { optionPlace } from './optionPlace';
import { type CompletionPlace, type Cursor, lineBefore, type NamePlace, type RequirementPlace, withWord, wordAt } from './places';
import { tablePlace } from './tablePlace';

/** A name that no project has, and a version that no release has. If a format reads them at a position, a name or version can be completed there. */
const MADE_UP_NAME = 'x0lookalike0place0x';
const MADE_UP_VERSION = '98765.4321';

/** What may have to surround a name, the shortest first: TOML and Python need quotes and commas, tables need a value, YAML lists a hyphen. */
const SURROUNDINGS: readonly (readonly [before: string, after: string])[] = [
  ['', ''],
  ['"', '"'],
  ['"', '",'],
  [', "', '"'],
  ['', ' = "*"'],
  ['- ', ''],
];

/**
 * Finds out what can be written at `offset`. Formats know nothing about completion: a made-up name, version, extra or marker is inserted, and it is a place for one if the
 * format reads it in a requirement. Costs one parse per try. Most tries are only made if the line before the cursor suggests them.
 */
export function completionPlace(
  format: FileFormat,
  uri: string,
  text: string,
  offset: number,
  reported?: ReportedNames,
): CompletionPlace | undefined {
  const own = isConfigurationFile(uri) ? configurationPlace(uri, text, offset, reported) : undefined;
  if (own !== undefined || format.generated) {
    return own;
  }
  const cursor: Cursor = { format, text, offset };
  return (
    tablePlace(cursor) ??
    classifierPlace(cursor) ??
    optionPlace(cursor) ??
    markerPlace(cursor) ??
    versionPlace(cursor) ??
    operatorPlace(cursor) ??
    extraPlace(cursor) ??
    namePlace(cursor)
  );
}

function namePlace({ format, text, offset }: Cursor): NamePlace | undefined {
  const replace = wordAt(text, offset, /[\w.-]/);
  const problemsBefore = format.parse(text).problems.length;
  for (const [before, after] of SURROUNDINGS) {
    const { requirements, problems } = format.parse(withWord(text, replace, before + MADE_UP_NAME + after));
    const start = replace.start + before.length;
    const requirement = requirements.find(({ name, nameSpan }) => name === MADE_UP_NAME && nameSpan.start === start);
    if (requirement !== undefined && problems.length <= problemsBefore) {
      return { kind: 'name', replace, typed: text.slice(replace.start, offset), before, after, requirement };
    }
  }
  return undefined;
}

function versionPlace({ format, text, offset }: Cursor): RequirementPlace | undefined {
  const replace = wordAt(text, offset, /[\w.!+*]/);
  // A version follows an operator, or begins a value of a table.
  if (!/[=<>~!^"'][ \t]*$/.test(text.slice(Math.max(0, replace.start - 10), replace.start))) {
    return undefined;
  }
  const { requirements } = format.parse(withWord(text, replace, MADE_UP_VERSION));
  const requirement = requirements.find(
    ({ specifier, specifierSpan }) =>
      specifier?.includes(MADE_UP_VERSION) &&
      specifierSpan !== undefined &&
      specifierSpan.start <= replace.start &&
      specifierSpan.end > replace.start,
  );
  return requirement && { kind: 'version', replace, typed: text.slice(replace.start, offset), after: '', requirement };
}

/** After a name, or its extras, and a space. */
function operatorPlace({ format, text, offset }: Cursor): RequirementPlace | undefined {
  const replace = wordAt(text, offset, /[=<>~!]/);
  if (!/[\w\]][ \t]+$/.test(lineBefore(text, replace.start))) {
    return undefined;
  }
  const { requirements } = format.parse(withWord(text, replace, `==${MADE_UP_VERSION}`));
  const requirement = requirements.find(
    ({ specifier, specifierSpan }) => specifier === `==${MADE_UP_VERSION}` && specifierSpan?.start === replace.start,
  );
  return requirement && { kind: 'operator', replace, typed: text.slice(replace.start, offset), after: '', requirement };
}

function extraPlace({ format, text, offset }: Cursor): RequirementPlace | undefined {
  const replace = wordAt(text, offset, /[\w.-]/);
  if (!/\[[\w.,"' \t-]*$/.test(lineBefore(text, replace.start))) {
    return undefined;
  }
  const tries = ['', ']'].flatMap((after) => {
    const { requirements } = format.parse(withWord(text, replace, MADE_UP_NAME + after));
    const requirement = requirements.find(({ extras }) => extras.includes(MADE_UP_NAME));
    return requirement === undefined ? [] : [{ after, requirement }];
  });
  const best = tries.find(({ requirement }) => requirement.incomplete !== true) ?? tries[0];
  return best && { kind: 'extra', replace, typed: text.slice(replace.start, offset), ...best };
}

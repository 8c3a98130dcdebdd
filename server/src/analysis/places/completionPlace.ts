import { isConfigurationFile } from '../../configuration/configurationFile';
import type { FileFormat, Requirement } from '../../formats/manifest/format';
import type { Span } from '../../packaging/span';
import { classifierPlace } from './classifierPlace';
import { configurationPlace, type ReportedNames } from './configurationPlace';
import { markerPlace } from './markerPlace';
import { optionPlace } from './optionPlace';
import {
  type CompletionPlace,
  type Cursor,
  closingsAt,
  lineBefore,
  type NamePlace,
  type RequirementPlace,
  restOfLine,
  withWord,
  wordAt,
} from './places';
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

function namePlace(cursor: Cursor): NamePlace | undefined {
  const { text, offset } = cursor;
  const word = wordAt(text, offset, /[\w.-]/);
  // In the header of a table, or a dotted key, a name is one part.
  const part = wordAt(text, offset, /[\w-]/);
  const isPart = part.end - part.start < word.end - word.start;
  const isKey = /^[ \t]*\[{0,2}$/.test(lineBefore(text, word.start)) && /^[ \t]*(?:=[^=]|\])/.test(restOfLine(text, word.end));
  const tried = isPart ? (isKey ? [part, word] : [word, part]) : [word];
  return tried.reduce((found: NamePlace | undefined, replace) => found ?? nameIn(cursor, replace), undefined);
}

function nameIn({ format, text, offset }: Cursor, replace: Span): NamePlace | undefined {
  let problems: number | undefined;
  /** Most positions take no name, and need no parse for this. */
  const problemsBefore = (): number => (problems ??= format.parse(text).problems.length);
  const line = lineBefore(text, replace.start);
  for (const [before, after] of SURROUNDINGS) {
    // A comma follows another item of a list, and a hyphen begins one.
    if ((before.startsWith(',') && !/(?:^|["'})\]])[ \t]*$/.test(line)) || (before.startsWith('-') && line.trim() !== '')) {
      continue;
    }
    const start = replace.start + before.length;
    const isThere = ({ name, nameSpan }: Requirement): boolean => name === MADE_UP_NAME && nameSpan.start === start;
    const closings =
      before === '' && after === '' ? closingsAt(text, replace.end).flatMap((quote) => (quote === '' ? [''] : [quote, `${quote},`])) : [''];
    const found = fitting({ format, text, replace, put: before + MADE_UP_NAME + after, closings, isThere });
    if (found !== undefined && found.problems <= problemsBefore()) {
      const end = after + found.after;
      return {
        kind: 'name',
        replace,
        typed: text.slice(replace.start, offset),
        before,
        after: end,
        requirement: found.requirement,
        takes: (name) => format.parse(withWord(text, replace, before + name + end)).problems.length <= found.problems,
      };
    }
  }
  return undefined;
}

function versionPlace({ format, text, offset }: Cursor): RequirementPlace | undefined {
  const replace = wordAt(text, offset, /[\w.!+*]/);
  // A version follows an operator, or begins a value of a table.
  if (!/[=<>~!^"'@][ \t]*$/.test(text.slice(Math.max(0, replace.start - 10), replace.start))) {
    return undefined;
  }
  const isThere = ({ specifier, specifierSpan }: Requirement): boolean =>
    specifier?.includes(MADE_UP_VERSION) === true &&
    specifierSpan !== undefined &&
    specifierSpan.start <= replace.start &&
    specifierSpan.end > replace.start;
  const found = fitting({ format, text, replace, put: MADE_UP_VERSION, closings: closingsAt(text, replace.end), isThere });
  return found && placed('version', { text, offset }, replace, found);
}

/** After a name, or its extras, and a space. */
function operatorPlace({ format, text, offset }: Cursor): RequirementPlace | undefined {
  const replace = wordAt(text, offset, /[=<>~!]/);
  if (!/[\w\]][ \t]+$/.test(lineBefore(text, replace.start))) {
    return undefined;
  }
  const put = `==${MADE_UP_VERSION}`;
  const isThere = ({ specifier, specifierSpan }: Requirement): boolean => specifier === put && specifierSpan?.start === replace.start;
  const found = fitting({ format, text, replace, put, closings: closingsAt(text, replace.end), isThere });
  return found && placed('operator', { text, offset }, replace, found);
}

function extraPlace({ format, text, offset }: Cursor): RequirementPlace | undefined {
  const replace = wordAt(text, offset, /[\w.-]/);
  if (!/\[[\w.,"' \t-]*$/.test(lineBefore(text, replace.start))) {
    return undefined;
  }
  const isThere = ({ extras }: Requirement): boolean => extras.includes(MADE_UP_NAME);
  const closings = closingsAt(text, replace.end).flatMap((quote) => [quote, `]${quote}`]);
  const found = fitting({ format, text, replace, put: MADE_UP_NAME, closings, isThere });
  return found && placed('extra', { text, offset }, replace, found);
}

interface Fitting {
  readonly after: string;
  readonly problems: number;
  readonly requirement: Requirement;
}

interface Trial extends Pick<Cursor, 'format' | 'text'> {
  readonly replace: Span;
  readonly put: string;
  /** What may have to follow it, the least first. */
  readonly closings: readonly string[];
  isThere(requirement: Requirement): boolean;
}

/** How the format reads `put` best: whole, and with the fewest problems. Undefined: not in a requirement. */
function fitting({ format, text, replace, put, closings, isThere }: Trial): Fitting | undefined {
  const fits = closings.flatMap((after): Fitting[] => {
    const { requirements, problems } = format.parse(withWord(text, replace, put + after));
    const requirement = requirements.find(isThere);
    return requirement === undefined ? [] : [{ after, problems: problems.length, requirement }];
  });
  // A quote that nothing on the line closes is closed where that makes nothing worse.
  const isOpen = closings.length > 1 && !restOfLine(text, replace.end).includes(closings.at(-1)?.charAt(0) ?? '');
  const badness = ({ after, problems, requirement }: Fitting): number =>
    problems + (requirement.incomplete === true ? 0.5 : 0) + (isOpen && after === '' ? 0.25 : 0);
  return fits.sort((a, b) => badness(a) - badness(b))[0];
}

function placed(
  kind: RequirementPlace['kind'],
  { text, offset }: Pick<Cursor, 'text' | 'offset'>,
  replace: Span,
  { after, requirement }: Fitting,
): RequirementPlace {
  return { kind, replace, typed: text.slice(replace.start, offset), after, requirement };
}

import { makefile } from '../formats/files/commands/makefile';
import type { HandedInput, Manifest, Unchecked } from '../formats/manifest/format';
import { overOneBudget } from '../formats/manifest/readingBudget';

const MAKEFILE = overOneBudget(makefile);

/** Whether an install command gets a value: yes, perhaps or no. */
export type HandedUse = 'installed' | 'unknown' | 'other';

/** Another definition of the repository, as far as it was read. */
export interface ReadDefinition {
  readonly text: string;
  readonly manifest: Manifest;
  /** The words in its arguments that are not known. */
  readonly uncheckedWords: ReadonlySet<string>;
  /** Only its beginning was read. */
  readonly isCut: boolean;
  /** What a Makefile does with variables, as far as that is known. */
  readonly ofMake: Map<string, HandedUse>;
}

/** What a definition does with an input itself, and the inputs of further definitions that get it. */
export interface OwnUse {
  readonly use: HandedUse;
  readonly passedOn: readonly HandedInput[];
}

/** Undefined: the definition is not there. */
export function ownUseOf(handed: HandedInput, definition: ReadDefinition | undefined): OwnUse {
  const { input, isNamedSo, value, make } = handed;
  const mayName = value.requirements.length + value.unchecked.length > 0;
  if (definition === undefined) {
    return alone(isNamedSo && mayName ? 'unknown' : 'other');
  }
  if (definition.isCut && mayName) {
    return alone('unknown');
  }
  if (make !== undefined) {
    const key = `${input} ${make.isEnvironment}`;
    const use = definition.ofMake.get(key) ?? useInMake(input, make.isEnvironment, definition);
    definition.ofMake.set(key, use);
    return alone(use);
  }
  const name = input.replace(/[^\w-]/g, '.');
  const uses = new RegExp(
    `(?:inputs|parameters)(?:\\.|\\[\\s*['"])${name}(?![\\w-])|\\$\\[\\[ *inputs\\.${name}|INPUT_${name.replaceAll('-', '[-_]')}\\b`,
    'i',
  );
  if (definition.manifest.unchecked.some((one) => isArgument(one, uses, definition.text))) {
    return alone('installed');
  }
  // Programs have other names for their inputs.
  const isProgram = /^[ \t]*using:[ \t]*['"]?(?:node|docker)/m.test(definition.text);
  if (!mayName || !(uses.test(definition.text) || isProgram)) {
    return alone('other');
  }
  const { handed: passed = [] } = definition.manifest;
  const lines = linesWith(uses, definition.text);
  // `NAME: ${{ inputs.x }}`, where `$NAME` is an argument of an install command.
  const variables = lines.flatMap((line) => /^\s*(?:-\s*)?([\w-]{1,100}):/.exec(line)?.[1] ?? []);
  const mayReach =
    (isNamedSo && (isProgram || !lines.every((line) => isOnlyOfOthers(line, uses)))) ||
    variables.some((variable) => definition.uncheckedWords.has(variable));
  return { use: mayReach ? 'unknown' : 'other', passedOn: passed.filter(({ text }) => uses.test(text)) };
}

/** The beginning of a command that installs packages of an operating system or of another language, as a line of YAML may have it. */
const OTHER_INSTALLER =
  /^\s*(?:-\s+)?(?:run:\s*)?["']?(?:(?:sudo|-\S+|\w+=\S*)\s+)*(?:apk|apt|apt-get|aptitude|brew|cargo|choco|dnf|gem|microdnf|npm|pacman|pnpm|tdnf|winget|yarn|yum|zypper)\s/;

/** Whether every command of a line that gets an input is one of these. */
function isOnlyOfOthers(line: string, uses: RegExp): boolean {
  return line.split(/[;&|()]/).every((command) => !uses.test(command) || OTHER_INSTALLER.test(command));
}

/** `if: …` of a step, and tests of a shell. */
const CONDITION = /^\s*(?:-\s+)?["']?if["']?\s*:.*$|(?<![\w$[])\[\[?\s[^[\]\n]{0,500}\s\]\]?|\btest\s[^;&|\n]{0,500}/g;

/** The lines of a definition that use an input for more than a comparison, which installs nothing. */
function linesWith(uses: RegExp, text: string): readonly string[] {
  const use = `(?:${uses.source})['"]?\\]?`;
  const compared = new RegExp(`${use}\\s{0,20}[!=]=|[!=]=\\s{0,20}${use}`, 'gi');
  return text
    .replaceAll(/\\\r?\n/g, ' ')
    .split('\n')
    .flatMap((line) => (uses.test(line) && !/^\s*#/.test(line) ? [line.replace(CONDITION, ' ').replace(compared, ' ')] : []))
    .filter((line) => uses.test(line));
}

function alone(use: HandedUse): OwnUse {
  return { use, passedOn: [] };
}

/** A value on the command line replaces each assignment in the Makefile, one in the environment only those with `?=`. */
function useInMake(name: string, isEnvironment: boolean, { text }: ReadDefinition): HandedUse {
  const use = name.length === 1 ? `\\$(?:[({]${name}[)}]|${name})` : `\\$[({]${name}[)}]`;
  const uses = new RegExp(use);
  if (!uses.test(text)) {
    return 'other';
  }
  const operator = isEnvironment ? '\\?=' : '(?:\\?|:{0,3}|\\+)=';
  const open = text.replace(new RegExp(`^([ \\t]*(?:export[ \\t]+)?)${name}([ \\t]*${operator})`, 'gm'), '$1__$2');
  const { unchecked } = MAKEFILE.parse(open);
  return unchecked.some((one) => isArgument(one, uses, open)) ? 'installed' : 'other';
}

/** Whether an argument of an install command begins with the use: no extra, no version, no file, and not the program. */
function isArgument({ span }: Unchecked, uses: RegExp, text: string): boolean {
  // What a message shows of it is cut.
  const said = text.slice(span.start, span.end);
  const before = text.slice(Math.max(0, span.start - 50), span.start);
  const at = uses.exec(said)?.index;
  const isFirst = at !== undefined && /^["']?(?:\$[{[]{0,2}\s*)?$/.test(said.slice(0, at));
  const hasMore = /\s/.test(said.replace(/\$\{\{[^{}]*\}\}|\$\[\[[^[\]]*\]\]/g, '').trim());
  const isOption = /(?:^|\s)(?:-[rcefi]|--(?:requirement|constraint|editable|find-links|(?:extra-)?index-url))[\s=]*["']?$/.test(before);
  return isFirst && !hasMore && !isOption && /(?:^|[\s"']|[^=<>~!]=)$/.test(before);
}

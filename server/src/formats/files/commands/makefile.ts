import { Slice } from '../../../packaging/slice';
import { afterBlank } from '../../commands/assignments/joined';
import { CALL_WORDS, INSTALL_WORDS } from '../../commands/installWords';
import { type CommandContext, readScript } from '../../commands/script';
import { ShellScope } from '../../commands/variables/scope';
import type { FileFormat, Manifest } from '../../manifest/format';
import { ManifestBuilder } from '../../manifest/manifestBuilder';
import { addIndexMentions } from '../../pip/indexMentions';
import { startOfText } from '../../syntax/lines';
import { logicalLine } from './recipes';

/** Makefiles: the packages that the commands of their recipes install, and those in their variables (GNU make). Each line has a shell of its own. */
export const makefile: FileFormat = {
  id: 'makefile',
  title: 'Makefile',
  globs: ['**/{GNUmakefile,[Mm]akefile}', '**/*.mk', '**/Makefile.*'],
  languageIds: ['makefile'],
  hints: [[...INSTALL_WORDS, ...CALL_WORDS]],
  comments: true,
  generated: false,
  parse,
};

const DEFINITION = /^[ \t]*(?:(?:export|override|private|unexport)[ \t]+){0,3}define[ \t]+([\w.-]{1,1000})?/;
const ASSIGNMENT = /^[ \t]*(?:(?:export|override|private|unexport)[ \t]+){0,3}([\w.-]{1,1000})[ \t]*(\?|:{0,3}|\+|!)=/;

function parse(text: string): Manifest {
  const into = new ManifestBuilder();
  const lines: Slice[] = [];
  for (let at = startOfText(text); at < text.length; ) {
    const { line, next } = logicalLine(text, at);
    lines.push(line);
    at = next;
  }
  const scope = new ShellScope('make');
  const context: CommandContext = { scope };
  const recipes = recipeLines(lines);
  let definition = false;
  let defined: { readonly name: string; readonly lines: Slice[] } | undefined;
  const calls = callsIn(Slice.of(text));
  // Recipes run after all variables are set.
  for (const line of lines) {
    const define = DEFINITION.exec(line.text);
    definition = define !== null || (definition && !/^[ \t]*endef\b/.test(line.text));
    if (define !== null) {
      defined = { name: define[1] ?? '', lines: [] };
    } else if (definition) {
      defined?.lines.push(line);
    } else if (defined !== undefined) {
      scope.set(defined.name, Slice.join(defined.lines).trim());
      defined = undefined;
    }
    const assignment = definition || recipes.has(line) ? null : ASSIGNMENT.exec(line.text);
    if (assignment?.[1] !== undefined) {
      const value = withoutComment(line.sub(assignment[0].length)).trim();
      const known = /\$\(shell\b/.test(value.text) || assignment[2] === '!' ? undefined : value;
      const isMore = assignment[2] === '+';
      scope.set(assignment[1], isMore ? afterBlank(known) : known, isMore ? 'append' : assignment[2] === '?' ? 'add' : 'replace');
    }
  }
  let inner = context;
  const contexts = new Map<string, CommandContext>();
  for (const line of lines) {
    if (recipes.has(line) && !(definition && inner !== context)) {
      readScript(withoutMarks(line.sub(1)), into, context);
      continue;
    }
    const define = DEFINITION.exec(line.text);
    if (define !== null) {
      const name = define[1] ?? '';
      // A function may be defined many times.
      inner = contexts.get(name) ?? contextOf(name, calls, scope);
      contexts.set(name, inner);
    }
    definition = define !== null || (definition && !/^[ \t]*endef\b/.test(line.text));
    const assignment = ASSIGNMENT.exec(line.text);
    const rule = /^[^#\s=:](?:\\\r?\n|[^#=:\n])*:{1,2}(?!=)(?:\\\r?\n|[^#=;\n])*;/.exec(line.text);
    if (definition && define === null) {
      readScript(withoutMarks(line), into, inner);
    } else if (assignment?.[2] === '!') {
      readScript(line.sub(assignment[0].length), into, context);
    } else if (rule !== null && assignment === null) {
      readScript(withoutMarks(line.sub(rule[0].length)), into, context);
    } else {
      readShellCalls(line, into, context);
    }
  }
  addIndexMentions(text, into);
  return into;
}

/** The lines of recipes: a tab is before each, or the mark that the file has set last. */
function recipeLines(lines: readonly Slice[]): ReadonlySet<Slice> {
  let mark = '\t';
  return new Set(
    lines.filter(({ text }) => {
      const isRecipe = text.startsWith(mark);
      const set = isRecipe ? null : /^[ \t]*\.RECIPEPREFIX[ \t]*:{0,3}=[ \t]*([^\s#]?)/.exec(text);
      mark = set === null ? mark : set[1] || '\t';
      return isRecipe;
    }),
  );
}

/** The arguments of each call of a function. Undefined: only known at run time. */
type Calls = readonly (readonly Slice[] | undefined)[];

/** The literal arguments of `$(call NAME,A,B)`, by the name. */
function callsIn(text: Slice): ReadonlyMap<string, Calls> {
  const calls = new Map<string, (readonly Slice[] | undefined)[]>();
  for (const { 0: call, 1: name = '', 2: list, index } of text.text.matchAll(/\$\(call[ \t]+([\w.-]{1,1000})[ \t]*,(?:([^()$\n]*)\))?/g)) {
    let at = index + call.length - 1 - (list?.length ?? 0);
    const values = list?.split(',').map((part) => {
      const value = text.sub(at, at + part.length).trim();
      at += part.length + 1;
      return value;
    });
    const known = calls.get(name) ?? [];
    known.push(values);
    calls.set(name, known);
  }
  return calls;
}

const UNKNOWN_ARGUMENTS: readonly undefined[] = Array.from({ length: 9 }, () => undefined);

/** The context of the body of a function: `$(1)` is the first argument of its calls. */
function contextOf(name: string, calls: ReadonlyMap<string, Calls>, scope: ShellScope): CommandContext {
  const own = new ShellScope('make', scope);
  for (const values of calls.get(name) ?? []) {
    for (const [i, value] of (values ?? UNKNOWN_ARGUMENTS).entries()) {
      own.set(String(i + 1), value, 'add');
    }
  }
  return { scope: own };
}

/** `$(shell COMMAND)` */
function readShellCalls(line: Slice, into: ManifestBuilder, context: CommandContext): void {
  let covered = 0;
  for (const { index } of line.text.matchAll(/\$\(shell[ \t]/g)) {
    if (index < covered) {
      // Read as part of the surrounding call.
      continue;
    }
    let depth = 0;
    let end = index + 1;
    for (; end < line.length; end++) {
      depth += line.text.charAt(end) === '(' ? 1 : line.text.charAt(end) === ')' ? -1 : 0;
      if (depth === 0) {
        break;
      }
    }
    readScript(line.sub(index + '$(shell '.length, end), into, context);
    covered = end;
  }
}

/** Without the prefixes that make removes from a command. */
function withoutMarks(command: Slice): Slice {
  return command.sub(/^[-@+ \t]*/.exec(command.text)?.[0].length ?? 0);
}

function withoutComment(value: Slice): Slice {
  const comment = value.text.search(/(?<!\\)#/);
  return comment < 0 ? value : value.sub(0, comment);
}

import { Slice } from '../../../packaging/slice';
import { INSTALL_WORDS } from '../../commands/installWords';
import { readPython, readScript } from '../../commands/script';
import { ShellScope } from '../../commands/variables/scope';
import type { FileFormat, Manifest } from '../../manifest/format';
import { ManifestBuilder } from '../../manifest/manifestBuilder';
import { addIndexMentions } from '../../pip/indexMentions';
import { startOfText } from '../../syntax/lines';

/** The recipes of just, which are indented by spaces or tabs. */
export const justfile: FileFormat = {
  id: 'justfile',
  title: 'justfile',
  globs: ['**/{.,}[Jj]ustfile', '**/*.just'],
  languageIds: ['just'],
  hints: [INSTALL_WORDS],
  comments: true,
  generated: false,
  parse: readRecipes,
};

function readRecipes(text: string): Manifest {
  const into = new ManifestBuilder();
  const scope = justScope(text);
  let recipe: { readonly interpreter: string | undefined; readonly lines: Slice[] } | undefined;
  const close = (): void => {
    if (recipe?.interpreter !== undefined && /(?:^|\/)(?:ba|z|da|a|k)?sh$/.test(recipe.interpreter)) {
      readScript(withPlainFields(Slice.join(recipe.lines)), into, { scope });
    } else if (recipe?.interpreter !== undefined && /python/.test(recipe.interpreter)) {
      readPython(Slice.join(recipe.lines), into);
    }
    recipe = undefined;
  };
  for (let at = startOfText(text); at < text.length; ) {
    const { line, next } = logicalLine(text, at);
    at = next;
    const isCommand = /^[ \t]/.test(line.text);
    if (!isCommand) {
      // A variable gets what a command in backticks writes.
      for (const { 0: run, index } of line.text.matchAll(/`[^`\n]+`/g)) {
        readScript(withPlainFields(line.sub(index + 1, index + run.length - 1)), into, { scope });
      }
      if (line.text.trim() !== '') {
        close();
      }
      continue;
    }
    const command = line.sub(/^[ \t]*[-@+ \t]*/.exec(line.text)?.[0].length ?? 0);
    recipe ??= { interpreter: interpreterOf(command.text), lines: [] };
    if (recipe.interpreter === undefined) {
      readScript(withPlainFields(command), into, { scope });
    } else {
      recipe.lines.push(line);
    }
  }
  close();
  addIndexMentions(text, into);
  return into;
}

const NAME = '[A-Za-z_][\\w-]{0,1000}';
const TEXT = `'[^'\\n]{0,1000}'|"[^"\\\\\\n]{0,1000}"`;
const VARIABLE = new RegExp(`^(?:export[ \\t]+)?(${NAME})[ \\t]*:=[ \\t]*([^\\n]{0,2000})`);
const PARAMETER = new RegExp(`[ \\t][*+$]{0,2}(${NAME})=\\(?(${TEXT})`, 'g');
const PARTS = new RegExp(`^(?:${TEXT})(?:[ \\t]*\\+[ \\t]*(?:${TEXT}))*[ \\t\\r]*(?:#.*)?$`);

/** The variables with literal values, and the defaults of parameters, which a call can replace. */
function justScope(text: string): ShellScope {
  const scope = new ShellScope('just');
  for (let at = startOfText(text); at < text.length; ) {
    const { line, next } = logicalLine(text, at);
    at = next;
    const [variable, name, value = ''] = VARIABLE.exec(line.text) ?? [];
    if (variable !== undefined && name !== undefined) {
      const start = variable.length - value.length;
      const parts = PARTS.test(value.trim()) ? [...value.matchAll(new RegExp(TEXT, 'g'))] : [];
      const pieces = parts.map((part) => line.sub(start + part.index + 1, start + part.index + part[0].length - 1));
      scope.set(name, pieces.length === 0 ? undefined : pieces.length === 1 ? pieces[0] : Slice.join(pieces), 'add');
    } else if (/^[@\w]/.test(line.text) && /:(?!=)/.test(line.text)) {
      for (const { 0: found, 1: parameter = '', 2: literal = '', index } of line.text.matchAll(PARAMETER)) {
        const end = index + found.length;
        scope.set(parameter, line.sub(end - literal.length + 1, end - 1), 'add');
        scope.set(parameter, undefined, 'add');
      }
    }
  }
  return scope;
}

/** `{{ NAME }}` without its blanks, which would divide it into words. */
function withPlainFields(command: Slice): Slice {
  return command.replaceEach(/\{\{([^{}\n]{1,500})\}\}/g, ({ 1: inner = '' }) => `{{${inner.trim().replace(/\s+/g, '_')}}}`);
}

/** `#!/usr/bin/env bash` in the first line of a just recipe: the whole recipe is one script. */
function interpreterOf(line: string): string | undefined {
  const words = line.startsWith('#!') ? line.slice(2).trim().split(/\s+/, 3) : [];
  return words[0]?.endsWith('/env') ? words[words[1] === '-S' ? 2 : 1] : words[0];
}

/** A line with its continuation lines after a backslash, and its line break. */
export function logicalLine(text: string, start: number): { line: Slice; next: number } {
  let at = start;
  for (;;) {
    const newline = text.indexOf('\n', at);
    const end = newline === -1 ? text.length : newline;
    const last = text.charAt(end - 1) === '\r' ? end - 2 : end - 1;
    if (newline === -1 || last < at || text.charAt(last) !== '\\') {
      return { line: Slice.of(text, start, Math.min(text.length, end + 1)), next: end + 1 };
    }
    at = newline + 1;
  }
}

import { Slice } from '../../../packaging/slice';
import { INSTALL_WORDS, readPython, readScript } from '../../commands/script';
import type { FileFormat, Manifest } from '../../manifest/format';
import { ManifestBuilder } from '../../manifest/manifestBuilder';
import { addIndexMentions } from '../../pip/indexMentions';

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
  let recipe: { readonly interpreter: string | undefined; readonly lines: Slice[] } | undefined;
  const close = (): void => {
    if (recipe?.interpreter !== undefined && /(?:^|\/)(?:ba|z|da|a|k)?sh$/.test(recipe.interpreter)) {
      readScript(Slice.join(recipe.lines), into);
    } else if (recipe?.interpreter !== undefined && /python/.test(recipe.interpreter)) {
      readPython(Slice.join(recipe.lines), into);
    }
    recipe = undefined;
  };
  for (let at = 0; at < text.length; ) {
    const { line, next } = logicalLine(text, at);
    at = next;
    const isCommand = /^[ \t]/.test(line.text);
    if (!isCommand) {
      if (line.text.trim() !== '') {
        close();
      }
      continue;
    }
    const command = line.sub(/^[ \t]*[-@+ \t]*/.exec(line.text)?.[0].length ?? 0);
    recipe ??= { interpreter: interpreterOf(command.text), lines: [] };
    if (recipe.interpreter === undefined) {
      readScript(command, into);
    } else {
      recipe.lines.push(line);
    }
  }
  close();
  addIndexMentions(text, into);
  return into;
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

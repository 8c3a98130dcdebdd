import type { Span } from '../../packaging/span';

/** Finds the first placeholder that a program replaces before it reads the text, if the file does not contain its value. */
export type VariableFinder = (text: string) => Span | undefined;

/** pip replaces `${NAME}`, with a NAME of capital letters, digits and `_`, in requirements files; a template engine replaces `{{ name }}` before. */
export const findPipVariable: VariableFinder = (text) => {
  const start = text.search(/\$\{[A-Z0-9_]+\}|\{\{/);
  if (start === -1) {
    return undefined;
  }
  const close = text.startsWith('{{', start) ? '}}' : '}';
  const end = text.indexOf(close, start);
  return { start, end: end === -1 ? text.length : end + close.length };
};

/** `%(name)s`, configparser's interpolation. */
export const findInterpolation: VariableFinder = (text) => findBetween(text, '%(', ')s');

/** `{posargs}`, `{[section]key}`, `{env:NAME:default}`: tox's substitutions. */
export const findToxSubstitution: VariableFinder = (text) => {
  const start = text.indexOf('{');
  if (start === -1) {
    return undefined;
  }
  let depth = 0;
  for (let i = start; i < text.length; i++) {
    const character = text.charAt(i);
    if (character === '{') {
      depth++;
    } else if (character === '}' && --depth === 0) {
      return { start, end: i + 1 };
    }
  }
  return { start, end: text.length };
};

/**
 * Placeholders of a shell or of a generator of scripts (`%NAME%`, `%NAME:~0,1%`, `{{ name }}`), the `{}` of `xargs` and `find`, and lists in braces: from there to the end of
 * the word.
 */
export const findShellExpansion: VariableFinder = (text) => {
  const placeholder = text.search(/[$`]|[<>]\(|%\w{1,100}(?::[^%\s]{1,100})?%|%%\w|%~?[\d*]|^@[\w({]|![A-Za-z_]\w{0,100}!|\{\{|\{\}/);
  const list = startOfBraces(placeholder === -1 ? text : text.slice(0, placeholder));
  const start = list ?? placeholder;
  return start === -1 ? undefined : { start, end: text.length };
};

/** `{a,b}` and `{1..3}` */
function startOfBraces(text: string): number | undefined {
  for (const { 0: braces, index } of text.matchAll(/\{[^{}\s]+\}/g)) {
    if (braces.includes(',') || braces.includes('..')) {
      return index;
    }
  }
  return undefined;
}

/** Placeholders of a shell, and `{expression}` of IPython or cibuildwheel: from there to the end of the word. */
export const findBracedExpansion: VariableFinder = (text) => {
  const start = text.search(/[$`{]/);
  return start === -1 ? undefined : { start, end: text.length };
};

/** Placeholders of Python, `{…}` and `%s`: from there to the end. */
export const findPythonField: VariableFinder = (text) => {
  const start = text.search(/\{|%[sdr(]/);
  return start === -1 ? undefined : { start, end: text.length };
};

/** The same in a command that Python runs, where a shell has more placeholders. */
export const findPythonExpansion: VariableFinder = (text) => {
  const start = text.search(/[$`{]|%[sdr(]/);
  return start === -1 ? undefined : { start, end: text.length };
};

function findBetween(text: string, open: string, close: string): Span | undefined {
  const start = text.indexOf(open);
  const end = start === -1 ? -1 : text.indexOf(close, start);
  return end === -1 ? undefined : { start, end: end + close.length };
}

import type { Slice } from '../../../../packaging/slice';
import { splitWords, type Word } from '../../../syntax/words';

/** Inputs of actions that name packages of pip or requirements files, whatever the action. */
const PACKAGE_INPUT = /^(?:extra[-_])?(?:pip|python|pypi)[-_](?:install|packages?|dependencies|deps|requirements)$/i;
const REQUIREMENT_INPUT = /^(?:(?:pip|python)[-_])?requirements?[-_](?:files?|path|txt)$/i;
/** The same for actions of Python only. */
const OPEN_INPUT = /^(?:packages?|plugins|poetry-plugins|requirements|dependencies|deps|extra[-_]packages)$/i;

/**
 * The meaning of an input of a GitHub action, according to the names of input and action (`OWNER/NAME@VERSION`): a script, or arguments for the command that
 * is returned in words. Undefined: neither.
 */
export function meaningOfInput(action: string, input: string, text: string): 'script' | readonly string[] | undefined {
  if (/^(?:|true|false|yes|no|none|all|\d+)$/i.test(text)) {
    return undefined;
  }
  if (/(?:^|[-_])(?:commands?|cmd|script)$/i.test(input)) {
    return 'script';
  }
  const isForPython = /(?:^|[/_-])(?:pip|pipx|pypi|poetry|python|uv)(?:$|[/@_-])/i.test(action);
  if (!REQUIREMENT_INPUT.test(input) && !PACKAGE_INPUT.test(input) && !(isForPython && OPEN_INPUT.test(input))) {
    return undefined;
  }
  const isFile = !text.includes('\n') && (REQUIREMENT_INPUT.test(input) || /^[^\s=<>@]+\.(?:txt|in)$/.test(text));
  const command = /poetry/i.test(action) ? ['poetry', 'self', 'add'] : ['pip', 'install'];
  return isFile ? [...command, '-r'] : command;
}

/** Whether a text can be names of packages: no number, version, path or truth value. */
export function mayNamePackages(text: string): boolean {
  return /^[A-Za-z$-]/.test(text) && !/^(?:true|false|yes|no|none|all)$/i.test(text) && !/^[\w.-]+\/[\w./-]*$/.test(text);
}

/** Whether an input names packages or a file of them, by its name alone. */
export function namesPackages(input: string): boolean {
  return PACKAGE_INPUT.test(input) || REQUIREMENT_INPUT.test(input) || OPEN_INPUT.test(input);
}

/** The words of an input. An expression, `${{ … }}`, is part of one word. */
export function argumentsOf(input: Slice): readonly Word[] {
  if (!input.text.includes('${{')) {
    return splitWords(input, 0) ?? [];
  }
  return [...input.text.matchAll(/(?:\$\{\{[^{}]{0,500}\}\}|\S)+/g)].map(({ 0: text, index }) => ({
    text,
    start: index,
    end: index + text.length,
  }));
}

import { styleText } from 'node:util';
import type { Severity } from '../../../configuration/ruleLevels';
import type { ColorChoice } from '../commandLine/options';

export type Format = Parameters<typeof styleText>[0];

/** Formats a text for the terminal, or leaves it alone. */
export type Style = (format: Format, text: string) => string;

export const PLAIN: Style = (_, text) => text;

/** Without colors on a terminal, the output is the same as in a file. */
export function styleFor(isColored: boolean): Style {
  return isColored ? (format, text) => styleText(format, text, { validateStream: false }) : PLAIN;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** Whether an output is colored: `--color`, else `NO_COLOR` (no-color.org), `FORCE_COLOR` (force-color.org), else whether it is a terminal. */
export function usesColor(choice: ColorChoice, isTerminal: boolean, { NO_COLOR, FORCE_COLOR, TERM }: Environment): boolean {
  if (choice !== 'auto') {
    return choice === 'always';
  }
  if (NO_COLOR) {
    return false;
  }
  if (FORCE_COLOR) {
    return FORCE_COLOR !== '0' && FORCE_COLOR !== 'false';
  }
  return isTerminal && TERM !== 'dumb';
}

export const SEVERITY_FORMATS: Readonly<Record<Severity, Format>> = {
  error: ['red', 'bold'],
  warning: ['yellow', 'bold'],
  information: ['cyan', 'bold'],
  hint: 'dim',
};

import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { COMMANDS, choicesOf, optionsOf } from '../../../../../server/src/node/cli/commandLine/commands';
import { commandHelp, generalHelp } from '../../../../../server/src/node/cli/commandLine/help';
import { COMMON, OPTIONS, optionOf } from '../../../../../server/src/node/cli/commandLine/options';
import { PLAIN } from '../../../../../server/src/node/cli/terminal/style';
import { lookalike } from '../calls';

const WIDE = { style: PLAIN, columns: 1_000 };

/** The rows of a table of the help: the text to type, and its description. */
function rowsOf(help: string): [string, string][] {
  return [...help.matchAll(/^ {2}(\S.*?| {4}--\S.*?) {2,}(\S.*)$/gm)].map(([, call = '', does = '']) => [call.trim(), does]);
}

describe.each(COMMANDS)('the help of $name', (command) => {
  const help = commandHelp(command, WIDE);

  it('has a row for each option, with its short form, its value and its choices', () => {
    const expected = optionsOf(command).map((name) => {
      const { short, value, does } = optionOf(name);
      const choices = choicesOf(command, name);
      return [
        `${short ? `-${short}, ` : ''}--${name}${value ? ` ${value}` : ''}`,
        choices === undefined || name === 'color' ? does() : `${does()} [${choices.join(', ')}]`,
      ];
    });
    expect(rowsOf(help)).toEqual(expected);
  });

  it('has the description of the command, its usage, and examples', () => {
    expect(help.split('\n')[0]).toBe(`lookalike ${command.name}: ${command.summary()}`);
    expect(help).toMatch(new RegExp(`^Usage: lookalike ${command.name}.* \\[OPTIONS\\]$`, 'm'));
    expect(help).toContain(command.takes);
    expect(command.examples.length).toBeGreaterThan(0);
    for (const example of command.examples) {
      expect(help).toContain(`\n  ${example}\n`);
    }
  });

  it('explains the exit codes if --fail-on affects them', () => {
    expect(help.includes('Exit codes: 0')).toBe(optionsOf(command).includes('fail-on'));
  });

  it.each([['--help'], ['-h']])('is printed for %s', async (option) => {
    const narrow = commandHelp(command, { style: PLAIN, columns: 100 });
    expect(await lookalike(command.name, option)).toEqual({ code: 0, stdout: narrow, stderr: '' });
    expect(await lookalike('help', command.name)).toEqual({ code: 0, stdout: narrow, stderr: '' });
  });
});

describe('the general help', () => {
  const help = generalHelp(WIDE);

  it('has a row for each command, each common option and each variable', () => {
    expect(rowsOf(help).map(([call]) => call)).toEqual([
      ...COMMANDS.map(({ name }) => name),
      ...COMMON.map((name) => {
        const { short, value } = optionOf(name);
        return `${short ? `-${short}, ` : ''}--${name}${value ? ` ${value}` : ''}`;
      }),
      'LOOKALIKE_INDEX_URL',
      'LOOKALIKE_ADVISORIES_URL',
      'LOOKALIKE_LANGUAGE',
      'NO_COLOR, FORCE_COLOR',
    ]);
  });

  it('is printed without a command, which is not a success', async () => {
    const stdout = generalHelp({ style: PLAIN, columns: 100 });
    expect(await lookalike('--help')).toEqual({ code: 0, stdout, stderr: '' });
    expect(await lookalike('help')).toEqual({ code: 0, stdout, stderr: '' });
    expect(await lookalike()).toEqual({ code: 2, stdout, stderr: '' });
  });

  it('fits the width of the terminal', () => {
    for (const columns of [60, 80, 100]) {
      for (const text of [
        generalHelp({ style: PLAIN, columns }),
        ...COMMANDS.map((each) => commandHelp(each, { style: PLAIN, columns })),
      ]) {
        const prose = text.split('\n').filter((line) => !/^ {2}(?:lookalike|pip) |^Usage:|\[/.test(line));
        expect(Math.max(...prose.map(({ length }) => length))).toBeLessThanOrEqual(columns);
      }
    }
  });
});

it('every option belongs to a command, and no two have the same short form', () => {
  const used = new Set(COMMANDS.flatMap((command) => optionsOf(command)));
  expect([...used].sort()).toEqual(Object.keys(OPTIONS).sort());
  const shorts = Object.keys(OPTIONS).flatMap((name) => optionOf(name as keyof typeof OPTIONS).short ?? []);
  expect(new Set(shorts).size).toBe(shorts.length);
});

describe('the page of the command line', () => {
  const page = readFileSync(path.join(__dirname, '../../../../../docs/cli.md'), 'utf8');

  it.each(Object.keys(OPTIONS) as (keyof typeof OPTIONS)[])('names --%s', (name) => {
    const { short } = optionOf(name);
    // The help explains `--version` to those who look for it.
    expect(name === 'version' || page.includes(`--${name}`) || (short !== undefined && page.includes(`\`-${short}\``))).toBe(true);
  });

  it.each(COMMANDS)('names $name', ({ name }) => {
    expect(page).toContain(`lookalike ${name}`);
  });
});

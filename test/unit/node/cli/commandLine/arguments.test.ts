import { describe, expect, it } from 'vitest';
import { readArguments } from '../../../../../server/src/node/cli/commandLine/arguments';
import { COMMANDS, choicesOf, optionsOf } from '../../../../../server/src/node/cli/commandLine/commands';
import { OPTIONS, type OptionName, optionOf } from '../../../../../server/src/node/cli/commandLine/options';
import { UsageError } from '../../../../../server/src/node/cli/usage';

/** Why a call is rejected, and the command for help. */
function refusal(...args: readonly string[]): readonly [message: string, command: string | undefined] {
  try {
    readArguments(args);
  } catch (error) {
    if (error instanceof UsageError) {
      return [error.message, error.command];
    }
    throw error;
  }
  throw new Error(`${args.join(' ')} is read`);
}

const ALL = COMMANDS.flatMap((command) => Object.keys(OPTIONS).map((option) => ({ command, option: option as OptionName })));
const TAKEN = ALL.filter(({ command, option }) => optionsOf(command).includes(option));

describe.each(TAKEN)('$command.name --$option', ({ command, option }) => {
  const { type, short } = optionOf(option);
  const choices = choicesOf(command, option);

  if (type === 'boolean') {
    it('is a switch', () => {
      expect(readArguments([command.name, `--${option}`]).values).toEqual({ [option]: true });
      expect(refusal(command.name, `--${option}=x`)).toEqual([expect.stringContaining(`'--${option}' takes no value`), undefined]);
    });
  } else {
    it.each(choices ?? ['x', '-'])('%s is read', (value) => {
      expect(readArguments([command.name, `--${option}`, value]).values).toEqual({ [option]: value });
      expect(readArguments([command.name, `--${option}=${value}`]).values).toEqual({ [option]: value });
    });

    it('needs a value', () => {
      for (const args of [[`--${option}`], [`--${option}`, ''], [`--${option}=`], [`--${option}`, '--quiet']]) {
        expect(refusal(command.name, ...args)).toEqual([expect.stringContaining(`'--${option}' needs a value`), undefined]);
      }
    });

    if (choices !== undefined) {
      it('accepts no other value', () => {
        const [message, named] = refusal(command.name, `--${option}`, 'nonsense');
        expect(message).toContain(`'nonsense' is not a value of '--${option}'`);
        expect(named).toBe(command.name);
      });
    }
  }

  if (short !== undefined) {
    it('has a short form', () => {
      const value = type === 'boolean' ? [] : [choices?.[0] ?? 'x'];
      expect(readArguments([command.name, `-${short}`, ...value])).toEqual(readArguments([command.name, `--${option}`, ...value]));
    });
  }
});

it.each(ALL.filter(({ command, option }) => !optionsOf(command).includes(option)))(
  '$command.name has no --$option',
  ({ command, option }) => {
    const value = optionOf(option).type === 'boolean' ? [] : ['x'];
    expect(refusal(command.name, `--${option}`, ...value)).toEqual([
      expect.stringContaining(`'lookalike ${command.name}' has no option '--${option}'`),
      command.name,
    ]);
  },
);

describe('an invalid call', () => {
  it.each<[readonly string[], string, string | undefined]>([
    [['scam'], "'scam'", undefined],
    [['scan', '--ofline'], "'--ofline'", 'scan'],
    [['scan', '--__proto__'], "'--__proto__'", 'scan'],
    [['scan', '--constructor=x'], "'--constructor'", 'scan'],
    [['scan', '--ofline'], '--offline', 'scan'],
    [['--offlne', 'scan'], "'--offlne'", 'scan'],
    [['--format', 'json'], "'lookalike' has no option '--format'", undefined],
    [['scan', '--quiet', '--verbose'], "'--quiet' and '--verbose' cannot be combined", undefined],
    [['rules', 'typosquat'], "Unexpected argument 'typosquat'", 'rules'],
    [['init', 'a', 'b'], "Unexpected argument 'b'", 'init'],
    [['completion', 'bash', 'zsh'], "Unexpected argument 'zsh'", 'completion'],
    [['help', 'nonsense'], "'nonsense'", undefined],
    [['server'], 'lookalike scan server', undefined],
  ])('%j: %s', (args, text, command) => {
    const [message, named] = refusal(...args);
    expect(message).toContain(text);
    expect(named).toBe(command);
  });

  it('does not prevent the help', () => {
    expect(readArguments(['rules', 'x', '--help']).values).toEqual({ help: true });
    expect(readArguments(['help', 'scan', 'x'])).toMatchObject({ command: { name: 'scan' }, values: { help: true }, rest: [] });
  });
});

it('an argument after -- is not an option', () => {
  expect(readArguments(['scan', '--', '--offline'])).toMatchObject({ values: {}, rest: ['--offline'] });
});

it('a language can have a region', () => {
  expect(readArguments(['scan', '--language', 'pt_PT']).values).toEqual({ language: 'pt_PT' });
  expect(refusal('scan', '--language', 'tlh')[0]).toContain("'tlh'");
});

import type { Slice } from '../../../packaging/slice';
import { readOptions } from '../../pip/pipOptions';
import type { Word } from '../../syntax/words';
import { INSTALL_COMMANDS, type InstallCommand } from './installCommands';
import { isOpen, mayBe, mayBeInstalled } from './variablePrograms';

/** What programs do, with what is after `uv pip` and the like. A variable before such a word has options. */
const SUBCOMMANDS: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  Object.entries({
    pip: 'cache check completion config debug download freeze hash help index inspect install list lock search show uninstall wheel',
    uv:
      'add auth build cache check compile dir export format freeze generate-shell-completion help init install list lock pip publish python remove ' +
      'run self show sync tool tree uninstall update update-shell upgrade venv version workspace',
    poetry:
      'about add build cache check config debug env export help init install list lock new publish python remove run search self shell show ' +
      'source sync update version',
    pdm:
      'add build cache completion config export fix help import info init install list lock new outdated plugin publish py python remove run ' +
      'search self show sync update use venv',
    rye:
      'add build config fetch fmt help init install lint list lock make-req pin publish remove run self show sync test toolchain tools uninstall ' +
      'version',
    pipenv:
      'activate audit check clean graph help install lock open pipfile remove requirements run scripts shell sync uninstall update upgrade verify',
    pipx:
      'completions ensurepath environment help inject install install-all interpreter list pin reinstall reinstall-all run runpip uninject ' +
      'uninstall uninstall-all unpin upgrade upgrade-all upgrade-shared',
    piptools: 'compile sync',
  }).map(([program, words]) => [program, new Set(words.split(' '))]),
);

/** Where the arguments after a subcommand begin. There may be options in variables before each of its words. Undefined: it is another subcommand. */
export function endOfSubcommand({ subcommand }: InstallCommand, positional: readonly Word[]): number | undefined {
  let at = 0;
  for (const word of subcommand) {
    at = skipOpen(positional, at);
    if (positional[at]?.text !== word) {
      return undefined;
    }
    at++;
  }
  return at;
}

/** The subcommand of a program that installs packages, if it is a variable that the file does not define, and packages follow: `$COMMAND NAME`. */
export function unknownSubcommand(line: Slice, program: string, words: readonly Word[]): Word | undefined {
  if (!words.some(({ text }) => /[$`%!{]/.test(text))) {
    return undefined;
  }
  for (const command of INSTALL_COMMANDS) {
    if (command.program !== program || command.onlyOptions || command.subcommand.length === 0) {
      continue;
    }
    const { options, positional } = readOptions(line, words, command.options, { lenient: true });
    const end = endOfSubcommand({ ...command, subcommand: command.subcommand.slice(0, -1) }, positional) ?? positional.length;
    const open = positional[end];
    const next = positional[skipOpen(positional, end)];
    const wanted = command.subcommand.at(-1) ?? '';
    const isUnknown = open !== undefined && (isOpen(open.text) || mayBe(open.text, wanted));
    const isMeant = command.needs === undefined || options.some(({ name }) => name === command.needs);
    if (isUnknown && isMeant && !SUBCOMMANDS.get(program)?.has(next?.text ?? '')) {
      const { prefix = '' } = command;
      const isPackage = ({ text }: Word): boolean => text.startsWith(prefix) && mayBeInstalled(text.slice(prefix.length));
      const hasFile = options.some(({ kind }) => kind === 'requirement');
      if (hasFile || positional.slice(end + 1).some(isPackage)) {
        return open;
      }
    }
  }
  return undefined;
}

function skipOpen(positional: readonly Word[], from: number): number {
  let at = from;
  while (isOpen(positional[at]?.text ?? '')) {
    at++;
  }
  return at;
}

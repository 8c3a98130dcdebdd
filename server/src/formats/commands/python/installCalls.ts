import type { Slice } from '../../../packaging/slice';
import type { Word } from '../../syntax/words';
import type { InstallCommand } from '../programs/installCommands';
import { InstallSearch } from '../programs/installSearch';
import { installerOf, isInstaller, programOf } from '../programs/programs';
import { unknownSubcommand } from '../programs/subcommands';

/** Whether values of a call that only running the program tells may be packages, or what is done with packages. */
export function mayInstallUnknown(source: Slice, words: readonly Word[], unknown: readonly Slice[]): boolean {
  return unknown.length > 0 && (isInstallCall(words) || hasUnknownSubcommand(source, words, unknown));
}

/** Whether the words of a call install something, with a program that is known. */
function isInstallCall(words: readonly Word[]): boolean {
  const search = new InstallSearch(words);
  const passed = new Set<InstallCommand>();
  return words.some((_, i) => {
    const command = search.commandAt(i);
    if (command === undefined || passed.has(command)) {
      return false;
    }
    passed.add(command);
    // An argument of `uv run` is not a package.
    return command.onlyOptions !== true || words.slice(i).some(({ text }) => namesPackages(command, text));
  });
}

function namesPackages({ options }: InstallCommand, word: string): boolean {
  const kind = options.get(word);
  return kind === 'package' || kind === 'requirement' || kind === 'editable';
}

/** `["pip", COMMAND, "NAME"]` */
function hasUnknownSubcommand(source: Slice, words: readonly Word[], unknown: readonly Slice[]): boolean {
  const variables = unknown.map((slice): Word => ({ ...slice.span(), text: '$VALUE' }));
  const all = [...words, ...variables].sort((a, b) => a.start - b.start);
  const at = all.findIndex(({ text }) => isInstaller(installerOf(programOf(text))));
  return at >= 0 && unknownSubcommand(source, installerOf(programOf(all[at]?.text)), all.slice(at + 1)) !== undefined;
}

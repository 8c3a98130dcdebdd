import type { Word } from '../../syntax/words';
import { INSTALL_COMMANDS } from './installCommands';

/** A single variable or template field: its name is in the first matching group. */
const VARIABLE =
  /^(?:\$\{?(?:env:)?(\w{1,200})(?:[:=?+-][^{}]{0,200})?\}?|\$\(([\w.-]{1,200})\)|[%!](\w{1,200})[%!]|\$?\{\{[ .]{0,3}([\w.]{1,200}) ?\}\}|\{(\w{1,200})\})$/;
/** `$@`, `${NAME[@]}`, and tox's `{env:NAME}`, `{posargs:WORDS}` and `{[SECTION]NAME}` */
const LIST = /^(?:\$(?:[@*]|\{\w{1,200}\[[@*]\]\})|\{(?:env|posargs|\[[^[\]]{1,200}\])[^{},]{0,200}\})$/;
/** `${{ EXPRESSION }}`, `$(COMMAND)`, `` `COMMAND` `` */
const EXPRESSION = /^(?:\$\{\{[^{}]*\}\}|\$\([^()]*\)|`[^`]*`)$/;
/** `$(which NAME)`, `$(command -v NAME)`, `$(pyenv which NAME)`: the program with that name. */
const LOOKUP =
  /^(?:\$\(|`)\s*(?:\w{1,20}\s+)?(?:which|where|command\s+-v|type\s+-[pP]|whence)\s+(?:-\w\s+)?["']?([\w./-]{1,200})["']?[^|;&]{0,200}[)`]$/;
/** The name of a program, with the usual additions in names of variables. */
const NAMED = /^(?:\w{1,200}_)?(pip3?|pipx|uvx?|poetry|pdm|pipenv|rye)(?:_?(?:cmd|bin|exe|command|path))?$/;
const PIP_INSTALL = /^(?:\w{1,200}_)?pip3?_?install(?:_?(?:cmd|command))?$/;
/** Words in the names of variables for programs that install no Python packages. */
const OTHER_PROGRAMS = new Set(
  (
    'make gmake npm yarn pnpm bun npx apt aptitude yum dnf microdnf zypper apk pacman brew conda mamba micromamba cargo rustup go gem bundle ' +
    'composer helm kubectl oc docker podman compose git gh cmake meson ninja luarocks opam cabal stack nuget dotnet mvn maven gradle cpan cpanm flatpak ' +
    'snap choco scoop winget vcpkg conan vscode asdf nix guix terraform galaxy krew sdkmanager sdk adb systemctl rpm dpkg ctest bazel swift'
  ).split(' '),
);

/** The program that a variable or a program lookup means. Undefined: unknown. Lowercase. */
export function programOfExpansion(word: string): string | undefined {
  const found = LOOKUP.exec(word)?.[1];
  if (found !== undefined) {
    return found.slice(found.lastIndexOf('/') + 1).toLowerCase();
  }
  return NAMED.exec(nameIn(word) ?? '')?.[1];
}

/** Whether a word is a variable that the file does not define, as a whole: options or a subcommand, if it is before one. */
export function isOpen(word: string): boolean {
  return VARIABLE.test(word) || LIST.test(word) || EXPRESSION.test(word);
}

/** Whether a word may be another one that is known: what is before and after its variables is the beginning and the end of that. */
export function mayBe(word: string, known: string): boolean {
  const start = word.search(/[$`%!]|\{\{/);
  const end = Math.max(word.lastIndexOf('}'), word.lastIndexOf(')'), word.lastIndexOf('`'), word.lastIndexOf('%'), word.lastIndexOf('!'));
  const tail = end < start ? '' : word.slice(end + 1);
  return start >= 0 && known.length >= start + tail.length && known.startsWith(word.slice(0, start)) && known.endsWith(tail);
}

/** Whether a word can be a package or a file of packages, as an argument of an install command. */
export function mayBeInstalled(word: string): boolean {
  return /^(?:-r|--requirement|\d*[A-Za-z][\w.-]*(?:$|[[=<>~!@]))/.test(word);
}

/** Whether the variable contains `pip install` itself, according to its name. */
export function holdsPipInstall(word: string): boolean {
  return PIP_INSTALL.test(nameIn(word) ?? '');
}

/**
 * Whether words are an install command of a program that the file does not tell: a variable, and `install NAME`; or a list in braces that is not
 * expanded: it is too long, or has variables.
 */
export function isUnknownInstall([program, ...words]: readonly Word[]): boolean {
  if (/^\{\S*,(?:install|add|inject|download),/.test(program?.text ?? '')) {
    return true;
  }
  const at = placeOfInstall(program, words);
  return at !== undefined && words.slice(at + 1).some(({ text }) => mayBeInstalled(text));
}

/** Whether words are a module of Python that the file does not tell, and what it is to install: `$MODULE install …`. */
export function isUnknownModule([module, ...words]: readonly Word[]): boolean {
  return placeOfInstall(module, words) !== undefined;
}

/** At which word an unknown program is told to install; undefined where the program is known, or is none that installs Python packages. */
function placeOfInstall(program: Word | undefined, words: readonly Word[]): number | undefined {
  const written = program?.text ?? '';
  const last = written.slice(Math.max(written.lastIndexOf('/'), written.lastIndexOf('\\')) + 1);
  const isOpen = /^(?:[$%!`]|\{[{}\w])/.test(last) || /^[$%`].*[)`]$/.test(written) || mayBeInstaller(last);
  const name = nameIn(last);
  const isOther = name?.split(/[_.-]/).some((part) => OTHER_PROGRAMS.has(part)) === true;
  const at = words.findIndex(({ text }) => !text.startsWith('-'));
  // `$(which npm)` is known.
  const isUnknown = isOpen && !isOther && programOfExpansion(written) === undefined;
  return isUnknown && /^(?:install|add|inject|download)$/.test(words[at]?.text ?? '') ? at : undefined;
}

/** `p${X}p` */
function mayBeInstaller(word: string): boolean {
  return /^[a-z]+[$`%!]/.test(word) && INSTALL_COMMANDS.some(({ program }) => mayBe(word, program));
}

function nameIn(word: string): string | undefined {
  const match = VARIABLE.exec(word);
  return (match?.[1] ?? match?.[2] ?? match?.[3] ?? match?.[4] ?? match?.[5])
    ?.replace(/^(?:env|vars|inputs|matrix|parameters)\./, '')
    .toLowerCase();
}

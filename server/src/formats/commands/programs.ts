import type { Word } from '../syntax/words';
import { INSTALL_COMMANDS } from './installCommands';
import { programOfExpansion } from './variablePrograms';

/** Words before a command that do not change the command. */
const BEFORE: ReadonlySet<string> = new Set(
  (
    'then do else elif if while until ! { time exec command nohup env sudo doas builtin eval nice ionice setsid timeout retry call coproc & . ' +
    'stdbuf unbuffer caffeinate'
  ).split(' '),
);
/** Those of them with options, or with numbers before the command. */
const WITH_OPTIONS: ReadonlySet<string> = new Set('sudo env doas exec time nice ionice timeout retry command stdbuf caffeinate'.split(' '));
/** Programs that run another one in their environment, after `run`. */
export const RUNNERS: ReadonlySet<string> = new Set('poetry pipenv pdm hatch rye uv conda mamba micromamba pixi coverage'.split(' '));
/** Programs that run the command somewhere among their arguments, or as another user. */
export const CARRIERS: ReadonlySet<string> = new Set(
  (
    'docker docker-compose podman podman-compose nerdctl kubectl oc lxc singularity apptainer ' +
    'chroot gosu su-exec setpriv flock unshare nsenter fakeroot dumb-init tini'
  ).split(' '),
);
/** Programs that run a text in their arguments. */
export const TAKES_SCRIPTS: ReadonlySet<string> = new Set(
  (
    'ssh watch script sbatch srun bsub qsub tmux screen nix nix-shell vagrant wsl wsl.exe heroku fly flyctl gcloud aws adb multipass limactl entr ' +
    'nodemon xvfb-run concurrently npx at batch expect alias flock docker docker-compose podman kubectl oc lxc gosu chroot su runuser ' +
    'run-parts invoke-command start-job retry timeout time nohup stdbuf sshpass pssh ansible salt'
  ).split(' '),
);
/** Programs that accept a script after `-c`. */
export const SHELL = /^(?:(?:ba|z|da|a|k|fi|c|tc)?sh|su|runuser|busybox)$/;
/** PowerShell's command that runs its argument. */
export const EVALUATES = /^(?:iex|invoke-expression)$/;
export const PYTHON = /^(?:python|pypy|py)[\d.]*w?$/;
/** Programs of install commands. An image may also be named conda, so this name alone does not mean a command. */
const INSTALLERS: ReadonlySet<string> = new Set(INSTALL_COMMANDS.filter(({ ofConda }) => !ofConda).map(({ program }) => program));
const CONDA: ReadonlySet<string> = new Set(INSTALL_COMMANDS.filter(({ ofConda }) => ofConda).map(({ program }) => program));

/** Programs, and functions by name, that only print or search their arguments. */
const SPEAKER =
  /^(?:::?|\[\[?|test|pytest|py\.test|mypy|ruff|flake8|pylint|true|false|which|type|hash|whereis|man|help|git|hg|gh|sed|awk|gawk|tee|cat|curl|wget|read|case|return|exit|export|readonly|local|declare|typeset|set|unset|rem|title|(?:e|f|z)?grep|rg|ag|find|printf|apt|apt-get|apk|yum|dnf|brew|npm|yarn|pnpm|gem|cargo|go|choco|winget|scoop|throw|assert|dialog|whiptail|zenity|notify-send|osascript)$|(?:^|[-_.])(?:e?print|println|echo\d?|cecho|log|logger|warn|warning|err|error|info|debug|trace|msg|message|say|note|notice|die|fail|failure|fatal|abort|usage|success|ok|title|header|heading|banner|section|status|announce|comment|describe|host|output|verbose|hint|tip|ask|confirm|prompt|panic|bail|skip|todo|require|requires|check|need|needs|missing)(?:[-_.]|$)/i;
const ACTS = /(?:^|[-_.])(?:run|exec|execute|do|try|cmd|command|retry|eval|and|with)(?:[-_.]|$)/i;

/** Whether a program has commands that install Python packages. */
export function isInstaller(program: string): boolean {
  return INSTALLERS.has(installerOf(program)) || CONDA.has(program);
}

/** Whether a program runs a text in its arguments. */
export function runsTexts(program: string): boolean {
  return SHELL.test(program) || TAKES_SCRIPTS.has(program) || EVALUATES.test(program);
}

export function isSpeaker(program: string): boolean {
  return SPEAKER.test(program) && !ACTS.test(program);
}

/** `pip3.11`, `pip-3` and `pip$VERSION` are `pip`. */
export function installerOf(program: string): string {
  return program.replace(/^(pipx?)(?:-?\d[\d.]*|[$%].{1,60}|\d\.?[$%].{1,60})$/, '$1');
}

/** `/opt/venv/bin/Pip3.11.exe` is `pip3.11`. A variable with such a name, such as `$PIP`, counts as that program. */
export function programOf(word: string | undefined): string {
  if (word === undefined) {
    return '';
  }
  const found = programOfExpansion(word);
  if (found !== undefined) {
    return found;
  }
  // The command prompt does not echo a line that begins with `@`.
  const name = word
    .slice(Math.max(word.lastIndexOf('/'), word.lastIndexOf('\\')) + 1)
    .replace(/^@/, '')
    .toLowerCase();
  return programOfExpansion(name) ?? (name.endsWith('.exe') ? name.slice(0, -4) : name);
}

/** Maximum distance of a subcommand from a program that may be one: there may be options in between. */
const MAX_BETWEEN = 250;

/**
 * Whether an install command begins at a word: its program, and its subcommand after options.
 * @param reach how many words belong to it. The command itself has no limit.
 */
export function isInstallAt(words: readonly Word[], at: number, reach = at === 0 ? words.length : MAX_BETWEEN): boolean {
  const text = words[at]?.text ?? '';
  const program = installerOf(programOf(text));
  if (PYTHON.test(program)) {
    const module = startOfModule(words.slice(at, at + reach));
    const next = words.slice(at + (module?.next ?? 0), at + reach);
    return module !== undefined && hasSubcommand(module.program, next);
  }
  return isInstaller(program) && hasSubcommand(program, words.slice(at + 1, at + reach));
}

function hasSubcommand(program: string, words: readonly Word[]): boolean {
  return INSTALL_COMMANDS.some((command) => {
    if (command.program !== program) {
      return false;
    }
    const [first, second] = command.subcommand;
    // There may be values of options before the subcommand.
    const start = first === undefined ? 0 : words.findIndex(({ text }) => text === first);
    const isNear = start >= 0 && (start === 0 || words[0]?.text.startsWith('-') === true);
    return (
      (first === undefined ? words.length > 0 : isNear) &&
      (second === undefined || words.slice(start + 1).some(({ text }) => text === second))
    );
  });
}

/**
 * The start of the command in `docker run … IMAGE` and the like. An image may have the name of Python, but not that of an installer.
 * `~/.cache/pip:/root/.cache/pip` is the value of an option.
 */
export function startOfCarried(words: readonly Word[]): number {
  const programs = words.map(({ text }) => (/[:=]/.test(text) ? '' : programOf(text)));
  const isRun = (program: string): boolean => SHELL.test(program) || INSTALLERS.has(installerOf(program));
  const first = programs.findIndex((program, i) => i > 0 && isRun(program));
  return first > 0 ? first : programs.reduce((last, program, i) => (i > 0 && PYTHON.test(program) ? i : last), 0);
}

export function startOfProgram(words: readonly Word[]): number {
  let mayHaveOptions = false;
  let isValue = false;
  for (const [i, { text }] of words.entries()) {
    if (isValue) {
      isValue = false;
      continue;
    }
    const isAssignment = /^[A-Za-z_]\w*=/.test(text);
    if (!isAssignment && !BEFORE.has(text) && !(mayHaveOptions && /^-|^[\d.]+[smhd]?$/.test(text))) {
      return i;
    }
    mayHaveOptions ||= WITH_OPTIONS.has(text);
    const takesValue = /^-(?:[ugCnPkp]|[A-Z]u)$/.test(text) || text === '--user';
    isValue = mayHaveOptions && takesValue && !INSTALLERS.has(words[i + 1]?.text ?? '');
  }
  return words.length;
}

/** The start of the command in `poetry run` and the like: after the options of `run`, which is at `run`. */
export function endOfRunner(words: readonly Word[], run: number): number {
  let i = run + 1;
  for (let text = words[i]?.text; text?.startsWith('-') && text !== '-m'; text = words[i]?.text) {
    // `-n ENV`, `--with NAME`: an option with a value that does not look like a program.
    i += /^(?:-n|--name|-p|--prefix|--with|--python|--group|--extra|--project|--directory|-e|--env)$/.test(text) ? 2 : 1;
  }
  return i;
}

/** The module in `python -m` (or `$PYTHON -m`), and the start of its arguments. */
export function startOfModule(words: readonly Word[]): { program: string; next: number } | undefined {
  let i = 1;
  for (let text = words[i]?.text; text !== undefined; text = words[++i]?.text) {
    if (/^-[A-Za-z]{0,8}m$/.test(text)) {
      return { program: programOf(words[i + 1]?.text), next: i + 2 };
    }
    if (text.startsWith('-m')) {
      return { program: programOf(text.slice(2)), next: i + 1 };
    }
    if (!text.startsWith('-')) {
      return undefined;
    }
    if (text === '-W' || text === '-X') {
      i++;
    }
  }
  return undefined;
}

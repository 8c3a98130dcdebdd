import type { ShellDialect } from '../../syntax/shell/command';
import type { Word } from '../../syntax/words';
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
    'nodemon xvfb-run concurrently npx at batch crontab expect alias flock docker docker-compose podman kubectl oc lxc gosu chroot su runuser ' +
    'run-parts invoke-command start-job retry timeout time nohup stdbuf sshpass pssh ansible salt'
  ).split(' '),
);
/** Programs that accept a script after `-c`. */
export const SHELL = /^(?:(?:ba|z|da|a|k|fi|c|tc)?sh|su|runuser|busybox)$/;
/** PowerShell's command that runs its argument. */
export const EVALUATES = /^(?:iex|invoke-expression)$/;
export const PYTHON = /^(?:i?python|pypy|py)[\d.]*w?$/;
/** Programs of install commands. An image may also be named conda, so this name alone does not mean a command. */
const INSTALLERS: ReadonlySet<string> = new Set(INSTALL_COMMANDS.filter(({ ofConda }) => !ofConda).map(({ program }) => program));
const CONDA: ReadonlySet<string> = new Set(INSTALL_COMMANDS.filter(({ ofConda }) => ofConda).map(({ program }) => program));

/** Programs, and functions by name, that only print or search their arguments. */
const SPEAKER =
  /^(?:::?|\[\[?|test|pytest|py\.test|mypy|ruff|flake8|pylint|true|false|which|type|hash|whereis|man|help|git|hg|gh|sed|awk|gawk|tee|cat|curl|wget|read|case|return|exit|export|readonly|local|declare|typeset|set|unset|rem|title|(?:e|f|z)?grep|rg|ag|find|printf|apt|apt-get|apk|yum|dnf|brew|npm|yarn|pnpm|gem|cargo|go|choco|winget|scoop|throw|assert|dialog|whiptail|zenity|notify-send|osascript|(?:set|add)-content|out-file|tee-object|new-item)$|(?:^|[-_.])(?:e?print|println|echo\d?|cecho|log|logger|warn|warning|err|error|info|debug|trace|msg|message|say|note|notice|die|fail|failure|fatal|abort|usage|success|ok|title|header|heading|banner|section|status|announce|comment|describe|host|output|verbose|hint|tip|ask|confirm|prompt|panic|bail|skip|todo|require|requires|check|need|needs|missing)(?:[-_.]|$)/i;
const ACTS = /(?:^|[-_.])(?:run|exec|execute|do|try|cmd|command|retry|eval|and|with)(?:[-_.]|$)/i;

/** Whether a program has commands that install Python packages. */
export function isInstaller(program: string): boolean {
  return INSTALLERS.has(installerOf(program)) || CONDA.has(program);
}

/** Whether a program runs a text in its arguments. */
export function runsTexts(program: string): boolean {
  return SHELL.test(program) || TAKES_SCRIPTS.has(program) || EVALUATES.test(program);
}

/** The language of the scripts that a program runs. Undefined: it is not a shell. */
export function dialectOf(program: string): ShellDialect | undefined {
  if (/^(?:powershell|pwsh)$/.test(program) || EVALUATES.test(program)) {
    return 'powershell';
  }
  return program === 'cmd' ? 'cmd' : SHELL.test(program) ? 'posix' : undefined;
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

/** The first word of a command that is not a keyword of a block. */
export function firstOfCommand(words: readonly Word[]): Word | undefined {
  return words.find(({ text }) => !/^(?:then|do|else|\{|if|while|until|!|time)$/.test(text));
}

export function startOfProgram(words: readonly Word[]): number {
  let mayHaveOptions = false;
  let isValue = false;
  for (const [i, { text }] of words.entries()) {
    if (isValue) {
      isValue = false;
      continue;
    }
    const isAssignment = /^[A-Za-z_]\w*(?:\[[^\]]*\])?\+?=/.test(text);
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

/** A module that Python runs, and where its arguments start. */
export interface Module {
  readonly program: string;
  readonly next: number;
}

/**
 * The module in `python -m` (or `$PYTHON -m`).
 * @param at where Python is
 * @param known what was found from the places that were passed before. It gets those that are passed now
 */
export function startOfModule(words: readonly Word[], at = 0, known = new Map<number, Module | undefined>()): Module | undefined {
  const passed: number[] = [];
  let i = at + 1;
  while (!known.has(i) && isOptionBeforeModule(words[i]?.text ?? '')) {
    passed.push(i);
    i += /^-[WX]$/.test(words[i]?.text ?? '') ? 2 : 1;
  }
  const module = known.has(i) ? known.get(i) : moduleAt(words, i);
  for (const place of [...passed, i]) {
    known.set(place, module);
  }
  return module;
}

function isOptionBeforeModule(text: string): boolean {
  return text.startsWith('-') && !text.startsWith('-m') && !/^-[A-Za-z]{0,8}m$/.test(text);
}

/** `-m MODULE` and `-mMODULE` */
function moduleAt(words: readonly Word[], at: number): Module | undefined {
  const text = words[at]?.text ?? '';
  if (/^-[A-Za-z]{0,8}m$/.test(text)) {
    return { program: programOf(words[at + 1]?.text), next: at + 2 };
  }
  return text.startsWith('-m') ? { program: programOf(text.slice(2)), next: at + 1 } : undefined;
}

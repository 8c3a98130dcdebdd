import { COMMANDS, type Command, type CompletionShell, choicesOf, optionsOf } from './commands';
import { OPTIONS, type OptionName, optionOf } from './options';

/** The completion script of `lookalike` for a shell: commands, options, their values and paths. It runs no program during a completion. */
export function completionScript(shell: CompletionShell): string {
  return SCRIPTS[shell]();
}

const SCRIPTS: Readonly<Record<CompletionShell, () => string>> = { bash, zsh, fish, powershell };

const commands: readonly Command[] = COMMANDS;

function flagsOf(name: OptionName): string[] {
  const { short } = optionOf(name);
  return [...(short === undefined ? [] : [`-${short}`]), `--${name}`];
}

function bash(): string {
  const names = commands.map(({ name }) => name).join(' ');
  const formats = commands.flatMap(({ name, formats: choices }) =>
    choices === undefined ? [] : [bashCase(name, 'format', bashWords(choices))],
  );
  const others = (Object.keys(OPTIONS) as OptionName[]).flatMap((option) => {
    const { completes, choices } = optionOf(option);
    const words = choices === undefined ? undefined : bashWords(choices);
    const reply = completes === undefined ? words : bashPaths(completes);
    return reply === undefined ? [] : [bashCase('*', option, reply)];
  });
  const byCommand = commands.flatMap((command) => [
    `    ${command.name})`,
    `      options='${optionsOf(command).flatMap(flagsOf).join(' ')}'`,
    `      [[ $cur == -* ]] || { ${bashArguments(command)}; return; } ;;`,
  ]);
  return `# bash completion for lookalike
_lookalike() {
  local cur=\${COMP_WORDS[COMP_CWORD]} prev=\${COMP_WORDS[COMP_CWORD-1]} command='' options='' word
  COMPREPLY=()
  [[ $prev == '=' ]] && prev=\${COMP_WORDS[COMP_CWORD-2]}
  [[ $cur == '=' ]] && cur=''
  for word in "\${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    case " ${names} " in *" $word "*) command=$word; break ;; esac
  done
  case "$command:$prev" in
${[...formats, ...others].join('\n')}
  esac
  case "$command" in
    '') options='${names} --help --version' ;;
${byCommand.join('\n')}
  esac
  COMPREPLY=($(compgen -W "$options" -- "$cur"))
}
complete -F _lookalike lookalike
`;
}

function bashCase(command: string, option: OptionName, reply: string): string {
  const pattern = flagsOf(option).map((flag) => `${command}:${flag}`);
  return `    ${pattern.join('|')}) ${reply}; return ;;`;
}

function bashWords(words: readonly string[]): string {
  return `COMPREPLY=($(compgen -W '${words.join(' ')}' -- "$cur"))`;
}

function bashPaths(kind: 'path' | 'file' | 'folder'): string {
  return `compopt -o filenames 2>/dev/null; COMPREPLY=($(compgen -${kind === 'folder' ? 'd' : 'f'} -- "$cur"))`;
}

function bashArguments({ completes = [] }: Command): string {
  return typeof completes === 'string' ? bashPaths(completes) : bashWords(completes);
}

function zsh(): string {
  const described = commands.map(({ name, summary }) => `    ${quoted(`${name}:${summary().replace(/:/g, '\\:')}`)}`);
  const cases = commands.map((command) => {
    const options = optionsOf(command).map((option) => `        ${zshOption(command, option)}`);
    return `    ${command.name})\n      _arguments -s \\\n${[...options, `        ${zshArguments(command)}`].join(' \\\n')} ;;`;
  });
  return `#compdef lookalike
_lookalike() {
  local -a commands
  commands=(
${described.join('\n')}
  )
  if (( CURRENT == 2 )); then
    _describe command commands
    return
  fi
  local command=$words[2]
  shift words
  (( CURRENT-- ))
  case $command in
${cases.join('\n')}
  esac
}
if [ "$funcstack[1]" = _lookalike ]; then
  _lookalike "$@"
else
  compdef _lookalike lookalike
fi
`;
}

function zshOption(command: Command, option: OptionName): string {
  const { type, value = '', completes, does } = optionOf(option);
  const flags = flagsOf(option);
  const choices = choicesOf(command, option);
  const action = choices === undefined ? (completes === undefined ? ' ' : zshPaths(completes)) : `(${choices.join(' ')})`;
  const argument = type === 'boolean' ? '' : `:${value}:${action}`;
  const spec = quoted(
    `[${does()
      .replace(/[[\]\\]/g, '\\$&')
      .replace(/:/g, '\\:')}]${argument}`,
  );
  const end = type === 'boolean' ? '' : '=';
  return flags.length === 1 ? `${flags[0]}${end}${spec}` : `'(${flags.join(' ')})'{${flags[0]},${flags[1]}${end}}${spec}`;
}

function zshArguments({ completes = [] }: Command): string {
  if (typeof completes === 'string') {
    return quoted(`*:${completes}:${zshPaths(completes)}`);
  }
  return completes.length === 0 ? quoted('*: : ') : quoted(`*: :(${completes.join(' ')})`);
}

function zshPaths(kind: 'path' | 'file' | 'folder'): string {
  return kind === 'folder' ? '_files -/' : '_files';
}

function fish(): string {
  const lines = commands.flatMap((command) => {
    const after = `complete -c lookalike -n '__fish_seen_subcommand_from ${command.name}'`;
    const { completes = [] } = command;
    const args =
      completes === 'folder'
        ? [`${after} -f -a '(__fish_complete_directories)'`]
        : typeof completes === 'string'
          ? []
          : [`${after} -f${completes.length === 0 ? '' : ` -a ${quoted(completes.join(' '))}`}`];
    return [
      `complete -c lookalike -n __fish_use_subcommand -f -a ${command.name} -d ${quoted(command.summary())}`,
      ...args,
      ...optionsOf(command).map((option) => `${after} ${fishOption(command, option)}`),
    ];
  });
  return `# fish completion for lookalike\n${lines.join('\n')}\n`;
}

function fishOption(command: Command, option: OptionName): string {
  const { type, short, completes, does } = optionOf(option);
  const choices = choicesOf(command, option);
  const value =
    type === 'boolean' ? '' : choices !== undefined ? ` -x -a ${quoted(choices.join(' '))}` : completes === undefined ? ' -x' : ' -r -F';
  return `-l ${option}${short === undefined ? '' : ` -s ${short}`}${value} -d ${quoted(does())}`;
}

function powershell(): string {
  const list = (words: readonly string[]): string => `@(${words.map((word) => `'${word.replace(/'/g, "''")}'`).join(', ')})`;
  const byCommand = commands.map((command) => {
    const { completes = [] } = command;
    const values = optionsOf(command).flatMap((option) => {
      const choices = choicesOf(command, option);
      return choices === undefined ? [] : flagsOf(option).map((flag) => `'${flag}' = ${list(choices)}`);
    });
    const words = [...(typeof completes === 'string' ? [] : completes), ...optionsOf(command).flatMap(flagsOf)];
    return `    '${command.name}' = @{ words = ${list(words)}; values = @{ ${values.join('; ')} } }`;
  });
  return `# PowerShell completion for lookalike
Register-ArgumentCompleter -Native -CommandName lookalike -ScriptBlock {
  param($wordToComplete, $commandAst, $cursorPosition)
  $commands = @{
${byCommand.join('\n')}
  }
  $before = @($commandAst.CommandElements | Where-Object { $_.Extent.EndOffset -lt $cursorPosition } | ForEach-Object { $_.ToString() })
  $command = $before | Select-Object -Skip 1 | Where-Object { $commands.ContainsKey($_) } | Select-Object -First 1
  if (-not $command) { $words = $commands.Keys | Sort-Object }
  elseif ($commands[$command].values.ContainsKey($before[-1])) { $words = $commands[$command].values[$before[-1]] }
  else { $words = $commands[$command].words }
  $words | Where-Object { $_ -like "$wordToComplete*" } | ForEach-Object {
    [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_)
  }
}
`;
}

/** In single quotes, for zsh and fish. */
function quoted(text: string): string {
  return `'${text.replace(/'/g, "'\\''")}'`;
}

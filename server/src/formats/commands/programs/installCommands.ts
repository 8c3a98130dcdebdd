import type { OptionKind, OptionTable } from '../../pip/pipOptions';

/** How the arguments of a command name packages. */
export type ArgumentGrammar = 'pip' | 'poetry' | 'exact';

/** A command that installs the packages in its arguments. */
export interface InstallCommand {
  /** The program, without folder, version and `.exe`. */
  readonly program: string;
  /** The words after the program, such as `install`. */
  readonly subcommand: readonly string[];
  /** `name==1` (pip), `name@^1` (Poetry), `name@1` (uvx). */
  readonly grammar: ArgumentGrammar;
  /** Number of arguments before the packages. */
  readonly skip?: number;
  /** Only the first argument is a package. The others, and the options after it, belong to the program in it. */
  readonly runs?: true;
  /** No argument is a package. Only values of options are (`uv run --with NAME`). */
  readonly onlyOptions?: true;
  /** The arguments are requirements files, or files with tables of dependencies. */
  readonly takesFiles?: true;
  /** Creates or changes a conda environment. Only the YAML files in its options count. */
  readonly ofConda?: true;
  /** The prefix of an argument that is a package. Other arguments are not packages. */
  readonly prefix?: string;
  /** Arguments after `--` belong to the program that it runs or creates. */
  readonly endsAtDashes?: true;
  /** Without this option, it installs no Python packages. */
  readonly needs?: string;
  readonly options: OptionTable;
}

/** Kinds of the options: those of a requirements file, and one with a package as its value, like an argument. */
function table(groups: Partial<Record<OptionKind, string>>): OptionTable {
  const entries: [string, OptionKind][] = [];
  for (const [kind, names] of Object.entries(groups)) {
    for (const name of names.split(' ')) {
      entries.push([name, kind as OptionKind]);
    }
  }
  return new Map(entries);
}

// Flags need no row in these tables. Options with a value do: otherwise the value would be read as a package.
const PIP_OPTIONS = table({
  index: '-i --index-url --pypi-url',
  'extra-index': '--extra-index-url',
  'no-index': '--no-index',
  'find-links': '-f --find-links',
  'trusted-host': '--trusted-host',
  requirement: '-r --requirement',
  constraint: '-c --constraint --build-constraint',
  editable: '-e --editable',
  names: '--no-binary --only-binary --all-releases --only-final',
  hash: '--hash',
  value:
    '-t --target --prefix --root --src --platform --python-version --implementation --abi --cache-dir --progress-bar --timeout ' +
    '--default-timeout --retries --resume-retries --proxy --cert --client-cert --log --log-file --python --report --upgrade-strategy ' +
    '-C --config-settings --global-option --install-option --build-option --use-feature --use-deprecated --exists-action --exclude ' +
    '--root-user-action --keyring-provider -d --dest --download -w --wheel-dir -b --build --group ' +
    '--uploaded-prior-to --requirements-from-script',
  flag:
    '-U --upgrade -q --quiet -v --verbose -I --ignore-installed --user --pre --no-deps --force-reinstall --no-cache-dir --isolated ' +
    '--require-hashes --no-require-hashes --prefer-binary --no-build-isolation --break-system-packages --dry-run --no-compile --compile ' +
    '--disable-pip-version-check --no-input --no-color --debug --require-virtualenv --no-warn-script-location --no-warn-conflicts ' +
    '--no-clean --ignore-requires-python --no-python-version-warning --check-build-dependencies',
});
const PIP_LOCK_OPTIONS: OptionTable = new Map([...PIP_OPTIONS, ['-o', 'value'], ['--output', 'value']]);
const PIP_COMPILE_OPTIONS = table({
  index: '-i --index-url',
  'extra-index': '--extra-index-url',
  'no-index': '--no-index',
  'find-links': '-f --find-links',
  'trusted-host': '--trusted-host',
  constraint: '-c --constraint',
  names: '-P --upgrade-package --no-binary --only-binary',
  'index-source': '--config',
  value:
    '-o --output-file --extra --resolver --cert --client-cert --pip-args --cache-dir --max-rounds --unsafe-package --annotation-style ' +
    '--newline --build-deps-for --python-executable --user --ask --group',
  flag: '-U --upgrade -q --quiet -v --verbose -n --dry-run -p --pre -r --rebuild --no-header --generate-hashes --strip-extras --all-extras',
});
const UV_OPTIONS = table({
  index: '-i --index-url --default-index',
  'extra-index': '--extra-index-url --index',
  'no-index': '--no-index',
  'find-links': '-f --find-links',
  'trusted-host': '--trusted-host --allow-insecure-host',
  requirement: '-r --requirement --requirements --with-requirements',
  constraint: '-c --constraint --constraints --override --overrides -b --build-constraint --build-constraints --excludes',
  editable: '-e --editable --with-editable',
  names: '--no-binary --only-binary --no-binary-package --no-build-package --reinstall-package --upgrade-package -P --refresh-package',
  package: '-w --with --from',
  'index-source': '--config-file',
  value:
    '-p --python --python-version --python-platform --target --prefix --extra --group --only-group --no-group --optional --package ' +
    '--directory --project --cache-dir --color --index-strategy --keyring-provider --resolution --prerelease --fork-strategy ' +
    '--exclude-newer --exclude-newer-package --link-mode -C --config-setting --config-settings --config-settings-package ' +
    '--no-build-isolation-package --no-extra --bounds --rev --tag --branch --script --env-file -m --module --marker --torch-backend ' +
    '--python-preference --no-sources-package',
  flag: '-U --upgrade -q --quiet -v --verbose -n --no-cache --dev --frozen --locked --no-sync --system --offline --reinstall --no-deps',
});
const UV_COMPILE_OPTIONS: OptionTable = new Map([...UV_OPTIONS, ['-o', 'value'], ['--output-file', 'value'], ['--format', 'value']]);
const POETRY_OPTIONS = table({
  'index-source': '--source',
  value: '-G --group -E --extras --python --platform --markers -P --project -C --directory',
  editable: '-e --editable',
  flag: '-D --dev -q --quiet -v --verbose -n --no-interaction',
});
const PDM_OPTIONS = table({
  value: '-G --group -p --project -c --config -L --lockfile --save-strategy --override --venv',
  editable: '-e --editable',
  flag: '-d --dev -g --global -q --quiet -v --verbose -u --unconstrained -x --no-isolation',
});
const PIPX_OPTIONS = table({
  index: '-i --index-url',
  package: '--spec --preinstall --with',
  requirement: '-r --requirement',
  value: '--pip-args --python --suffix --backend --fetch-missing-python --lock',
  flag: '-q --quiet -v --verbose -f --force -e --editable --include-deps --include-apps --system-site-packages --global',
});
const PIPENV_OPTIONS = table({
  index: '-i --index --pypi-mirror',
  'extra-index': '--extra-index-url',
  requirement: '-r --requirements',
  editable: '-e --editable',
  value: '-p --python --categories --extra-pip-args',
  flag: '-d --dev -q --quiet -v --verbose --system --deploy --pre',
});

const EASY_INSTALL_OPTIONS = table({
  index: '-i --index-url',
  'find-links': '-f --find-links',
  value: '-d --install-dir -s --script-dir -b --build-directory -H --allow-hosts -S --site-dirs --record --prefix',
  flag: '-z --zip-ok -m --multi-version -U --upgrade -x --exclude-scripts -a --always-copy -N --no-deps -e --editable --user -q -v',
});
const PEX_OPTIONS = table({
  index: '-i --index --index-url',
  'extra-index': '--extra-index-url',
  'find-links': '-f --find-links --repo',
  requirement: '-r --requirement',
  constraint: '--constraint --constraints',
  value:
    '-o --output-file -c --script --console-script -m -e --entry-point --python --python-path --python-shebang -D --sources-directory -P --package ' +
    '-M --module --platform --complete-platform --lock --pip-version --interpreter-constraint --pex-root --runtime-pex-root --venv ' +
    '--executable --exe --python-script --inject-env --inject-args --layout --scie -j --jobs --project --group -p --root',
  flag: '-v -q --no-pypi --pre --compressed --upgrade',
});
const MISE_OPTIONS = table({ value: '-j --jobs -e --env -p --path -C --cd', flag: '-f --force -g --global -q -v -y --pin --yes --raw' });
const PIXI_OPTIONS = table({
  value:
    '-f --feature -p --platform --manifest-path -m -w --workspace --subdir --git --branch --tag --rev --color --tls-no-verify -e --environment',
  flag: '--pypi --editable --no-install --no-lockfile-update --frozen --locked -q -v',
});

const CONDA_OPTIONS = table({
  requirement: '-f --file',
  value:
    '-n --name -p --prefix -c --channel --subdir --platform --solver --repodata-fn -r --root-prefix --rc-file --category --experimental-solver ' +
    '--environment-specifier --env-spec --format',
  flag: '-y --yes -q --quiet -v --verbose -d --dry-run --json --prune --force --offline --override-channels --no-default-packages',
});

/** `mamba` and `micromamba` take the same arguments as `conda`, and YAML for more of their commands. */
const CONDA_COMMANDS: readonly InstallCommand[] = [
  ...['conda', 'mamba', 'micromamba'].flatMap((program) => [`${program} env create`, `${program} env update`]),
  ...['mamba', 'micromamba'].flatMap((program) => [`${program} create`, `${program} install`, `${program} update`]),
].map((line) => command(line, CONDA_OPTIONS, { onlyOptions: true, ofConda: true }));

function command(line: string, options: OptionTable, more: Partial<InstallCommand> = {}): InstallCommand {
  const [program = '', ...subcommand] = line.split(' ');
  return { program, subcommand, grammar: 'pip', options, ...more };
}

/** Of a program's commands, the longest match comes first. */
export const INSTALL_COMMANDS: readonly InstallCommand[] = [
  command('pip install', PIP_OPTIONS),
  command('pip download', PIP_OPTIONS),
  command('pip wheel', PIP_OPTIONS),
  command('pip lock', PIP_LOCK_OPTIONS),
  command('uv pip install', UV_OPTIONS),
  command('uv pip sync', UV_OPTIONS, { takesFiles: true }),
  command('uv pip compile', UV_COMPILE_OPTIONS, { takesFiles: true }),
  command('pip-sync', PIP_OPTIONS, { takesFiles: true }),
  command('pip-compile', PIP_COMPILE_OPTIONS, { takesFiles: true }),
  command('piptools sync', PIP_OPTIONS, { takesFiles: true }),
  command('piptools compile', PIP_COMPILE_OPTIONS, { takesFiles: true }),
  command('easy_install', EASY_INSTALL_OPTIONS),
  command('pixi add', PIXI_OPTIONS, { needs: '--pypi' }),
  command('uv add', UV_OPTIONS),
  command('uv tool install', UV_OPTIONS, { grammar: 'exact' }),
  command('uv tool upgrade', UV_OPTIONS, { grammar: 'exact' }),
  command('uv tool run', UV_OPTIONS, { grammar: 'exact', runs: true }),
  command('uv run', UV_OPTIONS, { runs: true, onlyOptions: true }),
  command('uv sync', UV_OPTIONS, { onlyOptions: true }),
  command('uv lock', UV_OPTIONS, { onlyOptions: true }),
  command('uv export', UV_COMPILE_OPTIONS, { onlyOptions: true }),
  command('uv build', UV_OPTIONS, { onlyOptions: true }),
  command('uvx', UV_OPTIONS, { grammar: 'exact', runs: true }),
  command('poetry add', POETRY_OPTIONS, { grammar: 'poetry' }),
  command('poetry update', POETRY_OPTIONS, { grammar: 'poetry' }),
  command('poetry self add', POETRY_OPTIONS, { grammar: 'poetry' }),
  command('pdm add', PDM_OPTIONS),
  command('pdm update', PDM_OPTIONS),
  command('pdm self add', PDM_OPTIONS),
  command('rye add', PDM_OPTIONS),
  command('rye update', PDM_OPTIONS),
  command('rye install', PDM_OPTIONS),
  command('rye tools install', PDM_OPTIONS),
  command('pipenv install', PIPENV_OPTIONS),
  command('pipenv upgrade', PIPENV_OPTIONS),
  command('pipenv update', PIPENV_OPTIONS),
  command('pipx install', PIPX_OPTIONS),
  command('pipx upgrade', PIPX_OPTIONS),
  command('pipx reinstall', PIPX_OPTIONS),
  command('pipx inject', PIPX_OPTIONS, { skip: 1 }),
  command('pipx runpip', PIP_OPTIONS, { skip: 2 }),
  command('pipx run', PIPX_OPTIONS, { runs: true }),
  command('pex', PEX_OPTIONS, { endsAtDashes: true }),
  command('shiv', PEX_OPTIONS),
  command('pip-run', PIP_OPTIONS, { endsAtDashes: true }),
  command('mise use', MISE_OPTIONS, { grammar: 'exact', prefix: 'pipx:' }),
  command('mise install', MISE_OPTIONS, { grammar: 'exact', prefix: 'pipx:' }),
  command('mise exec', MISE_OPTIONS, { grammar: 'exact', prefix: 'pipx:', endsAtDashes: true }),
  command('mise x', MISE_OPTIONS, { grammar: 'exact', prefix: 'pipx:', endsAtDashes: true }),
  ...CONDA_COMMANDS,
];

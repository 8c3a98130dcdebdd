import type { OptionKind, OptionTable } from './pipOptions';

/** How a command's arguments name packages. */
export type ArgumentGrammar = 'pip' | 'poetry' | 'exact';

/** A command that installs packages which its arguments name. */
export interface InstallCommand {
  /** The program, without folder, version and `.exe`. */
  readonly program: string;
  /** The words behind it that make it this command. */
  readonly subcommand: readonly string[];
  /** `name==1` (pip), `name@^1` (Poetry), `name@1` (uvx). */
  readonly grammar: ArgumentGrammar;
  /** How many arguments come before the packages. */
  readonly skip?: number;
  /** Only the first argument is a package: the others, and the options behind it, are for what it runs. */
  readonly runs?: true;
  /** No argument is a package, only values of options (`uv run --with NAME`). */
  readonly onlyOptions?: true;
  readonly options: OptionTable;
}

/** Kinds for a command line's options: those of a requirements file, and one whose value is a package like an argument. */
function table(groups: Partial<Record<OptionKind, string>>): OptionTable {
  const entries: [string, OptionKind][] = [];
  for (const [kind, names] of Object.entries(groups)) {
    for (const name of names.split(' ')) {
      entries.push([name, kind as OptionKind]);
    }
  }
  return new Map(entries);
}

// Flags that these tables lack need no row; options with a value do, or the value would pass for a package.
const PIP_OPTIONS = table({
  index: '-i --index-url --pypi-url',
  'extra-index': '--extra-index-url',
  'no-index': '--no-index',
  'find-links': '-f --find-links',
  'trusted-host': '--trusted-host',
  requirement: '-r --requirement',
  constraint: '-c --constraint',
  editable: '-e --editable',
  names: '--no-binary --only-binary --all-releases --only-final',
  hash: '--hash',
  value:
    '-t --target --prefix --root --src --platform --python-version --implementation --abi --cache-dir --progress-bar --timeout ' +
    '--default-timeout --retries --resume-retries --proxy --cert --client-cert --log --log-file --python --report --upgrade-strategy ' +
    '-C --config-settings --global-option --install-option --build-option --use-feature --use-deprecated --exists-action --exclude ' +
    '--root-user-action --keyring-provider -d --dest --download -w --wheel-dir -b --build --group --build-constraint ' +
    '--uploaded-prior-to --requirements-from-script',
  flag:
    '-U --upgrade -q --quiet -v --verbose -I --ignore-installed --user --pre --no-deps --force-reinstall --no-cache-dir --isolated ' +
    '--require-hashes --no-require-hashes --prefer-binary --no-build-isolation --break-system-packages --dry-run --no-compile --compile ' +
    '--disable-pip-version-check --no-input --no-color --debug --require-virtualenv --no-warn-script-location --no-warn-conflicts ' +
    '--no-clean --ignore-requires-python --no-python-version-warning --check-build-dependencies',
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
  value:
    '-p --python --python-version --python-platform --target --prefix --extra --group --only-group --no-group --optional --package ' +
    '--directory --project --config-file --cache-dir --color --index-strategy --keyring-provider --resolution --prerelease --fork-strategy ' +
    '--exclude-newer --exclude-newer-package --link-mode -C --config-setting --config-settings --config-settings-package ' +
    '--no-build-isolation-package --no-extra --bounds --rev --tag --branch --script --env-file -m --module --marker --torch-backend ' +
    '--python-preference --no-sources-package',
  flag: '-U --upgrade -q --quiet -v --verbose -n --no-cache --dev --frozen --locked --no-sync --system --offline --reinstall --no-deps',
});
const POETRY_OPTIONS = table({
  value: '-G --group -E --extras --python --platform --markers --source -P --project -C --directory',
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

function command(line: string, options: OptionTable, more: Partial<InstallCommand> = {}): InstallCommand {
  const [program = '', ...subcommand] = line.split(' ');
  return { program, subcommand, grammar: 'pip', options, ...more };
}

/** The longest that fits a command line comes first among those of a program. */
export const INSTALL_COMMANDS: readonly InstallCommand[] = [
  command('pip install', PIP_OPTIONS),
  command('pip download', PIP_OPTIONS),
  command('pip wheel', PIP_OPTIONS),
  command('uv pip install', UV_OPTIONS),
  command('uv add', UV_OPTIONS),
  command('uv tool install', UV_OPTIONS, { grammar: 'exact' }),
  command('uv tool run', UV_OPTIONS, { grammar: 'exact', runs: true }),
  command('uv run', UV_OPTIONS, { runs: true, onlyOptions: true }),
  command('uvx', UV_OPTIONS, { grammar: 'exact', runs: true }),
  command('poetry add', POETRY_OPTIONS, { grammar: 'poetry' }),
  command('poetry self add', POETRY_OPTIONS, { grammar: 'poetry' }),
  command('pdm add', PDM_OPTIONS),
  command('pdm self add', PDM_OPTIONS),
  command('rye add', PDM_OPTIONS),
  command('rye install', PDM_OPTIONS),
  command('pipenv install', PIPENV_OPTIONS),
  command('pipx install', PIPX_OPTIONS),
  command('pipx inject', PIPX_OPTIONS, { skip: 1 }),
  command('pipx run', PIPX_OPTIONS, { runs: true }),
];

// What the keys of CI files mean, in all dialects.

/** Keys with a shell script as their text, or a list of them: in all dialects of CI files, task files and compose files. */
export const SCRIPT_KEYS: ReadonlySet<string> = new Set(
  (
    'run script before_script after_script bash sh cmd cmds command commands entrypoint init install before_install ' +
    'before_build after_build before_test after_test before_deploy after_deploy on_success on_failure on_finish ' +
    'before prebuild buildCommand startCommand preDeployCommand inlineScript Inline'
  ).split(' '),
);
/** Keys with a list of commands each of which has a shell of its own. */
export const EACH_ALONE: ReadonlySet<string> = new Set(['cmds', 'run', 'command', 'entrypoint']);
/** Keys with scripts for a certain shell, on any machine (Azure Pipelines, AppVeyor). */
export const KEY_SHELLS: ReadonlyMap<string, string> = new Map([
  ['bash', 'bash'],
  ['sh', 'sh'],
  ['pwsh', 'powershell'],
  ['powershell', 'powershell'],
  ['ps', 'powershell'],
]);
/** Keys with texts for people. */
export const LABEL_KEYS: ReadonlySet<string> = new Set(
  'name displayName description label title summary message body notes text comment content prompt if when'.split(' '),
);

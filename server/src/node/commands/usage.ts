import * as l10n from '@vscode/l10n';

/** The call's words are off: exit code 2, and the message says which. */
export class UsageError extends Error {}

export const EXIT = { ok: 0, findings: 1, error: 2 } as const;

export function usage(): string {
  const commands: Row[] = [
    ['lookalike scan [PATH…]', l10n.t('check the dependency files of folders, or single files; without a path this folder')],
    ['lookalike check NAME… | -', l10n.t('check names; with - one a line from standard input')],
    ['lookalike parse FILE… | -', l10n.t('print what files ask for, as JSON')],
    ['lookalike update-data', l10n.t('refresh the package data')],
  ];
  const options: Row[] = [
    ['--format FORMAT', l10n.t('scan: text, json, jsonl, sarif or github; check: text or jsonl')],
    ['--offline', l10n.t('scan, check: ask no server')],
    ['--fail-on LEVEL', l10n.t('scan, check: exit code 1 from this on: error, warning (default), information, hint, or never')],
    ['--output FILE', l10n.t('scan: write to this file')],
    ['--baseline FILE', l10n.t('scan: leave out what the JSON of an earlier scan has')],
    ['--as NAME', l10n.t('parse: read each file as if it had this name')],
    ['--from DIR', l10n.t('update-data: take snapshots from this folder, not from the services')],
    ['--out DIR', l10n.t('update-data: write here, not to the cache of the user')],
    ['-h, --help', l10n.t('show this')],
    ['--version', l10n.t('show the version')],
  ];
  return `${l10n.t('Lookalike guards Python dependency files against look-alike and malicious package names.')}

${table(commands)}

${table(options)}

${l10n.t('LOOKALIKE_INDEX_URL and LOOKALIKE_ADVISORIES_URL in the environment name a mirror; pip, uv and proxy settings of the user are heeded.')}
${l10n.t('Exit code: 0 nothing found at or above --fail-on (default: warning), 1 something found, 2 usage or read error.')}
`;
}

/** What one types, and what it does. */
type Row = readonly [call: string, does: string];

function table(rows: readonly Row[]): string {
  const width = Math.max(...rows.map(([call]) => call.length));
  return rows.map(([call, does]) => `  ${call.padEnd(width)}  ${does}`).join('\n');
}

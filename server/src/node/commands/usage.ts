import * as l10n from '@vscode/l10n';

/** The call's words are off: exit code 2, and the message says which. */
export class UsageError extends Error {}

export const EXIT = { ok: 0, findings: 1, error: 2 } as const;

export function usage(): string {
  return `${l10n.t('Lookalike guards Python dependency files against look-alike and malicious package names.')}

lookalike scan [PATH…] [--format text|json|jsonl|sarif|github] [--offline] [--fail-on error|warning|information|never] [--output FILE] [--baseline FILE]
lookalike check NAME… | -  [--format text|jsonl] [--offline] [--fail-on …]
lookalike parse FILE… | -  [--as NAME]
lookalike update-data [--from DIR] [--out DIR]
lookalike --help | --version

${l10n.t('LOOKALIKE_INDEX_URL and LOOKALIKE_ADVISORIES_URL in the environment name a mirror; pip, uv and proxy settings of the user are heeded.')}
${l10n.t('Exit code: 0 nothing found at or above --fail-on (default: warning), 1 something found, 2 usage or read error.')}
`;
}

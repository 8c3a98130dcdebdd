import type { TomlTable } from '../formats/syntax/toml/node';
import type { RuleLevel } from './ruleLevels';

export const CONFIGURATION_FILE = 'lookalike.toml';
export const PYPROJECT = 'pyproject.toml';

export const LEVELS = ['error', 'warning', 'information', 'hint', 'off'] as const satisfies readonly RuleLevel[];

/** The keys of the table. */
export const CONFIGURATION_KEYS = ['trust', 'private', 'exclude', 'files', 'accept', 'cool-down', 'rules'] as const;
/** The keys of an entry of `trust`, and of `accept`. */
export const TRUST_KEYS = ['name', 'reason', 'until'] as const;
export const ACCEPT_KEYS = ['id', 'package', 'reason', 'until'] as const;

/** Whether a file (URI) can configure Lookalike, by its name. */
export function isConfigurationFile(uri: string): boolean {
  return uri.endsWith(`/${CONFIGURATION_FILE}`) || uri.endsWith(`/${PYPROJECT}`);
}

/** The table that configures Lookalike. Undefined: a pyproject.toml without one. Any other file is such a table as a whole. */
export function configurationTable(uri: string, root: TomlTable): TomlTable | undefined {
  if (!uri.endsWith(`/${PYPROJECT}`)) {
    return root;
  }
  const tool = root.get('tool');
  const table = tool?.kind === 'table' ? tool.get('lookalike') : undefined;
  return table?.kind === 'table' ? table : undefined;
}

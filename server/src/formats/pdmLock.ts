import type { FileFormat } from './format';
import { readTomlLock } from './toml/lock';
import { sourceOf } from './toml/namedTables';

/** PDM's lock files (its own format); `pdm lock -L` gives them other names. */
export const pdmLock: FileFormat = {
  id: 'pdm-lock',
  title: 'pdm.lock',
  globs: ['**/pdm.lock', '**/pdm.*.lock'],
  comments: false,
  generated: true,
  madeFrom: ['pyproject.toml'],
  parse: (text) => readTomlLock(text, 'package', sourceOf),
};

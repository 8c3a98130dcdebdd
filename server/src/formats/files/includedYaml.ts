import type { FileFormat } from '../manifest/format';
import { overOneBudget } from '../manifest/readingBudget';
import { ciWorkflow } from './commands/workflow/ciWorkflow';
import { environmentYml } from './environmentYml';
import { requirements } from './requirements';

/** At the start of a line, or in a mapping with braces. */
const KEY = /(?:^\ufeff?[ \t]*|[{,][ \t]*)(?:dependencies|"dependencies"|'dependencies')[ \t]*:/m;

/** A key of a CI definition, which another definition includes. */
const CI_KEY =
  /^[ \t]*(?:- )?(?:script|before_script|after_script|steps|jobs|stages|variables|parameters|spec|include|bash|pwsh|powershell)[ \t]*:/m;

/**
 * A YAML file of any name that another file names: a CI definition, an environment of conda, or whatever `pip install -r` reads. The key of an environment,
 * as YAML has it, is none of pip's lines.
 */
export const includedYaml: FileFormat = overOneBudget({
  id: 'included-yaml',
  title: environmentYml.title,
  globs: [],
  comments: true,
  generated: false,
  parse: (text) => (KEY.test(text) ? environmentYml : CI_KEY.test(text) ? ciWorkflow : requirements).parse(text),
});

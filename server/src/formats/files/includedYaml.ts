import type { FileFormat } from '../manifest/format';
import { environmentYml } from './environmentYml';
import { requirements } from './requirements';

/** At the start of a line, or in a mapping with braces. */
const KEY = /(?:^\ufeff?[ \t]*|[{,][ \t]*)(?:dependencies|"dependencies"|'dependencies')[ \t]*:/m;

/**
 * A YAML file of any name that a command names: an environment of conda, or whatever `pip install -r` reads. The key of an environment,
 * as YAML has it, is none of pip's lines.
 */
export const includedYaml: FileFormat = {
  id: 'included-yaml',
  title: environmentYml.title,
  globs: [],
  comments: true,
  generated: false,
  parse: (text) => (KEY.test(text) ? environmentYml : requirements).parse(text),
};

import type { FileFormat } from '../manifest/format';
import { environmentYml } from './environmentYml';
import { requirements } from './requirements';

/**
 * A YAML file of any name that a command names: an environment of conda, or whatever `pip install -r` reads. A line that begins with the key of an environment
 * is none of pip's, which refuses such a file.
 */
export const includedYaml: FileFormat = {
  id: 'included-yaml',
  title: environmentYml.title,
  globs: [],
  comments: true,
  generated: false,
  parse: (text) => (/^(?:dependencies|"dependencies"|'dependencies')[ \t]*:/m.test(text) ? environmentYml : requirements).parse(text),
};

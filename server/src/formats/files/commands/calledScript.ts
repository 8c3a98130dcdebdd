import { Slice } from '../../../packaging/slice';
import { readPython, readScript } from '../../commands/script';
import type { FileFormat } from '../../manifest/format';
import { ManifestBuilder } from '../../manifest/manifestBuilder';
import { overOneBudget } from '../../manifest/readingBudget';
import { addConfigurationMentions } from '../../pip/indexVariables';
import { shellScript } from './shellScript';

/** A file that a command runs (`./ci/setup`), with a name that does not tell what it is: its first line does. Without one, it is a shell script. */
export const calledScript: FileFormat = overOneBudget({
  ...shellScript,
  id: 'called-script',
  globs: [],
  languageIds: [],
  parse(text) {
    const into = new ManifestBuilder();
    const script = Slice.of(text);
    const interpreter = /^#![^\n]*/.exec(text)?.[0];
    if (interpreter === undefined || /\b(?:ba|z|da|a|k)?sh\b/.test(interpreter)) {
      readScript(script, into);
    } else if (/\bpython/.test(interpreter)) {
      readPython(script, into);
    }
    addConfigurationMentions(script, into);
    return into;
  },
});

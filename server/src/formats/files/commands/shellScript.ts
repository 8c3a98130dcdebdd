import { Slice } from '../../../packaging/slice';
import { CALL_WORDS, INSTALL_WORDS } from '../../commands/installWords';
import { readScript } from '../../commands/script';
import type { FileFormat } from '../../manifest/format';
import { ManifestBuilder } from '../../manifest/manifestBuilder';
import { addConfigurationMentions } from '../../pip/indexVariables';

/** Shell scripts: the packages that `pip install` and its like name. */
export const shellScript: FileFormat = {
  id: 'shell',
  title: 'shell script',
  globs: ['**/*.{sh,bash,zsh,ksh,fish,command}', '**/postBuild', '**/{binder,.binder}/start', '**/.envrc'],
  languageIds: ['shellscript'],
  hints: [[...INSTALL_WORDS, ...CALL_WORDS]],
  comments: true,
  generated: false,
  parse(text) {
    const into = new ManifestBuilder();
    const script = Slice.of(text);
    readScript(script, into);
    addConfigurationMentions(script, into);
    return into;
  },
};

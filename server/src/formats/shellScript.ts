import { Slice } from '../packaging/slice';
import { mayInstall, readScript } from './commands';
import type { FileFormat } from './format';
import { ManifestBuilder } from './manifestBuilder';

/** Shell scripts: the packages that `pip install` and its like name. */
export const shellScript: FileFormat = {
  id: 'shell',
  title: 'shell script',
  globs: ['**/*.{sh,bash,zsh}'],
  languageIds: ['shellscript'],
  mayContain: mayInstall,
  comments: true,
  generated: false,
  parse(text) {
    const into = new ManifestBuilder();
    readScript(Slice.of(text), into);
    return into;
  },
};

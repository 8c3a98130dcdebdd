import { Slice } from '../../../packaging/slice';
import { INSTALL_WORDS } from '../../commands/installWords';
import { readScript } from '../../commands/script';
import type { FileFormat, Manifest } from '../../manifest/format';
import { ManifestBuilder } from '../../manifest/manifestBuilder';
import { addConfigurationMentions } from '../../pip/indexVariables';

/** Procfiles: the packages that the commands of their processes install, one `NAME: COMMAND` per line (Heroku, "The Procfile"). */
export const procfile: FileFormat = {
  id: 'procfile',
  title: 'Procfile',
  globs: ['**/{Procfile,Procfile.*}'],
  hints: [INSTALL_WORDS],
  comments: true,
  generated: false,
  parse,
};

function parse(text: string): Manifest {
  const into = new ManifestBuilder();
  const whole = Slice.of(text);
  for (const { 0: written, index } of text.matchAll(/^[ \t]{0,20}[\w-]{1,100}[ \t]{0,20}:/gm)) {
    const start = index + written.length;
    const newline = text.indexOf('\n', start);
    readScript(whole.sub(start, newline === -1 ? text.length : newline), into);
  }
  addConfigurationMentions(whole, into);
  return into;
}

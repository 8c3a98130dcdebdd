import { INSTALL_WORDS } from '../../commands/installWords';
import { readScript } from '../../commands/script';
import type { FileFormat, Manifest } from '../../manifest/format';
import { ManifestBuilder } from '../../manifest/manifestBuilder';
import { addIndexMentions } from '../../pip/indexMentions';
import { readJson } from '../../syntax/broken';
import { type JsonMember, memberOf, membersOf, stringSlice } from '../../syntax/json/tree';

/** Files of npm, Heroku and Vercel with commands in JSON: the Python packages that these install. */
export const packageJson: FileFormat = {
  id: 'package-json',
  title: 'package.json',
  globs: ['**/package.json', '**/app.json', '**/vercel.json'],
  hints: [INSTALL_WORDS],
  comments: false,
  generated: false,
  parse,
};

function parse(text: string): Manifest {
  const into = new ManifestBuilder();
  const root = readJson(text, into);
  const scripts: readonly JsonMember[] = [
    ...membersOf(memberOf(root, 'scripts')),
    ...membersOf(root).filter(({ key }) => typeof key.value === 'string' && key.value.endsWith('Command')),
  ];
  for (const { value } of scripts) {
    const script = stringSlice(text, value);
    if (script !== undefined) {
      readScript(script, into);
    }
  }
  addIndexMentions(text, into);
  return into;
}

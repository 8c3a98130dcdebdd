import { Slice } from '../../../packaging/slice';
import { INSTALL_WORDS } from '../../commands/installWords';
import { readListedCommand } from '../../commands/listedCommand';
import { readCommand, readScript } from '../../commands/script';
import type { FileFormat, Manifest } from '../../manifest/format';
import { ManifestBuilder } from '../../manifest/manifestBuilder';
import { addIndexMentions } from '../../pip/indexMentions';
import { readJson } from '../../syntax/broken';
import { elementsOf, type JsonNode, memberOf, membersOf, stringSlice } from '../../syntax/json/tree';
import type { Word } from '../../syntax/words';

/** Development containers: the packages that their lifecycle commands install (containers.dev, "Lifecycle scripts"). */
export const devcontainer: FileFormat = {
  id: 'devcontainer',
  title: 'devcontainer.json',
  globs: ['**/.devcontainer/**/devcontainer.json', '**/{.,}devcontainer.json'],
  hints: [[...INSTALL_WORDS, 'toolsToInstall']],
  comments: false,
  generated: false,
  parse,
};

function parse(text: string): Manifest {
  const into = new ManifestBuilder();
  for (const { key, value } of membersOf(readJson(text, into, 'with-comments'))) {
    if (typeof key.value === 'string' && /Command$/.test(key.value)) {
      readLifecycle(text, value, into);
    } else if (key.value === 'features') {
      readFeatures(text, value, into);
    }
  }
  addIndexMentions(text, into);
  return into;
}

/** The tools that the feature for Python installs with pipx: names with commas between them. */
function readFeatures(text: string, node: JsonNode, into: ManifestBuilder): void {
  for (const { value } of membersOf(node)) {
    const option = memberOf(value, 'toolsToInstall');
    const tools = option && stringSlice(text, option);
    if (tools !== undefined) {
      const word = (name: string): Word => ({ text: name, start: 0, end: 0 });
      const words = [...tools.text.matchAll(/[^\s,]+/g)].map(
        ({ 0: name, index }): Word => ({ text: name, start: index, end: index + name.length }),
      );
      readCommand(tools, [word('pipx'), word('install'), ...words], into);
    }
  }
}

/** A command is a text for a shell, a list of words, or an object with parallel commands. */
function readLifecycle(text: string, node: JsonNode, into: ManifestBuilder): void {
  const script = stringSlice(text, node);
  if (script !== undefined) {
    readScript(script, into);
    return;
  }
  for (const { value } of membersOf(node)) {
    if (value.type !== 'object') {
      readLifecycle(text, value, into);
    }
  }
  const words = elementsOf(node).flatMap((element): Word[] => {
    const word = stringSlice(text, element);
    return word === undefined ? [] : [{ text: word.text, start: element.offset, end: element.offset + element.length, unquoted: word }];
  });
  readListedCommand(Slice.of(text), words, into);
}

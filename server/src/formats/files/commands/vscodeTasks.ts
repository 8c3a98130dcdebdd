import { Slice } from '../../../packaging/slice';
import { INSTALL_WORDS } from '../../commands/installWords';
import { readListedCommand } from '../../commands/listedCommand';
import { readScript } from '../../commands/script';
import type { FileFormat, Manifest } from '../../manifest/format';
import { ManifestBuilder } from '../../manifest/manifestBuilder';
import { addIndexMentions } from '../../pip/indexMentions';
import { readJson } from '../../syntax/broken';
import { elementsOf, type JsonNode, memberOf, membersOf, stringSlice } from '../../syntax/json/tree';
import { splitWords, type Word } from '../../syntax/words';

/** Tasks and terminal launches of VS Code: the packages that their commands install (VS Code, "Integrate with External Tools via Tasks"). */
export const vscodeTasks: FileFormat = {
  id: 'vscode-tasks',
  title: 'VS Code tasks',
  globs: ['**/.vscode/{tasks,launch}.json', '**/*.code-workspace'],
  hints: [INSTALL_WORDS],
  comments: false,
  generated: false,
  parse,
};

function parse(text: string): Manifest {
  const into = new ManifestBuilder();
  readTasks(text, readJson(text, into, 'with-comments'), undefined, into);
  addIndexMentions(text, into);
  return into;
}

/** `command`: that of the surrounding task. `windows`, `osx` and `linux` may have other arguments for it. Trees are at most 200 deep. */
function readTasks(text: string, node: JsonNode | undefined, command: Slice | undefined, into: ManifestBuilder): void {
  for (const element of elementsOf(node)) {
    readTasks(text, element, undefined, into);
  }
  if (node?.type !== 'object') {
    return;
  }
  const own = textOf(text, memberOf(node, 'command'));
  const args = elementsOf(memberOf(node, 'args'));
  const program = own ?? command;
  if (program !== undefined && args.length > 0) {
    readWithArguments(text, program, args, into);
  } else if (own !== undefined) {
    readScript(own, into);
  }
  for (const { key, value } of membersOf(node)) {
    if (key.value !== 'args') {
      readTasks(text, value, program, into);
    }
  }
}

function readWithArguments(text: string, program: Slice, args: readonly JsonNode[], into: ManifestBuilder): void {
  const words: Word[] = [...(splitWords(program, 0) ?? [])].map((word) => {
    const slice = word.unquoted ?? program.sub(word.start, word.end);
    return { text: word.text, ...slice.span(), unquoted: slice };
  });
  for (const argument of args) {
    const slice = textOf(text, argument);
    if (slice !== undefined) {
      words.push({ text: slice.text, ...slice.span(), unquoted: slice });
    }
  }
  readListedCommand(Slice.of(text), words, into);
}

/** A text, or `{ "value": TEXT, "quoting": … }`. */
function textOf(text: string, node: JsonNode | undefined): Slice | undefined {
  return stringSlice(text, node) ?? stringSlice(text, memberOf(node, 'value'));
}

import * as l10n from '@vscode/l10n';
import { parseRequirement } from '../../packaging/requirement';
import { Slice } from '../../packaging/slice';
import { readCommand } from '../commands/script';
import type { FileFormat, Manifest } from '../manifest/format';
import { ManifestBuilder } from '../manifest/manifestBuilder';
import { addManifest } from '../manifest/mapManifest';
import { parseInstallTarget } from '../pip/requirementLine';
import { readYaml } from '../syntax/broken';
import { sliceOfWord, splitWords, type Word } from '../syntax/words';
import type { YamlFile, YamlItem } from '../syntax/yaml/file';
import type { YamlNode } from '../syntax/yaml/node';
import { RepeatedReads } from './repeatedReads';

/** Hooks that are written in Python and take additional packages, by their ids; the manifests of their repositories say so. */
const PYTHON_HOOKS: ReadonlySet<string> = new Set([
  'bandit',
  'black',
  'blacken-docs',
  'codespell',
  'docformatter',
  'flake8',
  'interrogate',
  'isort',
  'mdformat',
  'mypy',
  'nbqa-mypy',
  'pip-compile',
  'pydocstyle',
  'pylint',
  'sphinx-lint',
  'validate-pyproject',
  'yamllint',
]);

/** .pre-commit-config.yaml: the additional dependencies of the hooks that are written in Python. */
export const preCommit: FileFormat = {
  id: 'pre-commit',
  title: '.pre-commit-config.yaml',
  globs: ['**/.pre-commit-config.{yml,yaml}'],
  hints: [['additional_dependencies', 'entry']],
  comments: true,
  generated: false,
  parse,
};

function parse(text: string): Manifest {
  const into = new ManifestBuilder();
  const file = readYaml(text, into);
  const reads = new RepeatedReads();
  let last: Hook = { isPython: false, group: 'hooks' };
  for (const root of file.roots) {
    for (const repo of listOf(file, root, 'repos')) {
      for (const hook of listOf(file, repo.value, 'hooks').filter(({ value }) => reads.isNew('hook', value))) {
        last = readHook(file, hook.value, last, reads, into);
        readEntry(file, hook.value, text, reads, into);
      }
    }
  }
  // After a break in the file, hooks are recognized by their keys. A list of texts continues that of the last hook.
  for (const fragment of file.fragments) {
    for (const node of file.below([fragment])) {
      if (file.get(node, 'additional_dependencies')) {
        last = readHook(file, node, last, reads, into);
      }
    }
    addItems(file, file.items(fragment), last, reads, into);
  }
  return into;
}

/** The package manager for the list of a hook, and its name. */
interface Hook {
  readonly isPython: boolean;
  readonly group: string;
}

function listOf(file: YamlFile, node: YamlNode, key: string): YamlItem[] {
  return file.all(node, key).flatMap((list) => file.items(list));
}

/** `entry` and `args`: a command of the repository itself, where `language` is `system` or `script`. */
function readEntry(file: YamlFile, node: YamlNode, text: string, reads: RepeatedReads, into: ManifestBuilder): void {
  for (const entry of file.all(node, 'entry')) {
    const command = file.slice(entry);
    const words = command && splitWords(command, 0);
    if (command === undefined || words === undefined) {
      continue;
    }
    const program = words.map((word): Word => ({ ...placed(sliceOfWord(command, word)), text: word.text }));
    const lists = file.all(node, 'args').filter((list) => reads.isNew(`arguments of ${command.text}`, list));
    const args = lists
      .flatMap((list) => reads.within(list, file.items(list), command, into))
      .flatMap(({ value }) => {
        const arg = file.slice(value);
        return arg === undefined || arg.length === 0 ? [] : [placed(arg)];
      });
    if (args.length === 0 && !reads.isNew('command', entry)) {
      continue;
    }
    const read = new ManifestBuilder();
    readCommand(Slice.of(text), [...program, ...args], read);
    addManifest({ ...read, requirements: read.requirements.map((requirement) => ({ ...requirement, removeSpan: undefined })) }, into);
  }
}

function placed(slice: Slice): Word {
  return { text: slice.text, ...slice.span(), unquoted: slice };
}

/**
 * A hook's list is for the package manager of its language, which often only the hook's own repository tells. Then a well-known hook, or
 * one item that can only be Python's (`name==1`, `name[extra]`), shows what the others are. Otherwise they are listed as not checked.
 */
function readHook(file: YamlFile, node: YamlNode, before: Hook, reads: RepeatedReads, into: ManifestBuilder): Hook {
  const language = file.get(node, 'language');
  const languageName = language && file.slice(language)?.text;
  const id = file.get(node, 'id');
  const hookId = id && file.slice(id)?.text;
  if (languageName !== undefined && languageName !== 'python') {
    return { isPython: false, group: hookId ?? 'hooks' };
  }
  const items = listOf(file, node, 'additional_dependencies');
  const isTheSame = hookId === undefined && languageName === undefined && before.isPython;
  const isPython = languageName === 'python' || isTheSame || (hookId !== undefined && PYTHON_HOOKS.has(hookId));
  const isShown = items.some(({ value }) => canOnlyBePython(file.slice(value)?.trim()));
  const hook: Hook = { isPython: isPython || isShown, group: hookId ?? before.group };
  addItems(file, items, hook, reads, into);
  return hook;
}

function addItems(
  file: YamlFile,
  items: readonly YamlItem[],
  { isPython, group }: Hook,
  reads: RepeatedReads,
  into: ManifestBuilder,
): void {
  const kind = isPython ? 'package of Python' : 'package';
  for (const { value, removeSpan } of items.filter((item) => reads.isNew(kind, item.value))) {
    const text = file.slice(value)?.trim();
    if (text === undefined || text.length === 0 || text.text.startsWith('-')) {
      continue;
    }
    if (isPython) {
      parseInstallTarget(text, into, { group, removeSpan });
    } else {
      into.unchecked.push({
        text: text.text,
        why: l10n.t('The language of this hook is defined in its own repository and may not be Python.'),
        span: text.span(),
      });
    }
  }
}

function canOnlyBePython(text: Slice | undefined): boolean {
  if (text === undefined || text.text.startsWith('-')) {
    return false;
  }
  const { requirement, problems } = parseRequirement(text);
  return problems.length === 0 && requirement !== undefined && (requirement.specifier !== undefined || requirement.extras.length > 0);
}

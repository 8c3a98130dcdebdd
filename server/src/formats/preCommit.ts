import * as l10n from '@vscode/l10n';
import { parseRequirement } from '../packaging/requirement';
import type { Slice } from '../packaging/slice';
import type { FileFormat, Manifest } from './format';
import { ManifestBuilder } from './manifestBuilder';
import { parseInstallTarget } from './requirementLine';
import { YamlFile, type YamlItem, type YamlNode } from './yaml';

/** .pre-commit-config.yaml: what the hooks that are written in Python ask pip for besides themselves. */
export const preCommit: FileFormat = {
  id: 'pre-commit',
  title: '.pre-commit-config.yaml',
  globs: ['**/.pre-commit-config.{yml,yaml}'],
  mayContain: (text) => text.includes('additional_dependencies'),
  comments: true,
  generated: false,
  parse,
};

function parse(text: string): Manifest {
  const into = new ManifestBuilder();
  const file = new YamlFile(text);
  for (const root of file.roots) {
    for (const repo of listOf(file, root, 'repos')) {
      for (const hook of listOf(file, repo.value, 'hooks')) {
        readHook(file, hook.value, into);
      }
    }
  }
  return into;
}

function listOf(file: YamlFile, node: YamlNode, key: string): YamlItem[] {
  const list = file.get(node, key);
  return list ? file.items(list) : [];
}

/**
 * A hook's list is for the package manager of its language, which often only the hook's own repository tells. Then one item that can
 * be nothing but Python's (`name==1`, `name[extra]`) shows what the others are; without one they are listed as not checked.
 */
function readHook(file: YamlFile, hook: YamlNode, into: ManifestBuilder): void {
  const language = file.get(hook, 'language');
  const languageName = language && file.slice(language)?.text;
  if (languageName !== undefined && languageName !== 'python') {
    return;
  }
  const id = file.get(hook, 'id');
  const group = (id && file.slice(id)?.text) ?? 'hooks';
  const items = listOf(file, hook, 'additional_dependencies').flatMap(({ value, removeSpan }) => {
    const text = file.slice(value)?.trim();
    return text && text.length > 0 && !text.text.startsWith('-') ? [{ text, removeSpan }] : [];
  });
  const isPython = languageName === 'python' || items.some(({ text }) => canOnlyBePython(text));
  for (const { text, removeSpan } of items) {
    if (isPython) {
      parseInstallTarget(text, into, { group, removeSpan });
    } else {
      into.unchecked.push({
        text: text.text,
        why: l10n.t('The language of this hook stands in its own repository; it may not be Python.'),
        span: text.span(),
      });
    }
  }
}

function canOnlyBePython(text: Slice): boolean {
  const { requirement, problems } = parseRequirement(text);
  return problems.length === 0 && requirement !== undefined && (requirement.specifier !== undefined || requirement.extras.length > 0);
}

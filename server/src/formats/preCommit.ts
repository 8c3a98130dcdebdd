import * as l10n from '@vscode/l10n';
import { parseRequirement } from '../packaging/requirement';
import type { Slice } from '../packaging/slice';
import { readYaml } from './broken';
import type { FileFormat, Manifest } from './format';
import { ManifestBuilder } from './manifestBuilder';
import { parseInstallTarget } from './requirementLine';
import type { YamlFile, YamlItem, YamlNode } from './yaml';

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
  const file = readYaml(text, into);
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
 * A hook's list is for the package manager of its language, which often only the hook's own repository tells. Then a well-known hook, or
 * one item that can be nothing but Python's (`name==1`, `name[extra]`), shows what the others are; else they are listed as not checked.
 */
function readHook(file: YamlFile, hook: YamlNode, into: ManifestBuilder): void {
  const language = file.get(hook, 'language');
  const languageName = language && file.slice(language)?.text;
  if (languageName !== undefined && languageName !== 'python') {
    return;
  }
  const id = file.get(hook, 'id');
  const hookId = id && file.slice(id)?.text;
  const items = listOf(file, hook, 'additional_dependencies').flatMap(({ value, removeSpan }) => {
    const text = file.slice(value)?.trim();
    return text && text.length > 0 && !text.text.startsWith('-') ? [{ text, removeSpan }] : [];
  });
  const isPython =
    languageName === 'python' || (hookId !== undefined && PYTHON_HOOKS.has(hookId)) || items.some(({ text }) => canOnlyBePython(text));
  for (const { text, removeSpan } of items) {
    if (isPython) {
      parseInstallTarget(text, into, { group: hookId ?? 'hooks', removeSpan });
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

import { readYaml } from './broken';
import { mayInstall, readScript } from './commands';
import type { FileFormat, Manifest } from './format';
import { ManifestBuilder } from './manifestBuilder';
import type { YamlFile, YamlNode } from './yaml';

/** Keys whose text is a shell script, or a list of them. */
const SCRIPT_KEYS: ReadonlySet<string> = new Set([
  'run',
  'script',
  'before_script',
  'after_script',
  'bash',
  'command',
  'install',
  'before_install',
  'commands',
]);

/** CI definitions in YAML (GitHub, GitLab, Azure, CircleCI, Travis, Bitbucket): what their scripts install. */
export const ciWorkflow: FileFormat = {
  id: 'ci-workflow',
  title: 'CI workflow',
  globs: [
    '**/.github/workflows/*.{yml,yaml}',
    '**/.github/actions/**/*.{yml,yaml}',
    '**/action.{yml,yaml}',
    '**/*.gitlab-ci.{yml,yaml}',
    '**/.gitlab/**/*.{yml,yaml}',
    '**/azure-pipelines*.{yml,yaml}',
    '**/.circleci/*.{yml,yaml}',
    '**/.travis.{yml,yaml}',
    '**/bitbucket-pipelines.{yml,yaml}',
  ],
  mayContain: mayInstall,
  comments: true,
  generated: false,
  parse,
};

function parse(text: string): Manifest {
  const into = new ManifestBuilder();
  const file = readYaml(text, into);
  // Aliases can lead to a node many times, or to a node around them.
  const seen = new Set<YamlNode>();
  const read = new Set<YamlNode>();
  const pending = [...file.roots].reverse();
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    if (seen.has(node)) {
      continue;
    }
    seen.add(node);
    const children: YamlNode[] = file.items(node).map((item) => item.value);
    let isPython = false;
    const scripts: YamlNode[] = [];
    for (const { key, value } of file.entries(node)) {
      isPython ||= key === 'shell' && file.slice(value)?.text.includes('python') === true;
      if (SCRIPT_KEYS.has(key)) {
        scripts.push(value);
      }
      children.push(value);
    }
    for (const script of isPython ? [] : scripts) {
      readScripts(file, script, read, into);
    }
    pending.push(...children.reverse());
  }
  return into;
}

/** A script is one text, or a list of texts and of lists. */
function readScripts(file: YamlFile, node: YamlNode, read: Set<YamlNode>, into: ManifestBuilder): void {
  const pending = [node];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    if (read.has(next)) {
      continue;
    }
    read.add(next);
    const script = file.slice(next);
    if (script) {
      readScript(script, into);
    } else {
      pending.push(
        ...file
          .items(next)
          .map((item) => item.value)
          .reverse(),
      );
    }
  }
}

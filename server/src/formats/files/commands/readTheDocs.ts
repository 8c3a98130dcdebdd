import type { Slice } from '../../../packaging/slice';
import { readScript } from '../../commands/script';
import type { FileFormat, Include, Manifest } from '../../manifest/format';
import { ManifestBuilder } from '../../manifest/manifestBuilder';
import { readYamlVariables } from '../../pip/yamlVariables';
import { readYaml } from '../../syntax/broken';
import type { YamlFile } from '../../syntax/yaml/file';
import type { YamlNode } from '../../syntax/yaml/node';

/** Read the Docs' configuration (versions 1 and 2): the files that a build installs from, and its own commands. */
export const readTheDocs: FileFormat = {
  id: 'read-the-docs',
  title: '.readthedocs.yaml',
  globs: ['**/{.,}readthedocs.{yml,yaml}'],
  comments: true,
  generated: false,
  parse,
};

function parse(text: string): Manifest {
  const into = new ManifestBuilder();
  const file = readYaml(text, into);
  readYamlVariables(file, text, into);
  /** Texts that were read: aliases can lead to a list of commands many times. */
  const seen = new Set<YamlNode>();
  for (const node of file.below(file.roots)) {
    for (const { key, value } of file.entries(node)) {
      if (key === 'requirements' || key === 'requirements_file') {
        addFile(file.slice(value), into);
      } else if (key === 'conda') {
        const environment = file.get(value, 'environment') ?? file.get(value, 'file');
        addFile(environment && file.slice(environment), into, 'environment-yml');
      } else if (key === 'jobs' || key === 'commands') {
        readCommands(file, value, seen, into);
      }
    }
  }
  // After a break in the file, a list of texts is one of commands.
  for (const fragment of file.fragments) {
    if (file.items(fragment).length > 0) {
      readCommands(file, fragment, seen, into);
    }
  }
  return into;
}

/** Paths are relative to the repository's folder. */
function addFile(path: Slice | undefined, into: ManifestBuilder, readAs?: Include['readAs']): void {
  if (path !== undefined && path.text !== '' && path.text !== 'null' && path.text !== '~') {
    into.includes.push({
      kind: 'requirement',
      path: path.text,
      span: path.span(),
      tries: [path.text],
      ...(readAs !== undefined && { readAs }),
    });
  }
}

/** `jobs` has lists of commands by the steps of the build, `commands` is one. */
function readCommands(file: YamlFile, node: YamlNode, seen: Set<YamlNode>, into: ManifestBuilder): void {
  for (const inner of file.below([node], seen)) {
    const script = file.slice(inner);
    if (script) {
      readScript(script, into);
    }
  }
}

import { readYaml } from './broken';
import type { FileFormat, Manifest } from './format';
import { ManifestBuilder } from './manifestBuilder';
import { parseRequirementLine } from './requirementLine';

/** conda's environment.yml. Only the items of its `pip:` list come from a Python index; conda's own names are another name space. */
export const environmentYml: FileFormat = {
  id: 'environment-yml',
  title: 'conda environment.yml',
  globs: ['**/environment*.{yml,yaml}', '**/*environment.{yml,yaml}', '**/*conda*.{yml,yaml}', '**/env.{yml,yaml}'],
  mayContain: (text) => text.includes('dependencies') && text.includes('pip'),
  comments: true,
  generated: false,
  parse,
};

function parse(text: string): Manifest {
  const into = new ManifestBuilder();
  const file = readYaml(text, into);
  for (const root of file.roots) {
    const dependencies = file.get(root, 'dependencies');
    for (const { value } of dependencies ? file.items(dependencies) : []) {
      const pip = file.get(value, 'pip');
      for (const item of pip ? file.items(pip) : []) {
        const line = file.slice(item.value)?.trim();
        if (line && line.length > 0) {
          parseRequirementLine(line, into, { group: 'pip', removeSpan: item.removeSpan });
        }
      }
    }
  }
  return into;
}

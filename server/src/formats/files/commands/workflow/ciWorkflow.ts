import { Slice } from '../../../../packaging/slice';
import { CALL_WORDS, INSTALL_WORDS } from '../../../commands/installWords';
import type { FileFormat, Manifest } from '../../../manifest/format';
import { ManifestBuilder } from '../../../manifest/manifestBuilder';
import { addConfigurationMentions } from '../../../pip/indexVariables';
import { readYamlVariables } from '../../../pip/yamlVariables';
import { readYaml } from '../../../syntax/broken';
import { WorkflowReader } from './workflowReader';

/** CI and task definitions in YAML: what their scripts install. */
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
    '**/{.,}appveyor*.{yml,yaml}',
    '**/buildspec*.{yml,yaml}',
    '**/.cirrus.{yml,yaml}',
    '**/.{drone,woodpecker}.{yml,yaml}',
    '**/.woodpecker/*.{yml,yaml}',
    '**/.azure-pipelines/**/*.{yml,yaml}',
    '**/.semaphore/*.{yml,yaml}',
    '**/.buildkite/*.{yml,yaml}',
    '**/cloudbuild*.{yml,yaml}',
    '**/[Tt]askfile*.{yml,yaml}',
    '**/{docker-,}compose*.{yml,yaml}',
    '**/.gitpod.{yml,yaml}',
    '**/render.{yml,yaml}',
  ],
  hints: [[...INSTALL_WORDS, ...CALL_WORDS, '/.github/workflows/', 'include', 'template:']],
  comments: true,
  generated: false,
  parse,
};

function parse(text: string): Manifest {
  const into = new ManifestBuilder();
  const file = readYaml(text, into);
  readYamlVariables(file, text, into);
  addConfigurationMentions(Slice.of(text), into);
  new WorkflowReader(file, text, ciWorkflow.id, into).read();
  return into;
}

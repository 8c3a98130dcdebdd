import { expect, it } from 'vitest';
import { formatOf } from '../../../../server/src/formats';

const FILES = [
  '.github/workflows/a.yml',
  '.gitlab-ci.yml',
  'azure-pipelines.yml',
  'Taskfile.yml',
  'compose.yml',
  '.pre-commit-config.yaml',
  'environment.yml',
  'conda-lock.yml',
  'pixi.lock',
  '.readthedocs.yaml',
  'anaconda-project.yml',
];
const KEYS = (
  'a args build commands conda default defaults dependencies dockerfile_inline entrypoint env environment environments hooks include inputs ' +
  'jobs matrix package packages parameters pip pool pypi python repos run runs-on script steps tasks template uses value variables with'
).split(' ');

it.each(FILES)('reads aliases that lead to a parent: %s', (path) => {
  const format = formatOf(`/${path}`)!;
  for (const outer of KEYS) {
    for (const inner of KEYS) {
      const texts = [
        `r: &r\n  ${outer}: &o\n    ${inner}: *r\n    shell: bash\n    uses: ./a\n    run: pip install aaa\n`,
        `r: &r\n  ${outer}:\n    ${inner}:\n      ${outer}: *r\n`,
        `${outer}: &o\n- ${inner}: *o\n  name: pip install aaa\n`,
      ];
      for (const text of texts) {
        expect(() => format.parse(text), text).not.toThrow();
      }
    }
  }
});

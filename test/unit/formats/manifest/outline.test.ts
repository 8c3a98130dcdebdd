import { describe, expect, test } from 'vitest';
import { pipfile } from '../../../../server/src/formats/files/pipfile';
import { pyproject } from '../../../../server/src/formats/files/pyproject';
import { requirements } from '../../../../server/src/formats/files/requirements';
import type { FileFormat } from '../../../../server/src/formats/manifest/format';
import { definitionAt, outlineOf } from '../../../../server/src/formats/manifest/outline';

/** `«name»` marks the requested position, `‹name›` the answers. */
function ask(format: FileFormat, marked: string) {
  let text = '';
  let at = -1;
  const answers: string[] = [];
  for (const piece of marked.split(/(«[^»]*»|‹[^›]*›)/)) {
    const content = /^[«‹]/.test(piece) ? piece.slice(1, -1) : piece;
    if (piece.startsWith('«')) {
      at = text.length;
    } else if (piece.startsWith('‹')) {
      answers.push(`${text.length}:${content}`);
    }
    text += content;
  }
  const manifest = format.parse(text);
  const show = ({ start, end }: { start: number; end: number }) => `${start}:${text.slice(start, end)}`;
  return {
    answers,
    definition: [definitionAt(manifest, at)].flatMap((definition) => (definition ? [show(definition.to)] : [])),
  };
}

describe('definition of', () => {
  test.each<[string, FileFormat, string]>([
    ['an included group', pyproject, '[dependency-groups]\n‹My_Test› = ["a"]\nall = [{include-group = "«my-test»"}]\n'],
    ['a group of Poetry', pyproject, '[tool.poetry.group.‹a›.dependencies]\nx = "1"\n[tool.poetry.group.b]\ninclude-groups = ["«a»"]\n'],
    [
      'a name in an extra of Poetry',
      pyproject,
      '[tool.poetry.dependencies]\n‹Some_Name› = "1"\n[tool.poetry.extras]\nx = ["«some-name»"]\n',
    ],
    ['a source of uv', pyproject, '[project]\ndependencies = ["‹a_b›>1"]\n[tool.uv.sources]\n"«A-B»" = { git = "x" }\n'],
    [
      'an index of uv',
      pyproject,
      '[tool.uv.sources]\na = [{ index = "«x»" }]\n[[tool.uv.index]]\nname = "‹x›"\nurl = "https://x.invalid"\n',
    ],
    ['a source of Poetry', pyproject, '[tool.poetry.dependencies]\na = { source = "«x»" }\n[[tool.poetry.source]]\nname = "‹x›"\n'],
    ['a feature of Hatch', pyproject, '[project.optional-dependencies]\n‹x› = []\n[tool.hatch.envs.e]\nfeatures = ["«x»"]\n'],
    [
      'an extra of the project itself',
      pyproject,
      '[project]\nname = "My.App"\n[project.optional-dependencies]\ncli = []\n‹web› = []\nall = ["my-app[cli, «Web»]>=1"]\n',
    ],
    [
      'an extra of another project',
      pyproject,
      '[project]\nname = "my-app"\n[project.optional-dependencies]\nweb = []\nall = ["other[«web»]"]\n',
    ],
    ['an index of Pipenv', pipfile, '[[source]]\nname = "‹x›"\nurl = "https://x.invalid"\n[packages]\na = { index = "«x»" }\n'],
    ['a name that nobody declares', pyproject, '[tool.uv.sources]\n«a» = { git = "x" }\n'],
    ['a name that is the declaration', pyproject, '[project]\ndependencies = ["«a»"]\n'],
  ])('%s', (_, format, marked) => {
    const { answers, definition } = ask(format, marked);
    expect(definition).toEqual(answers);
  });
});

describe('outline', () => {
  const outline = (format: FileFormat, text: string) =>
    outlineOf(format.parse(text)).map(({ name, requirements, span }) => [
      name,
      requirements.map((it) => it.name),
      text.slice(span.start, span.end),
    ]);

  test('groups in the order of the file, without mentions', () => {
    const text = '[dependency-groups]\nx = ["c>1"]\n[project]\ndependencies = [\n"a", "b"]\n[tool.uv.sources]\na = { git = "x" }\n';
    expect(outline(pyproject, text)).toEqual([
      ['dependency-groups.x', ['c'], 'c>1'],
      ['project.dependencies', ['a', 'b'], 'a", "b'],
    ]);
  });

  test('a file without groups is one', () => {
    expect(outline(requirements, 'a\nb\n')).toEqual([[undefined, ['a', 'b'], 'a\nb']]);
  });
});

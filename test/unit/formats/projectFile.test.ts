import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readProjectFile, saysTheSame } from '../../../server/src/formats/projectFile';

const LINES = [
  '[project]\n',
  'name = "own"\n',
  'requires-python = ">=3.10"\n',
  'dependencies = [\n',
  '[project.optional-dependencies]\nx = [\n',
  '[dependency-groups]\ndev = [\n',
  '[build-system]\nrequires = [\n',
  '[tool.uv.workspace]\nmembers = [\n',
  '[tool.uv.sources]\na = { path = "a" }\n',
  '[tool.hatch.envs.x.workspace]\nmembers = [\n',
  '  "packages/one",\n',
  '"a>=1",\n',
  '# c\n',
  '\n',
  ']\n',
  'description = """\n',
  '"""\n',
] as const;

const edit = fc.record({
  at: fc.nat(),
  length: fc.nat({ max: 2 }),
  text: fc.constantFrom('', 'a', '"', ',', '\n', ' ', ']', '[project]\n'),
});

describe('a pyproject.toml that is being edited', () => {
  it('has the same project as its previous version, if that is claimed', () => {
    let claims = 0;
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...LINES, '[project]\ndependencies = [\n  "b",\n  "c",\n'), { maxLength: 14 }),
        edit,
        (lines, { at, length, text: typed }) => {
          const before = `[project]\ndependencies = [\n  "some-name",\n${lines.join('')}`;
          const offset = at % (before.length + 1);
          const text = before.slice(0, offset) + typed + before.slice(offset + length);
          if (saysTheSame('pyproject.toml', before, text)) {
            claims += before === text ? 0 : 1;
            expect(readProjectFile('pyproject.toml', text)).toEqual(readProjectFile('pyproject.toml', before));
          }
        },
      ),
      { numRuns: 3_000 },
    );
    expect(claims).toBeGreaterThan(10);
  });

  it.each([
    ['[project]\ndependencies = [\n  "a",\n]\n', '  "a', true],
    ['[dependency-groups]\n# c\ndev = [\n  "x",\n\n  "a",\n]\n', '  "a', true],
    ['[project]\nname = "own"\ndependencies = ["a"]\n', 'own', false],
    ['[tool.uv.workspace]\nmembers = [\n  "a",\n]\n', '  "a', false],
    ['[tool.x]\ndependencies = [\n  "a",\n]\n', '  "a', false],
    ['x = """\n[project]\ndependencies = [\n  "a",\n"""\n', '  "a', false],
    ['[project]\ndependencies = [\n  "a"\n]\n', '  "a', false],
  ])('in %j, %j can be typed after: %s', (before, after, expected) => {
    const at = before.indexOf(after) + after.length;
    expect(saysTheSame('pyproject.toml', before, `${before.slice(0, at)}b${before.slice(at)}`)).toBe(expected);
  });
});

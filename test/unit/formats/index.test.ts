import { expect, it } from 'vitest';
import { formatOfIncluded, formatOfNamed, formats, INCLUDED_FILES } from '../../../server/src/formats/index';

it('each format is described as before', async () => {
  const described = formats.map((format) =>
    Object.entries(format)
      .map(
        ([key, value]) =>
          `${key}: ${typeof value === 'function' ? 'a function' : value instanceof RegExp ? String(value) : JSON.stringify(value)}`,
      )
      .join('\n'),
  );
  await expect(`${described.join('\n\n')}\n`).toMatchFileSnapshot('formats.txt');
});

it('these formats are of tools that search the indexes as uv does', () => {
  const texts = ['', '[tool.uv]\n', ' [[ tool . uv.index ]]\n', '[tool.uvx]\n', '# [tool.uv]\n'];
  const using = formats.flatMap(({ id, usesUv }) =>
    usesUv === undefined ? [] : `${id} ${texts.map((text) => (usesUv(text) ? 1 : 0)).join('')}`,
  );
  expect(using.sort()).toEqual(['inline-script 11111', 'pixi 11111', 'pyproject 01100', 'uv 11111', 'uv-lock 11111']);
});

it('a file that a file or a user names has a format by its ending', () => {
  const ids = (path: string) => [formatOfNamed(path)?.id, formatOfIncluded(path)?.id];
  expect(INCLUDED_FILES).toBe('**/*.{txt,in,pip}');
  expect(ids('x.txt')).toEqual(['requirements', 'requirements']);
  expect(ids('x.IN')).toEqual(['requirements', 'requirements']);
  expect(ids('x.pip')).toEqual(['requirements', 'requirements']);
  expect(ids('deps.txt')).toEqual(['requirements', 'requirements']);
  expect(ids('x.md')).toEqual([undefined, 'requirements']);
  expect(ids('x.txt.md')).toEqual([undefined, 'requirements']);
  expect(ids('x.yml')).toEqual([undefined, 'included-yaml']);
  expect(ids('x.YAML')).toEqual([undefined, 'included-yaml']);
  expect(ids('pyproject.toml')).toEqual(['pyproject', 'requirements']);
});

it.each([
  ['dependencies:\n- pip: [aaa]\n', ['aaa']],
  ['name: x\ndependencies:\n- pip: [aaa]\n', ['aaa']],
  ['steps:\n- script: pip install bbb\n', ['bbb']],
  ['jobs:\n- script: pip install bbb\n', ['bbb']],
  ['ccc\n', ['ccc']],
  ['ddd==1\n-r x.txt\n', ['ddd']],
])('an included YAML file is read by its keys: %j', (text, names) => {
  expect(
    formatOfIncluded('x.yml')
      ?.parse(text)
      .requirements.map(({ name }) => name),
  ).toEqual(names);
});

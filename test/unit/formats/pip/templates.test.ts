import { describe, expect, it } from 'vitest';
import { read } from '../commands/read';

const V = '{{ v }}';

describe('a placeholder of a template', () => {
  it.each<readonly [line: string, expected: string]>([
    [`aaa==${V}`, `aaa ?${V}`],
    [`aaa>=${V},<${V}`, `aaa ?${V}`],
    [`aaa[${V}]==1.0`, `aaa ?${V}`],
    [`aaa${V}`, `?${V}`],
    [`aaa ${V}`, `aaa ?${V}`],
    [`${V}==1.0`, `?${V}`],
    [`-r ${V}`, '?{{'],
    [`-r ${V}/a.txt`, '?{{'],
    ['aaa=={{ v', 'aaa ?{{ v'],
    // pip does not read these.
    ['aaa=={ v }', "aaa !'{' is not a version."],
  ])('%s', (line, expected) => {
    expect(read('requirements.txt', `${line}\nbbb\n`)).toBe(`${expected} bbb`);
  });

  it('is found in YAML', () => {
    expect(read('environment.yml', `dependencies:\n- pip:\n  - aaa==${V}\n  - bbb\n`)).toBe(`aaa ?${V} bbb`);
  });
});

describe('a line of a template', () => {
  it.each(['requirements.txt', 'constraints.txt', 'requirements.in'])('is marked in %s', (path) => {
    const text = '{% if a %}\naaa\n  {%- endif -%}\n{# b #}\n{{ c }}\nddd\n';
    expect(read(path, text)).toBe('?{% if a %} aaa ?{%- endif -%} ?{# b #} ?{{ c }} ddd');
  });

  it('is an error if it is not of Jinja', () => {
    expect(read('requirements.txt', 'aaa\n% if b\n')).toBe('aaa !Expected a package name.');
  });
});

import { describe, expect, it } from 'vitest';
import { growth } from '../../commands/growth';
import { read } from '../../commands/read';

const many = (count: number, item: (i: number) => string): string => Array.from({ length: count }, (_, i) => item(i)).join('\n');

describe('a node that aliases share', () => {
  it.each<readonly [what: string, path: string, text: (times: number) => string]>([
    [
      'dependencies of hooks',
      '.pre-commit-config.yaml',
      (times) =>
        `x: &x\n${many(times, (i) => `- a${i}`)}\nrepos:\n- hooks:\n${many(times, () => '  - id: a\n    language: python\n    additional_dependencies: *x')}`,
    ],
    [
      'hooks of repositories',
      '.pre-commit-config.yaml',
      (times) =>
        `x: &x\n${many(times, () => '- id: a\n  language: python\n  additional_dependencies: [a]')}\nrepos:\n${many(times, () => '- hooks: *x')}`,
    ],
    [
      'arguments of hooks',
      '.pre-commit-config.yaml',
      (times) =>
        `x: &x\n${many(times, (i) => `- a${i}`)}\nrepos:\n- hooks:\n${many(times, (i) => `  - id: a\n    entry: /a${i}/pip install\n    args: *x`)}`,
    ],
    [
      'an entry of hooks',
      '.pre-commit-config.yaml',
      (times) => `x: &x pip install${' a'.repeat(times)}\nrepos:\n- hooks:\n${many(times, () => '  - id: a\n    entry: *x')}`,
    ],
    [
      'commands',
      '.readthedocs.yaml',
      (times) => `x: &x\n${many(times, (i) => `- pip install a${i}`)}\nbuild:\n${many(times, () => '- jobs: *x')}`,
    ],
    [
      'texts with indexes',
      '.readthedocs.yaml',
      (times) => `x: &x${' PIP_INDEX_URL=https://h.example'.repeat(times)}\nbuild:\n${many(times, () => '- *x')}`,
    ],
    [
      'lists of dependencies',
      'environment.yml',
      (times) => `x: &x\n${many(times, (i) => `- pip: [a${i}]`)}\n${many(times, () => 'dependencies: *x')}`,
    ],
    [
      'packages',
      'conda-lock.yml',
      (times) => `x: &x\n${many(times, () => '- name: a\n  manager: pip\n  version: 1')}\n${many(times, () => 'package: *x')}`,
    ],
    [
      'indexes of packages',
      'pixi.lock',
      (times) =>
        `environments: {default: {indexes: [${'https://pypi.org/simple,'.repeat(times)}]}}\npackages:\n${many(times, (i) => `- pypi: https://h.example/a${i}-1-py3-none-any.whl`)}`,
    ],
  ])('costs linear time: %s', (_, path, text) => {
    expect(growth(text, path, 1_000)).toBeLessThan(2.2);
  });

  it('is empty when it was read too often, which is listed', () => {
    const text = (times: number) => `x: &x ${'a '.repeat(5_000)}\nsteps:\n${many(times, () => '- shell: *x')}\n- run: pip install aaa`;
    expect(read('.github/workflows/a.yml', text(50))).toBe('aaa');
    expect(read('.github/workflows/a.yml', text(500))).toMatch(/^\?a a a .* aaa$/);
  });

  it('does not use up what is read of others', () => {
    const hooks = (name: (i: number) => string) =>
      many(3_000, (i) => `  - id: a\n    language: python\n    additional_dependencies: [${name(i)}]`);
    const text = `x: &x\n${many(3_000, (i) => `- a${i}`)}\nrepos:\n- hooks:\n${many(3_000, () => '  - id: b\n    language: python\n    additional_dependencies: *x')}\n${hooks((i) => `p${i}`)}`;
    const found = read('.pre-commit-config.yaml', text);
    expect(found).toContain('a2999');
    expect(found).toContain('p2999');
  });
});

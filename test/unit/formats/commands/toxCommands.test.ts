import { describe, expect, it } from 'vitest';
import { growth } from './growth';
import { read } from './read';

const toml = (...commands: readonly string[]) => `[env_run_base]\ncommands = [${commands.join(', ')}]\n`;

describe('replacements in the commands of tox.toml', () => {
  it.each([
    ['["pip", "install", { replace = "posargs", default = ["aaa"], extend = true }]', 'aaa'],
    ['[{ replace = "env", name = "P", default = "pip" }, "install", "aaa"]', 'aaa'],
    ['["pip", "install", { replace = "env", name = "P", default = "aaa" }]', '?{ replace = "env", name = "P", default = "aaa" } aaa'],
    ['["pip", "install", { replace = "ref", of = ["a"] }]', '?{ replace = "ref", of = ["a"] }'],
    ['["pip", { replace = "if", condition = "x", then = ["install", "aaa"], else = ["install", "bbb"] }]', 'aaa bbb'],
    ['["pip", { replace = "env", name = "P" }, "aaa"]', '?{ replace = "env", name = "P" }'],
    ['["pytest", { replace = "env", name = "P", default = "aaa" }]', ''],
  ])('%s', (command, expected) => {
    expect(read('tox.toml', toml(command))).toBe(expected);
  });

  it.each(['{replace="env",default=[', '{replace="env",default=["a"]},', '"a",', '], ["pip", "install", "a",'])(
    'cost linear time: %j',
    (text) => {
      expect(growth((times) => toml(`["pip", "install", ${text.repeat(times)}]`), 'tox.toml')).toBeLessThan(2.2);
    },
  );
});

import { describe, expect, it } from 'vitest';
import type { Project } from '../../../server/src/index/project';
import { found, type Lookup, MISSING, unavailable } from '../../../server/src/lookup';
import { release } from './given';
import { judged } from './world';

/** Typical text in place of a version. */
const SPECIFIERS = [
  'latest',
  '^latest',
  '~latest',
  '^',
  '~',
  '>=',
  '==',
  '===',
  '*',
  '**',
  '^*',
  '~*',
  '||',
  '^1 ||',
  '|| ^1',
  '^1 || ^latest',
  ',',
  '>=1,',
  '>=1,,<2',
  '1.*.2',
  '^1.x',
  '==1.*',
  '~=1',
  '^99999999999999999999',
  '1!1!1',
  '>=1.0+local',
  '$VERSION',
  '{{ version }}',
  '<2>1',
  '!=',
  'v',
  '.',
  '\u0661',
] as const;

/** A file of each grammar with a specifier, and malware after it. */
const FILES: readonly [file: string, text: (specifier: string) => string][] = [
  ['requirements.txt', (specifier) => `simplejson${specifier}\npycryptoenv==1.0.7\n`],
  ['requirements.txt', (specifier) => `simplejson[x]==${specifier} ; python_version\npycryptoenv==1.0.7\n`],
  ['pyproject.toml', (specifier) => `[tool.poetry.dependencies]\nsimplejson = "${specifier}"\npycryptoenv = "1.0.7"\n`],
  ['pyproject.toml', (specifier) => `[tool.poetry.dependencies]\nsimplejson = [{ version = "${specifier}" }, {}]\npycryptoenv = "1.0.7"\n`],
  ['pyproject.toml', (specifier) => `[project]\ndependencies = ["simplejson${specifier}", "pycryptoenv==1.0.7"]\n`],
  ['Pipfile', (specifier) => `[packages]\nsimplejson = "${specifier}"\npycryptoenv = "==1.0.7"\n`],
  ['environment.yml', (specifier) => `dependencies:\n  - pip:\n    - "simplejson${specifier}"\n    - pycryptoenv==1.0.7\n`],
  [
    'poetry.lock',
    (specifier) => `[[package]]\nname = "simplejson"\nversion = "${specifier}"\n\n[[package]]\nname = "pycryptoenv"\nversion = "1.0.7"\n`,
  ],
  [
    'uv.lock',
    (specifier) =>
      `version = 1\n[[package]]\nname = "simplejson"\nversion = "${specifier}"\n\n[[package]]\nname = "pycryptoenv"\nversion = "1.0.7"\n`,
  ],
  ['setup.cfg', (specifier) => `[options]\ninstall_requires =\n    simplejson${specifier}\n    pycryptoenv==1.0.7\n`],
  [
    '.pre-commit-config.yaml',
    (specifier) =>
      `repos:\n- repo: https://acme.example/x\n  rev: v1\n  hooks:\n  - id: x\n    additional_dependencies: ["simplejson${specifier}", "pycryptoenv[x]"]\n`,
  ],
];

const strange = (releases: Project['releases']): Lookup<Project> => found({ name: 'simplejson', status: 'active', releases });

/** Strange answers of an index. */
const ANSWERS: readonly Lookup<Project>[] = [
  MISSING,
  unavailable('no answer'),
  strange([]),
  strange([{ version: '', files: [] }]),
  strange([release('nightly', 'yesterday'), release('', ''), release('1.0', '2020-01-01T00:00:00Z', '')]),
];

describe.each(FILES)('%s: %#', (file, text) => {
  it.each(SPECIFIERS)('malware after %s is reported', async (specifier) => {
    const { diagnostics } = await judged(file, text(specifier));
    expect(diagnostics.map(({ code }) => code)).toContain('known-malicious');
  });

  it.each(ANSWERS)('with any answer of the index: %#', async (answer) => {
    for (const specifier of ['^latest', '>=', '==1.0']) {
      const { diagnostics } = await judged(file, text(specifier), {
        index: new Map([['simplejson', answer]]),
        advisories: new Map([['simplejson', []]]),
      });
      expect(diagnostics.map(({ code }) => code)).toContain('known-malicious');
    }
  });
});

import { afterAll, describe, expect, it } from 'vitest';
import { folderWith, lookalike } from './calls';

/** Names with details beside the message: evidence, why a source does not explain the name, what was not checked, advice. */
const { folder, remove } = folderWith({
  'pyproject.toml': `[project]
name = "x"
dependencies = ["crytography", "reqeusts"]
[tool.uv.sources]
crytography = { index = "corp" }
reqeusts = { path = "../../outside" }
`,
  'uv.lock': `version = 1
[[package]]
name = "pycryptoenv"
version = "1.0.7"
source = { registry = "https://pypi.org/simple" }
[[package]]
name = "flask"
version = "0.12"
source = { registry = "https://pypi.org/simple" }
`,
});
afterAll(remove);

const scan = async (...args: readonly string[]): Promise<string> => (await lookalike('scan', '--offline', folder, ...args)).stdout;

const EVIDENCE = "'cryptography' is #11 on PyPI by downloads.";
const UNKNOWN = 'Unknown: first release and owners (Lookalike is in offline mode).';
const NO_INDEX = "No index 'corp' is configured.";
const OUTSIDE = "'../../outside' was not checked because it is outside the workspace.";
const RELOCK = 'Edit the manifest, then re-lock.';
const RECORD = 'Record: PyPI malregistry';
const ADVISORY = 'CVE-2018-1000656';
const ALL = [EVIDENCE, UNKNOWN, NO_INDEX, OUTSIDE, RELOCK];

describe('the details of a finding', () => {
  it('are in text for sources and what was not checked, and all of them with -v', async () => {
    const lines = (await scan()).split('\n');
    const below = (name: string) => lines.slice(lines.findIndex((line) => line.includes(`'${name}' `)) + 1);
    expect(below('crytography').slice(0, 1)).toEqual([`  ${NO_INDEX}`]);
    expect(below('reqeusts').slice(0, 1)).toEqual([`  ${OUTSIDE}`]);
    for (const text of [EVIDENCE, UNKNOWN, RELOCK, RECORD, ADVISORY]) {
      expect(lines.join('\n')).not.toContain(text);
    }
    const verbose = await scan('-v');
    for (const text of [...ALL, RECORD, ADVISORY]) {
      expect(verbose).toContain(`\n  ${text}`);
    }
  });

  it('are in JSON and JSON lines as texts', async () => {
    const { findings } = JSON.parse(await scan('--format', 'json')) as { findings: { name: string; details?: string[] }[] };
    expect(findings.find(({ name }) => name === 'crytography')?.details).toEqual([EVIDENCE, UNKNOWN, NO_INDEX]);
    expect(findings.find(({ name }) => name === 'flask')).toMatchObject({
      advisories: expect.arrayContaining([expect.objectContaining({ id: ADVISORY, url: expect.stringMatching(/^https:/) })]),
    });
    const lines = (await scan('--format', 'jsonl')).trimEnd().split('\n');
    const first = JSON.parse(lines[0] ?? '');
    expect(first).toEqual(findings[0]);
  });

  it('are in SARIF beside the short message, as Markdown and as texts', async () => {
    const [run] = JSON.parse(await scan('--format', 'sarif')).runs;
    interface Result {
      readonly message: { readonly text: string; readonly markdown?: string };
      readonly properties: { readonly name: string; readonly details?: readonly string[] };
    }
    const results = run.results as readonly Result[];
    const of = (name: string) => results.find(({ properties }) => properties.name === name);
    expect(of('crytography')?.message.text).toBe("'crytography' looks like 'cryptography' (missing letter 'p').");
    expect(of('crytography')?.message.markdown).toContain("\n- No index \\'corp\\' is configured\\.");
    expect(of('crytography')?.properties.details).toEqual([EVIDENCE, UNKNOWN, NO_INDEX]);
    expect(of('pycryptoenv')?.message.markdown).toContain('\n- Record: [PyPI malregistry](https://github.com/lxyeternal/pypi_malregistry)');
    expect(of('flask')?.message.markdown).toContain('\n- [CVE\\-2018\\-1000656](https://osv.dev/vulnerability/');
  });

  it('are in annotations of GitHub, each on its own line', async () => {
    const annotations = (await scan('--format', 'github')).split('\n').filter((line) => line.startsWith('::'));
    expect(annotations.find((line) => line.includes('crytography'))).toMatch(
      new RegExp(`::'crytography' looks like [^%]*%0A${EVIDENCE}%0A.*%0A${NO_INDEX}$`),
    );
    expect(annotations.find((line) => line.includes('pycryptoenv'))).toContain(`%0A${RELOCK}%0A${RECORD}`);
  });

  it('include the record of a verdict with -v', async () => {
    expect((await lookalike('check', '--offline', 'pycryptoenv', '-v')).stdout).toContain(`${RECORD} (https://`);
    expect((await lookalike('check', '--offline', 'pycryptoenv')).stdout).not.toContain(RECORD);
  });
});

import { describe, it } from 'vitest';
import { SafeUrl } from '../../../../server/src/index/safeUrl';
import { project } from '../../../inMemoryHost';
import { expectMarked, type World } from '../world';

/** `searchOrder.test.ts` covers the behavior of each tool. */
const PRIVATE: World = { files: { 'lookalike.toml': 'private = ["acme-*"]' } };

describe('a private name', () => {
  it.each<[what: string, marked: string]>([
    ['from the only index', '--index-url https://pypi.acme.example/simple\nacme-utils\n'],
    [
      'from an index beside the public one',
      `
--extra-index-url https://pypi.acme.example/simple
acme-utils
^^^^^^^^^^ warning[dependency-confusion]: … Both indexes are searched, and the highest version wins.
`,
    ],
    ['that is public', '--extra-index-url https://pypi.acme.example/simple\nrequests\n'],
    [
      'from two own indexes',
      `
-i https://one.acme.example/simple
--extra-index-url https://two.acme.example/simple
acme-utils
^^^^^^^^^^ information[dependency-confusion]: … If one of your indexes mirrors PyPI, a higher version there wins.
`,
    ],
    ['without an index', '--no-index\nacme-utils\n'],
    [
      'from no index that the file names',
      `
acme-utils
^^^^^^^^^^ information[dependency-confusion]: … Make sure only your own index can serve it.
`,
    ],
  ])('%s', async (_, marked) => {
    await expectMarked('requirements.txt', marked, PRIVATE);
  });

  it('that is trusted', async () => {
    const configuration = 'private = ["acme-*"]\ntrust = ["acme-utils"]';
    await expectMarked('requirements.txt', 'acme-utils\n', { files: { 'lookalike.toml': configuration } });
  });

  it.each([
    ['index', 'acme-utils\n'],
    ['extra-index', 'acme-utils\n^^^^^^^^^^ warning[dependency-confusion]: … Both indexes are searched, and the highest version wins.\n'],
  ] as const)("from the %s of the user's pip", async (kind, marked) => {
    const url = SafeUrl.parse('https://pypi.acme.example/simple') as SafeUrl;
    await expectMarked('requirements.txt', marked, {
      ...PRIVATE,
      prepare: (host) => {
        host.user = { ...host.user, pip: [{ kind, url, namedBy: 'user' }] };
      },
    });
  });
});

it("treats a name that only an index of the file has as the user's own", async () => {
  const marked = `
--extra-index-url https://pypi.acme.example/simple
zqxw-tool
^^^^^^^^^ information[dependency-confusion]: 'zqxw-tool' is not on PyPI, where anyone could register it. …
`;
  await expectMarked('requirements.txt', marked, {
    index: new Map([['zqxw-tool', project('zqxw-tool', {})]]),
    prepare: (host) => {
      host.current = { ...host.current, trustedIndexes: ['https://pypi.acme.example'] };
    },
  });
});

it('names the strategy of uv that lets any index win', async () => {
  const marked = `
[tool.uv]
index-strategy = "unsafe-best-match"
                  ^^^^^^^^^^^^^^^^^ warning[dependency-confusion]: With 'unsafe-best-match', a higher version on any index overrides your own package.
`;
  await expectMarked('pyproject.toml', marked);
});

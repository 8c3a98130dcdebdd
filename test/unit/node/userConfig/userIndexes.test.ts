import { describe, expect, it } from 'vitest';
import { Authorizations } from '../../../../server/src/node/userConfig/authorization';
import { parseNetrc } from '../../../../server/src/node/userConfig/netrc';
import { pipConfigFiles } from '../../../../server/src/node/userConfig/pipIndexes';
import type { UserSystem } from '../../../../server/src/node/userConfig/system';
import { readUserIndexes } from '../../../../server/src/node/userConfig/userIndexes';
import { uvConfigFiles } from '../../../../server/src/node/userConfig/uvIndexes';

function system(
  files: Readonly<Record<string, string>>,
  env: Readonly<Record<string, string>> = {},
  platform: NodeJS.Platform = 'linux',
): UserSystem {
  return { env, platform, home: platform === 'win32' ? 'C:\\Users\\ann' : '/home/ann', read: async (path) => files[path] };
}

async function read(...args: Parameters<typeof system>) {
  const { pip, uv, others, credentials } = await readUserIndexes(system(...args));
  const texts = (list: typeof pip) =>
    list.map(({ kind, url, name, explicit }) => [kind, url.target, name, explicit].filter((part) => part !== undefined).join(' '));
  return { pip: texts(pip), uv: texts(uv), others: texts(others), credentials: Object.fromEntries(credentials) };
}

describe('pip', () => {
  it('joins its files, later ones over earlier ones, and the environment over all of them', async () => {
    const files = {
      '/etc/pip.conf':
        '[global]\nindex-url = https://global.example/simple\nextra-index-url =\n    https://one.example/simple\n    https://two.example/simple\n',
      '/home/ann/.config/pip/pip.conf':
        '[global]\ntimeout = 60\nindex_url: https://ann:s%40cret@user.example/simple\n[install]\nextra-index-url = https://three.example/simple',
      '/venv/pip.conf': '# comment\n[install]\nindex-url = https://site.example/simple\n',
    };
    expect(await read(files)).toMatchObject({
      pip: ['index https://user.example/simple', 'extra-index https://three.example/simple'],
      credentials: { 'https://user.example': { username: 'ann', password: 's@cret' } },
    });
    expect((await read(files, { VIRTUAL_ENV: '/venv' })).pip[0]).toBe('index https://site.example/simple');
    expect(
      (await read(files, { PIP_INDEX_URL: 'https://env.example/simple', PIP_EXTRA_INDEX_URL: 'https://a.example/ https://b.example/' }))
        .pip,
    ).toEqual(['index https://env.example/simple', 'extra-index https://a.example/', 'extra-index https://b.example/']);
    expect((await read(files, { PIP_NO_INDEX: '1' })).pip).toEqual([]);
    expect((await read(files, { PIP_CONFIG_FILE: '/dev/null' })).pip).toEqual([]);
  });

  it.each([
    ['linux', {}, ['/etc/xdg/pip/pip.conf', '/etc/pip.conf', '/home/ann/.pip/pip.conf', '/home/ann/.config/pip/pip.conf']],
    [
      'linux',
      { XDG_CONFIG_DIRS: '/a:/b', XDG_CONFIG_HOME: '/c' },
      ['/a/pip/pip.conf', '/b/pip/pip.conf', '/etc/pip.conf', '/home/ann/.pip/pip.conf', '/c/pip/pip.conf'],
    ],
    ['linux', { PIP_CONFIG_FILE: '/own.conf' }, ['/etc/xdg/pip/pip.conf', '/etc/pip.conf', '/own.conf']],
    [
      'darwin',
      { VIRTUAL_ENV: '/venv' },
      [
        '/Library/Application Support/pip/pip.conf',
        '/home/ann/.pip/pip.conf',
        '/home/ann/.config/pip/pip.conf',
        '/home/ann/Library/Application Support/pip/pip.conf',
        '/venv/pip.conf',
      ],
    ],
    ['win32', { APPDATA: 'D:\\Roaming' }, ['C:\\ProgramData\\pip\\pip.ini', 'C:\\Users\\ann\\pip\\pip.ini', 'D:\\Roaming\\pip\\pip.ini']],
    ['linux', { PIP_CONFIG_FILE: '/dev/null' }, []],
  ] as const)('looks for its files on %s with %j', (platform, env, expected) => {
    expect(pipConfigFiles(system({}, env, platform))).toEqual(expected);
  });
});

describe('uv', () => {
  it('joins its variables and files', async () => {
    const files = {
      '/home/ann/.config/uv/uv.toml':
        '[[index]]\nname = "corp"\nurl = "https://corp.example/simple"\nexplicit = true\n\n[pip]\nindex-url = "https://pip.example/simple"\n',
      '/etc/uv/uv.toml': 'extra-index-url = ["https://sys.example/simple"]\n',
    };
    const env = {
      UV_INDEX: 'lab=https://lab.example/simple https://plain.example/',
      UV_DEFAULT_INDEX: 'https://default.example/',
      UV_INDEX_CORP_USERNAME: 'ann',
      UV_INDEX_CORP_PASSWORD: 'pw',
    };
    expect(await read(files, env)).toMatchObject({
      uv: [
        'extra-index https://lab.example/simple lab',
        'extra-index https://plain.example/',
        'index https://default.example/',
        'extra-index https://corp.example/simple corp true',
        'index https://pip.example/simple',
        'extra-index https://sys.example/simple',
      ],
      credentials: { 'https://corp.example': { username: 'ann', password: 'pw' } },
    });
  });

  it('gives no credentials by name to an index that the user did not name', async () => {
    expect((await read({}, { UV_INDEX_CORP_PASSWORD: 'pw', UV_INDEX: 'https://other.example/' })).credentials).toEqual({});
  });

  it('looks for its files', () => {
    expect(uvConfigFiles(system({}, { UV_CONFIG_FILE: '/own.toml' }))).toEqual(['/own.toml']);
    expect(uvConfigFiles(system({}, { UV_NO_CONFIG: '1' }))).toEqual([]);
    expect(uvConfigFiles(system({}, {}, 'win32'))).toEqual([
      'C:\\Users\\ann\\AppData\\Roaming\\uv\\uv.toml',
      'C:\\ProgramData\\uv\\uv.toml',
    ]);
  });
});

describe('Poetry, PDM and Pipenv', () => {
  it('name indexes with their credentials', async () => {
    const files = {
      '/home/ann/.config/pypoetry/config.toml': '[repositories.acme]\nurl = "https://acme.example/simple/"\n',
      '/home/ann/.config/pypoetry/auth.toml':
        '[http-basic.acme]\nusername = "ann"\npassword = "pw"\n[http-basic.unknown]\nusername = "x"\npassword = "y"\n',
      '/home/ann/.config/pdm/config.toml':
        '[pypi]\nurl = "https://pdm.example/simple"\nusername = "bo"\npassword = "pw2"\n[pypi.extra]\nurl = "https://extra.example/simple"\n',
    };
    expect(await read(files, { PIPENV_PYPI_MIRROR: 'https://mirror.example/simple' })).toEqual({
      pip: [],
      uv: [],
      others: [
        'extra-index https://acme.example/simple/ acme',
        'index https://pdm.example/simple',
        'extra-index https://extra.example/simple extra',
        'index https://mirror.example/simple',
      ],
      credentials: {
        'https://acme.example': { username: 'ann', password: 'pw' },
        'https://pdm.example': { username: 'bo', password: 'pw2' },
      },
    });
  });
});

describe('broken configuration', () => {
  it.each([
    '',
    '[[[',
    '\u0000',
    'index-url = https://no.section/',
    '[global]\nindex-url',
    '[[index]]\nurl = 7',
    '[repositories]\nacme = "x"',
  ])('%j is survived', async (text) => {
    const everywhere = { env: {}, platform: 'linux' as const, home: '/home/ann', read: async () => text };
    expect((await readUserIndexes(everywhere)).pip).toEqual([]);
  });
});

describe('netrc', () => {
  it.each([
    ['machine a.example login ann password pw', { 'a.example': ['ann', 'pw'] }],
    [
      'machine A.example\n  login ann\n  password pw\nmachine b.example login b password c',
      { 'a.example': ['ann', 'pw'], 'b.example': ['b', 'c'] },
    ],
    ['# machine x login y password z\nmachine a.example login "an n" password "p\\"w" # end', { 'a.example': ['an n', 'p"w'] }],
    ['default login anonymous password me@example.org', {}],
    ['macdef init\nmachine a.example login x password y\n\nmachine b.example login b password c', { 'b.example': ['b', 'c'] }],
    ['machine a.example login ann account x password pw', { 'a.example': ['ann', 'pw'] }],
    ['machine a.example password first\nmachine a.example password second', { 'a.example': ['', 'first'] }],
    ['machine a.example login ann', {}],
    ['machine', {}],
    ['machine a.example login ann password p#w', { 'a.example': ['ann', 'p#w'] }],
  ])('%s', (text, expected) => {
    expect(Object.fromEntries([...parseNetrc(text)].map(([host, { username, password }]) => [host, [username, password]]))).toEqual(
      expected,
    );
  });
});

describe('credentials', () => {
  const basic = (text: string) => `Basic ${Buffer.from(text).toString('base64')}`;
  const own = system({ '/home/ann/.netrc': 'machine corp.example login net password rc\nmachine evil.example login net password rc' });
  const authorizations = new Authorizations({
    configured: new Map([
      ['https://conf.example', { username: 'ann', password: 'conf' }],
      ['https://ring.example', { username: 'ann', password: '' }],
      ['https://token.example', { username: 'token', password: '' }],
    ]),
    keyring: async (origin, username) => (origin === 'https://ring.example' ? { username, password: 'ring' } : undefined),
    secret: async (origin) => (origin === 'https://secret.example' ? { username: 'ann', password: 'secret' } : undefined),
    system: own,
    isUserOrigin: (origin) => !origin.includes('evil'),
  });

  it.each([
    ['https://secret.example', basic('ann:secret')],
    ['https://conf.example', basic('ann:conf')],
    ['https://ring.example', basic('ann:ring')],
    ['https://token.example', basic('token:')],
    ['https://conf.example:8443', undefined],
    ['http://conf.example', undefined],
    ['https://corp.example', basic('net:rc')],
    ['https://evil.example', undefined],
    ['https://other.example', undefined],
  ])('for %s', async (origin, expected) => {
    expect(await authorizations.header(origin)).toBe(expected);
  });
});

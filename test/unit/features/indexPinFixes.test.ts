import { describe, expect, it } from 'vitest';
import { applied, documentOf, serviceOn } from './service';

const CONFIG = { 'lookalike.toml': 'private = ["acme-*"]\n' };

/** The results of the quick fixes for the first finding of the rule, by title. Each is judged again. */
async function fixes(text: string, name = 'pyproject.toml'): Promise<Record<string, string>> {
  const { service } = serviceOn(CONFIG);
  const document = documentOf(name, text);
  const finding = (await service.diagnostics(document)).find(({ code }) => code === 'dependency-confusion');
  if (finding === undefined) {
    return {};
  }
  const result: Record<string, string> = {};
  for (const action of await service.codeActions(document, finding.range, { diagnostics: [] })) {
    if (!/^(?:Ignore|Trust|Remove)/.test(action.title)) {
      // One edit of one document: undone in one step.
      expect(action.edit?.documentChanges).toHaveLength(1);
      result[action.title] = applied(document, action);
    }
  }
  return result;
}

async function confusedNames(text: string, name = 'pyproject.toml'): Promise<string[]> {
  const { service } = serviceOn(CONFIG);
  const document = documentOf(name, text);
  const found = await service.diagnostics(document);
  expect(found.filter(({ code }) => code === 'invalid-requirement')).toEqual([]);
  return found.filter(({ code }) => code === 'dependency-confusion').map(({ range }) => document.getText(range));
}

const UV_INDEX = '[[tool.uv.index]]\nname = "acme"\nurl = "https://pypi.acme.example/simple"\n';
const UV = `[project]\ndependencies = [\n  "acme-core>=1",\n  "requests",\n  "Acme_Utils[x]==2.0",\n]\n\n${UV_INDEX}`;
const TAKE = "Pin 'acme-core' to index 'acme'";
const EXPLICIT = "Make index 'acme' explicit (serve only acme-core, acme-utils)";

describe('uv', () => {
  it('pins one name to the index, or all private names with an explicit index', async () => {
    const made = await fixes(UV);
    expect(Object.keys(made)).toEqual([TAKE, EXPLICIT]);
    expect(made[TAKE]).toBe(`${UV}\n[tool.uv.sources]\nacme-core = { index = "acme" }\n`);
    expect(made[EXPLICIT]).toBe(
      `${UV}explicit = true\n\n[tool.uv.sources]\nacme-core = { index = "acme" }\nacme-utils = { index = "acme" }\n`,
    );
    expect(await confusedNames(made[TAKE] as string)).toEqual(['Acme_Utils']);
    expect(await confusedNames(made[EXPLICIT] as string)).toEqual([]);
  });

  it('adds the names to the existing table of sources, and the key in place of false', async () => {
    const text = `${UV}explicit = false # not yet\n\n[tool.uv.sources]\nother = { git = "https://git.example/x" } # why\n\n[tool.x]\na = 1\n`;
    const made = await fixes(text);
    expect(made[EXPLICIT]).toBe(
      text.replace('= false', '= true').replace('# why\n', '# why\nacme-core = { index = "acme" }\nacme-utils = { index = "acme" }\n'),
    );
    expect(await confusedNames(made[EXPLICIT] as string)).toEqual([]);
  });

  it.each([
    ['inline tables', '[tool.uv]\nindex = [{ name = "acme", url = "https://pypi.acme.example/simple" }]\nsources = {}\n'],
    ['a source with its own header', `${UV_INDEX}\n[tool.uv.sources.other]\npath = "x"\n`],
    ['sources in an inline table', `[tool.uv]\nsources = { other = { path = "x" } }\n${UV_INDEX}`],
    ['a strange name', UV_INDEX.replace('"acme"', "'a\\\"c'")],
  ])('keeps %s whole', async (_, tables) => {
    const text = `[project]\ndependencies = ["acme-core"]\n\n${tables}`;
    const made = Object.values(await fixes(text));
    expect(made.length).toBeGreaterThan(0);
    for (const one of made) {
      expect(await confusedNames(one)).toEqual([]);
    }
  });

  it('ends lines as the file does', async () => {
    const text = UV.trimEnd().replaceAll('\n', '\r\n');
    const made = Object.values(await fixes(text));
    expect(made).toHaveLength(2);
    for (const one of made) {
      expect(one.replaceAll('\r\n', '')).not.toContain('\n');
      expect(await confusedNames(one)).not.toContain('acme-core');
    }
  });

  it.each([
    ['an index without a name', UV_INDEX.replace('name = "acme"\n', '')],
    ['sources by dotted keys', `[tool.uv]\nsources.other = { path = "x" }\n${UV_INDEX}`],
    [
      'a name that goes there on one platform',
      `${UV_INDEX}\n[tool.uv.sources]\nacme-core = { index = "acme", marker = "sys_platform == 'win32'" }\n`,
    ],
    ['public indexes alone', '[[tool.uv.index]]\nname = "pypi"\nurl = "https://pypi.org/simple"\n'],
  ])('offers nothing for %s', async (_, tables) => {
    expect(await fixes(`[project]\ndependencies = ["acme-core"]\n\n${tables}`)).toEqual({});
  });

  it('reports that the index is searched first, and with unsafe-best-match that all are', async () => {
    const { service } = serviceOn(CONFIG);
    const [inOrder] = await service.diagnostics(documentOf('pyproject.toml', UV));
    expect(inOrder).toMatchObject({ severity: 3, message: expect.stringContaining('searched first') });
    const text = UV.replace('[[tool', '[tool.uv]\nindex-strategy = "unsafe-best-match"\n\n[[tool');
    const together = await service.diagnostics(documentOf('pyproject.toml', text, 2));
    expect(together.map(({ severity, message }) => [severity, /high(er|est) version/.test(String(message))])).toEqual([
      [2, true],
      [2, true],
      [2, true],
    ]);
  });

  it('offers both solutions on the strategy itself', async () => {
    const text = `[tool.uv]\nindex-strategy = "unsafe-best-match"\n\n${UV}`;
    const made = await fixes(text);
    expect(Object.keys(made)).toEqual([EXPLICIT, "Use the first index that has a package ('first-index')"]);
    expect(made["Use the first index that has a package ('first-index')"]).toBe(text.replace('unsafe-best-match', 'first-index'));
  });

  it('knows that an index in place of the public one is the only one', async () => {
    expect(await confusedNames(`${UV}default = true\n`)).toEqual([]);
  });
});

describe('Poetry', () => {
  const SOURCE = '[[tool.poetry.source]]\nname = "acme"\nurl = "https://pypi.acme.example/simple"\npriority = "supplemental"\n';

  it('writes the source next to the version, in any of its forms', async () => {
    const text = `[tool.poetry.dependencies]
python = "^3.11"
acme-core = "^1.0"
Acme_Utils = { version = "*", extras = ["x"] }

[tool.poetry.dependencies.acme-table]
version = "2"

[tool.poetry.group.dev.dependencies]
acme-many = [
  { version = "1", python = "<3.10" },
  { version = "2", python = ">=3.10" },
]

${SOURCE}`;
    const made = await fixes(text);
    const title = "Make index 'acme' explicit (serve only acme-core, acme-utils, acme-table, 1 more)";
    expect(Object.keys(made)).toEqual([TAKE, title]);
    expect(made[TAKE]).toBe(text.replace('"^1.0"', '{ version = "^1.0", source = "acme" }'));
    expect(made[title]).toBe(
      text
        .replace('"^1.0"', '{ version = "^1.0", source = "acme" }')
        .replace('extras = ["x"]', 'extras = ["x"], source = "acme"')
        .replace('version = "2"\n\n', 'version = "2"\nsource = "acme"\n\n')
        .replace('"<3.10"', '"<3.10", source = "acme"')
        .replace('">=3.10"', '">=3.10", source = "acme"')
        .replace('"supplemental"', '"explicit"'),
    );
    expect(await confusedNames(made[title] as string)).toEqual([]);
  });

  it('leaves the standard list unchanged and adds to its own table', async () => {
    const text = `[project]\ndependencies = ["acme-core (>=1,<2)"]\n\n${SOURCE}`;
    const made = await fixes(text);
    expect(made[TAKE]).toBe(`${text}\n[tool.poetry.dependencies]\nacme-core = { source = "acme" }\n`);
    expect(await confusedNames(made[TAKE] as string)).toEqual([]);
  });
});

describe('PDM', () => {
  it('adds the name to the names of the source', async () => {
    const source = '[[tool.pdm.source]]\nname = "acme"\nurl = "https://pypi.acme.example/simple"\n';
    const text = `[project]\ndependencies = ["acme-core", "acme-utils"]\n\n${source}`;
    const made = await fixes(text);
    expect(made).toEqual({ [TAKE]: `${text}include_packages = ["acme-core"]\n` });
    const title = "Pin 'acme-utils' to index 'acme'";
    expect(await confusedNames(made[TAKE] as string)).toEqual(['acme-utils']);
    expect((await fixes(made[TAKE] as string))[title]).toBe(`${text}include_packages = ["acme-core", "acme-utils"]\n`);
  });

  it('reads the existing patterns', async () => {
    const text = `[project]\ndependencies = ["acme-core"]\n\n[[tool.pdm.source]]\nname = "acme"\nurl = "https://pypi.acme.example/simple"\ninclude_packages = ["x", "acme-*"]\n`;
    expect(await confusedNames(text)).toEqual([]);
  });
});

describe('Pipenv', () => {
  const SOURCES =
    '[[source]]\nname = "pypi"\nurl = "https://pypi.org/simple"\n\n[[source]]\nname = "acme"\nurl = "https://pypi.acme.example/simple"\n\n';

  it('writes the index next to the version', async () => {
    const text = `${SOURCES}[packages]\nacme-core = "==1.0"\nrequests = "*"\n`;
    const made = await fixes(text, 'Pipfile');
    expect(made).toEqual({ [TAKE]: text.replace('"==1.0"', '{ version = "==1.0", index = "acme" }') });
    expect(await confusedNames(made[TAKE] as string, 'Pipfile')).toEqual([]);
  });

  it('reports that only the first source is searched', async () => {
    const { service } = serviceOn(CONFIG);
    const [found] = await service.diagnostics(documentOf('Pipfile', `${SOURCES}[packages]\nacme-core = "*"\n`));
    expect(found).toMatchObject({ severity: 2, message: expect.stringContaining('the public index serves it') });
  });
});

describe('pip', () => {
  it('cannot express it in a requirements file, so there is no fix', async () => {
    expect(await fixes('--extra-index-url https://pypi.acme.example/simple\nacme-core\n', 'requirements.txt')).toEqual({});
  });
});

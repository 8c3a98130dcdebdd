import { describe, expect, it } from 'vitest';
import { IndexContexts } from '../../../../server/src/facts/indexes/indexContexts';
import { ProjectLayouts } from '../../../../server/src/facts/layout/projectLayout';
import { formatOf } from '../../../../server/src/formats';
import type { FileFormat } from '../../../../server/src/formats/manifest/format';
import { InMemoryWorkspace, ROOT } from '../../../inMemoryHost';

const CORP = 'https://pypi.corp.example/simple';
const REQUIREMENTS = formatOf('requirements.txt') as FileFormat;

type Files = Readonly<Record<string, string | { readonly why: string }>>;

function contextsOf(files: Files) {
  const workspace = new InMemoryWorkspace(files);
  const layouts = new ProjectLayouts(workspace);
  const contexts = new IndexContexts(
    workspace,
    (uri) => layouts.of(uri),
    async (text, format) => [format.parse(text)],
  );
  return {
    workspace,
    contexts,
    /** The index options of other files for a file: `relation file: kinds`. */
    async told(file: string): Promise<string[]> {
      const { inherited } = await contexts.of(`${ROOT}/${file}`, formatOf(file) ?? { id: '' });
      return inherited.map(({ uri, relation, indexes }) => {
        return `${relation} ${uri.slice(ROOT.length + 1)}: ${indexes.map(({ kind, url }) => (url === undefined ? kind : `${kind} ${url}`)).join(', ')}`;
      });
    },
  };
}

const LOCK = `{"_meta": {"sources": [{"name": "corp", "url": "${CORP}", "verify_ssl": true}]}, "default": {"acme": {"index": "corp", "version": "==1"}}}`;

describe('the index options of other files', () => {
  it.each<[string, Files, string, string[]]>([
    ['nothing around', { 'requirements.txt': 'x\n' }, 'requirements.txt', []],
    ['a file without a place', {}, '', []],
    [
      'one that includes it',
      { 'requirements.txt': `-r deps.txt\n-i ${CORP}\n`, 'deps.txt': 'x\n' },
      'deps.txt',
      [`run requirements.txt: index ${CORP}`],
    ],
    [
      'one that a command installs',
      { 'a.sh': `export PIP_INDEX_URL=${CORP}\npip install -r deps.txt\n`, 'deps.txt': 'x\n' },
      'deps.txt',
      [`install a.sh: index ${CORP}`],
    ],
    [
      'one beside it',
      { 'requirements.txt': 'x\n', 'dev-requirements.txt': `-i ${CORP}\n` },
      'requirements.txt',
      [`project dev-requirements.txt: index ${CORP}`],
    ],
    ['a lock file that names the index of each package', { 'uv.lock': '', 'requirements.txt': `-i ${CORP}\n` }, 'uv.lock', []],
    [
      'a script, which is a run of its own',
      { 'a.py': `# /// script\n# dependencies = ["x"]\n# ///\n`, 'pip.conf': `[global]\nindex-url = ${CORP}\n` },
      'a.py',
      [],
    ],
    [
      'a lock file beside it',
      { 'requirements.txt': 'x\n', 'Pipfile.lock': LOCK },
      'requirements.txt',
      [expect.stringContaining(CORP) as unknown as string],
    ],
    [
      'a file on the web',
      { 'requirements.txt': '-r https://example.org/r.txt\n-r deps.txt\n', 'deps.txt': '' },
      'deps.txt',
      ['run requirements.txt: configuration'],
    ],
    [
      'an included file that cannot be read',
      { 'requirements.txt': '-r deps.txt\n', 'deps.txt': { why: 'it is locked' } },
      'requirements.txt',
      ['run deps.txt: configuration'],
    ],
    ['an included file that is missing', { 'requirements.txt': '-r deps.txt\n' }, 'requirements.txt', ['run deps.txt: configuration']],
    [
      'files that include each other',
      { 'requirements.txt': '-r deps.txt\n', 'deps.txt': `-r requirements.txt\n-i ${CORP}\n` },
      'requirements.txt',
      [`run deps.txt: index ${CORP}`],
    ],
  ])('%s', async (_, files, file, expected) => {
    const { told, contexts } = contextsOf(files);
    if (file === '') {
      expect((await contexts.of('', REQUIREMENTS)).inherited).toEqual([]);
    } else {
      expect(await told(file)).toEqual(expected);
    }
  });

  it.each([
    ['pip.conf', '[global\nindex-url'],
    ['pyproject.toml', '[[tool.uv.index]]\nurl = \n[['],
    ['uv.toml', '\u0000\ud800'],
    ['Pipfile.lock', '{"_meta": {"sources": 1}, "default": ['],
    ['poetry.lock', '[[package]]\n[package.source]\nurl = 1'],
    ['Dockerfile', 'FROM x\nENV PIP_INDEX_URL'],
    ['.gitlab-ci.yml', 'variables: [\n'],
  ])('a %s that is broken says nothing, and costs nothing of the others', async (name, text) => {
    const { told } = contextsOf({ 'requirements.txt': 'x\n', [name]: text, 'dev-requirements.txt': `-i ${CORP}\n` });
    expect(await told('requirements.txt')).toContain(`project dev-requirements.txt: index ${CORP}`);
  });
});

describe('follow changes in files', () => {
  const uri = (file: string): string => `${ROOT}/${file}`;
  const files = { 'requirements.txt': 'x\n', 'dev-requirements.txt': `-i ${CORP}\n` };
  const SAID = [`project dev-requirements.txt: index ${CORP}`];

  it('and are reported as news once', () => {
    const { contexts } = contextsOf({});
    const note = (text: string): boolean =>
      contexts.declarations.note(uri('requirements.txt'), REQUIREMENTS, REQUIREMENTS.parse(text), text);
    expect([note('x\n'), note(`-i ${CORP}\n`), note(`-i ${CORP}\ny\n`), note('y\n'), note('z\n')]).toEqual([
      false,
      true,
      false,
      true,
      false,
    ]);
  });

  it('with the text of an open document', async () => {
    const { contexts, told, workspace } = contextsOf(files);
    expect(await told('requirements.txt')).toEqual(SAID);
    const { state } = contexts;
    workspace.files.set(uri('dev-requirements.txt'), 'y\n');
    expect(await told('requirements.txt')).toEqual(SAID);
    contexts.declarations.changed(uri('dev-requirements.txt'));
    expect(contexts.state).not.toBe(state);
    expect(await told('requirements.txt')).toEqual([]);
  });

  it.each(['clear', 'trim'] as const)('and is the same where nothing changed: %s', async (how) => {
    const { contexts, told } = contextsOf(files);
    const before = await contexts.of(uri('requirements.txt'), REQUIREMENTS);
    contexts[how]();
    expect(await contexts.of(uri('requirements.txt'), REQUIREMENTS)).toEqual(before);
    expect(await told('requirements.txt')).toEqual(SAID);
  });

  it('and are the same object as long as they are equal', async () => {
    const { contexts } = contextsOf(files);
    const before = await contexts.of(uri('requirements.txt'), REQUIREMENTS);
    contexts.layoutChanged();
    expect(await contexts.of(uri('requirements.txt'), REQUIREMENTS)).toBe(before);
  });

  it('use the reading of another thread', async () => {
    const here = contextsOf(files);
    await here.told('requirements.txt');
    const declared = here.contexts.declarations.about(uri('dev-requirements.txt'));
    expect(declared).toMatchObject({ formatId: 'requirements', includes: [] });
    expect(here.contexts.declarations.about(uri('requirements.txt'))).toBeUndefined();

    const there = contextsOf(files);
    there.contexts.declarations.learn(uri('dev-requirements.txt'), structuredClone(declared));
    there.contexts.declarations.learn(uri('requirements.txt'), undefined);
    expect(await there.told('requirements.txt')).toEqual(SAID);
    expect(there.workspace.reads).not.toContain(uri('dev-requirements.txt'));
  });

  it('and a scan reads the files itself', async () => {
    const { contexts, told, workspace } = contextsOf(files);
    contexts.leaveToScan(() => true);
    expect(await told('requirements.txt')).toEqual([]);
    expect(workspace.reads).not.toContain(uri('dev-requirements.txt'));
    expect(contexts.mayHaveMore(uri('requirements.txt'))).toBe(false);
    contexts.declarations.note(uri('dev-requirements.txt'), REQUIREMENTS, REQUIREMENTS.parse(`-i ${CORP}\n`), '');
    expect(contexts.mayHaveMore(uri('requirements.txt'))).toBe(true);
    contexts.leaveToScan(undefined);
    expect(await told('requirements.txt')).toEqual(SAID);
  });
});

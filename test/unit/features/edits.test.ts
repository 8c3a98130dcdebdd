import { describe, expect, it } from 'vitest';
import { FIX_ALL } from '../../../server/src/features/codeActions';
import { applied, documentOf, serviceOn } from './service';

/** The actions on a whole file, and what is left of its text and its findings after one of them. */
async function actionsOn(name: string, text: string, only?: readonly string[]) {
  const { service } = serviceOn({});
  const document = documentOf(name, text);
  const whole = { start: document.positionAt(0), end: document.positionAt(text.length) };
  const actions = await service.codeActions(document, whole, { diagnostics: [], ...(only && { only: [...only] }) });
  const result = (title: string) => {
    const action = actions.find((each) => each.title === title);
    return action && applied(document, action);
  };
  return { titles: actions.map(({ title }) => title), result };
}

async function codesIn(name: string, text: string | undefined): Promise<unknown[]> {
  return (await serviceOn({}).service.diagnostics(documentOf(name, text ?? ''))).map(({ code }) => code);
}

describe('a table cannot have a key twice', () => {
  it.each([
    ['Pipfile', '[packages]\nrequests = "*"\nreqeusts = "==2.32.0"\n'],
    ['pixi.toml', '[pypi-dependencies]\nrequests = "*"\nreqeusts = "==2.32.0"\n'],
    ['mise.toml', '[tools]\n"pipx:requests" = "1"\n"pipx:reqeusts" = "2"\n'],
    ['pyproject.toml', '[tool.poetry.dependencies]\nrequests = "*"\nreqeusts = "2.32.0"\n'],
  ])('a replacement by a name that the table of a %s has is not offered', async (name, text) => {
    expect((await actionsOn(name, text)).titles).not.toContain("Replace with 'requests'");
    expect((await actionsOn(name, text, [FIX_ALL])).titles).toEqual([]);
  });

  it('replaces a name that only another table has', async () => {
    const text = '[packages]\nreqeusts = "*"\n[dev-packages]\nrequests = "*"\n';
    const { result } = await actionsOn('Pipfile', text);
    expect(result("Replace with 'requests'")).toBe(text.replace('reqeusts', 'requests'));
  });

  it('replaces a name in a list that has the other one too', async () => {
    const { result } = await actionsOn('requirements.txt', 'requests\nreqeusts\n');
    expect(result("Replace with 'requests'")).toBe('requests\nrequests\n');
  });

  it('replaces all that can be replaced together', async () => {
    const text = '[packages]\nreqeusts = "*"\nrequsets = "*"\nflask = "*"\nflaks = "*"\ndjnago = "*"\n';
    const { titles, result } = await actionsOn('Pipfile', text, [FIX_ALL]);
    expect(result(titles[0] as string)).toBe(text.replace('reqeusts', 'requests').replace('djnago', 'django'));
  });

  it('replaces a key with several constraints once', async () => {
    const text = '[tool.poetry.dependencies]\nreqeusts = [{ version = "1", python = "<3.9" }, { version = "2", python = ">=3.9" }]\n';
    const { titles, result } = await actionsOn('pyproject.toml', text, [FIX_ALL]);
    expect(result(titles[0] as string)).toBe(text.replace('reqeusts', 'requests'));
  });
});

describe('a comment that is offered has an effect', () => {
  it.each([
    ['requirements.txt', 'a=1=b\nb=1=c\nc=1=d\n', 'a=1=b  # lookalike: ignore[invalid-requirement]\nb=1=c\nc=1=d\n'],
    [
      'pixi.lock',
      'packages:\n- kind: pypi\n  name: six\n  version: 1.17.0\n  url: https://files.pythonhosted.org/six-1.17.0-py3-none-any.whl\n  sha256: aa\n',
      'packages:\n- kind: pypi\n  name: six\n  version: 1.17.0\n  url: https://files.pythonhosted.org/six-1.17.0-py3-none-any.whl\n  sha256: aa  # lookalike: ignore[hash-mismatch]\n',
    ],
  ])('%s', async (name, text, expected) => {
    const { result } = await actionsOn(name, text);
    expect(result('Ignore on this line')).toBe(expected);
    expect(await codesIn(name, text)).toHaveLength(1);
    expect(await codesIn(name, expected)).toEqual([]);
  });

  it('is not offered where it changes the meaning of its line', async () => {
    const text = '# /// script\n# dependencies = []\n# ///\nx = 1\n# /// script\n# /// script\n# dependencies = []\n# ///\n';
    expect(await codesIn('a.py', text)).toEqual(['invalid-requirement']);
    expect((await actionsOn('a.py', text)).titles).toEqual([]);
  });
});

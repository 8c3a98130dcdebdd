import { expect, it } from 'vitest';
import { documentOf, serviceOn } from './service';

const NAMES =
  'requests flask django numpy pandas scipy pydantic fastapi uvicorn sqlalchemy celery redis boto3 click rich httpx pytest ruff mypy black'.split(
    ' ',
  );

/** Files of a healthy project, with 20 requirements each. */
const FILES: readonly (readonly [name: string, text: string])[] = [
  ['requirements.txt', `${NAMES.join('\n')}\n`],
  ['requirements-dev.txt', `${NAMES.map((name) => `${name}>=0.1`).join('\n')}\n`],
  ['pyproject.toml', `[project]\nname = "app"\nversion = "1"\ndependencies = [\n${NAMES.map((name) => `  "${name}",\n`).join('')}]\n`],
  ['setup.cfg', `[options]\ninstall_requires =\n${NAMES.map((name) => `  ${name}\n`).join('')}`],
  ['Pipfile', `[packages]\n${NAMES.map((name) => `${name} = "*"\n`).join('')}`],
  ['environment.yml', `dependencies:\n- pip:\n${NAMES.map((name) => `  - ${name}\n`).join('')}`],
  ['install.sh', `pip install ${NAMES.join(' ')}\n`],
];

it.each(FILES)('a healthy project shows nothing at all: %s', async (name, text) => {
  const { service } = serviceOn();
  const document = documentOf(name, text);
  const range = { start: document.positionAt(0), end: document.positionAt(text.length) };
  const [diagnostics, links, hints, actions] = await Promise.all([
    service.diagnostics(document),
    service.documentLinks(document),
    service.inlayHints(document, range),
    service.codeActions(document, range, { diagnostics: [] }),
  ]);
  expect(diagnostics.map(({ message }) => message)).toEqual([]);
  expect(links).toEqual([]);
  expect(hints).toEqual([]);
  expect(actions.filter(({ kind }) => kind === 'quickfix')).toEqual([]);
  expect((await service.analyse(document))?.manifest.requirements).toHaveLength(NAMES.length);
});

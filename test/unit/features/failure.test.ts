import { describe, expect, it } from 'vitest';
import type { Position } from 'vscode-languageserver-types';
import { type FileResult, summarize } from '../../../server/src/analysis/scan/fileResult';
import type { LanguageService } from '../../../server/src/languageService';
import { DEFAULT_SETTINGS } from '../../../server/src/settings';
import { type InMemoryHost, ROOT } from '../../inMemoryHost';
import { documentOf, learn, serviceOn } from './service';

const BROKEN = 'broken-requirements.txt';
const START: Position = { line: 0, character: 0 };

function failsOnFile(uri: string): void {
  if (uri.includes(BROKEN)) {
    throw new RangeError('too deep');
  }
}

/** Causes of a failure in one file and no other. */
const FAULTS: readonly (readonly [string, (host: InMemoryHost) => void])[] = [
  [
    'its settings',
    (host) => {
      host.settings = async (uri: string) => {
        failsOnFile(uri);
        return host.current;
      };
    },
  ],
  [
    'a file that it includes',
    (host) => {
      const { readFile } = host.workspace;
      host.workspace.readFile = (uri) => {
        if (uri.endsWith('/gone.txt')) {
          throw new RangeError('too deep');
        }
        return readFile.call(host.workspace, uri);
      };
    },
  ],
  [
    'its configuration',
    (host) => {
      const { isInside } = host.workspace;
      host.workspace.isInside = (uri) => {
        if (uri === `${ROOT}/sub/lookalike.toml`) {
          throw new RangeError('too deep');
        }
        return isInside.call(host.workspace, uri);
      };
    },
  ],
];

const files = {
  [`sub/${BROKEN}`]: 'pycryptoenv\n-r gone.txt\n',
  'requirements.txt': 'pycryptoenv\n',
  'sub/x/Pipfile': '[packages]\nquasarlib = "*"\n',
};

async function everyRequest(service: LanguageService, name: string, text: string): Promise<unknown[]> {
  const document = documentOf(name, text);
  const { signal } = new AbortController();
  return [
    await service.analyse(document),
    await service.codeActions(document, { start: START, end: START }, { diagnostics: [] }),
    await service.hover(document, START, signal),
    await service.documentLinks(document),
    await service.documentSymbols(document),
    await service.foldingRanges(document),
    await service.definition(document, START),
    await service.unanswered(document),
    await service.reconfigured(document),
  ];
}

describe.each(FAULTS)('a document that is failed by %s', (_, break_) => {
  it('reports that on its first line, and answers every request', async () => {
    const { host, service } = serviceOn(files);
    break_(host);
    const document = documentOf(`sub/${BROKEN}`, files[`sub/${BROKEN}`] as string);
    const diagnostics = await service.diagnostics(document);
    expect(diagnostics).toMatchObject([{ code: 'not-checked', range: { start: START, end: { line: 0, character: 11 } }, severity: 2 }]);
    expect(diagnostics[0]?.message).toBe('This file was not checked because Lookalike failed on it: too deep');
    expect(service.failure).toContain(BROKEN);
    expect(host.logged.filter((line) => line.includes('RangeError: too deep\n    at'))).toHaveLength(1);
    expect(await everyRequest(service, `sub/${BROKEN}`, document.getText())).toEqual([
      undefined,
      [],
      undefined,
      ...[[], [], [], [], []],
      false,
    ]);
  });

  it('affects no other file of a scan', async () => {
    const { host, service } = serviceOn(files);
    break_(host);
    const { results } = await service.scan([ROOT], { exclude: [], signal: new AbortController().signal, online: false });
    const codes = ({ findings, hasCrashed }: FileResult) => [hasCrashed, ...findings.map(({ rule }) => rule)];
    expect(results.filter(({ uri }) => !uri.includes('/sub/x/')).map(codes)).toEqual([
      [false, 'known-malicious'],
      [true, 'not-checked'],
    ]);
    const { files: count, findings, notChecked } = summarize(results);
    expect(count + results.filter(({ hasCrashed }) => hasCrashed).length).toBe(3);
    expect(findings).toBe(3);
    expect(notChecked[0]?.why).toBe('This file was not checked because Lookalike failed on it: too deep');
  });
});

it('fails once while the index is contacted, and keeps its findings', async () => {
  const { host, service } = serviceOn();
  host.current = { ...DEFAULT_SETTINGS };
  host.index.project = () => {
    throw new RangeError('too deep');
  };
  const document = documentOf('requirements.txt', 'zqxw-nobody-has-this\n');
  expect(await learn(service, document)).toBe(false);
  expect((await service.diagnostics(document)).map(({ code }) => code)).toEqual(['unknown-package', 'not-checked']);
});

it('fails on one hover, and reports that in the document', async () => {
  const news: (readonly string[])[] = [];
  const { host, service } = serviceOn({}, (uris) => news.push(uris));
  host.current = { ...DEFAULT_SETTINGS };
  host.index.metadata = () => {
    throw new RangeError('too deep');
  };
  const document = documentOf('requirements.txt', 'requests\n');
  for (let i = 0; i < 3; i++) {
    expect(await service.hover(document, START, new AbortController().signal)).toBeUndefined();
  }
  expect((await service.diagnostics(document)).map(({ code }) => code)).toEqual(['not-checked']);
  expect(news).toEqual([[document.uri]]);
});

it.each([
  ['error', 1],
  ['off', 2],
] as const)('is not switched off by the level %s', async (level, severity) => {
  const { host, service } = serviceOn({ 'lookalike.toml': `[rules]\nnot-checked = "${level}"\n` });
  host.clock.now = () => {
    throw new RangeError('no clock');
  };
  const document = documentOf('requirements.txt', 'requests\n');
  await service.analyse(document);
  host.clock.now = () => 0;
  expect((await service.diagnostics(document)).map((diagnostic) => diagnostic.severity)).toEqual([severity]);
});

describe('a file that another one includes', () => {
  it.each([
    ['twice', '-r base.txt\n-r base.txt\n'],
    ['as both kinds', '-r base.txt\n-c base.txt\n'],
  ])('%s is news once', async (_, text) => {
    const news: (readonly string[])[] = [];
    const { service } = serviceOn({ 'base.txt': 'requests\n' }, (uris) => news.push(uris));
    const document = documentOf('requirements.txt', text);
    for (let version = 1; version <= 3; version++) {
      await service.diagnostics(documentOf('requirements.txt', text, version));
    }
    await service.diagnostics(document);
    expect(news).toEqual([[`${ROOT}/base.txt`]]);
  });

  it('is news only for itself, however many files there are', async () => {
    const news: (readonly string[])[] = [];
    const { host, service } = serviceOn({}, (uris) => news.push(uris));
    const documents = Array.from({ length: 50 }, (_, i) => documentOf(`${i}-requirements.txt`, `-r base-${i}.in\n-r requirements.txt\n`));
    for (let i = 0; i < documents.length; i++) {
      host.workspace.files.set(`${ROOT}/base-${i}.in`, 'requests\n');
    }
    host.workspace.files.set(`${ROOT}/requirements.txt`, 'requests\n');
    const document = documentOf('0-requirements.txt', '-r base-0.in\n-r requirements.txt\n');
    const first = await service.analyse(document);
    for (const document of documents) {
      await service.analyse(document);
    }
    expect(news.flat()).toHaveLength(50);
    // It causes no new judgment.
    expect(await service.analyse(document)).toBe(first);
  });

  it('is judged from then on, although it was checked before', async () => {
    const { service } = serviceOn({ 'base.txt': 'pycryptoenv\n' });
    const base = documentOf('base.txt', 'pycryptoenv\n');
    expect(await service.diagnostics(base)).toEqual([]);
    await service.analyse(documentOf('requirements.txt', '-r base.txt\n'));
    expect((await service.diagnostics(base)).map(({ code }) => code)).toEqual(['known-malicious']);
    await service.analyse(documentOf('requirements.txt', 'requests\n', 2));
    expect(await service.diagnostics(base)).toEqual([]);
  });
});

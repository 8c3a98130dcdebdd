import { describe, expect, it } from 'vitest';
import { DiagnosticSeverity } from 'vscode-languageserver-types';
import { typosquat } from '../../../../server/src/rules/names/typosquat';
import { realNameData } from '../../../inMemoryHost';
import { documentOf, serviceOn } from '../../features/service';
import { detailsOf, expectMarked, fixesOf } from '../world';

/** The complete texts about one name. */
describe('the message', () => {
  it.each([
    [
      'reqeusts',
      "'reqeusts' looks like 'requests' (letters swapped).",
      [
        'It is not in the package list of Nov 2026.',
        "'requests' is #6 on PyPI by downloads.",
        'Unknown: whether it exists (Lookalike is in offline mode).',
      ],
    ],
    [
      'crytography',
      "'crytography' looks like 'cryptography' (missing letter 'p').",
      ["'cryptography' is #11 on PyPI by downloads.", 'Unknown: first release and owners (Lookalike is in offline mode).'],
    ],
    [
      'alembicz',
      "'alembicz' looks like 'alembic' (extra letter 'z').",
      [
        "'alembicz' was removed from the index. Anyone could register the name again.",
        "'alembic' is #193 on PyPI by downloads.",
        'Unknown: whether it exists (Lookalike is in offline mode).',
      ],
    ],
    [
      'rnarkdown',
      "'rnarkdown' looks like 'markdown' ('rn' for 'm').",
      [
        'It is not in the package list of Nov 2026.',
        "'markdown' is #302 on PyPI by downloads.",
        'Unknown: whether it exists (Lookalike is in offline mode).',
      ],
    ],
    [
      'scikit\u2011learn',
      "'scikit\u2011learn' looks like 'scikit-learn' ('\u2011' is U+2011).",
      ["The character '\u2011' (U+2011, dash) looks like '-'.", "'scikit-learn' is #179 on PyPI by downloads."],
    ],
    [
      'num\u200bpy',
      "'num\\u200bpy' looks like 'numpy' (invisible character U+200B).",
      ['It contains an invisible character (U+200B).', "'numpy' is #20 on PyPI by downloads."],
    ],
  ])('of %s, and what it leaves to the hover', async (name, message, details) => {
    const line = `${name}[extra]; python_version > "3"`;
    await expectMarked('requirements.txt', `${line}\n${'^'.repeat(name.length)} warning[typosquat]: ${message}`);
    expect(await detailsOf('requirements.txt', line)).toEqual(details);
  });

  it('of a private name', async () => {
    const marked = `
-i https://pypi.acme.example/simple
acme-utlis
^^^^^^^^^^ warning[typosquat]: 'acme-utlis' looks like your private package 'acme-utils' (letters swapped).
`;
    await expectMarked('requirements.txt', marked, { files: { 'lookalike.toml': 'private = ["acme-utils"]' } });
  });
});

describe('an uppercase I for a lowercase l', () => {
  it('is a warning, even if the lowercase name is hardly suspicious', async () => {
    const data = await realNameData();
    let faint = 0;
    for (let rank = 1; faint < 3 && rank <= data.popular.size; rank++) {
      const target = data.popular.nameAt(rank) as string;
      const at = target.indexOf('l', 1);
      const small = `${target.slice(0, at)}i${target.slice(at + 1)}`;
      const judgement = at > 0 ? data.engine.judge(small) : undefined;
      if (judgement?.confidence !== 'low' || judgement.imitations[0]?.target !== target || !data.exists(small) || data.isMalicious(small)) {
        continue;
      }
      faint++;
      const { service } = serviceOn();
      const document = documentOf('requirements.txt', `${target.slice(0, at)}I${target.slice(at + 1)}\n`);
      const [diagnostic] = await service.diagnostics(document);
      expect([diagnostic?.severity, diagnostic?.message]).toEqual([
        DiagnosticSeverity.Warning,
        expect.stringContaining(`looks like '${target}' (`),
      ]);
    }
    expect(faint).toBeGreaterThan(0);
  });
});

describe('the fixes', () => {
  it.each<[text: string, fixes: [text: string, preferred: boolean][]]>([
    [
      'reqeusts[socks]>=2 --hash=sha256:00  # why\nattrs\n',
      [
        ['requests[socks]>=2  # why\nattrs\n', true],
        ['attrs\n', false],
      ],
    ],
    // A module of Python cannot replace a name.
    ['tkinnter\nattrs\n', [['attrs\n', true]]],
  ])('of %j', async (line, expected) => {
    const fixes = (await fixesOf('requirements.txt', line)).filter(({ title }) => /^(Replace|Remove) /.test(title));
    expect(fixes.map(({ text, preferred }) => [text, preferred])).toEqual(expected);
  });

  it('include trust', async () => {
    const fixes = await fixesOf('requirements.txt', 'reqeusts\n');
    expect(fixes.map(({ title }) => title)).toContain("Trust 'reqeusts' in this project");
  });

  it('for a suspicion are never applied automatically', async () => {
    const data = await realNameData();
    const faint = Array.from({ length: 3000 }, (_, i) => `${data.popular.nameAt(i + 1)}-helper`).find((name) => {
      const judgement = data.engine.judge(name, { exists: false });
      return judgement?.confidence === 'low' && judgement.imitations.length === 1 && !data.exists(name) && !data.isMalicious(name);
    }) as string;
    for (const [line, isCertain] of [
      ['reqeusts', true],
      // Only suspected.
      [faint, false],
      // It exists.
      ['crytography', false],
    ] as const) {
      const { service } = serviceOn();
      const document = documentOf('requirements.txt', line);
      const range = { start: document.positionAt(0), end: document.positionAt(line.length) };
      const all = await service.codeActions(document, range, { diagnostics: [], only: ['source.fixAll.lookalike'] });
      expect([line, all.length > 0]).toEqual([line, isCertain]);
    }
  });
});

describe('a look-alike that is pinned to one index', () => {
  it.each([
    ['low', 'explicit-index', 'missing', 0],
    ['low', 'explicit-index', 'found', 1],
    ['low', 'index', 'missing', 1],
    ['high', 'explicit-index', 'missing', 1],
    [undefined, 'index', 'missing', 0],
  ])('with confidence %s, from %s, in the public list %s: %d findings', (confidence, source, listed, count) => {
    const span = { start: 0, end: 9 };
    const requirement = { name: 'acme-tols', normalizedName: 'acme-tols', source, nameSpan: span, span, hashes: [] };
    const resemblances = [{ target: 'acme-tool', technique: 'one-edit', isPrivate: false, rank: 7 }];
    const facts = { confidence, resemblances, listed: { kind: listed }, project: { kind: 'unavailable', why: 'offline' }, asOf: '2026-11' };
    expect([...(typosquat.check?.(requirement as never, facts as never, {} as never) ?? [])]).toHaveLength(count);
  });
});

/** A project of the name `acme-tools`, of which the index says that it belongs to another owner than the family `acme`. */
describe('a project of another owner than its family', () => {
  const span = { start: 0, end: 10 };
  const resemblance = { target: 'acme-tool', technique: 'one-edit', isPrivate: false, rank: 7 };
  const found = (facts: object, name = 'acme-tools') => {
    const requirement = { name, normalizedName: name, source: 'index', nameSpan: span, span, hashes: [] };
    const outsider = { family: 'acme', leader: 'acme-core', confidence: 'high' };
    return [...(typosquat.check?.(requirement as never, { outsider, resemblances: [], ...facts } as never, {} as never) ?? [])];
  };

  it('is reported with the family and the project that leads it', () => {
    expect(found({ resemblances: [resemblance] })).toEqual([
      {
        span,
        message: "'acme-tools' has a different owner than the 'acme' packages.",
        label: 'Look-alike',
        details: [
          { kind: 'evidence', text: "None of its owners owns 'acme-core'." },
          { kind: 'evidence', text: "'acme-tool' is #7 on PyPI by downloads." },
        ],
        severity: undefined,
        targets: ['acme-tool'],
        fixes: [expect.objectContaining({ title: "Replace with 'acme-tool'", preferred: true })],
      },
    ]);
  });

  it('is information if the family is not certain', () => {
    const [finding] = found({ outsider: { family: 'acme', leader: 'acme-core', confidence: 'low' } });
    expect(finding).toMatchObject({ severity: 'information', targets: [] });
  });

  it('is a look-alike like any other if its name is one with certainty', () => {
    const unknown = { kind: 'unavailable', why: 'offline' };
    const facts = { resemblances: [resemblance], listed: unknown, project: unknown, asOf: '2026-11' };
    expect(found({ ...facts, confidence: 'high' })[0]?.message).toMatch(/^'acme-tools' looks like 'acme-tool'/);
    expect(found({ ...facts, confidence: 'low' })[0]?.message).toMatch(/different owner/);
  });
});

import { describe, expect, it } from 'vitest';
import { DiagnosticSeverity } from 'vscode-languageserver-types';
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

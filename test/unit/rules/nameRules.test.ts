import { describe, expect, it } from 'vitest';
import { DiagnosticSeverity, type Hover } from 'vscode-languageserver-types';
import { realNameData } from '../../inMemoryHost';
import { suspect } from '../../suspects';
import { documentOf, serviceOn } from '../features/service';

async function messages(line: string, files = {}): Promise<string[]> {
  const { service } = serviceOn(files);
  return (await service.diagnostics(documentOf('requirements.txt', line))).map(({ code, message }) => `${code}: ${message}`);
}

/** What people read of one name; every word of it. */
describe('the message', () => {
  it.each([
    [
      'reqeusts',
      "typosquat: Did you mean 'requests'? Two letters are swapped. 'requests' is number 6 of the most downloaded. 'reqeusts' is not in the package list of 2026-11.",
    ],
    [
      'crytography',
      "typosquat: Did you mean 'cryptography'? The letter 'p' is missing. 'cryptography' is number 11 of the most downloaded, 'crytography' is not among them.",
    ],
    [
      'rnarkdown',
      "typosquat: Did you mean 'markdown'? 'rn' looks like 'm'. 'markdown' is number 302 of the most downloaded. 'rnarkdown' is not in the package list of 2026-11.",
    ],
    [
      'scikit\u2011learn==1.0',
      "typosquat: Did you mean 'scikit-learn'? The character '\u2011' (U+2011, a dash) looks like '-'. 'scikit-learn' is number 179 of the most downloaded.",
    ],
    [
      'num\u200bpy',
      "typosquat: Did you mean 'numpy'? It has a character that cannot be seen (U+200B). 'numpy' is number 20 of the most downloaded.",
    ],
    [
      'jeIlyfish',
      "known-malicious: 'jeIlyfish' is a known malicious package: do not install it. Did you mean 'jellyfish'? The capital I looks like a small l.",
    ],
    [
      'pycryptoenv',
      "known-malicious: 'pycryptoenv' is a known malicious package: do not install it. Did you mean 'pycrypto'? 'env' is added to it. 'pycrypto' has had no release since 2014-06: 'pycryptodome' continues it.",
    ],
    [
      'win32evtlog',
      "known-malicious: 'win32evtlog' is a known malicious package: do not install it. 'win32evtlog' is the name of a module. To import it, install 'pywin32'.",
    ],
    ['cv2', "import-name: 'cv2' is the name of a module. To import it, install 'opencv-python'."],
    ['PIL', "import-name: 'PIL' is the name of a module. To import it, install 'pillow'."],
    ['google.protobuf', "import-name: 'google.protobuf' is the name of a module. To import it, install 'protobuf'."],
    ['usb', "import-name: 'usb' is the name of a module. To import it, install 'pyusb'. The project 'usb' is another one."],
    ['sqlite3', "import-name: 'sqlite3' is part of Python: there is nothing to install."],
    ['asyncore', "import-name: 'asyncore' was part of Python before 3.12. For newer versions, install 'pyasyncore'."],
    ['imp', "import-name: 'imp' was part of Python before 3.12. There is nothing to install."],
    ['tomllib', "import-name: 'tomllib' is part of Python since 3.11: there is nothing to install. For older versions, install 'tomli'."],
    ['urllib2', "import-name: 'urllib2' is part of Python 2: there is nothing to install."],
  ])('of %s', async (line, expected) => {
    expect(await messages(line)).toEqual([expected]);
  });

  it('of a private name', async () => {
    const files = { 'lookalike.toml': 'private = ["acme-utils"]' };
    expect(await messages('-i https://pypi.acme.example/simple\nacme-utlis', files)).toEqual([
      "typosquat: Did you mean 'acme-utils'? Two letters are swapped. 'acme-utils' is a private package of this project. 'acme-utlis' is not in the package list of 2026-11.",
    ]);
  });

  // Projects of modules' names that people ask for on purpose as well.
  it.each(['jwt', 'websocket', 'typing'])('of %s is none', async (line) => {
    expect(await messages(line)).toEqual([]);
  });
});

describe('a capital I for a small l', () => {
  it('is a warning, however faint the suspicion by the small letters', async () => {
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
        expect.stringContaining(`Did you mean '${target}'? The capital I looks like a small l.`),
      ]);
    }
    expect(faint).toBeGreaterThan(0);
  });
});

describe('the card of a popular project', () => {
  async function card(name: string): Promise<string> {
    const { service } = serviceOn();
    const hover = await service.hover(documentOf('requirements.txt', name), { line: 0, character: 1 }, new AbortController().signal);
    return ((hover as Hover).contents as { value: string }).value.replaceAll('\\', '');
  }

  it('tells whose module has its name', async () => {
    expect(await card('jwt')).toContain("To import it, install 'pyjwt'. The project 'jwt' is another one.".replace('. The', '.\n\nThe'));
    expect(await card('typing')).toContain("'typing' is part of Python: there is nothing to install.");
    expect(await card('requests')).not.toContain('module');
  });

  it('says once which project continues it', async () => {
    expect((await card('sklearn')).match(/scikit-learn/g)).toHaveLength(1);
  });
});

describe('the fixes', () => {
  it.each([
    [
      'asyncore',
      [
        ["Replace with 'pyasyncore'", true],
        ["Remove 'asyncore'", false],
      ],
    ],
    [
      'tomllib',
      [
        ["Replace with 'tomli'", false],
        ["Remove 'tomllib'", true],
      ],
    ],
    [
      'cv2',
      [
        ["Replace with 'opencv-python'", true],
        ["Replace with 'opencv-python-headless'", false],
        ["Remove 'cv2'", false],
      ],
    ],
    [
      'win32evtlog',
      [
        ["Replace with 'pywin32'", true],
        ["Remove 'win32evtlog'", false],
      ],
    ],
    // A module of Python is nothing to put in its place.
    ['tkinnter', [["Remove 'tkinnter'", true]]],
  ])('of %s', async (line, expected) => {
    const { service } = serviceOn();
    const document = documentOf('requirements.txt', line);
    const range = { start: document.positionAt(0), end: document.positionAt(line.length) };
    const actions = await service.codeActions(document, range, { diagnostics: [] });
    const fixes = actions.filter(({ title }) => /^(Replace|Remove) /.test(title));
    expect(fixes.map(({ title, isPreferred = false }) => [title, isPreferred])).toEqual(expected);
  });

  it('of a suspicion are never applied without looking', async () => {
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

describe('a checked name', () => {
  async function reason(name: string): Promise<string | undefined> {
    const { service } = serviceOn();
    const [report] = await service.checkNames([name], 'file:///project/requirements.txt', new AbortController().signal);
    return `${report?.verdict}: ${report?.reason}`;
  }

  it('comes with what was not known', async () => {
    expect(await reason('crytography')).toMatch(
      /^suspicious: .*The letter 'p' is missing\..* Not known: when it first appeared and who owns it \(Lookalike is set to work offline\)\.$/,
    );
    expect(await reason('reqeusts')).toMatch(/Not known: whether it exists \(.*\)\.$/);
    expect(await reason('pycryptoenv')).not.toContain('Not known');
  });

  it('comes with what speaks for it', async () => {
    const data = await realNameData();
    const lowered = await suspect(data, 'high', 'old', 'low');
    expect(await reason(lowered.name)).toMatch(/^suspicious: .* It has stood on the index for \d+ years\. Not known: /);
    const cleared = await suspect(data, 'low', 'old', undefined);
    expect(await reason(cleared.name)).toMatch(
      new RegExp(`^ok: Its name is like '${cleared.target}', but: It has stood on the index for \\d+ years\\.$`),
    );
  });

  it('that is no name at all comes with its odd characters', async () => {
    expect(await reason('\u65e5x')).toContain("It has the character '\u65e5' (U+65E5).");
  });
});

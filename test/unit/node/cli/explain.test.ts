import { describe, expect, it, vi } from 'vitest';
import type { LanguageService } from '../../../../server/src/languageService';
import { explain } from '../../../../server/src/node/cli/explain';
import { PLAIN } from '../../../../server/src/node/cli/terminal/style';
import { setLocale } from '../../../../server/src/protocol/language';

interface Known {
  readonly report?: object;
  readonly hover?: unknown;
  readonly page?: string | undefined;
}

async function explained(subjects: readonly string[], { report, hover, page }: Known = {}) {
  let text = '';
  const asked = vi.fn(async () => (hover === undefined ? undefined : { contents: hover }));
  const service = { checkNames: async () => (report === undefined ? [] : [report]), hover: asked } as unknown as LanguageService;
  await explain({
    subjects,
    cwd: '/project',
    service,
    rulePage: () => page,
    style: PLAIN,
    columns: 80,
    write: (part) => {
      text += part;
    },
  });
  return { text, asked };
}

const OK = { name: 'acme', verdict: 'ok' };
const BAD = { name: 'acme', verdict: 'malicious', reason: 'It is bad.' };
const hoverOf = (value: string) => ({ kind: 'markdown', value });

describe('a name', () => {
  it.each<readonly [what: string, known: Known, text: string]>([
    ['nothing known', {}, ''],
    ['a verdict', { report: OK }, 'acme: ok\n'],
    ['a verdict and a hover', { report: OK, hover: hoverOf('One.\n\nTwo.') }, 'acme: ok\n\nOne.\n\nTwo.\n'],
    ['what the verdict has said', { report: BAD, hover: hoverOf('Head.\nIt is bad.\n\nMore.') }, 'acme: malicious: It is bad.\n\nMore.\n'],
    ['no more than the verdict', { report: BAD, hover: hoverOf('Head.\nIt is bad.') }, 'acme: malicious: It is bad.\n'],
    ['a hover of another kind', { report: OK, hover: 'text' }, 'acme: ok\n'],
    ['a hover of several', { report: OK, hover: ['text'] }, 'acme: ok\n'],
    [
      'the rule of the verdict',
      { report: { ...BAD, rule: 'known-malicious' } },
      "acme: malicious: It is bad.\n\n'lookalike explain known-malicious' explains this rule.\n",
    ],
  ])('%s', async (_, known, text) => {
    expect((await explained(['acme'], known)).text).toBe(text);
  });

  it('is asked at its place in a file of the folder', async () => {
    const { asked } = await explained(['acme'], { report: OK });
    const [document, position] = asked.mock.lastCall as unknown as [{ uri: string; getText(): string }, object];
    expect([document.uri, document.getText(), position]).toEqual(['file:///project/requirements.txt', 'acme\n', { line: 0, character: 0 }]);
  });

  it('that is not valid has no hover', async () => {
    const { asked, text } = await explained(['-'], { report: { ...OK, name: '-' }, hover: hoverOf('One.') });
    expect(asked).not.toHaveBeenCalled();
    expect(text).toBe('-: ok\n');
  });

  it.each<readonly [name: string, rule: string | undefined, end: string]>([
    ['typosqat', undefined, "\n\nUnknown rule 'typosqat'. Did you mean 'lookalike explain typosquat'?\n"],
    [
      'typosqat',
      'unknown-package',
      "\n\n'lookalike explain unknown-package' explains this rule.\n\nUnknown rule 'typosqat'. Did you mean 'lookalike explain typosquat'?\n",
    ],
    ['unknwn-package', 'unknown-package', "\n\n'lookalike explain unknown-package' explains this rule.\n"],
    ['requests', undefined, '\n'],
  ])('that is nearly a rule leads to it: %s, reported by %s', async (name, rule, end) => {
    const { text } = await explained([name], { report: { name, verdict: 'ok', rule } });
    expect(text).toBe(`${name}: ok${end}`);
  });
});

describe('a rule', () => {
  it('has its severities, its summary and its page without title, severity and examples', async () => {
    const page = '# Title\n\n**Default: warning.**\nMore of it.\n\nAbout it.\n\n## Examples\n\n### One\n\nx\n\n## What to do\n\nThis.\n';
    const { text } = await explained(['typosquat'], { page });
    expect(text).toMatch(/^typosquat \(default: [^\n]+\)\nThe name looks like a popular package, or one of your own\.\n\nAbout it\./);
    expect(text).toContain('This.');
    expect(text).not.toMatch(/Title|More of it|Examples|One/);
  });

  it.each([
    ['en', 'About it.\n', false],
    ['en-GB', 'About it.\n', false],
    ['de', 'About it.\n', true],
    ['de', undefined, false],
  ])('in %s with the page %j says that the page is in English: %s', async (language, page, isSaid) => {
    setLocale(language);
    const { text } = await explained(['typosquat'], { page });
    setLocale('en');
    expect(text.includes('The rest of this page is only available in English.')).toBe(isSaid);
  });

  it('has no page where there is none', async () => {
    expect((await explained(['unpinned'])).text).toMatch(/^unpinned \(default: [^\n]+\)\n[^\n]+\n\n\n?$/);
  });
});

it('several are separated by a line', async () => {
  expect((await explained(['acme', 'acme'], { report: OK })).text).toBe('acme: ok\n\nacme: ok\n');
});

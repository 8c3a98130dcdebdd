import { describe, expect, it } from 'vitest';
import { unanswered } from '../../../../server/src/analysis/unanswered';
import { type InMemoryHost, project, realNameData } from '../../../inMemoryHost';
import { analysed, documentOf, learn, serviceOn } from '../../features/service';

const TEN_MINUTES = 10 * 60_000;

function online(files: Readonly<Record<string, string>> = {}) {
  const { host, service } = serviceOn(files);
  host.current = { ...host.current, offline: false };
  const learnOf = async (text: string, name = 'requirements.txt') => {
    const news: string[] = [];
    const document = documentOf(name, text);
    const isNews = await learn(service, document, () => news.push(host.index.asked.join(' ')));
    const after = await analysed(service, document);
    return { isNews, news, after, codes: after.findings.map(({ rule, requirement }) => `${rule} ${requirement?.name}`) };
  };
  return { host, service, learn: learnOf };
}

function quarantine(host: InMemoryHost, name: string): void {
  host.index.projects.set(name, project(name, { status: 'quarantined' }));
}

describe('the status of a name without a pin', () => {
  it.each<[what: string, file: string, text: string]>([
    ['a bare name', 'requirements.txt', 'flask'],
    ['a range', 'requirements.txt', 'flask>=2.3.2'],
    ['a constraint', 'constraints.txt', 'flask>=2.3.2'],
    ['a name of pyproject.toml', 'pyproject.toml', '[project]\nname = "x"\ndependencies = ["flask"]'],
    ['a command', 'Dockerfile', 'FROM python\nRUN pip install flask'],
  ])('is noticed: %s', async (_, file, text) => {
    const { host, learn } = online();
    quarantine(host, 'flask');
    expect((await learn(text, file)).codes).toContain('project-status flask');
  });

  it('is reported when names are checked', async () => {
    const { host, service } = online();
    quarantine(host, 'flask');
    const [report] = await service.checkNames(['flask'], '', new AbortController().signal);
    expect(report).toMatchObject({ rule: 'project-status' });
  });

  it('is looked up after everything else, and reported separately', async () => {
    const { host, learn } = online();
    host.index.projects.set('reqeusts', project('reqeusts'));
    quarantine(host, 'flask');
    const { news, isNews } = await learn('flask\ndjango==5.0\nreqeusts\n');
    expect(isNews).toBe(true);
    expect(host.index.asked.filter((name) => name === 'flask')).toHaveLength(1);
    expect(host.index.asked.at(-1)).toBe('flask');
    // The earlier answers were reported without it.
    expect(news[0]).not.toContain('flask');
  });

  it('is looked up once in ten minutes, if it is answered', async () => {
    const { host, learn } = online();
    host.index.projects.set('flask', project('flask'));
    await learn('flask');
    expect((await learn('flask\n')).isNews).toBe(false);
    expect(host.index.asked).toEqual(['flask']);
    host.time += TEN_MINUTES;
    await learn('flask');
    expect(host.index.asked).toEqual(['flask', 'flask']);
  });

  it('is looked up for a limited number of names, and unknown for the others', async () => {
    const { host, learn } = online();
    const data = await realNameData();
    const popular = Array.from({ length: 400 }, (_, i) => data.popular.nameAt(i + 1) as string);
    const text = popular
      .filter((name) => !data.isMalicious(name))
      .slice(0, 300)
      .join('\n');
    host.index.project = async (name) => {
      host.index.asked.push(name);
      return project(name);
    };
    const { after } = await learn(text);
    const asked = new Set(host.index.asked).size;
    expect(asked).toBeLessThan(300);
    expect(asked).toBeGreaterThanOrEqual(200);
    expect(unanswered(after).filter(({ why }) => why.includes('too many names'))).toHaveLength(300 - asked);
    host.time += TEN_MINUTES;
    await learn(text);
    expect(new Set(host.index.asked).size).toBe(300);
  });

  it('is unknown if the index does not answer', async () => {
    const { learn } = online();
    const { after } = await learn('flask');
    expect(unanswered(after).map(({ why }) => why)).toEqual(['Could not check whether it is quarantined: the index did not answer.']);
  });
});

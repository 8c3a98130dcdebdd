import { describe, expect, it } from 'vitest';
import { Configuration, type ConfigurationSources } from '../../../server/src/configuration/configuration';
import { readProjectConfiguration } from '../../../server/src/configuration/projectConfiguration';
import type { ConfigurableRule, RuleLevel } from '../../../server/src/configuration/ruleLevels';
import { DEFAULT_SETTINGS, type Settings } from '../../../server/src/settings';
import { countSteps } from '../countSteps';

const LEVELS = ['error', 'warning', 'information', 'hint', 'off'] as const;

const URI = 'file:///project/lookalike.toml';
const range = (line: number, start: number, end: number) => ({ start: { line, character: start }, end: { line, character: end } });

interface Given extends Partial<Omit<ConfigurationSources, 'settings' | 'project'>> {
  /** The contents of lookalike.toml. */
  readonly project?: string;
  readonly settings?: Partial<Settings>;
  readonly user?: Partial<Settings['user']>;
}

function configured({ project, settings = {}, user = {}, ...more }: Given): Configuration {
  return new Configuration({
    settings: { ...DEFAULT_SETTINGS, ...user, ...settings, user: { ...DEFAULT_SETTINGS.user, ...user } },
    project: project === undefined ? undefined : readProjectConfiguration(URI, project),
    today: '2026-11-23',
    honoursComments: true,
    isProjectOutside: false,
    settingsFolder: 'file:///workspace',
    projectFolder: 'file:///project',
    ...more,
  });
}

describe('the entry that trusts a name', () => {
  const ofProject = { kind: 'trust', uri: URI, range: range(0, 9, 12), outside: false };

  it.each<[what: string, given: Given, expected: object | undefined]>([
    ['nothing', {}, undefined],
    ['the project', { project: 'trust = ["a"]' }, ofProject],
    ['the project, under another spelling', { project: 'trust = ["A"]' }, ofProject],
    ['the project, chosen by whoever scans', { project: 'trust = ["a"]', isProjectOutside: true }, { ...ofProject, outside: true }],
    ['the user', { user: { trust: [{ name: 'A' }] } }, { kind: 'trust', outside: true }],
    ['the workspace', { settings: { trust: [{ name: 'a' }] } }, { kind: 'trust', outside: false }],
    ['the user before the project', { project: 'trust = ["a"]', user: { trust: [{ name: 'a' }] } }, { kind: 'trust', outside: true }],
    ['the project before the workspace', { project: 'trust = ["a"]', settings: { trust: [{ name: 'a' }] } }, ofProject],
    ['no one any more', { user: { trust: [{ name: 'a', until: '2026-11-22' }] } }, undefined],
    ['no one any more in the project', { project: 'trust = [{ name = "a", until = 2026-11-22 }]' }, undefined],
    [
      'the user, for a day more and with a reason',
      { user: { trust: [{ name: 'a', until: '2026-11-23', reason: 'ours' }] } },
      { kind: 'trust', until: '2026-11-23', reason: 'ours', outside: true },
    ],
    [
      'the project, with a reason and an end',
      { project: 'trust = [{ name = "a", reason = "ours", until = 2027-01-01 }]' },
      { kind: 'trust', uri: URI, range: range(0, 9, 60), reason: 'ours', until: '2027-01-01', outside: false },
    ],
  ])('%s', (_, given, expected) => {
    expect(configured(given).trustedBy('a')).toStrictEqual(expected);
    expect(configured(given).trustedBy('b')).toBeUndefined();
  });
});

describe('the level of a rule', () => {
  const rule: ConfigurableRule = { id: 'unpinned', level: 'information' };
  const malware: ConfigurableRule = { id: 'known-malicious', level: 'error', malware: true };
  const inProject = (level: RuleLevel, id = 'unpinned') => ({ project: `[rules]\n${id} = "${level}"` });
  const by = (level: RuleLevel, id = 'unpinned') => ({ kind: 'rule-level', uri: URI, range: range(1, 0, id.length + level.length + 5) });

  it.each(LEVELS.filter((level) => level !== 'off'))('is %s where anyone says so', (level) => {
    expect(configured(inProject(level)).levelOf(rule)).toEqual({ level });
    expect(configured({ settings: { rules: { unpinned: level } } }).levelOf(rule)).toEqual({ level });
    expect(configured({ ...inProject(level), user: { rules: { unpinned: 'off' } } }).levelOf(rule)).toEqual({ level });
  });

  it('is the default without a configuration', () => {
    expect(configured({}).levelOf(rule)).toEqual({ level: 'information' });
    expect(configured({}).levelOf({ ...rule, level: 'off' })).toEqual({ level: 'off' });
    expect(configured({}).levelOf(malware)).toEqual({ level: 'error' });
  });

  it.each<[what: string, given: Given, expected: object]>([
    ['the project', inProject('off'), { level: 'information', by: { ...by('off'), outside: false } }],
    [
      'the project, chosen by whoever scans',
      { ...inProject('off'), isProjectOutside: true },
      { level: 'information', by: { ...by('off'), outside: true } },
    ],
    ['the workspace', { settings: { rules: { unpinned: 'off' } } }, { level: 'information', by: { kind: 'rule-level', outside: false } }],
    ['the user', { user: { rules: { unpinned: 'off' } } }, { level: 'information', by: { kind: 'rule-level', outside: true } }],
    [
      'the workspace, where the user made it stricter',
      { user: { rules: { unpinned: 'error' } }, settings: { rules: { unpinned: 'off' } } },
      { level: 'error', by: { kind: 'rule-level', outside: false } },
    ],
  ])('that %s switches off is the one without that', (_, given, expected) => {
    expect(configured(given).levelOf(rule)).toEqual(expected);
  });

  it('is off by default for opt-in rules', () => {
    expect(configured(inProject('off')).levelOf({ ...rule, level: 'off' })).toEqual({ level: 'off' });
  });

  // For known malware the repository may be stricter than the user, but not milder.
  it.each(LEVELS.flatMap((ofProject) => LEVELS.map((ofUser) => [ofProject, ofUser] as const)))(
    'of malware, where the project says %s and the user %s',
    (ofProject, ofUser) => {
      const given = { ...inProject(ofProject, malware.id), user: { rules: { [malware.id]: ofUser } } };
      const [project, user] = [LEVELS.indexOf(ofProject), LEVELS.indexOf(ofUser)];
      const lowered = { ...by(ofProject, malware.id), outside: project <= user };
      const expected =
        project > user ? { level: ofUser, by: lowered } : ofProject === 'off' ? { level: 'error', by: lowered } : { level: ofProject };
      expect(configured(given).levelOf(malware)).toEqual(expected);
      expect(configured(given).levelOf({ id: malware.id, level: 'error' }, true)).toEqual(expected);
    },
  );

  it('may be different for a finding that only the user can hide', () => {
    const configuration = configured(inProject('hint'));
    expect(configuration.levelOf(rule)).toEqual({ level: 'hint' });
    expect(configuration.levelOf(rule, true)).toEqual({ level: 'information', by: { ...by('hint'), outside: false } });
    expect(configuration.levelOf(rule)).toEqual({ level: 'hint' });
  });
});

describe('a private name', () => {
  it.each<[what: string, given: Given, isPrivate: boolean, vouchedBy: object | undefined]>([
    ['of no one', { project: 'private = ["acme-*"]' }, false, undefined],
    [
      'of the project',
      { project: 'private = ["other", "ac*"]' },
      true,
      { kind: 'private', uri: URI, range: range(0, 20, 25), outside: false },
    ],
    [
      'of the project, chosen by whoever scans',
      { project: 'private = ["ac"]', isProjectOutside: true },
      true,
      { kind: 'private', uri: URI, range: range(0, 11, 15), outside: true },
    ],
    ['of the user', { user: { private: ['ac*'] } }, true, { kind: 'private', outside: true }],
    ['of the workspace', { settings: { private: ['ac*'] } }, true, { kind: 'private', outside: false }],
    ['of both', { project: 'private = ["ac"]', settings: { private: ['ac'] } }, true, { kind: 'private', outside: false }],
    ['of a project that is not trusted', { project: 'private = ["ac"]', honoursComments: false }, true, undefined],
    ['of a project that does not parse', { project: 'private = ["ac"]\nx = ' }, true, undefined],
  ])('%s', (_, given, isPrivate, vouchedBy) => {
    expect(configured(given).isPrivate('ac')).toBe(isPrivate);
    expect(configured(given).vouchedBy('ac')).toStrictEqual(vouchedBy);
  });

  it('is first one of the settings, as written and normalized', () => {
    const { privatePatterns, privateNames } = configured({ project: 'private = ["B_*"]', settings: { private: ['A.x'] } });
    expect(privatePatterns).toEqual(['A.x', 'B_*']);
    expect(privateNames).toEqual(['a-x', 'b-*']);
  });

  it('is compared with other names if it is among the first thousand', () => {
    const names = Array.from({ length: 1_001 }, (_, i) => `name-${i}`);
    const configuration = configured({ settings: { private: names } });
    expect(configuration.privateNames).toEqual(names.slice(0, 1_000));
    expect(configuration.isPrivate('name-1000')).toBe(true);
  });
});

describe('an advisory that is accepted', () => {
  const project =
    'accept = [{ id = "CVE-1" }, { id = "CVE-2", package = "a", until = 2026-11-23 }, { id = "CVE-3", until = 2026-11-22, reason = "r" }]';

  it.each([
    [['CVE-1'], 'a', true],
    [['CVE-1'], 'b', true],
    [['GHSA-1', 'CVE-1'], 'b', true],
    [['CVE-2'], 'a', true],
    [['CVE-2'], 'b', false],
    [['CVE-3'], 'a', false],
    [['CVE-4'], 'a', false],
  ])('%j of %s: %s', (ids, name, isAccepted) => {
    const configuration = configured({ project });
    expect(configuration.acceptedBy(new Set(ids), name)?.kind).toBe(isAccepted ? 'accept' : undefined);
    expect(configured({}).acceptedBy(new Set(ids), name)).toBeUndefined();
  });

  it('is looked up in linear time in very many entries', () => {
    const steps = (count: number): number => {
      const entries = Array.from({ length: count }, (_, i) => `{ id = "CVE-${i}" }`).join(', ');
      const configuration = configured({ project: `accept = [${entries}, { id = "A", package = "a" }, { id = "A" }]` });
      return countSteps(() => {
        for (let i = 0; i < count; i++) {
          expect(configuration.acceptedBy(new Set([`CVE-${i}`]), 'a')?.range?.start.character).toBeGreaterThan(0);
          expect(configuration.acceptedBy(new Set(['B']), 'a')).toBeUndefined();
        }
      });
    };
    expect(steps(1_000) / steps(500)).toBeLessThan(2.2);
  });

  it('is accepted by the first matching entry, with its place and reason', () => {
    expect(
      configured({ project: 'accept = [{ id = "A", reason = "no proxy", until = 2027-01-01 }, { id = "A" }]' }).acceptedBy(
        new Set('A'),
        'a',
      ),
    ).toEqual({
      kind: 'accept',
      uri: URI,
      range: range(0, 10, 63),
      reason: 'no proxy',
      until: '2027-01-01',
      outside: false,
    });
  });

  it.each([
    [{}, false],
    [{ project: '' }, false],
    [{ project: 'accept = []' }, false],
    [{ project }, true],
  ])('is there at all in %j: %s', (given, expected) => {
    expect(configured(given).acceptsAny).toBe(expected);
  });
});

describe('the cool-down', () => {
  it.each<[Given, number]>([
    [{}, 3],
    [{ settings: { coolDown: 9 } }, 9],
    [{ project: 'cool-down = 0', settings: { coolDown: 9 } }, 0],
    [{ project: '', settings: { coolDown: 0 } }, 0],
  ])('of %j is %s days', (given, days) => {
    expect(configured(given).coolDown).toBe(days);
  });
});

describe('files', () => {
  const given: Given = { project: 'files = ["p.list"]\nexclude = ["old", "**/gen"]', settings: { files: ['s.list'] } };

  it.each([
    ['file:///project/p.list', true],
    ['file:///project/s.list', false],
    ['file:///workspace/s.list', true],
    ['file:///workspace/p.list', false],
    ['file:///elsewhere/p.list', false],
  ])('%s is read as a requirements file: %s', (uri, expected) => {
    expect(configured(given).namesFile(uri)).toBe(expected);
    expect(configured({}).namesFile(uri)).toBe(false);
    expect(configured({ project: '' }).namesFile(uri)).toBe(false);
  });

  it('are named by the settings and by the project', () => {
    expect(configured(given).files).toEqual(['s.list', 'p.list']);
    expect(configured({}).files).toEqual([]);
  });

  it.each([
    ['file:///project/old/a.txt', range(1, 11, 16)],
    ['file:///project/x/gen/a.txt', range(1, 18, 26)],
    ['file:///project/a.txt', undefined],
    ['file:///elsewhere/old/a.txt', undefined],
  ])('%s is left out of a scan by the entry at %j', (uri, at) => {
    expect(configured(given).excludedBy(uri)).toEqual(at && { kind: 'exclude', uri: URI, range: at, outside: false });
    expect(configured({}).excludedBy(uri)).toBeUndefined();
  });
});

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Diagnostic } from 'vscode-languageserver-protocol';
import { familyLeaders } from '../../../server/src/facts/packages/familyOwners';
import type { NameData } from '../../../server/src/names/nameData';
import { realNameData } from '../../inMemoryHost';
import type { StubProject } from '../../stub/packages';
import { World } from '../world';

const DAY = 86_400_000;
const FAMILY = 'google-cloud';

let world: World;

beforeEach(async () => {
  world = await World.open();
});

afterEach(() => world.close());

/** For each number of days: one file with that age. */
function uploads(name: string, owners: readonly string[], daysAgo: readonly number[]): StubProject {
  const at = (days: number): string => new Date(world.clock.now() - days * DAY).toISOString();
  const releases = daysAgo.map((days, i) => [`1.${i}`, [{ filename: `${name}-1.${i}.tar.gz`, uploadTime: at(days) }]]);
  return { owners: [...owners], releases: Object.fromEntries(releases) };
}

/** A listed but unpopular member, so its name alone is not suspicious. */
function listedMember({ namesStartingWith, popular, engine, extensions }: NameData): string {
  const isQuiet = (name: string): boolean =>
    popular.rankOf(name) === undefined && engine.judge(name) === undefined && extensions(name, 1) === 0;
  const member = namesStartingWith(`${FAMILY}-`, 1000).find(isQuiet);
  expect(member).toBeDefined();
  return member ?? '';
}

async function judged(
  name: string,
  owners: readonly string[],
  daysAgo: readonly number[],
): Promise<(Diagnostic & { hover: string }) | undefined> {
  world.pypi.projects.set(name, uploads(name, owners, daysAgo));
  const text = `${name}\n`;
  world.write({ 'requirements.txt': text });
  const editor = await world.start();
  const uri = await editor.open('requirements.txt', text);
  await editor.pull(uri);
  await world.learnt(editor);
  const found = (await editor.pull(uri)).items?.find(({ code }) => code === 'typosquat');
  const { contents } = (await editor.hover(uri, 1)) as { contents: { value: string } };
  return found && { ...found, hover: contents.value };
}

describe('a project with a name of a family of one owner', () => {
  const EVERY_MONTH_OF_THREE_YEARS = Array.from({ length: 36 }, (_, i) => i * 30 + 1);
  let leaders: readonly string[];
  let member: string;

  beforeEach(async () => {
    const data = await realNameData();
    leaders = familyLeaders(FAMILY, data);
    member = listedMember(data);
    for (const leader of leaders) {
      world.pypi.projects.set(leader, uploads(leader, ['ann', 'vendor'], [900]));
    }
  });

  it.each([
    ['of the list', (): string => member],
    ['of no list', (): string => `${FAMILY}-zqxwv`],
  ])('%s is a warning where a stranger owns it', async (_, name) => {
    const found = await judged(name(), ['mallory'], [400]);
    expect(found).toMatchObject({ severity: 2, message: `'${name()}' has a different owner than the '${FAMILY}' packages.` });
    expect(found?.hover.replaceAll('\\', '')).toContain(`None of its owners owns '${leaders[0]}'`);
  });

  it('has no finding if the owner of the family owns it', async () => {
    expect(await judged(member, ['bob', 'vendor'], [400])).toBeUndefined();
  });

  it('is an information if another owner has maintained it for years', async () => {
    expect(await judged(member, ['mallory'], EVERY_MONTH_OF_THREE_YEARS)).toMatchObject({ severity: 3 });
  });

  it('has no finding if the index names no owner, or the family has no common owner', async () => {
    expect(await judged(member, [], [400])).toBeUndefined();
    await world.stop();
    world.emptyCache();
    leaders.forEach((leader, i) => {
      world.pypi.projects.set(leader, uploads(leader, [`owner-${i}`], [900]));
    });
    expect(await judged(member, ['mallory'], [400])).toBeUndefined();
  });

  it('is not looked up offline, or if the user trusts it', async () => {
    world.write({ 'lookalike.toml': `trust = ["${member}"]\n` });
    expect(await judged(member, ['mallory'], [400])).toBeUndefined();
  });
});

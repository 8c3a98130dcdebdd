import { expect, test } from 'vitest';
import { Configuration } from '../../../../server/src/configuration/configuration';
import { PackageNews } from '../../../../server/src/facts/packages/answers';
import { KeptFacts } from '../../../../server/src/facts/packages/keptFacts';
import type { PackageFacts } from '../../../../server/src/facts/packages/packageFacts';
import { DEFAULT_SETTINGS } from '../../../../server/src/settings';

const HOUR = 3_600_000;

function world() {
  let now = 0;
  const news = new PackageNews();
  const kept = new KeptFacts({ now: () => now }, news);
  const configuration = (): Configuration =>
    new Configuration({
      settings: DEFAULT_SETTINGS,
      project: undefined,
      today: '2026-11-23',
      honoursComments: true,
      isProjectOutside: false,
      settingsFolder: 'file:///project',
      projectFolder: 'file:///project',
    });
  const gathered = (rank: number | undefined) => (): PackageFacts => ({ rank }) as PackageFacts;
  return { kept, news, configuration, gathered, wait: (time: number) => (now += time) };
}

test('the facts of a popular name are gathered once per configuration', () => {
  const { kept, configuration, gathered } = world();
  const [one, other] = [configuration(), configuration()];
  const facts = kept.of('numpy', one, gathered(1));
  expect(kept.of('numpy', one, gathered(1))).toBe(facts);
  expect(kept.of('numpy', other, gathered(1))).not.toBe(facts);
  expect(kept.of('requests', one, gathered(2))).not.toBe(facts);
});

test('those of another name are not kept: someone may be typing it', () => {
  const { kept, configuration, gathered } = world();
  const one = configuration();
  expect(kept.of('nump', one, gathered(undefined))).not.toBe(kept.of('nump', one, gathered(undefined)));
});

test('news about the name and time make them outdated, news about another name does not', () => {
  const { kept, news, configuration, gathered, wait } = world();
  const one = configuration();
  const first = kept.of('numpy', one, gathered(1));
  news.note('requests');
  expect(kept.of('numpy', one, gathered(1))).toBe(first);
  news.note('numpy');
  const second = kept.of('numpy', one, gathered(1));
  expect(second).not.toBe(first);
  wait(HOUR - 1);
  expect(kept.of('numpy', one, gathered(1))).toBe(second);
  wait(1);
  expect(kept.of('numpy', one, gathered(1))).not.toBe(second);
});

test('no more than 5,000 names are kept', () => {
  const { kept, configuration, gathered } = world();
  const one = configuration();
  const first = kept.of('numpy', one, gathered(1));
  for (let i = 1; i < 5_000; i++) {
    kept.of(`name${i}`, one, gathered(i));
  }
  expect(kept.of('numpy', one, gathered(1))).toBe(first);
  kept.of('one-more', one, gathered(6_000));
  expect(kept.of('numpy', one, gathered(1))).not.toBe(first);
});

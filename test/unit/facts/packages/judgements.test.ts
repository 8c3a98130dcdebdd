import { describe, expect, it } from 'vitest';
import { ConfigurationStore } from '../../../../server/src/configuration/store';
import { routeNames } from '../../../../server/src/facts/indexes/indexRoutes';
import { PackageFactStore } from '../../../../server/src/facts/packages/packageFactStore';
import type { FactScope } from '../../../../server/src/facts/packages/question';
import type { NameEngine } from '../../../../server/src/names/judgement';
import { InMemoryHost, project, ROOT, realAdvisories, realNameData } from '../../../inMemoryHost';
import { url } from '../../../stub/client';

const DAY = 86_400_000;

/** A store with an engine that records its requests. */
async function counting() {
  const host = new InMemoryHost();
  host.current = { ...host.current, offline: false };
  const data = await realNameData();
  const asked: {
    readonly name: string;
    readonly exists: boolean;
    readonly privateNames: readonly string[];
    readonly timeWeight: number;
  }[] = [];
  const engine: NameEngine = {
    ...data.engine,
    judge(name, options) {
      asked.push({ name, ...options } as (typeof asked)[number]);
      return data.engine.judge(name, options);
    },
  };
  const store = new PackageFactStore(host, { ...data, engine }, await realAdvisories());
  const scopeOf = async (privateNames: readonly string[]): Promise<FactScope> => {
    host.current = { ...host.current, private: privateNames };
    const routes = routeNames({
      fileOptions: [],
      userSources: [],
      defaultIndex: url('https://pypi.org'),
      isAllowedOrigin: () => false,
      isPrivateName: () => false,
      isListedName: () => true,
    });
    return { configuration: await new ConfigurationStore(host).of(`${ROOT}/requirements.txt`), routes };
  };
  const judge = (name: string, scope: FactScope): number => {
    const before = asked.length;
    store.facts({ normalizedName: name }, scope);
    return asked.length - before;
  };
  return { host, store, asked, scopeOf, judge };
}

describe('the judgment of the engine', () => {
  it.each(['reqeusts', 'requests'])('of %s is asked once, also beside a list of the same private names', async (name) => {
    const { judge, scopeOf } = await counting();
    const first = await scopeOf(['acme-core', 'acme-x']);
    const [same, other] = [await scopeOf(['acme-core', 'acme-x']), await scopeOf(['acme-core'])];
    const sameLater = await scopeOf(['acme-core', 'acme-x']);
    expect([first, first, same, other, other, first, sameLater].map((scope) => judge(name, scope))).toEqual([1, 0, 0, 1, 0, 0, 0]);
  });

  it('is cached for eight lists of private names', async () => {
    const { judge, scopeOf } = await counting();
    const lists = Array.from({ length: 9 }, (_, i) => [`acme-${i}`]);
    const scopes = await Promise.all(lists.map(scopeOf));
    expect(scopes.map((scope) => judge('reqeusts', scope))).toEqual(lists.map(() => 1));
    expect(await Promise.all([lists[8], lists[7]].map(async (list) => judge('reqeusts', await scopeOf(list as string[]))))).toEqual([0, 1]);
  });

  it('is cached for ten thousand names', async () => {
    const { judge, scopeOf } = await counting();
    const scope = await scopeOf([]);
    for (let i = 0; i < 9_999; i++) {
      judge(`q${i}`, scope);
    }
    expect(['q0', 'requests', 'q0', 'q9998'].map((name) => judge(name, scope))).toEqual([0, 1, 0, 0]);
    expect(['flask', 'q0', 'flask'].map((name) => judge(name, scope))).toEqual([1, 1, 0]);
  });

  it("is asked anew in few steps of a project's age", async () => {
    const { host, store, asked, scopeOf } = await counting();
    const scope = await scopeOf([]);
    const name = 'no-such-name-anywhere-1';
    const uploadTime = new Date(host.time).toISOString();
    host.index.projects.set(
      name,
      project(name, { releases: [{ version: '1', files: [{ filename: 'x-1.tar.gz', hashes: {}, uploadTime }] }] }),
    );
    await store.learn([{ normalizedName: name, pinned: true, explicit: false }], scope, new AbortController().signal);
    asked.length = 0;
    for (let day = 0; day < 3_000; day++) {
      host.time += DAY;
      store.facts({ normalizedName: name }, scope);
    }
    expect(asked.every(({ exists, timeWeight }) => exists && Number.isInteger(timeWeight * 4))).toBe(true);
    expect(asked.map(({ timeWeight }) => timeWeight + 0)).toEqual(Array.from({ length: 28 }, (_, i) => 4 - i / 4));
  });
});

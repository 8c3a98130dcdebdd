import { describe, expect, it } from 'vitest';
import { CandidateList } from '../../../../../server/src/names/engine/candidates/candidate';
import { ExactTargets } from '../../../../../server/src/names/engine/candidates/exactTargets';
import { NearTargets } from '../../../../../server/src/names/engine/candidates/nearTargets';
import { addOtherPython, addPythonAffixes } from '../../../../../server/src/names/engine/candidates/pythonWords';
import { Query } from '../../../../../server/src/names/engine/query';
import { buildNameTables, openNameTables } from '../../../../../server/src/names/engine/tables/nameTables';

const popular = ['example', 'abcd', 'abc', 'pykafka', 'redis-py', 'python-jose', 'slugify-python', 'python3-saml', 'nmap-python3'];
const tables = openNameTables(popular, buildNameTables({ popular, standardLibrary: [], projects: popular, malicious: [] }));
const exact = new ExactTargets(tables.targets, tables.exact, tables.targets.popularCount);
const near = new NearTargets(tables.targets, tables.segments, exact);

function found(name: string, add: (query: Query, list: CandidateList) => void): readonly string[] {
  const query = new Query();
  query.set(name);
  const list = new CandidateList();
  add(query, list);
  return list.items
    .slice(0, list.count)
    .map(
      ({ target, start, end, distance, reordered }) =>
        `${tables.targets.names[target]} ${start}-${end} ${distance}${reordered ? ' reordered' : ''}`,
    );
}

describe('a target beside a glued word', () => {
  it.each<[name: string, expected: readonly string[]]>([
    // Each prefix, and another affix after the target.
    ['pyexamplehelp', ['example 2-9 0']],
    ['pipexamplehelp', ['example 3-10 0']],
    ['pythonexamplehelp', ['example 6-13 0']],
    ['python3examplehelp', ['example 7-14 0']],
    ['xyexamplehelp', []],
    ['pyabcdx', ['abcd 2-6 0']],
    ['pyabcdefg', ['abcd 2-6 0']],
    // Without another affix it is found elsewhere, and so is what is too short.
    ['pyexample', []],
    ['pyabcd', []],
    ['pyabcx', []],
    ['pyabcxy', []],
    // A misspelled target after a prefix.
    ['pyexampel', ['example 2-9 1']],
    ['python3exampel', ['example 7-14 1']],
    ['pyexxmpxl', []],
    ['pyabdc', []],
    // And before a suffix.
    ['exampelpy', ['example 0-7 1']],
    ['exampelpython', ['example 0-7 1']],
    ['exampellib', ['example 0-7 1']],
    ['exampelxy', []],
    ['abcdxlib', []],
    ['abdclib', []],
  ])('in %s: %j', (name, expected) => {
    expect(found(name, (query, list) => addPythonAffixes(query, exact, near, list))).toEqual(expected);
  });
});

describe('a target with another word for Python', () => {
  it.each<[name: string, expected: readonly string[]]>([
    ['kafka-python', ['pykafka 0-11 0 reordered']],
    ['python-kafka', ['pykafka 0-11 0 reordered']],
    ['pythonkafka', ['pykafka 0-11 0 reordered']],
    ['kafkapython', ['pykafka 0-11 0 reordered']],
    ['python3-kafka', ['pykafka 0-12 0 reordered']],
    ['kafka-py', ['pykafka 0-7 0 reordered']],
    ['py-redis', ['redis-py 0-7 0 reordered']],
    ['python-redis', ['redis-py 0-11 0 reordered']],
    ['jose-python', ['python-jose 0-10 0 reordered']],
    ['py-jose', ['python-jose 0-6 0 reordered']],
    ['python-slugify', ['slugify-python 0-13 0 reordered']],
    ['saml-python', ['python3-saml 0-10 0 reordered']],
    ['python-nmap', ['nmap-python3 0-10 0 reordered']],
    // A glued `py` occurs in honest names of every kind.
    ['kafkapy', []],
    ['pyjose', []],
    // The rest is too short, or no target.
    ['python-abc', []],
    ['kafka', []],
    ['python-kafk', []],
  ])('is meant by %s: %j', (name, expected) => {
    expect(found(name, (query, list) => addOtherPython(query, exact, list))).toEqual(expected);
  });

  it('is not added again as the whole name', () => {
    const again = (name: string) =>
      found(name, (query, list) => {
        list.add(exact.at(query, 0, query.length), 0, query.length);
        addOtherPython(query, exact, list);
      });
    expect(again('py-kafka')).toEqual(['pykafka 0-7 0']);
    expect(again('pythonjose')).toEqual(['python-jose 0-10 0']);
  });
});

import { describe, expect, it } from 'vitest';
import type { Resemblance } from '../../../../server/src/facts/packages/packageFacts';
import { lookalikeMessage, resemblanceDetails, supersededNote, suspicionFixes } from '../../../../server/src/rules/names/targets';
import { requirementOf, resembling } from '../given';

const MODULE = resembling('shutil', { technique: 'standard-library' });
const PRIVATE = { isPrivate: true };
const OLD = { superseded: { successor: 'new', source: '' } };
const OLD_SINCE = { superseded: { successor: 'new', lastRelease: '2014-06', source: '' } };

describe('the message about a look-alike', () => {
  it.each<[name: string, resemblance: Resemblance, message: string]>([
    ['name', resembling('names'), "'name' looks like 'names' (missing letter 's')."],
    ['name', resembling('names', PRIVATE), "'name' looks like your private package 'names' (missing letter 's')."],
    ['shutils', MODULE, "'shutils' looks like 'shutil', a module of the Python standard library."],
    [
      'old-nam',
      resembling('new-name', { looksLike: 'old-name' }),
      "'old-nam' looks like 'old-name'. The project to install is 'new-name'.",
    ],
    // A foreign letter says more than its place, and other differences are said beside it.
    ['n\u0430me', resembling('name', { technique: 'homoglyph' }), "'n\u0430me' looks like 'name' ('\u0430' is U+0430)."],
    ['n\u0430me', resembling('names'), "'n\u0430me' looks like 'names' ('\u0430' is U+0430, missing letter 's')."],
    ['nane', resembling('name', { technique: 'replacement', detail: 'n' }), "'nane' looks like 'name' (different letter 'n')."],
  ])('%s', (name, resemblance, message) => {
    expect(lookalikeMessage(name, resemblance)).toBe(message);
  });
});

it('a project is said to have a successor, and since when it has had no release', () => {
  expect(supersededNote({ target: 'old' })).toEqual([]);
  expect(supersededNote({ target: 'old', ...OLD })).toEqual(["'new' is the successor of 'old'."]);
  expect(supersededNote({ target: 'old', ...OLD_SINCE })).toEqual(["'old' has had no release since Jun 2014. Its successor is 'new'."]);
});

describe('what the message leaves to the details', () => {
  it.each<[what: string, name: string, resemblances: readonly Resemblance[], details: readonly string[]]>([
    ['nothing', 'name', [], []],
    ['nothing of a project that few install', 'name', [resembling('names')], []],
    ['its rank', 'name', [resembling('names', { rank: 1200 })], ["'names' is #1,200 on PyPI by downloads."]],
    ['no rank of a private name', 'name', [resembling('names', { ...PRIVATE, rank: 1200 })], []],
    [
      'its successor',
      'name',
      [resembling('names', { ...OLD, rank: 7 })],
      ["'names' is #7 on PyPI by downloads.", "'new' is the successor of 'names'."],
    ],
    [
      'other names, before the rank',
      'nam\u0435',
      [resembling('names', { rank: 7 }), resembling('game', OLD), resembling('lame', { technique: 'transposition', rank: 3 })],
      [
        "The character '\u0435' (U+0435, Cyrillic) looks like 'e'.",
        "It also looks like 'game' ('\u0435' is U+0435, missing letter 's').",
        "It also looks like 'lame' ('\u0435' is U+0435, letters swapped).",
        "'names' is #7 on PyPI by downloads.",
      ],
    ],
    [
      'the state of the project that it continues',
      'old-nam',
      [resembling('new', { looksLike: 'old-name' }), resembling('old-name', OLD_SINCE)],
      ["'old-name' has had no release since Jun 2014. Its successor is 'new'."],
    ],
    ['nothing of one without a state', 'old-nam', [resembling('new', { looksLike: 'old-name' }), resembling('old-name')], []],
  ])('%s', (_, name, resemblances, details) => {
    expect(resemblanceDetails(name, resemblances)).toEqual(details);
  });
});

describe('the fixes for a look-alike', () => {
  const removeSpan = { start: 0, end: 10 };
  const fixes = (resemblances: readonly Resemblance[], isCertain?: boolean, requirement = requirementOf({ removeSpan })) =>
    suspicionFixes(requirement, resemblances, isCertain).map(({ title, preferred, certain, replacement }) => [
      title,
      preferred,
      certain,
      replacement,
    ]);
  const replace = (target: string, preferred: boolean, certain = false) => [
    `Replace with '${target}'`,
    preferred,
    certain,
    { target, continues: undefined },
  ];
  const remove = (preferred: boolean) => ["Remove 'name'", preferred, undefined, undefined];

  it('are its targets, the best one preferred, and its removal', () => {
    expect(fixes([])).toEqual([remove(false)]);
    expect(fixes([resembling('a')])).toEqual([replace('a', true), remove(false)]);
    expect(fixes([resembling('a'), resembling('b')])).toEqual([replace('a', true), replace('b', false), remove(false)]);
    expect(fixes([resembling('a')], false, requirementOf())).toEqual([replace('a', true)]);
  });

  it('are its removal alone for a module', () => {
    expect(fixes([MODULE])).toEqual([remove(true)]);
    expect(fixes([MODULE, resembling('a')])).toEqual([replace('a', true), remove(false)]);
  });

  it('are certain only if there is one target', () => {
    expect(fixes([resembling('a')], true)).toEqual([replace('a', true, true), remove(false)]);
    expect(fixes([resembling('a'), resembling('b')], true)).toEqual([replace('a', true), replace('b', false), remove(false)]);
    expect(fixes([resembling('a'), MODULE], true)).toEqual([replace('a', true), remove(false)]);
  });

  it('name the project that a target continues, if it is a target too', () => {
    const successor = resembling('new', { looksLike: 'old' });
    expect(fixes([successor, resembling('old')])).toEqual([
      ["Replace with 'new' (successor of old)", true, false, { target: 'new', continues: 'old' }],
      replace('old', false),
      remove(false),
    ]);
    expect(fixes([successor, resembling('other')])).toEqual([replace('new', true), replace('other', false), remove(false)]);
    // A project beside one that has no other name continues nothing.
    expect(fixes([resembling('a'), resembling('a')]).map(([title]) => title)).not.toContain("Replace with 'a' (successor of undefined)");
  });

  it('change the name wherever it is written, and drop its hashes', () => {
    const [start, again, hash] = [
      { start: 3, end: 7 },
      { start: 20, end: 24 },
      { start: 30, end: 40 },
    ] as const;
    const requirement = requirementOf({
      nameSpan: start,
      otherNameSpans: [again],
      hashes: [{ algorithm: 'md5', digest: '', span: hash }],
      removeSpan,
    });
    expect(suspicionFixes(requirement, [resembling('new')]).map(({ edits }) => edits)).toEqual([
      [
        { span: start, text: 'new' },
        { span: again, text: 'new' },
        { span: hash, text: '' },
      ],
      [{ span: removeSpan, text: '' }],
    ]);
  });
});

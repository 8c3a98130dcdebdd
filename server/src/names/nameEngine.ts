import { osaDistance } from './edits';
import type { Imitation, JudgeOptions, NameEngine, NameJudgement, Technique } from './engine';
import type { DecodedPopularNames } from './popularNames';

const AFFIXES = [
  'py',
  'python',
  'python3',
  'env',
  'conf',
  'config',
  'lib',
  'dev',
  'install',
  'installer',
  'setup',
  'new',
  'v2',
  'js',
  'utils',
  'helper',
];
const MIN_LENGTH = 4;

/** First, simple engine: one edit, separators, or one suspicious affix. */
export function createNameEngine(popular: DecodedPopularNames): NameEngine {
  const byLength = new Map<number, string[]>();
  const bare = new Map<string, string>();
  for (const name of popular.byRank) {
    byLength.set(name.length, [...(byLength.get(name.length) ?? []), name]);
    const key = withoutSeparators(name);
    if (!bare.has(key) || popular.rankOf(name)! < popular.rankOf(bare.get(key)!)!) {
      bare.set(key, name);
    }
  }

  function imitations(name: string, privateNames: readonly string[]): Imitation[] {
    const found: Imitation[] = [];
    const add = (target: string, technique: Technique, distance: number, detail?: string): void => {
      const rank = popular.rankOf(target) ?? 1;
      found.push({ target, technique, distance, detail, score: 4 - distance - Math.log10(rank) / 2 });
    };
    const same = bare.get(withoutSeparators(name));
    if (same !== undefined) {
      add(same, 'separators', 0);
    }
    const near = [...privateNames];
    for (let length = name.length - 1; length <= name.length + 1; length++) {
      near.push(...(byLength.get(length) ?? []));
    }
    for (const target of near) {
      if (target.length >= MIN_LENGTH && osaDistance(name, target, 1) === 1) {
        add(target, oneEdit(name, target), 1);
      }
    }
    for (const affix of AFFIXES) {
      const rest = name.endsWith(affix) ? name.slice(0, -affix.length) : name.startsWith(affix) ? name.slice(affix.length) : '';
      const target = rest.length < MIN_LENGTH ? undefined : bare.get(withoutSeparators(rest));
      if (target !== undefined) {
        add(target, name.endsWith(affix) ? 'suffix' : 'prefix', osaDistance(name, target, 8), affix);
      }
    }
    return found.sort((a, b) => b.score - a.score);
  }

  return {
    judge(name: string, options: JudgeOptions = {}): NameJudgement | undefined {
      const privateNames = options.privateNames ?? [];
      if (name.length < MIN_LENGTH || popular.rankOf(name) !== undefined || privateNames.includes(name)) {
        return undefined;
      }
      const found = imitations(name, privateNames);
      return found.length === 0 ? undefined : { confidence: found[0]!.score > 1 ? 'high' : 'low', imitations: found };
    },
  };
}

function withoutSeparators(name: string): string {
  return name.replaceAll('-', '');
}

function oneEdit(name: string, target: string): Technique {
  if (name.length < target.length) {
    return 'omission';
  }
  if (name.length > target.length) {
    return 'addition';
  }
  let differing = 0;
  for (let i = 0; i < name.length; i++) {
    differing += name[i] === target[i] ? 0 : 1;
  }
  return differing === 2 ? 'transposition' : 'replacement';
}

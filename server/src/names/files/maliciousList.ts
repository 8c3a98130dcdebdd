import { lastAnswers } from '../../lastAnswers';
import { entriesAt, lineOf, lineStarts, nameAt } from '../../sortedLines';
import type { MaliciousCategory, MaliciousRecord, MaliciousSource } from '../nameData';
import { compare } from './popularNames';
import { textOf } from './sections';

/** Records by normalized name. */
export type MaliciousRecords = ReadonlyMap<string, readonly MaliciousRecord[]>;

/**
 * The compiled records are text, one line per name in order: the name and its records, separated by tabs. A record is `source category month id
 * version…`, separated by spaces; `-` stands for what is not known, and a record without versions is about all of them.
 */
const UNKNOWN = '-';

const SOURCES: readonly (readonly [MaliciousSource, string])[] = [
  ['registry', 'R'],
  ['campaigns', 'K'],
  ['osv', 'O'],
];

const CATEGORIES: readonly (readonly [MaliciousCategory, string])[] = [
  ['malicious', 'M'],
  ['suspicious', 'S'],
  ['pentest', 'P'],
  ['spam', 'A'],
  ['hacking-tool', 'H'],
];

export function encodeMalicious(records: MaliciousRecords): Uint8Array {
  const lines = [...records].sort(([a], [b]) => compare(a, b)).map(([name, list]) => [name, ...list.map(encode)].join('\t'));
  return new TextEncoder().encode(lines.join('\n'));
}

function encode({ source, category, month, id, versions }: MaliciousRecord): string {
  return [letter(SOURCES, source), letter(CATEGORIES, category), month ?? UNKNOWN, id ?? UNKNOWN, ...(versions ?? [])].join(' ');
}

const DECEIVING: readonly MaliciousCategory[] = ['malicious', 'suspicious', 'pentest'];

/** Whether a record is about a package that pretends to be another one. Spam, and tools that are honest about their purpose, do not. */
export function isDeceiving({ category }: MaliciousRecord): boolean {
  return DECEIVING.includes(category);
}

/** The names that may imitate others: all of their versions are deceptive. */
export function deceivingNames(records: MaliciousRecords): string[] {
  return [...records].flatMap(([name, list]) =>
    list.some((record) => isDeceiving(record) && record.versions === undefined) ? [name] : [],
  );
}

export interface MaliciousList {
  /** Empty for a name without records. The array is the same as long as few other names are asked for. */
  recordsOf(name: string): readonly MaliciousRecord[];
  all(): MaliciousRecords;
}

const NONE: readonly MaliciousRecord[] = [];

/** Cache of looked-up names: most files contain the same ones. */
const MAX_KEPT = 10_000;

/** A line is located and parsed on demand. */
export function decodeMalicious(bytes: Uint8Array): MaliciousList {
  const text = textOf(bytes);
  const recordsOf = lastAnswers((name): readonly MaliciousRecord[] => {
    const start = lineOf(text, name);
    return start === undefined ? NONE : entriesAt(text, start).map(decode);
  }, MAX_KEPT);
  return {
    recordsOf,
    all: () => new Map([...lineStarts(text)].map((start) => nameAt(text, start)).map((name) => [name, recordsOf(name)])),
  };
}

function decode(entry: string): MaliciousRecord {
  const [source, category, month, id, ...versions] = entry.split(' ');
  return {
    source: meaning(SOURCES, source),
    category: meaning(CATEGORIES, category),
    ...(month !== UNKNOWN && { month }),
    ...(id !== UNKNOWN && { id }),
    ...(versions.length > 0 && { versions }),
  };
}

function letter<T>(table: readonly (readonly [T, string])[], word: T): string {
  return table.find(([meant]) => meant === word)?.[1] ?? UNKNOWN;
}

function meaning<T>(table: readonly (readonly [T, string])[], sign: string | undefined): T {
  const found = table.find(([, letterOf]) => letterOf === sign);
  if (found === undefined) {
    throw new Error('not a file of malicious packages');
  }
  return found[0];
}

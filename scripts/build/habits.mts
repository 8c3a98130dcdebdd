import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from '../run.mjs';

/** A habit of wording that docs/style.md rules out. `line` is that of the text, from 1. */
export interface Finding {
  readonly line: number;
  readonly habit: string;
  readonly instead: string;
}

/** The words of a habit, as a regular expression in which a space is any white space, and what to write instead. */
const HABITS: readonly (readonly [words: string, instead: string])[] = [
  [String.raw`\b(?:any|every|no|some)body(?:'s)?\b`, "'anyone', 'no one', 'someone' or the passive"],
  [String.raw`\blest\b`, "'to avoid', or 'because … could'"],
  [String.raw`\bwhose\b`, "'with', 'that has', or a second sentence"],
  [String.raw`\bso that\b`, "'so', 'to', or a second sentence"],
  [String.raw`\b(?:stands?|stood|standing)\b(?!-| for\b| in for\b)`, "'is' or 'appears'"],
  [String.raw`\bbehind\b(?! (?:an? |the |this |its |your )?(?:\w+ )?prox)`, "'after'"],
  [String.raw`\b(?:mend(?:s|ed|ing)?|heed(?:s|ed|ing)?)\b`, "'fix', 'respect'"],
  [String.raw`\bcards?\b`, "'hover'"],
  [String.raw`\b(?:thereof|therein|whence|thence|upon|whilst|amongst|naught|nought|gravest)\b`, 'the plain word'],
  [String.raw`\bwhoever\b`, "'anyone who', or the passive"],
  [String.raw`\b(?:says?|said|hears?|heard|told|speaks?|spoken) of\b`, "'about', 'reports', 'is notified of'"],
  [String.raw`\bso many \w+ (?:is|are)\b`, "'at most …', 'the maximum number of …'"],
  [String.raw`\bcounts? for nothing\b`, "'is ignored'"],
  [String.raw`\b(?:services?|servers?) (?:is|are|was|were) asked\b|\basks? no (?:service|server)\b`, "'contact', 'look up'"],
  [String.raw`\bsmall letters?\b`, "'lowercase letter'"],
  [String.raw`\b(?:be it|slip of the pen|(?:without|worth) a word)\b`, 'the plain word'],
  [String.raw`(?<!\bthere )\b(?:is|are) no (?!longer\b|more\b|less\b|later\b|one\b|\w+er than\b)(?=[a-z])`, "'is not a …'"],
  [
    String.raw`(?<!\bno )\b(?:an?|one|two|three|\d[\d,.]*) (?!(?:as|before|few|for|from|in|of|or|to|where|while|with|without)\b)[a-z]+ an? (?:byte|cell|day|document|edit|file|finding|folder|format|host|key|language|line|message|minute|month|name|package|project|release|rule|second|table|text|version|week|word|year)\b`,
    "'per'",
  ],
  [
    String.raw`\b(?:(?:mis)?spelt|learnt|licences?|behaviour\w*|cancell(?:ed|ing)|catalogues?|centres?|favour\w*|grey\w*|judgements?|(?:un)?labell(?:ed|ing)|modell(?:ed|ing)|neighbour\w*|honour\w*|colour\w*|travell(?:ed|ing)|analys(?:e|ed|ing)|\w{3,}(?:alis|anis|gnis|imis|oris|eris|aris|thesis)(?:es?|ed|ing|ation|ations)|whilst)\b`,
    'US spelling',
  ],
];

const PATTERNS = HABITS.map(([words, instead]) => ({ pattern: new RegExp(words.replaceAll(' ', '\\s+'), 'gi'), instead }));

/** Replaces what a pattern finds by spaces; line breaks stay, so lines keep their numbers. */
function blank(text: string, pattern: RegExp): string {
  return text.replace(pattern, (match) => match.replace(/[^\n]/g, ' '));
}

/** Code and quotations are not the author's words. */
const QUOTED = /`[^`]*`|"[^"\n]*"|https?:\/\/\S+/g;

/** The habits in a text. Code in backticks, words in double quotes and addresses are left out. */
export function habitsIn(text: string): Finding[] {
  const words = blank(text, QUOTED);
  return PATTERNS.flatMap(({ pattern, instead }) =>
    [...words.matchAll(pattern)].map((match) => ({
      line: words.slice(0, match.index).split('\n').length,
      habit: match[0].replace(/\s+/g, ' ').trim(),
      instead,
    })),
  ).sort((a, b) => a.line - b.line);
}

/** The prose of a TypeScript file: its comments and the names of its tests, at their lines; everything else is blank. */
export function proseOfCode(code: string): string {
  return code
    .split('\n')
    .map((line) => {
      const comment = /^\s*(?:\/\/|\/?\*+\/?)(.*)/.exec(line)?.[1] ?? / \/\/ (.*)$/.exec(line)?.[1];
      return (
        comment ??
        /\b(?:it|test|describe)(?:\.\w+)*(?:\([^'"`]*\))?\(\s*(?:'((?:[^'\\]|\\.)*)'|"([^"]*)"|`([^`]*)`)/
          .exec(line)
          ?.slice(1)
          .join(' ')
          .concat('.') ??
        ''
      );
    })
    .join('\n');
}

/** The prose of a Markdown file: without code blocks, and without the column `not` of a table of `write | not`. */
export function proseOfMarkdown(text: string): string {
  return blank(blank(text, /^( *)(```|~~~)[\s\S]*?^\1\2/gm), /(?<=^\| write \| not \|\n)(?:\|.*\n?)*/gm);
}

/** The texts of a file of the repository, each as one text with its lines. */
function proseOf(file: string): string {
  const text = readFileSync(path.join(root, file), 'utf8');
  if (file.endsWith('.md')) {
    return proseOfMarkdown(text);
  }
  return file.endsWith('.json') ? text.replaceAll('\\"', '`').replaceAll('"', ' ') : proseOfCode(text);
}

function filesIn(folder: string, pattern: RegExp): string[] {
  return readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
    .map((file) => path.posix.join(folder, file.replaceAll('\\', '/')))
    .filter((file) => pattern.test(file) && !/(?:^|\/)(?:node_modules|fixtures)\/|habits\.test/.test(file));
}

/** The files with English texts, except for the test of this lint, which is full of habits. */
export function textFiles(): string[] {
  return [
    'l10n/bundle.l10n.json',
    'package.nls.json',
    ...readdirSync(root).filter((file) => /^[^.]+\.md$/.test(file)),
    ...[...filesIn('docs', /\.md$/), 'data/README.md'],
    ...['server/src', 'client/src', 'scripts', 'test'].flatMap((folder) => filesIn(folder, /\.[cm]?ts$/)),
  ];
}

/** All findings of the repository, one line for each. */
export function lintHabits(): string[] {
  return textFiles().flatMap((file) =>
    habitsIn(proseOf(file)).map(({ line, habit, instead }) => `${file}:${line}: ${habit} (write ${instead})`),
  );
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const findings = lintHabits();
  if (findings.length > 0) {
    console.error(findings.join('\n'));
    process.exitCode = 1;
  }
}

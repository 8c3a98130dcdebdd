import { createHash } from 'node:crypto';
import { Random } from '../../../scripts/fuzz/random.mjs';
import type { Manifest } from '../../../server/src/formats/manifest/format';
import { checkManifest } from './manifestChecks';

const EDITS = 12;
const SIGNS = ['"', "'", '[', ']', '{', '}', ',', '=', ':', ';', '#', '\\', '-', '$', '`', ' ', '\n', '.', '@', '>', '&'];

/** A pseudo-random edit, always the same, with a name. */
function edit(text: string, random: Random): readonly [what: string, text: string] {
  const lines = text.split('\n');
  const line = random.below(lines.length);
  const at = random.below(text.length + 1);
  const place = `at ${at}`;
  const sign = random.pick(SIGNS);
  switch (random.below(9)) {
    case 0:
      return [`without a sign ${place}`, text.slice(0, at) + text.slice(at + 1)];
    case 1:
    case 2:
      return [`${JSON.stringify(sign)} ${place}`, text.slice(0, at) + sign + text.slice(at)];
    case 3:
      return [`${JSON.stringify(sign)} for the sign ${place}`, text.slice(0, at) + sign + text.slice(at + 1)];
    case 4:
      return [`without line ${line + 1}`, lines.toSpliced(line, 1).join('\n')];
    case 5:
      return [`line ${line + 1} twice`, lines.toSpliced(line, 0, lines[line] as string).join('\n')];
    case 6:
      return [`line ${line + 1} indented`, lines.toSpliced(line, 1, `  ${lines[line]}`).join('\n')];
    case 7:
      return [`line ${line + 1} without indentation`, lines.toSpliced(line, 1, (lines[line] as string).trimStart()).join('\n')];
    default:
      return [`lines ${line + 1} and ${line + 2} joined`, lines.toSpliced(line, 2, lines.slice(line, line + 2).join('')).join('\n')];
  }
}

interface Reading {
  readonly names: readonly string[];
  readonly counts: readonly number[];
  readonly digest: string;
}

function read(text: string, parse: (text: string) => Manifest): Reading {
  const manifest = parse(text);
  checkManifest(text, manifest);
  const { requirements, includes, indexes, problems, unchecked } = manifest;
  const withoutWords = JSON.stringify(manifest, (key, value) => (key === 'message' || key === 'why' ? undefined : value));
  return {
    names: requirements.map(({ name, specifier = '' }) => `${name}${specifier}`),
    counts: [includes, indexes, problems, unchecked].map(({ length }) => length),
    digest: createHash('sha256').update(withoutWords).digest('hex').slice(0, 6),
  };
}

/** `names` without those in `others`, each as often. */
function without(names: readonly string[], others: readonly string[]): readonly string[] {
  const left = [...others];
  return names.filter((name) => {
    const at = left.indexOf(name);
    if (at >= 0) {
      left.splice(at, 1);
    }
    return at < 0;
  });
}

/**
 * The result of reading a text after some typing slips: which names appear and disappear, the numbers of includes, indexes, problems and unchecked parts, and a
 * digest of the rest, without the words of problems.
 */
export function readEdited(text: string, parse: (text: string) => Manifest): string {
  const whole = read(text, parse);
  const random = new Random(text.length);
  const lines = Array.from({ length: EDITS }, () => {
    const [what, edited] = edit(text, random);
    const { names, counts, digest } = read(edited, parse);
    const changes = [...without(whole.names, names).map((name) => `-${name}`), ...without(names, whole.names).map((name) => `+${name}`)];
    return [`${what}:`, ...changes.slice(0, 4), ...counts, digest].join(' ');
  });
  return [['as it is:', ...whole.counts, whole.digest].join(' '), ...lines, ''].join('\n');
}

import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { type Command, forEachChild, parse, type SyntaxNode } from 'unbash';
import { describe, expect, it } from 'vitest';
import { readShell } from '../../../../server/src/formats/syntax/shell/readShell';
import { sliceOfWord } from '../../../../server/src/formats/syntax/words';
import { Slice } from '../../../../server/src/packaging/slice';

/** Words with their positions, `start-end text`; for text that the shell fills in, only the position. */
type Words = readonly string[];

const shown = (start: number, end: number, text: string): string => `${start}-${end} ${/[$`<>{*?[~\\]/.test(text) ? '…' : text}`;

function ours(script: Slice): Words[] {
  return readShell(script).flatMap((part) => {
    if ('substitution' in part) {
      return ours(part.substitution);
    }
    return [
      part.words.map((word) => {
        const { start, end } = script.span(word.start, word.end);
        return shown(start, end, /[$`]/.test(script.text.slice(word.start, word.end)) ? '$' : sliceOfWord(script, word).text);
      }),
    ];
  });
}

/** The install commands of a script as unbash reads them. */
function theirs(text: string): Words[] {
  const found: Words[] = [];
  const visit = (node: SyntaxNode): void => {
    if (node.type === 'Command') {
      const words = wordsOf(node);
      if (words.some((word) => / pip3?$/.test(word)) && words.some((word) => / install$/.test(word))) {
        found.push(words);
      }
    }
    // Scripts between backticks have places of their own.
    if (node.type !== 'Script' || node.source === undefined) {
      forEachChild(node, visit);
    }
  };
  const script = parse(text);
  expect(script.errors ?? [], text).toEqual([]);
  visit(script);
  return found;
}

function wordsOf({ name, args }: Command): Words {
  const words = [name, ...args].flatMap((word) => (word?.type === 'Word' ? [word] : []));
  return words.map(({ pos, end, value, text }) => shown(pos, end, /[$`]/.test(text) ? '$' : value));
}

/** Each install command of unbash is one of ours, which may have reserved words and assignments before it. */
function expectSame(text: string): void {
  const all = ours(Slice.of(text));
  for (const words of theirs(text)) {
    expect(all.some((own) => own.slice(-words.length).join('\n') === words.join('\n')) || all, text).toBe(true);
  }
}

describe('words of install commands are the same as in unbash', () => {
  it.each([
    'pip install aaa "bbb>=1" \'ccc\' ddd\\ eee',
    'A=1 B="x y" pip install aaa > log 2>&1 < in',
    'if ! pip install aaa; then pip install bbb; elif true; then pip install ccc; else pip install ddd; fi',
    'for p in a b; do pip install "$p"; done',
    'while read -r p; do pip install "$p"; done < pkgs.lst',
    'case $x in a|b) pip install aaa ;; *) pip install bbb;; esac',
    'f() { pip install aaa; }\nfunction g { pip install bbb; }\nf && g || pip install ccc &',
    '( cd x; pip install aaa ) | tee log',
    'x=$(pip install aaa 2>&1) && echo "$(pip install bbb)"',
    'pip install -r <(grep -v x reqs.txt) aaa',
    'cat <<END | sh\npip install not-here\nEND\npip install aaa <<< "bbb ccc" ddd',
    'cat <<-"END" > out && pip install aaa\n\ttext $(\n\tEND\npip install bbb',
    'pip install $\'aaa\\n\' $"bbb"',
    'pip install aaa \\\n  bbb \\\n  # comment\npip install ccc # pip install no',
    `P=(aaa "bbb ccc"\n ddd)\nP+=(eee)\npip install "$\{P[@]}" "$\{#P[@]}" $((1 + 2))`,
    'pip install aaa{b,c} [d] e? *.whl ~/x',
    'time pip install aaa; coproc pip install bbb; { pip install ccc; }; [[ -f x && y =~ z ]] && pip install ddd',
    'until pip install aaa; do sleep 1; done; select x in a; do pip install bbb; done',
    `pip install "aaa#bbb" aaa#bbb $\{x:-"}"} $\{y//\\//-} end`,
  ])('%s', expectSame);
});

const folder = process.env.LOOKALIKE_SHELL_FILES;

it.runIf(folder !== undefined)('also in the shell scripts of a folder', () => {
  const root = folder ?? '';
  for (const file of readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((name) => /\.(?:sh|bash)$/.test(name))) {
    const text = readFileSync(path.join(root, file), 'utf8');
    if ((parse(text).errors ?? []).length === 0) {
      expectSame(text);
    }
  }
});

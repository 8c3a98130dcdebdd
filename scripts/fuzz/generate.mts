import type { Random } from './random.mjs';
import type { Change, Sequence, Settings, Step } from './sequence.mjs';
import { mutate, piece, type SampleText } from './texts.mjs';

/** Requests of an editor about one document. */
const DOCUMENT_REQUESTS = [
  'textDocument/hover',
  'textDocument/codeAction',
  'textDocument/completion',
  'textDocument/inlayHint',
  'textDocument/definition',
  'textDocument/documentLink',
  'textDocument/documentSymbol',
  'textDocument/foldingRange',
  'textDocument/diagnostic',
] as const;

const OTHER_REQUESTS = ['workspace/diagnostic', 'lookalike/checkPackage', 'lookalike/indexOrigins', 'lookalike/scanWorkspace'] as const;

/** Besides the usual name of the format: paths with a special meaning. */
const ODD_FILES = [
  'base.txt',
  'sub/base.txt',
  'lookalike.toml',
  'pyproject.toml',
  'untitled:1',
  'note.ipynb#0',
  'note.ipynb#1',
  'ä b%20c/requirements.txt',
];

const LANGUAGES = ['pip-requirements', 'python', 'toml', 'yaml', 'plaintext', 'json', 'shellscript', 'dockerfile'] as const;

const MAX_STEPS = 40;

/** A session, made only from `samples`: the same random numbers give the same session. */
export function generate(random: Random, samples: readonly SampleText[]): Sequence {
  const files: Record<string, string> = {};
  for (let left = random.below(5); left > 0; left--) {
    const { file, text } = someText(random, samples);
    if (!file.includes(':') && !file.includes('#')) {
      files[file] = text;
    }
  }
  const opened = Array.from({ length: 1 + random.below(4) }, () => someText(random, samples));
  const names = [...opened.map(({ file }) => file), ...Object.keys(files)];
  const steps: Step[] = opened.map(({ file, text }) => ({ do: 'open', file, language: languageOf(file, random), text }));
  for (let left = random.below(MAX_STEPS); left > 0; left--) {
    steps.push(someStep(random, random.pick(names), samples));
  }
  return {
    client: { pulls: random.chance(0.7), trusted: random.chance(0.8), versionedEdits: random.chance(0.8) },
    settings: someSettings(random),
    files,
    steps,
  };
}

function someText(random: Random, samples: readonly SampleText[]): SampleText {
  const sample = random.pick(samples);
  const file = random.chance(0.25) ? random.pick(ODD_FILES) : random.chance(0.2) ? `sub/${sample.file}` : sample.file;
  return { file, text: mutate(sample.text, random, samples) };
}

function languageOf(file: string, random: Random): string {
  return file.includes('#') ? 'python' : random.chance(0.5) ? 'pip-requirements' : random.pick(LANGUAGES);
}

function someSettings(random: Random): Settings {
  return {
    offline: true,
    ...(random.chance(0.2) && { private: random.pick([['acme-*'], ['*'], ['requests', 'acme-utils']]) }),
    ...(random.chance(0.1) && { trust: random.pick([['reqeusts'], [{ name: 'djagno', until: '2020-01-01' }]]) }),
    ...(random.chance(0.2) && {
      rules: random.pick([{ unpinned: 'warning' }, { typosquat: 'off' }, { 'missing-hash': 'hint' }, { x: 1 }]),
    }),
    ...(random.chance(0.05) && { enable: false }),
    ...(random.chance(0.05) && { coolDown: 'many' }),
  };
}

function someStep(random: Random, file: string, samples: readonly SampleText[]): Step {
  const kind = random.below(100);
  if (kind < 35) {
    return { do: 'edit', file, changes: Array.from({ length: 1 + random.below(4) }, () => someChange(random, samples)) };
  }
  if (kind < 75) {
    const method = random.pick(random.chance(0.9) ? DOCUMENT_REQUESTS : OTHER_REQUESTS);
    return { do: 'request', method, file, at: somePlace(random), cancel: random.chance(0.15) };
  }
  if (kind < 83) {
    return { do: 'fix', file, pick: random.below(1_000) };
  }
  const { file: to, text } = someText(random, samples);
  switch (kind % 8) {
    case 0:
      return { do: 'close', file };
    case 1:
      return { do: 'open', file, language: languageOf(file, random), text };
    case 2:
      return { do: 'rename', file, to };
    case 3:
      return { do: 'configure', settings: someSettings(random) };
    case 4:
      return random.chance(0.2) ? { do: 'trust' } : { do: 'settle' };
    default:
      return { do: 'write', file: random.chance(0.5) ? file : to, text: random.chance(0.2) ? null : text };
  }
}

/** Usually in the text, sometimes far after it. */
function somePlace(random: Random): number {
  return random.chance(0.03) ? 2 ** 31 - 1 : random.below(random.chance(0.5) ? 60 : 5_000);
}

function someChange(random: Random, samples: readonly SampleText[]): Change {
  const text = random.chance(0.2)
    ? mutate(random.pick(samples).text, random, samples).slice(0, 500)
    : random.chance(0.3)
      ? ''
      : piece(random);
  return { at: somePlace(random), length: random.below(random.chance(0.1) ? 5_000 : 20), text };
}

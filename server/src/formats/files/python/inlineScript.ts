import * as l10n from '@vscode/l10n';
import { Slice } from '../../../packaging/slice';
import type { Span } from '../../../packaging/span';
import { readPython } from '../../commands/script';
import { EMPTY_MANIFEST, type FileFormat, type Manifest } from '../../manifest/format';
import { ManifestBuilder } from '../../manifest/manifestBuilder';
import { addManifest, mapManifest } from '../../manifest/mapManifest';
import { encodingProblem } from '../../syntax/declaredEncoding';
import { parseToml } from '../../syntax/toml/parse';
import { at, under } from '../../tables/keyPath';
import { readTomlManifest, type TomlLayout } from '../../tables/manifest';
import { UV_KEYS, UV_NAMES } from '../uvToml';

const OPENING = '# /// script';
const CLOSING = '# ///';

const SCRIPT_LAYOUT: TomlLayout = {
  keys: [at('dependencies', 'requirements'), ...under('tool.uv', UV_KEYS)],
  names: under('tool.uv', UV_NAMES),
  toolOf: ([first, tool]) => (first === 'tool' ? tool : undefined),
};

/** Inline script metadata (PEP 723): TOML in a comment of a Python file. */
export const inlineScript: FileFormat = {
  id: 'inline-script',
  title: 'Python script with inline metadata',
  globs: ['**/*.py', '**/*.pyw'],
  hints: [[OPENING]],
  comments: true,
  generated: false,
  declaredEncoding: 'python',
  usesUv: () => true,
  requiresPython(text) {
    const [block] = findBlocks(text).filter((it) => it.isClosed);
    return block && parseToml(block.content.text).root.string('requires-python')?.text;
  },
  parse(text) {
    const manifest = inlineMetadata(text);
    if (manifest === EMPTY_MANIFEST) {
      return manifest;
    }
    const into = new ManifestBuilder();
    addManifest(manifest, into);
    readPython(Slice.of(text), into);
    return { ...into, links: manifest.links };
  },
};

/** What the metadata of a script says, without its commands. */
export function inlineMetadata(text: string): Manifest {
  const blocks = findBlocks(text);
  const closed = blocks.filter((it) => it.isClosed);
  // Python's tools ignore an unclosed block, but it may be closed soon.
  const [block, second] = closed.length > 0 ? closed : blocks.slice(0, 1);
  if (block === undefined) {
    return EMPTY_MANIFEST;
  }
  const manifest = parseBlock(text, block.content);
  const again = second && { message: l10n.t("Only one '# /// script' block is allowed."), span: second.opening };
  const problems = [encodingProblem(text, 'python'), ...manifest.problems, again].filter((problem) => problem !== undefined);
  return { ...manifest, problems };
}

interface Block {
  readonly opening: Span;
  /** The lines without their `# `. */
  readonly content: Slice;
  /** It has its last line, and something before that. */
  readonly isClosed: boolean;
}

/** `script` blocks: from the opening line to the last `# ///` of the same comment. An unclosed block extends to the comment's end. */
function findBlocks(text: string): readonly Block[] {
  const blocks: Block[] = [];
  for (let start = text.indexOf(OPENING); start !== -1; start = text.indexOf(OPENING, start + 1)) {
    const opening = lineAt(text, start);
    if ((start > 0 && text.charAt(start - 1) !== '\n') || opening.content !== OPENING) {
      continue;
    }
    const pieces: Slice[] = [];
    let closedAfter: number | undefined;
    let at = opening.next;
    while (at < text.length && text.charAt(at) === '#') {
      const { content, next } = lineAt(text, at);
      if (content.length > 1 && content.charAt(1) !== ' ') {
        break;
      }
      if (content === CLOSING) {
        closedAfter = pieces.length;
      }
      pieces.push(Slice.of(text, at + (content.length > 1 ? 2 : 1), next));
      at = next;
    }
    const content = Slice.join(pieces.slice(0, closedAfter));
    blocks.push({ opening: { start, end: start + OPENING.length }, content, isClosed: (closedAfter ?? 0) > 0 });
    start = at - 1;
  }
  return blocks;
}

function lineAt(text: string, start: number): { content: string; next: number } {
  const lineBreak = text.indexOf('\n', start);
  const end = lineBreak === -1 ? text.length : lineBreak;
  const content = text.slice(start, text.charAt(end - 1) === '\r' ? end - 1 : end);
  return { content, next: Math.min(text.length, end + 1) };
}

function parseBlock(text: string, content: Slice): Manifest {
  const manifest = readTomlManifest(content.text, SCRIPT_LAYOUT);
  const map = (span: Span): Span => content.span(span.start, span.end);
  return mapManifest(manifest, map, (span) => {
    const before = span.start === 0 || content.text.charAt(span.start - 1) === '\n';
    const after = span.end === content.length || content.text.charAt(span.end - 1) === '\n';
    const { start, end } = map(span);
    // Whole lines are removed with their `# `.
    return before && after ? { start: text.lastIndexOf('\n', start - 1) + 1, end } : { start, end };
  });
}

import type { Anchors } from './anchors';
import { findBreak, parsePart } from './breaks';
import type { YamlNode } from './node';

/** Maximum number of times that reading restarts after text that is not YAML; fewer in a long file, where it takes long. */
const MAX_PARTS = 16;
const MAX_READ_AGAIN = 600_000;

/** A place where the text is not YAML. */
export interface YamlBreak {
  readonly at: number;
  /** The text may be YAML, but is nested too deeply to be read. */
  readonly isTooDeep: boolean;
}

interface YamlDocuments {
  readonly roots: readonly YamlNode[];
  readonly fragments: ReadonlySet<YamlNode>;
  readonly breaks: readonly YamlBreak[];
}

/** Reads the documents of a file, and continues after text that is not YAML. Those after it are fragments: they begin in the middle. */
export function readDocuments(text: string, anchors: Anchors): YamlDocuments {
  const roots: YamlNode[] = [];
  const fragments = new Set<YamlNode>();
  const breaks: YamlBreak[] = [];
  const parts = Math.max(2, Math.min(MAX_PARTS, Math.floor(MAX_READ_AGAIN / text.length)));
  for (let start = 0; start < text.length; ) {
    const rest = parsePart(text, start, text.length);
    const broken = rest.deepAt === undefined && breaks.length < parts ? findBreak(text, start, rest.tokens) : undefined;
    const end = broken?.resume ?? text.length;
    for (const token of broken === undefined ? rest.tokens : parsePart(text, start, end).tokens) {
      if (token.type === 'document' && token.value) {
        roots.push(token.value);
        anchors.add(token.start, token.value);
        if (start > 0) {
          fragments.add(token.value);
        }
      }
    }
    const at = rest.deepAt ?? broken?.at;
    // The line of a break is read again by itself, and may break at the same position.
    if (at !== undefined && breaks.at(-1)?.at !== at) {
      breaks.push({ at, isTooDeep: rest.deepAt !== undefined });
    }
    start = end;
  }
  return { roots, fragments, breaks };
}

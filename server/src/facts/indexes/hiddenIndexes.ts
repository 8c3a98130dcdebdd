import { REQUIREMENTS_FORMATS } from '../../formats';
import type { FileFormat, IndexOption } from '../../formats/manifest/format';
import { readIndexMentions } from '../../formats/pip/indexMentions';
import { mayNameIndexes } from '../../formats/pip/indexVariables';
import { countBefore } from '../../packaging/lists';
import type { Span } from '../../packaging/span';
import { privateUseOf } from './privateUse';

/** The command that pip-compile or uv were run with, and the index that uv took a package from. */
const NOTES =
  /^[ \t]*#[ \t]*(?:(?:\S{1,100}[ \t]){0,3}(?:pip-compile|piptools compile|uv pip compile)[ \t].{0,2000}|from[ \t]+(\w+:\/\/\S+)[ \t]*$)/gm;

/** Images, by the format. The configuration of pip can be in an image. */
const IMAGES: ReadonlyMap<string, RegExp> = new Map([
  ['dockerfile', /^[ \t]{0,20}FROM[ \t]{1,20}(?:--\S{1,100}[ \t]{1,20}){0,3}([\w.-]{1,200}(?::\d{1,5})?)\//gim],
  ['ci-workflow', /^[ \t-]{0,100}(?:image|container|name):[ \t]{0,20}["']?([\w.-]{1,200}(?::\d{1,5})?)\/\S/gm],
]);
/** Registries of images that everyone can use. */
const PUBLIC_REGISTRY =
  /^(?:(?:.{1,100}\.)?docker\.(?:io|com)|ghcr\.io|quay\.io|(?:.{1,100}\.)?gcr\.io|mcr\.microsoft\.com|public\.ecr\.aws|nvcr\.io|registry\.(?:access\.redhat\.com|redhat\.io|fedoraproject\.org|gitlab\.com|k8s\.io|suse\.com|opensuse\.org)|cgr\.dev|docker\.elastic\.co|lscr\.io|container-registry\.oracle\.com)$/;

/** The images of other registries, which companies have for themselves. */
function privateImages(text: string, pattern: RegExp): IndexOption[] {
  return [...text.matchAll(pattern)].flatMap(({ 0: written, 1: host = '', index }): IndexOption[] => {
    const isHost = /[.:]/.test(host) && !PUBLIC_REGISTRY.test(host.toLowerCase());
    return isHost ? [{ kind: 'configuration', url: host, span: { start: index, end: index + written.length } }] : [];
  });
}

/** Words without which a text cannot name an index. */
const WORDS: readonly string[] = ['index', 'INDEX', 'Index', 'PipAuthenticate', 'registryUrls', 'python-repos', 'include:', 'cloudsmith'];

/**
 * The indexes that a text names beside those that were read (`known`): in a form that no reader knows, or in a comment. Such an index is not asked, and
 * no rule judges it. But it may have names of the file that are not publicly known, so these stay private.
 */
export function hiddenIndexes(
  { id, generated }: Pick<FileFormat, 'id' | 'generated'>,
  text: string,
  known: readonly IndexOption[],
): IndexOption[] {
  if (generated) {
    return [];
  }
  const image = IMAGES.get(id);
  const images = image === undefined ? [] : privateImages(text, image);
  // In these, an option of an index is one wherever it is: what is left to find is what a tool has noted in a comment.
  const found = REQUIREMENTS_FORMATS.has(id) ? notedIndexes(text) : mentionedIndexes(text);
  const urls = new Set(known.map(({ url }) => url));
  const isRead = overlapWith(known.map(({ span }) => span));
  const hidden = [...images, ...found].filter(
    (option) => !urls.has(option.url) && !isRead(option.span) && privateUseOf([option]) !== undefined,
  );
  // The first mention of each.
  const byUrl = new Map(
    [...hidden].reverse().map(({ url, span }): [typeof url, IndexOption] => [url, { kind: 'configuration', url, span }]),
  );
  return [...byUrl.values()].reverse();
}

function mentionedIndexes(text: string): readonly IndexOption[] {
  const isLikely = mayNameIndexes(text) || WORDS.some((word) => text.includes(word));
  return isLikely ? readIndexMentions('', text) : [];
}

function notedIndexes(text: string): IndexOption[] {
  if (!text.includes('compile') && !text.includes('# from ')) {
    return [];
  }
  return [...text.matchAll(NOTES)].flatMap(({ 0: note, 1: url, index }): IndexOption[] => {
    const span = { start: index, end: index + note.length };
    return url === undefined ? readIndexMentions('', note).map((option) => ({ ...option, span })) : [{ kind: 'extra-index', url, span }];
  });
}

/** Whether a span overlaps one of these. */
function overlapWith(spans: readonly Span[]): (span: Span) => boolean {
  const sorted = [...spans].sort((a, b) => a.start - b.start);
  /** The last end of a span and those before it. */
  const ends: number[] = [];
  for (const { end } of sorted) {
    ends.push(Math.max(end, ends.at(-1) ?? 0));
  }
  return ({ start, end }) => {
    const count = countBefore(sorted, (each) => each.start < end);
    return (ends[count - 1] ?? start) > start;
  };
}

import type { Analysis } from '../../analysis/analysis';
import type { Requirement } from '../../formats/manifest/format';
import { releaseOf } from '../../index/releases';
import { ownValue } from '../../json';
import { foundValue } from '../../lookup';
import type { Edit, Fix } from '../../rules/rule';

/** The change of the hashes of a requirement, which belong to the files of another version. */
export interface HashEdits {
  readonly edits: readonly Edit[];
  readonly hashes: 'none' | 'refilled' | 'dropped';
}

/** Maximum number of files of one release to list on a line. */
const MAX_FILES = 500;
const DIGEST = /^[0-9a-f]{32,128}$/i;

/**
 * The new `--hash` options of a requirement with another version: those of the version's files if the index has told them all, in the
 * order of pip-compile, otherwise none.
 */
export function hashEdits(analysis: Analysis, requirement: Requirement, version: string): HashEdits {
  const { hashes } = requirement;
  const [first, ...rest] = hashes;
  if (first === undefined) {
    return { edits: [], hashes: 'none' };
  }
  const removed: Edit[] = hashes.map(({ span }) => ({ span, text: '' }));
  const project = foundValue(analysis.factsOf(requirement).project);
  const files = (project && releaseOf(project, version)?.files) ?? [];
  const digests = files.map((file) => ownValue(file.hashes, first.algorithm));
  const known = digests.filter((digest): digest is string => digest !== undefined && DIGEST.test(digest));
  const option = analysis.document.getText().slice(first.span.start, first.span.end);
  const blanks = option.slice(0, Math.max(0, option.indexOf('--hash')));
  if (known.length === 0 || known.length < files.length || files.length > MAX_FILES || blanks === '') {
    return { edits: removed, hashes: 'dropped' };
  }
  const text = [...new Set(known)]
    .sort()
    .map((digest) => `${blanks}--hash=${first.algorithm}:${digest}`)
    .join('');
  return { edits: [{ span: first.span, text }, ...rest.map(({ span }) => ({ span, text: '' }))], hashes: 'refilled' };
}

/** A fix that writes another version, with that version's hashes if the index has told them all. */
export function withHashes(analysis: Analysis, requirement: Requirement | undefined, fix: Fix): Fix {
  if (fix.version === undefined || requirement === undefined) {
    return fix;
  }
  const { edits, hashes } = hashEdits(analysis, requirement, fix.version);
  const old = new Set(requirement.hashes.map(({ span }) => span));
  return hashes === 'refilled'
    ? { ...fix, title: fix.refilledTitle ?? fix.title, edits: [...fix.edits.filter(({ span }) => !old.has(span)), ...edits] }
    : fix;
}

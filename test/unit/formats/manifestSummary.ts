import type { IndexOption, Manifest, Requirement } from '../../../server/src/formats/manifest/format';
import type { Span } from '../../../server/src/packaging/span';

/**
 * A manifest in the form of a fixture's `expected.json`: short, in the file's order, with the text of a span in place of its
 * numbers, and without defaults (role `dependency`, source `index`, no extras).
 */
export function summarize(text: string, manifest: Manifest): unknown {
  const cut = (span: Span | undefined) => (span === undefined ? undefined : text.slice(span.start, span.end));
  const place = (span: Span) => {
    const before = text.slice(0, span.start).split('\n');
    return `${before.length}:${(before.at(-1) as string).length + 1}`;
  };
  const requirement = (it: Requirement) => ({
    name: it.name,
    at: place(it.nameSpan),
    written: cut(it.nameSpan) === it.name ? undefined : cut(it.nameSpan),
    extras: it.extras.length > 0 ? it.extras : undefined,
    specifier: it.specifier,
    specifierWritten: cut(it.specifierSpan) === it.specifier ? undefined : cut(it.specifierSpan),
    grammar: it.specifierGrammar === 'pep440' ? undefined : it.specifierGrammar,
    marker: it.marker,
    url: it.url,
    hashes: it.hashes.length > 0 ? it.hashes.map((hash) => `${hash.algorithm}:${hash.digest}`) : undefined,
    source: it.source === 'index' ? undefined : it.source,
    indexName: it.indexName,
    role: it.role === 'dependency' ? undefined : it.role,
    group: it.group,
    incomplete: it.incomplete,
    all: cut(it.span) === it.name ? undefined : cut(it.span),
    remove: cut(it.removeSpan),
  });
  const index = (it: IndexOption) => ({ kind: it.kind, url: it.url, name: it.name, explicit: it.explicit, written: cut(it.span) });
  const sections = {
    requirements: manifest.requirements.map(requirement),
    includes: manifest.includes.map((it) => ({ kind: it.kind, path: it.path, at: place(it.span) })),
    indexes: manifest.indexes.map(index),
    problems: manifest.problems.map((it) => ({ message: it.message, at: place(it.span), written: cut(it.span) })),
    unchecked: manifest.unchecked.map((it) => ({ text: it.text, why: it.why, at: place(it.span) })),
  };
  return Object.fromEntries(Object.entries(sections).filter(([, items]) => items.length > 0));
}

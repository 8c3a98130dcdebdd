import type { Manifest } from '../../../server/src/formats/format';
import { normalizeName } from '../../../server/src/packaging/name';
import type { Span } from '../../../server/src/packaging/span';

/** Throws unless every span of the manifest lies in the text, and names stand where their spans say. */
export function checkManifest(text: string, manifest: Manifest): void {
  const check = (span: Span | undefined, what: string) => {
    if (span !== undefined && !(0 <= span.start && span.start <= span.end && span.end <= text.length)) {
      throw new Error(`${what} is outside the text: ${span.start}-${span.end} of ${text.length}\n${text}`);
    }
  };
  for (const requirement of manifest.requirements) {
    const { name, nameSpan, span } = requirement;
    check(nameSpan, `name of ${name}`);
    check(span, name);
    for (const other of requirement.otherNameSpans ?? []) {
      check(other, `name of ${name}`);
    }
    check(requirement.specifierSpan, `specifier of ${name}`);
    check(requirement.markerSpan, `marker of ${name}`);
    check(requirement.removeSpan, `removal of ${name}`);
    for (const hash of requirement.hashes) {
      check(hash.span, `hash of ${name}`);
    }
    if (nameSpan.end <= nameSpan.start) {
      throw new Error(`${name} has an empty span`);
    }
    if (nameSpan.start < span.start || nameSpan.end > span.end) {
      throw new Error(`${name} is outside its requirement`);
    }
    const written = text.slice(nameSpan.start, nameSpan.end);
    const mayDiffer = written.includes('\\') || written.includes('\n') || written.includes('"') || written.includes("'");
    if (!mayDiffer && written !== name) {
      throw new Error(`${name} is written ${written}`);
    }
    if (requirement.normalizedName !== normalizeName(name)) {
      throw new Error(`${name} is normalized to ${requirement.normalizedName}`);
    }
  }
  for (const { span, path } of manifest.includes) {
    check(span, path);
  }
  for (const { span, kind } of manifest.indexes) {
    check(span, kind);
  }
  for (const { span, message } of manifest.problems) {
    check(span, message);
  }
  for (const { span, text: shown } of manifest.unchecked) {
    check(span, shown);
  }
}

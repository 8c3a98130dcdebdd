import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { formatOf } from '../../../server/src/formats/index';
import type { Requirement } from '../../../server/src/formats/manifest/format';
import { contains } from '../../../server/src/packaging/span';
import { removeRequirement, replaceName } from '../../../server/src/rules/fixes';
import type { Edit } from '../../../server/src/rules/rule';

const ROOT = join(__dirname, '../../fixtures');

/** All hand-written files among the fixtures. */
const files = readdirSync(ROOT, { recursive: true, withFileTypes: true }).flatMap((entry) => {
  const file = join(entry.parentPath, entry.name);
  const format =
    entry.isFile() && entry.name !== 'expected.json' ? formatOf(file.slice(ROOT.length + 1).replace(/^[^/]*.[^/]*./, '')) : undefined;
  return format === undefined || format.generated ? [] : [{ title: file.slice(ROOT.length + 1), text: readFileSync(file, 'utf8'), format }];
});

function applied(text: string, edits: readonly Edit[]): string {
  return [...edits]
    .sort((a, b) => b.span.start - a.span.start)
    .reduce((result, { span, text: added }) => result.slice(0, span.start) + added + result.slice(span.end), text);
}

/** Without the effects of other tables on its name: its source, its build requirements. */
const described = ({ name, extras, specifier, marker, role }: Requirement) => ({
  name,
  extras,
  specifier,
  marker,
  role,
});

describe.each(files)('$title', ({ text, format }) => {
  const { requirements } = format.parse(text);

  test('another name changes nothing else', () => {
    for (const requirement of requirements) {
      const changed = format.parse(applied(text, replaceName(requirement, 'qqq').edits)).requirements;
      // A key that provides a name for several requirements, or a wheel's file name, changes all of them.
      const expected = requirements.map((other) =>
        other === requirement || contains(requirement.nameSpan, other.nameSpan.start)
          ? { ...described(other), name: 'qqq' }
          : described(other),
      );
      expect(changed.map(described), requirement.name).toEqual(expected);
    }
  });

  test('after a removal, all others are read as before', () => {
    for (const requirement of requirements) {
      const [fix] = removeRequirement(requirement);
      const removed = fix?.edits[0]?.span;
      if (fix === undefined || removed === undefined) {
        continue;
      }
      const left = format.parse(applied(text, fix.edits)).requirements;
      const expected = requirements.filter(({ nameSpan }) => nameSpan.end <= removed.start || nameSpan.start >= removed.end);
      expect(left.map(described), requirement.name).toEqual(expected.map(described));
    }
  });
});

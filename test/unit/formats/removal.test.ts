import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseTOML } from 'toml-eslint-parser';
import { describe, expect, test } from 'vitest';
import { formatOf } from '../../../server/src/formats/index';
import type { Requirement } from '../../../server/src/formats/manifest/format';
import type { Span } from '../../../server/src/packaging/span';

const ROOT = join(__dirname, '../../fixtures');

/** The valid TOML files among the fixtures. */
const files = ['pyproject', 'uv', 'hatch', 'pixi', 'tox-toml', 'pipfile', 'inline-script'].flatMap((format) =>
  readdirSync(join(ROOT, format)).flatMap((name) =>
    readdirSync(join(ROOT, format, name))
      .filter((file) => file !== 'expected.json' && name !== 'broken' && name !== 'edge')
      .map((file) => ({ title: `${format}/${name}`, file, text: readFileSync(join(ROOT, format, name, file), 'utf8') })),
  ),
);

describe('a removal leaves valid TOML with all other requirements', () => {
  test.each(files)('$title', ({ file, text }) => {
    const format = formatOf(file);
    const names = (source: string) =>
      (format?.parse(source).requirements ?? []).map((it) => `${it.group} ${it.name} ${it.specifier ?? ''}`);
    const before = names(text);
    const { requirements = [] } = format?.parse(text) ?? {};
    expect(requirements.some(({ removeSpan }) => removeSpan !== undefined)).toBe(true);
    for (const { removeSpan } of requirements) {
      if (removeSpan !== undefined) {
        const left = text.slice(0, removeSpan.start) + text.slice(removeSpan.end);
        expect(() => parseTOML(tomlIn(left), { tomlVersion: '1.0' }), left).not.toThrow();
        expect(names(left)).toEqual(before.filter((_, i) => isOutside(requirements[i] as Requirement, removeSpan)));
      }
    }
  });
});

function isOutside({ nameSpan }: Requirement, removed: Span): boolean {
  return nameSpan.end <= removed.start || nameSpan.start >= removed.end;
}

/** The TOML in a script's metadata block. Any other text is TOML itself. */
function tomlIn(text: string): string {
  const block = text.split('# /// script\n')[1]?.split('# ///\n')[0];
  return block === undefined ? text : block.replace(/^# ?/gm, '');
}

import { expect, it } from 'vitest';
import { UNUSED } from '../../../scripts/build/unusedFeatures.mjs';
import { serverCapabilities } from '../../../server/src/lsp/capabilities';

/** Names of all server capabilities, at any depth. */
function namesIn(value: unknown): string[] {
  return typeof value !== 'object' || value === null || Array.isArray(value)
    ? []
    : Object.entries(value).flatMap(([name, inner]) => [name, ...namesIn(inner)]);
}

it('has no capability that the bundled client lacks', () => {
  const offered = namesIn(serverCapabilities({ textDocument: { diagnostic: {}, rename: { prepareSupport: true } } })).map((name) =>
    name.toLowerCase(),
  );
  expect(offered).toContain('hoverprovider');
  for (const feature of UNUSED) {
    expect(
      offered.filter((name) => name.includes(feature.toLowerCase())),
      feature,
    ).toEqual([]);
  }
});

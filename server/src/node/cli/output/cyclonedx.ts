import type { FileReport } from '../../../analysis/scan/workspaceScan';
import { allowedVersions } from '../../../facts/packages/allowedVersions';
import type { Requirement } from '../../../formats/manifest/format';
import { encodeComponent } from '../../../packaging/escapes';
import { normalizeName } from '../../../packaging/name';
import { formatSentences } from '../../../protocol/language';
import { comesFromIndex } from '../../../rules/rule';
import type { PathPrinter, PrintedFinding, ScanOutput } from './finding';
import { jsonText } from './json';

interface Component {
  readonly name: string;
  readonly version: string | undefined;
  readonly paths: Set<string>;
}

/**
 * A bill of materials (CycloneDX 1.6): each package in the files, once for each pinned version, with its files; and a vulnerability for each
 * advisory of a finding.
 */
export function cyclonedxOutput(output: ScanOutput, reports: readonly FileReport[], print: PathPrinter): string {
  const components = componentsOf(reports, print);
  const bom = {
    $schema: 'http://cyclonedx.org/schema/bom-1.6.schema.json',
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    version: 1,
    metadata: {
      tools: { components: [{ type: 'application', name: 'Lookalike', version: output.version }] },
      properties: [
        ...Object.entries(output.data).map(([name, value]) => ({ name: `lookalike:data:${name}`, value: String(value) })),
        { name: 'lookalike:not-checked', value: String(output.notChecked.length) },
        { name: 'lookalike:suppressed', value: String(output.suppressed.length) },
        { name: 'lookalike:left-out', value: String(output.skipped.length) },
      ],
    },
    components: [...components].map(([ref, component]) => componentText(ref, component)),
    vulnerabilities: vulnerabilities(output.findings, components),
  };
  return `${jsonText(bom, 2)}\n`;
}

function componentsOf(reports: readonly FileReport[], print: PathPrinter): Map<string, Component> {
  const components = new Map<string, Component>();
  for (const { uri, analysis, hiddenBy } of reports) {
    for (const requirement of hiddenBy === undefined ? (analysis?.manifest.requirements ?? []) : []) {
      if (requirement.role === 'reference' || requirement.role === 'constraint') {
        continue;
      }
      const ref = refOf(requirement);
      const known = components.get(ref) ?? {
        name: requirement.normalizedName,
        version: allowedVersions(requirement).pinned,
        paths: new Set(),
      };
      known.paths.add(print(uri));
      components.set(ref, known);
    }
  }
  return new Map([...components].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** A package URL. For a package that no index serves: a URL of another type. */
function refOf(requirement: Requirement): string {
  const { pinned } = allowedVersions(requirement);
  const name = encodeComponent(requirement.normalizedName);
  const type = comesFromIndex(requirement) ? 'pkg:pypi' : 'pkg:generic';
  return `${type}/${name}${pinned === undefined ? '' : `@${encodeComponent(pinned)}`}`;
}

function componentText(ref: string, { name, version, paths }: Component): object {
  return {
    type: 'library',
    'bom-ref': ref,
    name,
    version,
    purl: ref,
    evidence: { occurrences: [...paths].sort().map((location) => ({ location })) },
  };
}

function vulnerabilities(findings: readonly PrintedFinding[], components: ReadonlyMap<string, Component>): object[] {
  const byId = new Map<string, { readonly finding: PrintedFinding; readonly refs: Set<string> }>();
  for (const finding of findings) {
    for (const id of finding.ids ?? []) {
      const known = byId.get(id) ?? { finding, refs: new Set() };
      byId.set(id, known);
      for (const [ref, { name, version, paths }] of components) {
        if (name === normalizeName(finding.name ?? '') && version === finding.version && paths.has(finding.path)) {
          known.refs.add(ref);
        }
      }
    }
  }
  return [...byId]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([id, { finding, refs }]) => ({
      id,
      source: { name: 'OSV', url: `https://osv.dev/vulnerability/${encodeComponent(id)}` },
      ratings: finding.rating === undefined ? undefined : [{ severity: finding.rating }],
      description: finding.message,
      detail: finding.details === undefined ? undefined : formatSentences(finding.details.map(({ text }) => text)),
      affects: [...refs].sort().map((ref) => ({ ref })),
    }));
}
